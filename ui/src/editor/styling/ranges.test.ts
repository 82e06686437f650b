import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { parser } from "../language";
import { isGap, lookOf } from "./ranges";

/** The look of a text whose caret is written `|` (none: another field has it). */
function look(written: string, inlineOnly = false) {
  const at = written.indexOf("|");
  const text = written.replace("|", "");
  const doc = Text.of(text.split("\n"));
  const found = lookOf(doc, parser.parse(text), 0, text.length, { caret: at < 0 ? null : at, inlineOnly });
  return {
    hidden: found.hidden.map(({ from, to }) => text.slice(from, to)),
    marks: found.spans.filter((span) => span.className.includes("cm-mk")).map(({ from, to }) => text.slice(from, to)),
    spans: found.spans.filter((span) => !span.className.includes("cm-mk")).map(({ from, to, className }) => `${className} ${text.slice(from, to)}`),
    hangs: found.hangs.map(({ from, to, shown }) => `${text.slice(from, to)}${shown ? "!" : ""}`),
    lines: [...found.lines].sort(([a], [b]) => a - b).map(([at, line]) => `${doc.lineAt(at).number} ${[...line.classes].join(" ")} q${line.quotes} l${line.lists}`),
  };
}

describe("emphasis", () => {
  it("hides its marks away from the caret", () => {
    expect(look("a *b* **c** ~~d~~ `e`")).toMatchObject({
      hidden: ["*", "*", "**", "**", "~~", "~~", "`", "`"],
      marks: [],
      spans: ["cm-em *b*", "cm-strong **c**", "cm-strike ~~d~~", "cm-code `e`"],
    });
  });
  it("shows them in the paragraph that holds the caret, and only there", () => {
    expect(look("a *b*|\n\n*c*")).toMatchObject({ marks: ["*", "*"], hidden: ["*", "*"] });
  });
  it("is not found in the middle of a word with underscores", () => {
    expect(look("snake_case_word").hidden).toEqual([]);
  });
});

describe("links", () => {
  it("show their words alone", () => {
    expect(look("[w](http://x 'T') z")).toMatchObject({ hidden: ["[", "](", "http://x", " 'T')"], spans: ["cm-link w"] });
  });
  it("show their address where the caret is", () => {
    expect(look("[w](http://x)|").marks).toEqual(["[", "](", "http://x", ")"]);
  });
  it("are not seen in what a writer puts in square brackets", () => {
    expect(look("he said [sic] so")).toMatchObject({ hidden: [], spans: [] });
  });
});

describe("footnotes", () => {
  it("are figures in the text", () => {
    expect(look("word[^12] more").hidden).toEqual(["[^", "]"]);
  });
  it("are told from the notes themselves, also without a blank line between", () => {
    const { lines, marks } = look("x[^1]\n\n[^1]: first *a*\n[^2]: second");
    expect(lines.filter((line) => line.includes("cm-note"))).toEqual(["3 cm-note q0 l0", "4 cm-note q0 l0"]);
    expect(marks).toEqual([]);
  });
});

describe("blocks", () => {
  it("hang the marks of headings, always", () => {
    expect(look("## Head")).toMatchObject({ hangs: ["## "], lines: ["1 cm-h cm-h2 q0 l0"], hidden: [] });
    expect(look("## He|ad").hangs).toEqual(["## !"]);
  });
  it("hang all marks at the start of a line as one", () => {
    expect(look("> - a").hangs).toEqual(["> - "]);
    expect(look("- a\n  - b").hangs).toEqual(["- ", "  - "]);
    expect(look("- a\n  - b").lines).toEqual(["1  q0 l1", "2  q0 l2"]);
  });
  it("leave an escaped sign as it is read", () => {
    expect(look("\\# none")).toMatchObject({ hidden: ["\\"], lines: [] });
  });
  it("are not looked for in a field that is one line", () => {
    expect(look("# 1 on *this* list", true)).toMatchObject({ hangs: [], lines: [], hidden: ["*", "*"] });
  });
});

it("sees the first, third, … of several blank lines as space between paragraphs", () => {
  const doc = Text.of(["a", "", "b", "", "", "", "c", ""]);
  expect([1, 2, 3, 4, 5, 6, 7, 8].filter((number) => isGap(doc, number))).toEqual([2, 4, 6]);
  expect(isGap(Text.of(["", "a"]), 1)).toBe(false);
});

it("looks at nothing outside the stretch it is asked for", () => {
  const text = "*a*\n\n*b*\n\n*c*";
  const found = lookOf(Text.of(text.split("\n")), parser.parse(text), 5, 8, { caret: null });
  expect(found.hidden).toEqual([{ from: 5, to: 6 }, { from: 7, to: 8 }]);
});
