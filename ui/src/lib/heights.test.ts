import { describe, expect, it } from "vitest";
import { Heights } from "./heights";

describe("heights", () => {
  it("sum and find rows like a plain list does", () => {
    const plain = Array.from({ length: 137 }, (_, i) => 20 + (i % 7) * 3);
    const heights = new Heights(plain.length, (i) => plain[i]!);
    plain[40] = 99;
    expect(heights.set(40, 99)).toBe(99 - (20 + (40 % 7) * 3));
    let sum = 0;
    for (let i = 0; i < plain.length; i += 1) {
      expect(heights.offset(i)).toBe(sum);
      expect(heights.at(sum)).toBe(i);
      expect(heights.at(sum + plain[i]! - 0.5)).toBe(i);
      sum += plain[i]!;
    }
    expect(heights.total).toBe(sum);
    expect(heights.at(sum + 1000)).toBe(136);
  });
  it("work for one row and for none", () => {
    expect([new Heights(1, () => 30).at(10), new Heights(0, () => 30).at(10), new Heights(0, () => 30).total]).toEqual([0, 0, 0]);
  });
});
