import { describe, expect, it } from "vitest";
import type { Compared, ComparedParagraph, HistoryEntry, VersionMark } from "../ipc/client";
import {
  blockOf, byParagraph, days, differenceSaid, headingParts, keptAt, lookedAt, momentName, NOTHING, NOW, paragraphLabel, shownVersions, sideBefore, sideOf,
  sidesOf, span, stepTo, stopsOf, trimmed, wordsSaid,
} from "./history";

const person = { name: "Maud Castell", initials: "MC" };
/** A time of the room, so that the tests hold wherever they run. */
const at = (year: number, month: number, day: number, hour = 12, minute = 0) => new Date(year, month - 1, day, hour, minute).toISOString();
const entry = (moment: number, before: number, from: string, to = from, versions: VersionMark[] = []): HistoryEntry =>
  ({ moment, before, from, to, person, kind: "work", words_added: 0, words_removed: 0, versions, erased: null });
const version = (moment: number, name: string, kind = "named"): VersionMark => ({ moment, name, kind, at: at(2026, 4, 14, 14, 2), person });
const now = new Date(2026, 3, 15, 9, 30);

describe("days", () => {
  it("are called as a person thinks of them", () => {
    const list = [entry(6, 5, at(2026, 4, 15, 0, 5)), entry(5, 4, at(2026, 4, 14, 23, 55)), entry(4, 3, at(2026, 4, 14, 1)), entry(3, 2, at(2026, 4, 13)), entry(2, 1, at(2026, 1, 2)), entry(1, 0, at(2025, 4, 15))];
    expect(days(list, now).map((day) => [day.name, day.entries.length])).toEqual([
      ["Today", 1], ["Yesterday", 2], ["Monday 13 April", 1], ["Friday 2 January", 1], ["Tuesday 15 April 2025", 1],
    ]);
  });
  it("have keys of their own, also when a clock went back", () => {
    const list = [entry(3, 2, at(2026, 4, 14)), entry(2, 1, at(2026, 4, 15)), entry(1, 0, at(2026, 4, 14))];
    const keys = days(list, now).map((day) => day.key);
    expect(new Set(keys).size).toBe(3);
  });
  it("change at midnight also where a day has 23 hours", () => {
    // Wherever the clock is put forward in March, the day before is still one day before.
    for (let day = 1; day <= 31; day++) expect(days([entry(1, 0, at(2026, 3, day))], new Date(2026, 2, day + 1, 0, 1))[0]?.name).toBe("Yesterday");
  });
});

describe("times", () => {
  it("of a stretch are a range, or one time in the same minute", () => {
    expect(span(at(2026, 4, 14, 14, 2), at(2026, 4, 14, 14, 40))).toBe("14.02 – 14.40");
    expect(span(at(2026, 4, 14, 14, 2), at(2026, 4, 14, 14, 2))).toBe("14.02");
    expect(span(at(2026, 4, 13, 23, 50), at(2026, 4, 14, 0, 20))).toBe("13 Apr 23.50 – 00.20");
  });
  it("of a moment name its year only when it is another", () => {
    expect(momentName(at(2026, 4, 14, 14, 40), now)).toBe("14 April 14.40");
    expect(momentName(at(2025, 4, 14, 14, 40), now)).toBe("14 April 2025 14.40");
  });
  it("of a version name their day when it is not that of the row", () => {
    expect(keptAt(at(2026, 4, 14, 9, 5), at(2026, 4, 14, 8), now)).toBe("09.05");
    expect(keptAt(at(2026, 4, 15, 9, 5), at(2026, 4, 14, 8), now)).toBe("15 April 09.05");
  });
  it("of the last look are near when they are near", () => {
    expect(lookedAt(at(2026, 4, 15, 8), now)).toBe("today 08.00");
    expect(lookedAt(at(2026, 4, 14, 8), now)).toBe("yesterday 08.00");
    expect(lookedAt(at(2026, 4, 9, 8), now)).toBe("Thursday 08.00");
    expect(lookedAt(at(2026, 4, 8, 8), now)).toBe("8 April 08.00");
  });
});

describe("words", () => {
  it("say what came and what went, and nothing when there is nothing", () => {
    expect(wordsSaid(1200, 35)).toBe("+1,200 −35 words");
    expect(wordsSaid(120, 0)).toBe("+120 words");
    expect(wordsSaid(0, 1)).toBe("−1 word");
    expect(wordsSaid(0, 0)).toBe("");
  });
  it("of a comparison are one line", () => {
    const none: Compared = { fields: [], details: [], words_added: 0, words_removed: 0, changes: 0, moved: 0, people: [] };
    expect(differenceSaid(none)).toBe("The texts are the same");
    expect(differenceSaid({ ...none, changes: 12, words_added: 120, words_removed: 35, moved: 2 })).toBe("12 changes, +120 −35 words, 2 paragraphs moved");
    expect(differenceSaid({ ...none, details: [{ name: "outlet", before: "", after: "The Courier" }] })).toBe("1 value changed");
  });
  it("of a paragraph say where it went", () => {
    const paragraph = (change: ComparedParagraph["change"], number: number | null = null) => paragraphLabel({ change, number, runs: [] });
    expect([paragraph("moved_here", 3), paragraph("moved_away", 7), paragraph("split"), paragraph("merged"), paragraph("changed")]).toEqual([
      "Moved from paragraph 3", "Moved to paragraph 7", "One paragraph became several", "Several paragraphs became one", "",
    ]);
  });
  it("are told from the white space around them", () => {
    expect([" a b ", "a", "\n\n"].map(trimmed)).toEqual([[" ", "a b", " "], ["", "a", ""], ["", "\n\n", ""]]);
  });
  it("hang a heading's marks and know what a paragraph is", () => {
    expect(headingParts("## The price")).toEqual(["## ", "The price"]);
    expect(headingParts("#hash")).toEqual(["", "#hash"]);
    expect(["# A", "- b", "12. c", "> d", "[^1]: e", "    f", "| g |", "h"].map(blockOf)).toEqual(["heading", "item", "item", "quotation", "footnote", "exact", "exact", ""]);
  });
});

const paragraph = (change: ComparedParagraph["change"], runs: [ComparedParagraph["runs"][number]["kind"], string][], number: number | null = null): ComparedParagraph =>
  ({ change, number, runs: runs.map(([kind, text]) => ({ kind, text, person: null })) });

describe("changes", () => {
  const fields: Compared["fields"] = [
    { field: "headline", changed: true, version: 1, paragraphs: [paragraph("changed", [["removed", "Old "], ["inserted", "New "], ["same", "words "], ["inserted", "more"]])] },
    { field: "body", changed: true, version: 1, paragraphs: [
      paragraph("same", [["same", "One."]]),
      paragraph("moved_away", [], 4),
      paragraph("inserted", [["inserted", "Two."]]),
      paragraph("moved_here", [["same", "Three."]], 2),
      paragraph("moved_here", [["same", "Four"], ["inserted", " and five"]], 1),
    ] },
  ];
  it("are found in reading order; what replaced something is one with it, a mere move is one", () => {
    const stops = stopsOf(fields);
    expect(stops.map((s) => [s.field, s.paragraph, s.from, s.to])).toEqual([[0, 0, 0, 1], [0, 0, 3, 3], [1, 2, 0, 0], [1, 3, -1, -1], [1, 4, 1, 1]]);
    expect(byParagraph(stops).get("0.0")?.map((s) => s.index)).toEqual([0, 1]);
  });
  it("are walked in both ways, round the ends", () => {
    expect([stepTo(-1, 1, 3), stepTo(-1, -1, 3), stepTo(0, 1, 3), stepTo(2, 1, 3), stepTo(0, -1, 3), stepTo(-1, 1, 0)]).toEqual([0, 2, 1, 0, 2, -1]);
  });
  it("leave two clean texts, moved paragraphs where they stood", () => {
    const list = [
      paragraph("moved_away", [], 2), paragraph("same", [["same", "A"]]), paragraph("moved_here", [["same", "first"], ["inserted", "!"]], 1),
      paragraph("removed", [["removed", "gone"]]), paragraph("changed", [["same", "x "], ["removed", "y"], ["inserted", "z"]]),
    ];
    expect(sideOf(list, "before")).toEqual(["first", "A", "gone", "x y"]);
    expect(sideOf(list, "after")).toEqual(["A", "first!", "x z"]);
  });
});

describe("what can be compared", () => {
  const list = [entry(9, 5, at(2026, 4, 14, 14, 2), at(2026, 4, 14, 14, 40), [version(9, "Sent to the desk")]), entry(5, 0, at(2026, 4, 13, 9))];
  it("is now, what was seen, versions, rows, and nothing", () => {
    const sides = sidesOf(list, { moment: 5, at: at(2026, 4, 13, 9) }, [], now);
    expect(sides.map((side) => side.name)).toEqual([
      "Now", "When you last looked, Monday 09.00", "Sent to the desk, 14 April 14.02", "14 April 14.40, Maud Castell", "13 April 09.00, Maud Castell", "Nothing (the beginning)",
    ]);
    expect(new Set(sides.map((side) => side.key)).size).toBe(sides.length);
  });
  it("keeps what is chosen, though the row has grown since", () => {
    const grown = [entry(12, 5, at(2026, 4, 14, 14, 2)), list[1]!];
    const chosen = sidesOf(list, null, [], now).find((side) => side.moment === 9)!;
    expect(sidesOf(grown, null, [chosen, chosen, NOW], now).filter((side) => side.key === chosen.key)).toHaveLength(1);
  });
  it("begins where the row before ended", () => {
    expect(sideBefore(list[0]!, list, now).name).toBe("13 April 09.00, Maud Castell");
    expect(sideBefore(list[1]!, list, now)).toBe(NOTHING);
    expect(sideBefore(list[0]!, [list[0]!], now)).toMatchObject({ moment: 5, name: "Before 14 April 14.02" });
  });
  it("passes over a version that only bears its time where one has a name", () => {
    expect(shownVersions([version(9, "14.02"), version(9, "Sent"), version(5, "09.00"), version(5, "", "before_restore"), version(4, "", "session")]).map((v) => v.name)).toEqual(["Sent", "09.00", ""]);
  });
});
