import { describe, expect, it } from "vitest";
import { ago, characters, clock, count, figure, list, readingTime, understoodDate } from "./format";

describe("figures", () => {
  it("group thousands", () => {
    expect([0, 999, 1184, 1234567].map(figure)).toEqual(["0", "999", "1,184", "1,234,567"]);
  });
  it("agree with their noun", () => {
    expect([count(1, "word"), count(2, "word"), count(1, "entry", "entries"), count(0, "entry", "entries")]).toEqual(["1 word", "2 words", "1 entry", "0 entries"]);
  });
  it("count an emoji and an accented letter once", () => {
    expect(characters("a😀é")).toBe(3);
  });
});

describe("times", () => {
  const now = new Date(2026, 3, 14, 14, 2, 31);
  it("write clocks with points", () => {
    expect([clock(now), clock(now, false)]).toEqual(["14.02.31", "14.02"]);
  });
  it("say when a piece changed, as short as can be", () => {
    const said = [
      new Date(2026, 3, 14, 14, 2, 0), new Date(2026, 3, 14, 13, 50, 0), new Date(2026, 3, 14, 9, 5, 0), new Date(2026, 3, 13, 23, 59, 0),
      new Date(2026, 3, 10, 12, 0, 0), new Date(2026, 2, 1), new Date(2024, 11, 24), new Date(Number.NaN),
    ].map((at) => ago(at, now));
    expect(said).toEqual(["Just now", "12 min ago", "09.05", "Yesterday", "Fri", "1 Mar", "24 Dec 2024", ""]);
  });
  it("never call a later time old", () => {
    expect(ago(new Date(2026, 3, 15), now)).toBe("Just now");
  });
  it("read out reading times", () => {
    expect([0, 40, 60, 134, 3600].map(readingTime)).toEqual(["0 s", "40 s", "1 min", "2 min 14 s", "60 min"]);
  });
  it("say a date line as precisely as it was given", () => {
    expect(["2024-04-24T09:44", "2024-04-24", "2024-04", "2024", "soon", "2024-13-01"].map(understoodDate)).toEqual(["24 April 2024, 9.44", "24 April 2024", "April 2024", "2024", null, null]);
  });
});

describe("lists", () => {
  it("end with and", () => {
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"])]).toEqual(["", "a", "a and b", "a, b and c"]);
  });
});
