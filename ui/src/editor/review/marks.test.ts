import { collab } from "@codemirror/collab";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { lookEffect, rangeOf, review, reviewAt, reviewEffect, reviewRanges } from "./marks";
import type { ChangeMark, RemarkMark } from "./types";

const change = (id: string, from: number, to: number, removed = "", more: Partial<ChangeMark> = {}): ChangeMark => ({ id, from, to, removed, moved: false, breaks: false, colour: 2, who: "Maud Castell", initials: "MC", ...more });
const remark = (id: string, from: number, to: number): RemarkMark => ({ id, from, to, query: true, colour: 1, label: "Query of Maud Castell" });
const TEXT = "with nineteen people aboard\n\nThe boat is old.";
function marked(changes: ChangeMark[], remarks: RemarkMark[] = [], current: string | null = null): EditorState {
  const state = EditorState.create({ doc: TEXT, extensions: [collab(), EditorState.lineSeparator.of("\n"), review] });
  return state.update({ effects: reviewEffect(state, { changes, remarks, current }) }).state;
}
const places = (state: EditorState) => reviewRanges(state).map(({ from, to, review: { id } }) => [id, from, to]);

describe("marks of a review", () => {
  it("stand where the change is: removed words before the inserted ones", () => {
    expect(places(marked([change("a", 5, 13, "about twenty")]))).toEqual([["a", 5, 5], ["a", 5, 13]]);
  });
  it("follow the text while somebody types before and inside them", () => {
    const state = marked([change("a", 5, 13, "about twenty")], [remark("q", 14, 20)]);
    const typed = state.update({ changes: { from: 0, insert: "and " } }).state;
    expect(places(typed)).toEqual([["a", 9, 9], ["a", 9, 17], ["q", 18, 24]]);
    expect(places(typed.update({ changes: { from: 12, insert: "xx" } }).state)).toEqual([["a", 9, 9], ["a", 9, 19], ["q", 20, 26]]);
  });
  it("that do not fit the text are left out", () => {
    expect(places(marked([change("a", 5, 9000), change("b", 0, 4)]))).toEqual([["b", 0, 4]]);
  });
  it("count in the desk’s text, under letters that only this window has", () => {
    const typed = marked([]).update({ changes: { from: 0, insert: "and " } }).state;
    const state = typed.update({ effects: reviewEffect(typed, { changes: [change("a", 5, 13)], remarks: [], current: null }) }).state;
    expect(places(state)).toEqual([["a", 9, 17]]);
  });
  it("are all gone when they are taken away", () => {
    const state = marked([change("a", 0, 4)]);
    expect(places(state.update({ effects: reviewEffect(state, null) }).state)).toEqual([]);
  });
  it("are replaced as a whole by what comes next", () => {
    const state = marked([change("a", 0, 4)]);
    expect(places(state.update({ effects: reviewEffect(state, { changes: [change("b", 5, 13)], remarks: [], current: null }) }).state)).toEqual([["b", 5, 13]]);
  });
  it("say which one is looked at, both halves of a replacement, and only one change at a time", () => {
    const state = marked([change("a", 0, 4, "for"), change("b", 5, 13)], [], "b");
    const turned = state.update({ effects: lookEffect("a") }).state;
    expect(reviewRanges(turned).map(({ review: { id }, current }) => [id, current])).toEqual([["a", true], ["a", true], ["b", false]]);
  });
  it("show a break between paragraphs that came in, or went, as a sign in the line", () => {
    const split = marked([change("s", 27, 29, " ", { breaks: true })]);
    expect(places(split)).toEqual([["s", 27, 27], ["s", 27, 29]]);
    expect(reviewRanges(marked([change("m", 13, 13, "\n\n")])).map(({ block }) => block)).toEqual([false]);
  });
  it("are found by the caret, the change before the remark around it", () => {
    const state = marked([change("a", 5, 13)], [remark("q", 0, 20)]);
    expect([reviewAt(state, 7), reviewAt(state, 17), reviewAt(state, 25)]).toEqual(["a", "q", null]);
  });
  it("have one place each, for jumping: a move’s words, a removal’s gap", () => {
    const state = marked([change("m", 0, 0, "The boat is old.", { moved: true }), change("m", 29, 45, "", { moved: true }), change("r", 13, 13, " hundred")]);
    expect([rangeOf(state, "m"), rangeOf(state, "r"), rangeOf(state, "x")]).toEqual([{ from: 29, to: 45 }, { from: 13, to: 13 }, null]);
  });
  it("set removed paragraphs between the lines, and other removed words into theirs", () => {
    const state = marked([change("p", 29, 29, "Gone with its break.\n\n"), change("w", 5, 5, "a\n\nb")]);
    expect(reviewRanges(state).map(({ block }) => block)).toEqual([false, true]);
  });
});
