import { describe, expect, it } from "vitest";
import type { ReceiptEntry } from "../ipc/client";
import { sentence } from "./format";
import { paragraphsOf, partName, ruleWords, summary, told } from "./receipt";

const entry = (kind: ReceiptEntry["kind"], what: string, more: Partial<ReceiptEntry> = {}): ReceiptEntry => ({ kind, what, rule: "x.y", ...more });

describe("a receipt's summary", () => {
  it("names the parts in page order, and what was set aside", () => {
    const said = summary([entry("recognised", "byline"), entry("recognised", "headline"), entry("recognised", "standfirst"), entry("set_aside", "share_line"), entry("set_aside", "related"), entry("set_aside", "related", { put_back: true })], 12);
    expect(said).toEqual({ sorted: "Sorted into headline, standfirst, byline and 12 paragraphs.", aside: "2 lines set aside." });
  });
  it("says one paragraph, and nothing of what was not set aside", () => {
    expect(summary([], 1)).toEqual({ sorted: "Sorted into 1 paragraph.", aside: "" });
  });
  it("says what became of what left, in a few words", () => {
    const sent = (...kinds: ReceiptEntry["kind"][]) => kinds.map((kind) => ({ entry: entry(kind, "body"), field: null, from: null, to: null }));
    expect([told(sent("kept")), told(sent("dropped", "kept")), told(sent("changed", "changed", "dropped"))]).toEqual(["", "1 thing left out", "2 things changed, 1 left out"]);
  });
  it("is honest about nothing", () => {
    expect(summary([], 0).sorted).toBe("Nothing was recognised; the text is in the body.");
  });
});

describe("words", () => {
  it("are plain", () => {
    expect([partName("author_note"), partName("share_line"), partName("odd_thing")]).toEqual(["Author note", "Share line", "Odd thing"]);
    expect(ruleWords("set_aside.social_buttons")).toBe("Social buttons.");
  });
  it("are there for every rule of OpenDocument and RTF files", () => {
    const files = import.meta.glob<string>("../../../src-tauri/crates/office/src/**/*.rs", { query: "?raw", import: "default", eager: true });
    const rules = new Set(Object.values(files).flatMap((rust) => rust.match(/"(?:odt|rtf|office)\.[a-z_]+"/g) ?? []).map((rule) => rule.slice(1, -1)));
    expect(rules.size).toBeGreaterThan(10);
    const readOut = (rule: string) => sentence((rule.split(".").pop() ?? "").replaceAll("_", " ")) + ".";
    expect([...rules].filter((rule) => ruleWords(rule) === readOut(rule))).toEqual([]);
    expect(ruleWords("odt.inner_table")).toBe("A table in a cell of another one; its words stand in that cell.");
  });
  it("count paragraphs by blank lines", () => {
    expect([paragraphsOf(""), paragraphsOf("a\nb"), paragraphsOf("a\n\nb\n \n\nc\n")]).toEqual([0, 1, 3]);
  });
});
