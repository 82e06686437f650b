import { expect, it } from "vitest";
import { initialsOf } from "./person";

it("takes the first letters of a name", () => {
  expect(["Maud Castell", "R. Osei-Lind", "  ", "łukasz", "A B C D E F"].map(initialsOf)).toEqual(["MC", "ROL", "", "Ł", "ABCD"]);
});
