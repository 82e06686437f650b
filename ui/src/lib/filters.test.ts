import { describe, expect, it } from "vitest";
import type { Comment, DecidedChange, Review, ReviewChange, SignOff, StepMade } from "../ipc/client";
import { filteredChanges, filteredComments, filteredDecided, filters, NO_FILTER, rolesIn, stageAt, stagesIn, togetherOf } from "./filters";

const MAUD = { name: "Maud Castell", initials: "MC" };
const ILSE = { name: "Ilse Varden", initials: "IV" };
const change = (id: string, more: Partial<ReviewChange> = {}): ReviewChange => ({
  id, field: "body", kind: "replace", parts: [], paragraph: 1, by: [MAUD], at: "2026-04-14T10:00:00Z", ...more,
});
const comment = (id: string, more: Partial<Comment> = {}): Comment => ({
  id, kind: "comment", by: MAUD, role: "editor", at: "2026-04-14T10:00:00Z", text: "Words.", edited: false, to: null, resolved: false, resolved_by: null, field: "body", found: "same", from: 20, end: 30, quote: "the quoted", replies: [], ...more,
});
const decided = (change: string, more: Partial<DecidedChange> = {}): DecidedChange => ({
  record: "r", change, decision: "accept", role: "editor", decided_by: MAUD, decided_at: "2026-04-14T11:00:00Z", field: "body", kind: "insert", removed: "", inserted: change, by: [ILSE], can_undo: true, ...more,
});
const signed: SignOff = { role: "legal", label: "Legal", need: "complete", record: "s", by: ILSE, who: ILSE.name, at: "2026-04-14T09:00:00Z", accepted: null, how: "here", note: "", conditions: "", standing: "agrees", touched: [], says: "" };
const data: Review = {
  id: "p1", against: { baseline: { is: "role", role: "author" }, label: "the author last agreed", at: "2026-04-12T09:40:00" }, choices: [], own: false, before: [], versions: [], seal: null, headlines: [],
  changes: [change("a"), change("b", { by: [ILSE], kind: "insert", at: "2026-04-14T13:30:00Z" }), change("u", { by: [], at: null })],
  comments: [comment("c"), comment("q", { kind: "query", to: "Ilse Varden", at: "2026-04-14T13:00:00Z" }), comment("f", { kind: "query", to: "fact_check" }), comment("d", { resolved: true })],
  decided: [decided("x"), decided("y", { role: "copy", decided_by: ILSE, decided_at: "2026-04-14T13:45:00Z" })], sign_offs: [signed],
};
const step = (from: StepMade["from"], to: StepMade["to"], at: string): StepMade => ({ action: "edit", from, to, by: MAUD, at, reason: "", overridden: [], fee: "", rights_return: "" });
/** The last one first, as the desk tells them. */
const made = [step("editing", "copy_edit", "2026-04-14T12:00:00Z"), step("filed", "editing", "2026-04-13T12:00:00Z")];
const around = { now: Date.parse("2026-04-14T14:00:00Z"), made, stage: "copy_edit" as const };
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const changes = (filter: object) => ids(filteredChanges(data, { ...NO_FILTER, ...filter }, around));
const comments = (filter: object) => ids(filteredComments(data, { ...NO_FILTER, ...filter }, around));
const past = (filter: object) => filteredDecided(data, { ...NO_FILTER, state: "decided", ...filter }, around).map((each) => each.change);

describe("filters", () => {
  it("keep one person’s, one kind, the open and the late ones", () => {
    expect(changes({})).toEqual(["a", "b", "u"]);
    expect(changes({ person: "Ilse Varden" })).toEqual(["b"]);
    expect(changes({ kind: "replace" })).toEqual(["a", "u"]);
    expect(changes({ since: 1 })).toEqual(["b"]);
    expect(changes({ state: "decided" })).toEqual([]);
  });
  it("find a comment by who is asked, and settled ones with what is decided", () => {
    expect(comments({ person: "Ilse Varden" })).toEqual(["q"]);
    expect(comments({ kind: "query" })).toEqual(["q", "f"]);
    expect(comments({ state: "decided" })).toEqual(["d"]);
    expect(comments({ kind: "insert" })).toEqual([]);
  });
  it("know a role by what was signed, decided, said and asked in it", () => {
    expect(rolesIn(data)).toEqual(["editor", "fact_check", "legal", "copy"]);
    expect(changes({ role: "legal" })).toEqual(["b"]);
    expect(changes({ role: "editor" })).toEqual(["a"]);
    expect(comments({ role: "fact_check" })).toEqual(["f"]);
    expect(past({ role: "copy" })).toEqual(["y"]);
    expect(past({})).toEqual(["x", "y"]);
  });
  it("know where the piece stood when something was written", () => {
    expect([stageAt("2026-04-13T11:00:00Z", made, "copy_edit"), stageAt("2026-04-14T11:00:00Z", made, "copy_edit"), stageAt("2026-04-14T12:00:00Z", made, "copy_edit"), stageAt("2026-04-14T12:00:00Z", [], "draft")])
      .toEqual(["filed", "editing", "copy_edit", "draft"]);
    expect(stagesIn(data, made, "copy_edit")).toEqual(["editing", "copy_edit"]);
    expect(changes({ stage: "copy_edit" })).toEqual(["b"]);
    expect(comments({ stage: "editing" })).toEqual(["c", "f"]);
    expect(past({ stage: "copy_edit" })).toEqual(["y"]);
    expect(changes({ stage: "filed" })).toEqual([]);
  });
  it("say whether anything is left out", () => {
    expect(filters(NO_FILTER)).toBe(false);
    for (const some of [{ role: "legal" }, { stage: "filed" as const }, { since: 1 }]) expect(filters({ ...NO_FILTER, ...some })).toBe(true);
  });
  it("count what was decided together", () => {
    const list = [decided("x"), decided("y", { record: "s" }), decided("z")];
    const told = (shown: DecidedChange[]) => [...togetherOf(list, shown)].map(([record, { first, all }]) => [record, first.change, all]);
    expect(told(list)).toEqual([["r", "x", 2], ["s", "y", 1]]);
    expect(told(list.slice(2)), "one is shown, two were decided").toEqual([["r", "z", 2]]);
  });
});
