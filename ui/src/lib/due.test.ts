import { describe, expect, it } from "vitest";
import { atOf, typedOf } from "./due";

describe("a time that is typed", () => {
  it("comes back as it was typed", () => {
    expect(typedOf(atOf("2026-11-30 17.05"))).toBe("2026-11-30 17.05");
    expect(typedOf(atOf("2026-1-3, 7:30"))).toBe("2026-01-03 07.30");
  });
  it("ends with the day when it is only a day", () => {
    expect(typedOf(atOf("2026-11-30"))).toBe("2026-11-30 23.59");
  });
  it("is nothing when nothing is typed, and none when there is no such time", () => {
    expect(atOf("  ")).toBe("");
    for (const typed of ["2026-02-30", "2026-13-01 10.00", "2026-11-30 25.00", "2026-11-30 10.75", "tomorrow"]) expect(atOf(typed), typed).toBeNull();
  });
});
