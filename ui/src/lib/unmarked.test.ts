import { describe, expect, it } from "vitest";
import { unmarked } from "./unmarked";

const shown = (removed: string, inserted: string) => Object.values(unmarked({ removed, inserted }, "body"));
const same = (removed: string, inserted: string) => expect(shown(removed, inserted)).toEqual([removed, inserted]);

describe("the words of a change", () => {
  it("stand without the marks that both sides have, whole or cut off", () => {
    expect(shown("[300,000", "[310,000")).toEqual(["300,000", "310,000"]);
    expect(shown("crowns](https://example.org/a)", "pounds](https://example.org/a)")).toEqual(["crowns", "pounds"]);
    expect(shown("[old](u) and **strong", "[new](u) and **weak")).toEqual(["old and strong", "new and weak"]);
    expect(shown("_pause_ of", "_end_ of")).toEqual(["pause of", "end of"]);
    expect(shown("", "a **bold** word")).toEqual(["", "a bold word"]);
  });
  it("keep marks where only they changed, or they did too", () => {
    same("bold", "**bold**");
    same("**bold**", "_bold_");
    same("the notice", "[the notice](https://example.org)");
    same("", "**");
    same("[", "");
    same("**old**", "new");
  });
  it("keep an address that is another, or that came or went", () => {
    same("[the notice](https://a.example)", "[the notice](https://b.example)");
    same("[300,000](https://a.example", "[310,000](https://b.example");
    same("", "See [the notice](https://a.example).");
    same("2024", "2025");
  });
  it("keep what only looks like a mark", () => {
    same("5*3", "5*4");
    same("snake_case", "snake_house");
    same("[sic]", "[so]");
    same("town.[^1]", "city.[^1]");
    same(String.raw`\*old`, String.raw`\*new`);
    same("", "- item\n- * 3");
  });
  it("keep everything in a field that has no marks", () => {
    expect(unmarked({ removed: "*a*", inserted: "*b*" }, "headline")).toEqual({ removed: "*a*", inserted: "*b*" });
  });
});
