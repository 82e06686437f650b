import { describe, expect, it } from "vitest";
import { chance } from "../../editor/random";
import { accepted, changesOf, rejected } from "./changes";

const words = "tern oak river wall boat pier night crowns board city lamp stone".split(" ");
function text(random: ReturnType<typeof chance>): string {
  return Array.from({ length: 1 + random.number(6) }, () => Array.from({ length: 3 + random.number(9) }, () => random.pick(words)).join(" ")).join("\n\n");
}
function changed(before: string, random: ReturnType<typeof chance>): string {
  const paragraphs = before.split("\n\n");
  for (let n = random.number(4); n >= 0; n--) {
    const at = random.number(paragraphs.length);
    const act = random.number(5);
    if (act === 0) paragraphs.splice(at, 0, text(random).split("\n\n")[0]!);
    else if (act === 1 && paragraphs.length > 1) paragraphs.splice(at, 1);
    else if (act === 2) paragraphs.push(...paragraphs.splice(at, 1));
    else paragraphs[at] = (paragraphs[at] ?? "").split(" ").map((word) => (random.number(4) === 0 ? random.pick(words) : word)).join(" ");
  }
  return paragraphs.join("\n\n");
}

describe("changes on the desk in memory", () => {
  it("lead to the text now when all are accepted, and to the one before when all are rejected", () => {
    const random = chance(4827);
    for (let n = 0; n < 400; n++) {
      const before = text(random);
      const now = changed(before, random);
      const parts = changesOf("body", before, now).flatMap((change) => change.parts);
      expect(accepted(before, parts)).toBe(now);
      expect(rejected(now, parts)).toBe(before);
    }
  });
  it("take a replaced phrase as one, without the blanks around it", () => {
    const found = changesOf("body", "with about twenty people aboard", "with nineteen people aboard");
    expect(found.map(({ kind, parts }) => [kind, parts[0]!.removed, parts[0]!.inserted])).toEqual([["replace", "about twenty", "nineteen"]]);
  });
  it("know a paragraph that was split, and two that were merged", () => {
    const [one, other] = ["The boat is old.", "Its engine drinks."];
    expect(changesOf("body", `${one} ${other}\n\nThe end.`, `${one}\n\n${other}\n\nThe end.`).map(({ kind }) => kind)).toEqual(["split"]);
    expect(changesOf("body", `${one}\n\n${other}\n\nThe end.`, `${one} ${other}\n\nThe end.`).map(({ kind }) => kind)).toEqual(["merge"]);
  });
  it("know a paragraph that moved", () => {
    const [a, b, c] = ["The boat is old and its engine drinks.", "What would repair look like?", "The end."];
    expect(changesOf("body", [a, b, c].join("\n\n"), [b, a, c].join("\n\n")).map(({ kind }) => kind)).toEqual(["move"]);
  });
});
