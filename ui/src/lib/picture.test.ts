import { describe, expect, it } from "vitest";
import rust from "../../../src-tauri/crates/model/src/picture/caption.rs?raw";
import { CREDIT_LABELS, asParagraph, besideParagraph, looksLikePicture, pictureMarkdown } from "./picture";

const address = "pictures/ferry-0123456789abcdef0123456789abcdef.jpg";

describe("a picture in the text", () => {
  it("says what it shows, what stands below it, and who made it", () => {
    const of = (alt: string, caption: string, credit: string) => pictureMarkdown({ address, alt, caption, credit });
    expect(of("A ferry", "It sails.", "Bo Lind")).toBe(`![A ferry](${address} "It sails. Credit: Bo Lind")`);
    expect(of("A ferry", "It sails", "Photo: Bo Lind")).toBe(`![A ferry](${address} "It sails. Photo: Bo Lind")`);
    expect(of("", "", "")).toBe(`![](${address})`);
    expect(of(" [a]\nb ", 'He said "no"', "")).toBe(`![\\[a\\] b](${address} "He said \\"no\\"")`);
    expect(of("`<b>` &amp;", "`<b>` &amp;", "")).toBe("![\\`\\<b>\\` \\&amp;](" + address + ' "\\`\\<b>\\` \\&amp;")');
  });

  it("takes for the word of a credit what the desk takes for one", () => {
    const of = (credit: string) => pictureMarkdown({ address, alt: "", caption: "", credit });
    expect(of("Getty: Ann Lee")).toBe(`![](${address} "Credit: Getty: Ann Lee")`);
    expect(of("FOTO: Ann Lee")).toBe(`![](${address} "FOTO: Ann Lee")`);
    const list = /const LABELS: \[&str; \d+\] = \[([^\]]*)\]/.exec(rust)?.[1] ?? "";
    expect([...list.matchAll(/"([^"]+)"/g)].map((found) => found[1])).toEqual(CREDIT_LABELS);
  });

  it("stands in a paragraph of its own wherever it is put", () => {
    expect(asParagraph("", 0, "P")).toBe("P");
    expect(asParagraph("One two", 3, "P")).toBe("\n\nP\n\n");
    expect(asParagraph("One\n\nTwo", 5, "P")).toBe("P\n\n");
    expect(asParagraph("One\n", 4, "P")).toBe("\nP");
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
