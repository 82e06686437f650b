import { describe, expect, it } from "vitest";
import type { Stage } from "../ipc/client";
import { atOf, dueSaid, openSaid, typedOf } from "./due";

describe("a time that is typed", () => {
  it("comes back as it was typed", () => {
    expect(typedOf(atOf("2026-11-30 17.05"))).toBe("2026-11-30 17.05");
    expect(typedOf(atOf("2026-1-3, 7:30"))).toBe("2026-01-03 07.30");
  });
  it("ends with the day when it is only a day", () => {
    expect(typedOf(atOf("2026-11-30"))).toBe("2026-11-30 23.59");
  });
  it("is nothing when nothing is typed, and none when there is no such time", () => {
    expect(atOf("  ")).toBe("");
    for (const typed of ["2026-02-30", "2026-13-01 10.00", "2026-11-30 25.00", "2026-11-30 10.75", "tomorrow"]) expect(atOf(typed), typed).toBeNull();
  });
});

describe("when a piece is due, in the list", () => {
  const now = new Date("2026-11-26T14:00:00");
  const says = (at: string | null, stage: Stage = "editing") => dueSaid(at === null ? null : atOf(at), stage, now);
  it("is said as a person would", () => {
    expect(["2026-11-26 17.00", "2026-11-27 9.00", "2026-11-30", "2026-12-24 12.00", "2027-01-02"].map((at) => says(at)?.text))
      .toEqual(["Due today 17.00", "Due tomorrow 09.00", "Due Monday", "Due 24 Dec", "Due 2 Jan 2027"]);
  });
  it("is late when it is over, until the piece is out", () => {
    expect(says("2026-11-26 13.59")).toEqual({ text: "Was due today 13.59", late: true });
    expect(says("2026-11-25")).toEqual({ text: "Was due yesterday", late: true });
    expect([says("2026-11-25", "published"), says("2026-11-25", "killed"), says(null), dueSaid("soon", "draft", now)]).toEqual([null, null, null, null]);
  });
  it("is over at the end of a day that was given alone, as the command line gives it", () => {
    expect([dueSaid("2026-11-26", "editing", now), dueSaid("2026-11-25", "editing", now)]).toEqual([{ text: "Due today", late: false }, { text: "Was due yesterday", late: true }]);
    expect(typedOf("2026-11-26")).toBe("2026-11-26 23.59");
  });
  it("stands beside what is open", () => {
    expect([openSaid(0, 0), openSaid(1, 3), openSaid(2, 2), openSaid(0, 1)]).toEqual(["", "1 query, 2 comments", "2 queries", "1 comment"]);
  });
});
