import { describe, expect, it } from "vitest";
import { against } from "./length";

describe("a length", () => {
  const band = { low: 500, high: 700 };
  it("is said against the commission", () => {
    expect([212, 535, 823, 0].map((n) => against(n, band).said)).toEqual(["288 short", "of 500–700", "123 over", "of 500–700"]);
    expect([212, 535, 823].map((n) => against(n, band).state)).toEqual(["under", "in", "over"]);
  });
  it("stands on a line that ends at 1.2 times the limit", () => {
    expect(against(535, band)).toMatchObject({ low: 59.5, high: 83.3, at: 63.7 });
    expect(against(5000, band).at).toBe(100);
  });
  it("is only counted without a commission", () => {
    expect(against(535, null)).toMatchObject({ said: "", state: "" });
  });
});
