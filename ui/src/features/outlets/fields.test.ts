import { describe, expect, it } from "vitest";
import { SETTINGS } from "../../platform/fake/settings";
import { numberOf, putAt, sectionOf, SECTIONS, shownNumber, valueAt } from "./fields";

const row = (path: string) => SECTIONS.flatMap((section) => section.rows).find((each) => each.path === path)!;

describe("the form of an outlet", () => {
  it("asks for values that a profile has, and puts them where they stand", () => {
    const profile = structuredClone(SETTINGS.profile);
    for (const { path } of SECTIONS.flatMap((section) => section.rows)) expect(valueAt(profile, path), path).toBeDefined();
    putAt(profile, "length.most", 1200);
    expect(profile.length.most).toBe(1200);
  });
  it("reads numbers as a person types them, and says what is wrong with others", () => {
    expect(numberOf(row("page.body_tenths"), "9,4")).toBe(94);
    expect(numberOf(row("page.body_tenths"), "94"), "whether it is sound, the desk says").toBe(940);
    expect(numberOf(row("page.body_tenths"), "nine")).toBe("A number");
    expect(numberOf(row("length.low"), " ")).toBe(0);
    expect(numberOf(row("length.low"), "7.5")).toBe("A whole number, or nothing");
    expect(numberOf(row("page.columns"), "")).toBe("A whole number");
    expect(numberOf(row("page.columns"), "-1")).toBe("A whole number");
    expect([shownNumber(row("page.body_tenths"), 94), shownNumber(row("length.low"), 0)]).toEqual(["9.4", ""]);
  });
  it("knows in which part a remark’s line stands", () => {
    expect(["length", "length.usual", "page", "page.accent", "handover.approved", "rights.trust[0].href", "name"].map(sectionOf)).toEqual(["lengths", "lengths", "design", "design", "handover", "rights", "head"]);
  });
});
