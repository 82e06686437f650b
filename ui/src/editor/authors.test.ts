import { collab } from "@codemirror/collab";
import { EditorState, Transaction } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { authors, authorsEffect, authorsOf, colouredStretches, type ColouredStretch } from "./authors";
import { chance } from "./random";

const OWN = 1;
function text(doc: string, stretches: readonly ColouredStretch[]): EditorState {
  return EditorState.create({ doc, extensions: authorsOf([], doc.length, stretches, OWN) });
}
const type = (state: EditorState, at: number, insert: string, userEvent = "input.type") => state.update({ changes: { from: at, insert }, userEvent }).state;
const spelled = (state: EditorState) => {
  const letters = Array.from({ length: state.doc.length }, () => "0");
  for (const { from, to, colour } of colouredStretches(state)) for (let at = from; at < to; at++) letters[at] = letters[at] === "0" ? String(colour) : "!";
  return letters.join("");
};

describe("who wrote what", () => {
  it("gives what is typed to who types, also inside another's words", () => {
    expect(spelled(type(text("abcdef", [{ from: 0, to: 6, colour: 2 }]), 3, "XY"))).toBe("22211222");
    expect(spelled(type(text("abcdef", [{ from: 0, to: 6, colour: 2 }]), 6, "X"))).toBe("2222221");
    expect(spelled(type(text("abc", []), 0, "X"))).toBe("1000");
  });
  it("leaves one mark behind, however many keys there were", () => {
    let state = text("abcdef", [{ from: 0, to: 6, colour: 2 }]);
    for (let i = 0; i < 30; i++) state = type(state, 3 + i, "x");
    expect(colouredStretches(state)).toEqual([{ from: 0, to: 3, colour: 2 }, { from: 3, to: 33, colour: OWN }, { from: 33, to: 36, colour: 2 }]);
  });
  it("leaves what comes from elsewhere without a colour until it is known", () => {
    const state = text("abcdef", [{ from: 0, to: 6, colour: 2 }]);
    const far = state.update({ changes: { from: 2, insert: "XX" }, annotations: Transaction.remote.of(true) }).state;
    expect(spelled(far)).toBe("22002222");
  });
  it("waits with the marks until an input method is done", () => {
    let state = text("abcdef", [{ from: 0, to: 6, colour: 2 }]);
    const before = colouredStretches(state).length;
    state = type(state, 3, "k", "input.type.compose");
    state = state.update({ changes: { from: 3, to: 4, insert: "ka" }, userEvent: "input.type.compose" }).state;
    expect(colouredStretches(state)).toHaveLength(before);
    expect(spelled(type(state, 5, "."))).toBe("222111222");
  });
  it("takes letters that the desk does not have yet for one's own", () => {
    const start = EditorState.create({ doc: "abcdef", extensions: [collab({ startVersion: 3, clientID: "w" }), authors] });
    const typed = type(type(start, 3, "XY"), 0, "Z");
    expect(spelled(typed)).toBe("000000000");
    expect(spelled(typed.update({ effects: authorsEffect(typed, [{ from: 0, to: 6, colour: 2 }], OWN) }).state)).toBe("122211222");
  });
  it("covers every letter once, whatever is done", () => {
    const { number, pick } = chance(7);
    let state = text("The night ferry.", [{ from: 0, to: 4, colour: 2 }, { from: 4, to: 16, colour: 3 }]);
    let mirror = "2222" + "3".repeat(12);
    for (let i = 0; i < 400; i++) {
      const from = number(state.doc.length + 1);
      const to = Math.min(state.doc.length, from + number(4));
      const insert = pick(["", "x", "yz", "a longer stretch"]);
      const remote = number(4) === 0;
      state = state.update({ changes: { from, to, insert }, annotations: remote ? Transaction.remote.of(true) : Transaction.userEvent.of("input") }).state;
      mirror = mirror.slice(0, from) + (remote ? "0" : "1").repeat(insert.length) + mirror.slice(to);
      expect(spelled(state)).toBe(mirror);
    }
  });
});
