import { describe, expect, it } from "vitest";
import type { LeavingFinding } from "../ipc/client";
import { groupsOf } from "./leaving";

const at = (words: string, from: number, rule = "placeholder.tk"): LeavingFinding =>
  ({ rule, stops: true, firm: false, field: "body", from, to: from + words.length, words, reason: "It marks words that are still to come." });

describe("what stops a piece", () => {
  it("is one line for all places of which the same is said", () => {
    const groups = groupsOf([at("TK", 3), at("??", 9), at("TK", 20), at("TK", 40)]);
    expect(groups.map(({ first, places }) => [first.words, places.map(({ from }) => from)])).toEqual([["TK", [3, 20, 40]], ["??", [9]]]);
  });
  it("stays apart where anything differs", () => {
    const other = { ...at("TK", 5), field: "headline" as const };
    expect(groupsOf([at("TK", 3), other, at("TK", 8, "other.rule")])).toHaveLength(3);
    expect(groupsOf([])).toEqual([]);
  });
});
