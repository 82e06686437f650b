import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { directionOf, rightToLeft } from "./direction";

const lines = (...text: string[]) => {
  const doc = Text.of(text);
  return rightToLeft(doc, 0, doc.length).map((at) => doc.lineAt(at).number);
};

describe("the direction of a line", () => {
  it("is that of its first letter, whatever stands before it", () => {
    expect(["مدينة", "«لا!»", "- 12 مدينة", "## عنوان", "**عنوان** of a law", "[مدينة](https://example.org)", "שלום, world", "\u200F12"].map(directionOf)).toEqual(Array(8).fill("rtl"));
    expect(["A city", "‘No!’ مدينة", "1. one", "\u200E12 مدينة", "ﬁne"].map(directionOf)).toEqual(Array(5).fill("ltr"));
  });
  it("is none where there are no letters; digits have none, not even Arabic ones", () => {
    expect(["", "12 %", "—", "\u0664\u0661"].map(directionOf)).toEqual([null, null, null, null]);
  });
  it("does not come from the name of a footnote", () => {
    expect(directionOf("[^note]: مدينة")).toBe("rtl");
  });
});

describe("lines that read from right to left", () => {
  it("are found one by one", () => {
    expect(lines("A city", "مدينة", "Another")).toEqual([2]);
  });
  it("include those without letters after them, so that the caret of a new paragraph does not jump", () => {
    expect(lines("", "مدينة", "", "", "A city", "")).toEqual([2, 3, 4]);
  });
  it("look above what is visible", () => {
    const doc = Text.of(["مدينة", "", ""]);
    expect(rightToLeft(doc, doc.line(3).from, doc.length)).toEqual([doc.line(3).from]);
  });
});
