import { describe, expect, it } from "vitest";
import { COLOURS, colourOf } from "./people";

describe("the colour of a person", () => {
  const others = ["Ilse Varden", "Jonas Adair", "Petra Amsel", "Bram Coyle", "Yusra Dahl", "Lena Strand", "S. Whitlock"];
  it("is one's own alone, and the first seven others have one each", () => {
    const all = ["Maud Castell", ...others].map((name) => colourOf(name, "Maud Castell", others));
    expect(all).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
  it("stays when more people are met, or when one's own name was met before", () => {
    const before = others.map((name) => colourOf(name, "Maud Castell", others));
    expect(others.map((name) => colourOf(name, "Maud Castell", [...others, "A", "B"]))).toEqual(before);
    expect(colourOf("Petra Amsel", "Ilse Varden", others)).toBe(before[2]);
  });
  it("is one of eight for whoever comes, the same for the same name", () => {
    for (let n = 0; n < 40; n++) {
      const met = n % 2 ? [] : Array.from({ length: 60 }, (_, k) => `Writer ${k}`);
      const colour = colourOf(`Writer ${n}`, "Maud Castell", met);
      expect(colour).toBe(colourOf(`Writer ${n}`, "Maud Castell", met));
      expect(colour).toBeGreaterThan(1);
      expect(colour).toBeLessThanOrEqual(COLOURS);
    }
  });
});
