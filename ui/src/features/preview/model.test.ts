import { describe, expect, it } from "vitest";
import type { PreviewPatch } from "../../ipc/client";
import { blockAt, LEAF, leafFor, leavesOf, PageModel, within } from "./model";

const page = () => new PageModel({ id: "a", seq: 4, language: "en", head: "<h>", body_class: "body drop", blocks: ["<p>1", "<p>2", "<p>3"], lines: [1, 3, 5], foot: "" });
const patch = (more: Partial<PreviewPatch>): PreviewPatch => ({ id: "a", seq: 5, head: null, foot: null, body_class: null, from: 0, remove: 0, insert: [], lines: null, words: 0, reading_seconds: 0, ...more });

describe("the leaves of a page", () => {
  const paragraph = `<p>${"x".repeat(990)}</p>`;
  it("are one for a piece of usual length, and none is lost", () => {
    expect(leavesOf([])).toEqual([0]);
    expect(leavesOf(Array(8).fill(paragraph))).toEqual([0]);
    expect(leavesOf(Array(12).fill(paragraph)), "what is left over goes with the last one").toEqual([0]);
  });
  it("are many for a long one, and none ends in a heading", () => {
    expect(leavesOf(Array(40).fill(paragraph))).toEqual([0, 10, 20, 30]);
    const blocks: string[] = Array(40).fill(paragraph);
    blocks[9] = "<h2>A crosshead</h2>";
    const starts = leavesOf(blocks);
    expect(starts.every((start) => start === 0 || !blocks[start - 1]!.startsWith("<h2"))).toBe(true);
  });
});

describe("the length of a leaf", () => {
  const text = (paragraphs: number): string[] => Array(paragraphs).fill(`<p>${"x".repeat(990)}</p>`);
  it("is shorter in a long page, and is the caller's to keep", () => {
    expect([leafFor([]), leafFor(text(30)), leafFor(text(60))]).toEqual([LEAF, LEAF, LEAF / 2]);
    expect(leavesOf(text(20), LEAF / 2)).toEqual([0, 5, 10, 15]);
  });
});

describe("the page's model", () => {
  it("takes the next patch", () => {
    const model = page();
    expect(model.apply(patch({ from: 1, remove: 1, insert: ["<p>a", "<p>b"], lines: [1, 3, 5, 7], head: "<H>", body_class: "body" }))).toBe("done");
    expect([model.blocks, model.lines, model.head, model.seq, model.bodyClass]).toEqual([["<p>1", "<p>a", "<p>b", "<p>3"], [1, 3, 5, 7], "<H>", 5, "body"]);
  });
  it("passes over what it has, and asks for the whole after a gap", () => {
    const model = page();
    expect(model.apply(patch({ seq: 4, insert: ["x"] }))).toBe("old");
    expect(model.apply(patch({ seq: 6 }))).toBe("gap");
    expect(model.apply(patch({ from: 3, remove: 1 }))).toBe("gap");
    expect(model.blocks).toHaveLength(3);
  });
});

describe("lines and blocks", () => {
  it("find each other", () => {
    expect([0, 1, 2, 3, 4.5, 9].map((line) => blockAt([1, 3, 5], line))).toEqual([0, 0, 0, 1, 1, 2]);
    expect(blockAt([], 3)).toBe(0);
    expect([within([1, 3, 5], 0, 2), within([1, 3, 5], 2, 5.25), within([1, 3, 5], 1, 2)]).toEqual([0.5, 0.25, 0]);
  });
});
