import { describe, expect, it } from "vitest";
import { chance } from "../../editor/random";
import { compareTexts, splicesBetween } from "./diff";
import { spliced } from "./texts";

describe("the fake desk's comparison", () => {
  it("gives the replacements that make the one text the other", () => {
    const { number, pick } = chance(3);
    const text = () => Array.from({ length: number(30) }, () => pick(["one", "two ", "three", " ", "\n\n", "four. "])).join("");
    for (let n = 0; n < 300; n++) {
      const [a, b] = [text(), text()];
      expect(spliced(a, splicesBetween(a, b))).toBe(b);
    }
  });
  it("sees what changed, moved, split and joined", () => {
    const kinds = (a: string, b: string) => compareTexts(a, b).map((p) => p.change);
    const long = "A paragraph that is long enough to be seen when it moves.";
    expect(kinds(`${long}\n\nTwo.\n\nThree.`, `Two.\n\nThree.\n\n${long}`)).toEqual(["moved_away", "same", "same", "moved_here"]);
    expect(kinds("One two three.", "One four three.")).toEqual(["changed"]);
    expect(kinds("One. Two.", "One.\n\nTwo.")).toEqual(["split"]);
    expect(kinds("One.\n\nTwo.", "One. Two.")).toEqual(["merged"]);
  });
});
