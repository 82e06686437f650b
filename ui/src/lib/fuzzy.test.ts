import { describe, expect, it } from "vitest";
import { fuzzy, parts } from "./fuzzy";

const rank = (query: string, texts: string[]) =>
  texts.map((text) => ({ text, match: fuzzy(query, text) })).filter((r) => r.match).sort((a, b) => b.match!.score - a.match!.score).map((r) => r.text);

describe("fuzzy", () => {
  it("finds everything with nothing typed", () => {
    expect(fuzzy("", "Bold")).toEqual({ score: 0, ranges: [] });
  });
  it("puts beginnings before words, words before middles", () => {
    expect(rank("sig", ["Design", "A sign", "Sign off"])).toEqual(["Sign off", "A sign", "Design"]);
  });
  it("finds initials of words", () => {
    expect(fuzzy("sp", "Show the preview")?.ranges).toEqual([[0, 1], [9, 10]]);
  });
  it("marks the word that begins with what was typed, not an earlier middle", () => {
    expect(fuzzy("in", "Zoom in")?.ranges).toEqual([[5, 7]]);
    expect(fuzzy("at", "That cat at")?.ranges).toEqual([[9, 11]]);
  });
  it("does without accents", () => {
    expect(fuzzy("ecole", "L’école")).not.toBeNull();
  });
  it("does not find strewn letters", () => {
    expect(fuzzy("xyz", "Bold")).toBeNull();
    expect(fuzzy("oae", "Move the paragraph up one place")).toBeNull();
  });
});

describe("parts", () => {
  it("cut a text at its hits", () => {
    expect(parts("Sign off", [[0, 3]])).toEqual([{ text: "Sig", hit: true }, { text: "n off", hit: false }]);
    expect(parts("ab", [])).toEqual([{ text: "ab", hit: false }]);
  });
});
