import { describe, expect, it } from "vitest";
import { rowsOf, type GutterSign } from "./gutter";

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
});
