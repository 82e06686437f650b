import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { countMatches, NOTHING, queryOf, regexpProblem, saidCount } from "./query";

const doc = Text.of(["The boat, the Boat and", "the boathouse \\n."]);
const count = (wanted: Partial<typeof NOTHING>, at = { from: 0, to: 0 }) => countMatches(doc, queryOf({ ...NOTHING, ...wanted }), at);

describe("finding", () => {
  it("counts whatever the case, unless told", () => {
    expect(count({ find: "boat" }).total).toBe(3);
    expect(count({ find: "Boat", matchCase: true }).total).toBe(1);
  });
  it("counts whole words", () => expect(count({ find: "boat", wholeWord: true }).total).toBe(2));
  it("counts by expression", () => expect(count({ find: "b\\w+t", regexp: true }).total).toBe(3));
  it("takes a backslash for a backslash in plain words", () => expect(count({ find: "\\n" }).total).toBe(1));
  it("says which one is selected", () => {
    expect(saidCount(count({ find: "boat" }, { from: 14, to: 18 }))).toBe("2 of 3");
    expect(saidCount(count({ find: "boat" }))).toBe("3");
    expect(saidCount(count({ find: "ferry" }))).toBe("None");
  });
  it("stops counting where it helps nobody", () => {
    expect(countMatches(Text.of(["a".repeat(6000)]), queryOf({ ...NOTHING, find: "a" }), { from: 0, to: 0 })).toMatchObject({ total: 5000, more: true });
  });
});

it.each([
  ["(a", "A round bracket is not closed."],
  ["a)", "A round bracket is closed that was not opened."],
  ["[a", "A square bracket is not closed."],
  ["a\\", "A backslash at the end needs a character after it."],
  ["*a", "There is nothing before * + or ? that could be repeated."],
  ["a{2,1}", "This is not a regular expression yet."],
])("says in words what is wrong with %s", (pattern, words) => {
  expect(regexpProblem(pattern)).toBe(words);
});

it("finds nothing wrong with an expression", () => expect(regexpProblem("(\\w+) \\1")).toBeNull());
