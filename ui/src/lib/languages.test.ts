import { describe, expect, it } from "vitest";
import { directionOf, isLanguageTag, languageName } from "./languages";

describe("languages", () => {
  it("have names, listed or not", () => {
    expect(["en-GB", "is", ""].map(languageName)).toEqual(["English (UK)", "Icelandic", "No language"]);
    expect(isLanguageTag("en-GB") && !isLanguageTag("English!")).toBe(true);
  });
  it("begin their lines at one side, or leave that to the text", () => {
    expect(["ar", "he", "fa-IR", "en-GB", "uk", "", "not a tag"].map(directionOf)).toEqual(["rtl", "rtl", "rtl", "ltr", "ltr", "", ""]);
  });
});
