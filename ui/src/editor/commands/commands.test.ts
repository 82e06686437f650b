import { EditorState, type TransactionSpec } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { language } from "../language";
import { setHeading, toggleList, toggleQuote } from "./block";
import { clearFormatting, makeFootnote, makeLink, toggleInline } from "./inline";

/** A text with its selection written `‹…›` or its caret `|`, before and after a command. */
function after(written: string, command: (state: EditorState) => TransactionSpec): string {
  const caret = written.indexOf("|");
  const doc = written.replace(/[|‹›]/g, "");
  const selection = caret >= 0 ? { anchor: caret } : { anchor: written.indexOf("‹"), head: written.indexOf("›") - 1 };
  const state = EditorState.create({ doc, selection, extensions: language });
  const next = state.update(command(state)).state;
  const { from, to, empty } = next.selection.main;
  const text = next.doc.toString();
  return empty ? `${text.slice(0, from)}|${text.slice(from)}` : `${text.slice(0, from)}‹${text.slice(from, to)}›${text.slice(to)}`;
}

describe("emphasis", () => {
  const bold = (state: EditorState) => toggleInline(state, "bold");
  it("is set on the selected words, without the blanks around them", () => {
    expect(after("a‹ big ›b", bold)).toMatch(/^a.* \*\*.*big.*\*\* .*b$/);
    expect(after("‹one›", bold)).toBe("**‹one›**");
  });
  it("is taken off again", () => {
    expect(after("**‹one›**", bold)).toBe("‹one›");
    expect(after("a **on|e** b", bold)).toBe("a on|e b");
  });
  it("is set on the word at the caret", () => expect(after("a wo|rd b", bold)).toBe("a **wo|rd** b"));
  it("waits for words where there are none", () => expect(after("a | b", bold)).toBe("a **|** b"));
  it.each([
    ["bold", "**"], ["italic", "*"], ["strike", "~~"], ["code", "`"],
  ] as const)("of %s: key, words, key leave the words set and the caret behind them", (kind, mark) => {
    const key = (state: EditorState) => toggleInline(state, kind);
    expect(after("a |", key)).toBe(`a ${mark}|${mark}`);
    expect(after(`a ${mark}word|${mark}`, key)).toBe(`a ${mark}word${mark}|`);
    expect(after(`a ${mark}two words|${mark} b`, key)).toBe(`a ${mark}two words${mark}| b`);
    if (kind !== "code") expect(after(`a ${mark}word |${mark}`, key)).toBe(`a ${mark}word${mark} |`);
    // Straight back in, to go on.
    expect(after(`a ${mark}word${mark}|`, key)).toBe(`a ${mark}word|${mark}`);
    expect(after(`a |${mark}word${mark}`, key)).toBe(`a ${mark}|word${mark}`);
    // At a word's edge it is for what comes next, and the second key takes it away.
    expect(after("a word|", key)).toBe(`a word${mark}|${mark}`);
    expect(after("a word|, b", key)).toBe(`a word${mark}|${mark}, b`);
    expect(after("a |word", key)).toBe(`a ${mark}|${mark}word`);
    expect(after(`a word${mark}|${mark}`, key)).toBe("a word|");
    expect(after(`a ${mark}|${mark} b`, key)).toBe("a | b");
    expect(after(`${mark}|${mark}`, key)).toBe("|");
    expect(after("a wo|rd", key)).toBe(`a ${mark}wo|rd${mark}`);
    expect(after(`a ${mark}wo|rd${mark}`, key)).toBe("a wo|rd");
  });
  it("of two kinds is opened and left one by one", () => {
    const italic = (state: EditorState) => toggleInline(state, "italic");
    expect(after("a **|**", italic)).toBe("a ***|***");
    expect(after("a ***|***", italic)).toBe("a **|**");
    expect(after("a ***|***", bold)).toBe("a *|*");
    expect(after("a *word|*", bold)).toBe("a *word**|***");
    expect(after("a *word**|***", bold)).toBe("a *word|*");
    expect(after("a *word **x|***", bold)).toBe("a *word **x**|*");
    expect(after("a **word *x|***", italic)).toBe("a **word *x*|**");
    expect(after("a **word *x|***", bold)).toBe("a **word *x***|");
    expect(after("**a**|**b**", bold)).toBe("**a|b**");
  });
  it("never crosses a paragraph", () => {
    expect(after("‹one\n\n- two›", bold).replace(/[‹›]/g, "")).toBe("**one**\n\n- **two**");
  });
  it("is told apart: italic in bold", () => {
    expect(after("**a ‹b›**", (state) => toggleInline(state, "italic"))).toBe("**a *‹b›***");
  });
});

describe("links and footnotes", () => {
  it("wait for the address", () => expect(after("‹words›", makeLink)).toBe("[words](|)"));
  it("wait for the words when an address is selected", () => expect(after("‹https://x.example›", makeLink)).toBe("[|](https://x.example)"));
  it("select the address of a link", () => expect(after("[wo|rds](https://x)", makeLink)).toBe("[words](‹https://x›)"));
  it("number the next footnote and go to its words", () => {
    expect(after("one|", makeFootnote)).toBe("one[^1]\n\n[^1]: |");
    expect(after("one[^1] two| three\n\n[^1]: first\n", makeFootnote)).toBe("one[^1] two[^2] three\n\n[^1]: first\n[^2]: |");
  });
});

describe("blocks", () => {
  it("become headings and paragraphs", () => {
    expect(after("wo|rds", (state) => setHeading(state, 2))).toBe("## wo|rds");
    expect(after("# wo|rds", (state) => setHeading(state, 3))).toBe("### wo|rds");
    expect(after("## wo|rds", (state) => setHeading(state, 2))).toBe("wo|rds");
  });
  it("become quotations and back", () => {
    expect(after("‹one\n\ntwo›", toggleQuote).replace(/[‹›]/g, "")).toBe("> one\n>\n> two");
    expect(after("> ‹one\n>\n> two›", toggleQuote).replace(/[‹›]/g, "")).toBe("one\n\ntwo");
  });
  it("become lists of one kind, of the other, and back", () => {
    expect(after("‹one\ntwo›", (state) => toggleList(state, true)).replace(/[‹›]/g, "")).toBe("1. one\n2. two");
    expect(after("‹1. one\n2. two›", (state) => toggleList(state, false)).replace(/[‹›]/g, "")).toBe("- one\n- two");
    expect(after("- on|e", (state) => toggleList(state, false))).toBe("on|e");
  });
});

it("takes all formatting off and leaves the words", () => {
  expect(after("## A **bold *and* [link](http://x)** `cod|e`", clearFormatting).replace("|", "")).toBe("A bold and link code");
});
