import { describe, expect, it } from "vitest";
import { handedOn, initialsOf } from "./person";

it("takes the first letters of a name", () => {
  expect(["Maud Castell", "R. Osei-Lind", "  ", "łukasz", "A B C D E F"].map(initialsOf)).toEqual(["MC", "ROL", "", "Ł", "ABCD"]);
});

describe("through whose hands a piece went", () => {
  const people = [{ name: "Maud Castell", initials: "MC" }, { name: "Ilse Varden", initials: "IV" }];
  it("is said with names", () => {
    expect(handedOn(["IV", "MC"], people)).toBe("From Ilse Varden to Maud Castell");
    expect(handedOn(["IV", "MC", "JA"], people)).toBe("From Ilse Varden to Maud Castell, then JA");
    expect(handedOn(["IV"], people)).toBe("With Ilse Varden");
    expect(handedOn([], people)).toBe("");
  });
});
