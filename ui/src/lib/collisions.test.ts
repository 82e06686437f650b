import { describe, expect, it } from "vitest";
import type { Collision } from "../ipc/client";
import { bothChanged, emptySide, firstOf, inThree, lastOf, placeIn, settingOf, sideOf, sourcesOf, takeOf, whatOf } from "./collisions";

const one: Collision = {
  id: 1, field: "body", name: "body", base: "nine", ours: "ten", theirs: "eight", reads: null, ahead: "The old ferry runs at ", behind: ". Nobody waits for it.",
  source: "ferry.md", at: "2026-04-14T12:00:00Z",
};
const value = (name: string, theirs: string): Collision => ({ ...one, field: null, name, ahead: "", behind: "", base: "", ours: "x", theirs });

describe("where a place stands in the text", () => {
  const text = "It is ten. The old ferry runs at ten. Nobody waits for it.";
  it("is found by what stands around it", () => {
    const at = placeIn(text, one)!;
    expect([at.from, text.slice(at.from, at.to)]).toEqual([33, "ten"]);
  });
  it("is found when the words further away were rewritten", () => {
    const at = placeIn("Ten! Now a boat runs at ten. Nobody asks.", one)!;
    expect(at.from).toBe(24);
  });
  it("is a caret where the words were cut", () => {
    expect(placeIn("The old ferry runs at . Nobody waits for it.", { ...one, ours: "" })).toEqual({ from: 22, to: 22 });
  });
  it("is nowhere when they were rewritten, or stand there twice", () => {
    expect(placeIn("Something else altogether.", one)).toBeNull();
    expect(placeIn("a ten. a ten.", { ahead: "a ", ours: "ten", behind: "." })).toBeNull();
    expect(placeIn("Anything", { ahead: "", ours: "", behind: "" })).toBeNull();
  });
  it("is found by what stands there when two desks were merged", () => {
    expect(placeIn("The old ferry runs at teneight. Nobody waits for it.", { ...one, reads: "teneight" })).toEqual({ from: 22, to: 30 });
    expect(placeIn("The old ferry runs at ten. Nobody waits for it.", { ...one, reads: "teneight" })).toBeNull();
  });
  it("is the whole of a text that is nothing else", () => expect(placeIn("ten", { ahead: "", ours: "ten", behind: "" })).toEqual({ from: 0, to: 3 }));
});

describe("the words around a place", () => {
  it("are shown as far as they are in its paragraph", () => {
    expect(lastOf("The end.\n\nThe ferry ")).toBe("The ferry ");
    expect(firstOf(" at nine.\n\nNobody")).toBe(" at nine.");
  });
  it("are cut between words, and say so", () => {
    expect(lastOf("of somebody who cleans, cooks or keeps watch while the rest ")).toBe("…cooks or keeps watch while the rest ");
    expect(firstOf(" sleep. Nobody made a speech. The deckhand coiled the rope, t")).toBe(" sleep. Nobody made a speech. The deckhand…");
    expect(firstOf(".")).toBe(".");
  });
});

it("the words of a place are told from the spaces around them", () => {
  expect([" a word. ", "word", "\n\n"].map(inThree)).toEqual([[" ", "a word.", " "], ["", "word", ""], ["\n\n", "", ""]]);
});

describe("what collides", () => {
  it("is counted with its files", () => {
    expect(bothChanged([one])).toBe("1 place changed here and in ferry.md at the same time.");
    expect(bothChanged([one, { ...one, id: 2, source: "b.md" }])).toBe("2 places changed here and in ferry.md and b.md at the same time.");
    expect(sourcesOf(["a", "b", "c"].map((source) => ({ ...one, source })))).toBe("3 files");
  });
  it("is named as the window names it", () => {
    expect([whatOf(one), whatOf(value("commissioned_length", "")), whatOf(value("tagline", ""))]).toEqual(["Body", "Commissioned length", "Tagline"]);
  });
  it("is read as words, not as it is kept", () => {
    const date = value("published", "");
    expect(sideOf(date, 'Some("2026-04-14")Some("14 April “26”")')).toBe("14 April “26”");
    expect(sideOf(date, 'Some("2026-04-14")None')).toBe("2026-04-14");
    expect(sideOf(date, "NoneNone")).toBe("");
    expect(sideOf(value("tags", ""), "ferries\nnight")).toBe("ferries, night");
  });
  it("says of an empty side whether something was cut", () => expect([emptySide("nine", "there"), emptySide("", "here")]).toEqual(["cut there", "nothing"]));
});

describe("taking the file’s value", () => {
  it("sets what the window can set", () => {
    expect(settingOf(value("language", "fr"))).toEqual({ language: "fr" });
    expect(settingOf(value("commissioned_length", "800"))).toEqual({ commissioned_length: 800 });
    expect(settingOf(value("tags", "a\nb"))).toEqual({ tags: ["a", "b"] });
    expect(settingOf(value("published", 'NoneSome("May")'))).toEqual({ published: "May" });
  });
  it("leaves the rest to the person", () => expect([settingOf(value("extra", "{}")), settingOf(one)]).toEqual([null, null]));
});

it("each answer has a figure and a letter", () => {
  expect(["1", "H", "2", "f", "3", "b", "x"].map(takeOf)).toEqual(["ours", "ours", "theirs", "theirs", "both", "both", null]);
});
