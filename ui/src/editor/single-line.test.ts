import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";
import { flatten, singleLineFilter } from "./single-line";

const state = (doc: string) => EditorState.create({ doc, extensions: [EditorState.lineSeparator.of("\n"), singleLineFilter] });

it("turns line breaks and the blanks around them into one space", () => {
  expect(flatten("one \r\n\n  two\u2028three")).toBe("one two three");
  expect(flatten("  left alone  ")).toBe("  left alone  ");
});

it("keeps a pasted page on one line, with the caret behind it", () => {
  const { state: after } = state("ab").update({ changes: { from: 1, insert: "x\ny" }, selection: { anchor: 4 } });
  expect(after.doc.toString()).toBe("ax yb");
  expect(after.doc.lines).toBe(1);
  expect(after.selection.main.head).toBe(4);
});

it("lets through what holds no break, and what comes from the desk", () => {
  expect(state("ab").update({ changes: { from: 2, insert: "c" }, selection: { anchor: 3 } }).state.doc.toString()).toBe("abc");
  expect(state("ab").update({ changes: { from: 2, insert: "\nc" }, filter: false }).state.doc.lines).toBe(2);
});
