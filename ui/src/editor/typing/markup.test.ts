import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { language } from "../language";
import { enterSpec } from "./keys";
import { indentUnder, nextMarker, prefixOf } from "./markup";

/** What Enter makes of a text; the caret is written `|`. */
function enter(text: string): string {
  const anchor = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", ""), selection: { anchor }, extensions: language });
  const after = state.update(enterSpec(state)).state;
  const { head } = after.selection.main;
  return `${after.sliceDoc(0, head)}|${after.sliceDoc(head)}`;
}

describe("Enter", () => {
  it.each([
    ["begins a new paragraph", "one|", "one\n\n|"],
    ["parts a paragraph and the blanks at the cut", "one | two", "one\n\n|two"],
    ["adds nothing to an empty paragraph", "one\n\n|", "one\n\n|"],
    ["leaves a blank line under text", "one\n|", "one\n\n|"],
    ["puts a paragraph before one", "one\n\n|two", "one\n\n\n\n|two"],
    ["continues a list", "- one|", "- one\n- |"],
    ["continues a list in the middle of an item", "- one| two", "- one\n- |two"],
    ["counts on", "1. one|", "1. one\n2. |"],
    ["counts on with the same bracket", "9) nine|", "9) nine\n10) |"],
    ["keeps the indentation", "- one\n  - two|", "- one\n  - two\n  - |"],
    ["leaves an empty item for a paragraph", "- one\n- |", "- one\n\n|"],
    ["leaves a nested empty item by one level", "- one\n  - |", "- one\n- |"],
    ["begins a new paragraph of a quotation", "> one|", "> one\n>\n> |"],
    ["leaves an empty line of a quotation", "> one\n>\n> |", "> one\n>\n\n|"],
    ["continues a list in a quotation", "> - one|", "> - one\n> - |"],
    ["before the mark, makes room above the item", "|- one", "\n\n|- one"],
    ["ends a heading", "## Head|", "## Head\n\n|"],
    ["breaks the line in code", "```\nlet a|\n```", "```\nlet a\n|\n```"],
  ])("%s", (_name, before, after) => {
    expect(enter(before)).toBe(after);
  });
});

it("reads what stands before the words", () => {
  expect(prefixOf("> 12. word")).toMatchObject({ quote: "> ", marker: "12.", space: " ", length: 6 });
  expect(prefixOf("-word")).toMatchObject({ marker: "", length: 0 });
  expect(prefixOf("1923 was a year").marker).toBe("");
  expect(nextMarker("*")).toBe("*");
});

it("moves an item in as far as the one above needs", () => {
  expect(indentUnder("- b", "- a")).toBe(2);
  expect(indentUnder("2. b", "1. a")).toBe(3);
  expect(indentUnder("- b", "  - a")).toBe(2);
  expect(indentUnder("- b", "words")).toBeNull();
  expect(indentUnder("  - b", "- a")).toBeNull();
});
