import { describe, expect, it } from "vitest";
import type { PacketContents } from "../ipc/client";
import { startsOf, stays, travels } from "./packet";

const now = new Date("2026-05-14T14:00:00");
const contents = (more: Partial<PacketContents> = {}): PacketContents => ({
  people: ["Maud Castell"], changes: 3, from: "2026-05-12T10:00:00", to: "2026-05-14T09:00:00", versions: [], pictures: 0, baselines: 0, comments: 0, left: 12, bytes: 900, ...more,
});
const said = (given: PacketContents) => travels(given, now).map(({ text }) => text);

describe("what travels in a packet", () => {
  it("names people, days and versions, and nothing that is not in it", () => {
    expect(said(contents())).toEqual([
      "The text as it is, in all its fields, with its details and stage",
      "3 changes of 12 May to today, each with its person, its time and the name of their computer",
      "The name of Maud Castell",
    ]);
    expect(said(contents({ people: ["A", "B"], versions: ["Final"], pictures: 1 })).slice(2)).toEqual([
      "The names of A and B", "The version “Final”", "1 picture, without what the files tell of people and places",
    ]);
  });
  it("says that review travels whole, and that deleted words do when all does", () => {
    expect(said(contents({ baselines: 2, comments: 1 })).at(-1)).toBe(
      "The whole review: the 2 texts it counts from (received, agreed to, sealed), 1 comment and answers, deleted ones with them and decisions",
    );
    const all = travels(contents({ left: null }), now).at(-1);
    expect(all).toEqual({ text: "Everything that was ever deleted in it: the history can show it", look: true });
  });
  it("says what stays", () => {
    expect(stays(contents())).toBe("What was deleted or replaced in 12 earlier changes. Receipts, backups and all other pieces");
    expect(stays(contents({ comments: 1 }))).toContain("but for what review has of it");
    expect(stays(contents({ left: null }))).toBe("Receipts, backups and all other pieces");
  });
  it("can begin at moments with their times", () => {
    const starts = [{ since: "filed", label: "Since it was filed", at: "2026-05-12T10:00:00" }, { since: "now", label: "The text as it is, without its history", at: null }, { since: null, label: "The whole history", at: "2026-05-01T10:00:00" }];
    expect(startsOf(starts, now).map(({ name }) => name)).toEqual(["Since it was filed, 12 May, 10.00", "The text as it is, without its history", "The whole history, from 1 May, 10.00"]);
  });
});
