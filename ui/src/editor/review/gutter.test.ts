import { describe, expect, it } from "vitest";
import { EditorState } from "@codemirror/state";
import { movesMarks, rowsOf, type GutterSign } from "./gutter";
import type { ReviewRange } from "./marks";

const sign = (top: number, bottom: number, more: Partial<GutterSign> = {}) => ({ id: `${top}`, initials: "MC", icon: null, colour: 1, current: false, top, bottom, line: 20, ...more });

describe("the gutter", () => {
  it("gathers what begins on one line, each person once", () => {
    const rows = rowsOf([sign(0, 20), sign(2, 20, { id: "b" }), sign(1, 20, { id: "c", initials: "IV" }), sign(28, 48)]);
    expect(rows.map(({ signs }) => signs.map(({ initials }) => initials))).toEqual([["MC", "IV"], ["MC"]]);
  });
  it("ends a long bar where the next one begins", () => {
    expect(rowsOf([sign(0, 200), sign(56, 76)]).map(({ top, bottom }) => [top, bottom])).toEqual([[0, 52], [56, 76]]);
  });
  it("shows the one that is looked at among equal ones", () => {
    expect(rowsOf([sign(0, 20), sign(0, 20, { id: "now", current: true })])[0]?.signs).toMatchObject([{ id: "now", current: true }]);
  });
  it("is looked at again when an edit can have moved a mark", () => {
    const before = EditorState.create({ doc: "One ferry and one boat\nanother line" });
    const mark = { from: 10, to: 13 };
    const moves = (from: number, to: number, insert: string) => {
      const { changes, state } = before.update({ changes: { from, to, insert } });
      const at = (s: EditorState) => (s === before ? mark : { from: changes.mapPos(mark.from), to: changes.mapPos(mark.to, -1) });
      const ranges = (s: EditorState, a = 0, b = s.doc.length) => [at(s)].filter((r) => r.from <= b && r.to >= a) as unknown as ReviewRange[];
      return movesMarks(changes, before, state, ranges);
    };
    expect(moves(4, 4, "late ")).toBe(true);
    expect(moves(11, 11, "x"), "inside").toBe(true);
    expect(moves(4, 22, ""), "with what is cut").toBe(true);
    expect(moves(18, 18, "old "), "behind it").toBe(false);
    expect(moves(30, 30, "x"), "another line").toBe(false);
  });
});
