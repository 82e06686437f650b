import { ChangeSet, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { normaliseBreaks, spliceBetween, toChangeSet, toSplices } from "./changes";
import { chance } from "./random";

const PIECES = ["a", "word ", "\n", "\n\n", "é", "e\u0301", "😀", "👩‍👩‍👧", "ß", "漢字", "\u00a0", "**x**", ""];

function randomText(seed: number, length: number): string {
  const { pick } = chance(seed);
  return Array.from({ length }, () => pick(PIECES)).join("");
}

function randomChanges(text: string, seed: number): ChangeSet {
  const { number, pick } = chance(seed);
  const specs: { from: number; to: number; insert: string }[] = [];
  for (let at = 0; at <= text.length; ) {
    const from = at + number(5);
    const to = Math.min(text.length, from + number(4));
    if (from > text.length) break;
    specs.push({ from, to, insert: pick(PIECES) });
    at = to + 1 + number(6);
  }
  return ChangeSet.of(specs, text.length, "\n");
}

describe("a change on the wire", () => {
  it("comes back as the same change, whatever the text", () => {
    for (let seed = 1; seed <= 400; seed++) {
      const text = randomText(seed, 30);
      const changes = randomChanges(text, seed * 7);
      const splices = toSplices(changes);
      const back = toChangeSet({ length: text.length, splices });
      const doc = Text.of(text.split("\n"));
      expect(back.apply(doc).toString()).toBe(changes.apply(doc).toString());
      expect(toSplices(back)).toEqual(splices);
    }
  });

  it("keeps a lone carriage return as a letter", () => {
    const back = toChangeSet({ length: 0, splices: [{ from: 0, to: 0, insert: "a\rb" }] });
    expect(back.newLength).toBe(3);
  });

  it("is refused when it lies outside the text", () => {
    expect(() => toChangeSet({ length: 3, splices: [{ from: 2, to: 9, insert: "" }] })).toThrow(RangeError);
  });
});

describe("the splice between two texts", () => {
  it("makes the one into the other and splits no pair", () => {
    for (let seed = 1; seed <= 400; seed++) {
      const before = randomText(seed, 12);
      const after = seed % 3 === 0 ? before : randomText(seed + (seed % 2), 12);
      const splice = spliceBetween(before, after);
      if (before === after) expect(splice).toBeNull();
      if (!splice) continue;
      expect(before.slice(0, splice.from) + splice.insert + before.slice(splice.to)).toBe(after);
      expect(splice.insert).not.toMatch(/\p{Surrogate}/u);
      expect(splice.to).toBeGreaterThanOrEqual(splice.from);
    }
  });

  it("does not cut between two smileys that share a half", () => {
    expect(spliceBetween("x😀y", "x😁y")).toEqual({ from: 1, to: 3, insert: "😁" });
  });
});

it("knows only line feeds", () => {
  expect(normaliseBreaks("a\r\nb\rc\nd")).toBe("a\nb\nc\nd");
});
