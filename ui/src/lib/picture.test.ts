import { describe, expect, it } from "vitest";
import { asParagraph, besideParagraph, looksLikePicture, pictureMarkdown } from "./picture";

const address = "pictures/ferry-0123456789ab.jpg";

describe("a picture in the text", () => {
  it("says what it shows, what stands below it, and who made it", () => {
    const of = (alt: string, caption: string, credit: string) => pictureMarkdown({ address, alt, caption, credit });
    expect(of("A ferry", "It sails.", "Bo Lind")).toBe(`![A ferry](${address} "It sails. Credit: Bo Lind")`);
    expect(of("A ferry", "It sails", "Photo: Bo Lind")).toBe(`![A ferry](${address} "It sails. Photo: Bo Lind")`);
    expect(of("", "", "")).toBe(`![](${address})`);
    expect(of(" [a]\nb ", 'He said "no"', "")).toBe(`![\\[a\\] b](${address} "He said \\"no\\"")`);
  });

  it("stands in a paragraph of its own wherever it is put", () => {
    expect(asParagraph("", 0, "P")).toEqual({ insert: "P", start: 0 });
    expect(asParagraph("One two", 3, "P")).toEqual({ insert: "\n\nP\n\n", start: 2 });
    expect(asParagraph("One\n\nTwo", 5, "P")).toEqual({ insert: "P\n\n", start: 0 });
    expect(asParagraph("One\n", 4, "P")).toEqual({ insert: "\nP", start: 1 });
  });

  it("parts no paragraph", () => {
    const text = "One two.\n\nThree four.\n \nFive.\n";
    const at = (words: string) => besideParagraph(text, text.indexOf(words));
    expect([at("One"), at("two"), at("Three"), at("four"), at("Five"), at("ve.")]).toEqual([0, 8, 10, 21, 24, 29]);
    expect([besideParagraph("", 0), besideParagraph("One\n\nTwo", 4), besideParagraph("One", 3)]).toEqual([0, 4, 3]);
  });

  it("is known by its name, whatever the case", () => {
    expect(["a.JPG", "b.webp", "c.svg", "d.txt"].map(looksLikePicture)).toEqual([true, true, false, false]);
  });
});
