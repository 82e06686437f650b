import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFake } from "../../platform/fake";
import type { Field } from "../../ipc/client";
import { allSaved, flushAll, forgetAll, PieceSession } from "./session.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  vi.useRealTimers();
  await forgetAll();
});

const desk = (query = "pieces=3") => createFake(new URLSearchParams(query));
/** Types into a field as its editor would. */
function type(session: PieceSession, field: Field, insert: string): void {
  const text = session.living(field);
  const end = text.state.doc.length;
  text.dispatch({ changes: { from: end, insert }, selection: { anchor: end + insert.length }, userEvent: "input.type" });
}

describe("the state of saving", () => {
  it("is saved only when every letter of every field is acknowledged", async () => {
    const platform = desk("pieces=3&delay=40");
    const opening = PieceSession.open(platform, "p1");
    await vi.runAllTimersAsync();
    const session = await opening;
    expect(session.status.kind).toBe("saved");
    type(session, "headline", " more");
    type(session, "body", " words");
    expect(session.status.kind).toBe("saving");
    expect(allSaved()).toBe(false);
    await vi.advanceTimersByTimeAsync(39);
    type(session, "body", " and");
    await vi.advanceTimersByTimeAsync(2);
    // Both first requests are answered; the last word is under way.
    expect(session.status.kind).toBe("saving");
    await vi.runAllTimersAsync();
    expect(session.status.kind).toBe("saved");
    expect(platform.desk.piece("p1").texts.get("body")!.text.endsWith(" words and")).toBe(true);
    expect(allSaved()).toBe(true);
  });

  it("says how many words are only here, keeps them, and recovers", async () => {
    const platform = desk();
    const session = await PieceSession.open(platform, "p1");
    platform.desk.setFailing(true);
    type(session, "body", " one two three");
    await vi.advanceTimersByTimeAsync(1);
    expect(session.status).toMatchObject({ kind: "failed", words: 3 });
    await expect(Promise.all([session.flush(), vi.advanceTimersByTimeAsync(1)])).rejects.toMatchObject({ code: "failed" });
    platform.desk.setFailing(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(session.status.kind).toBe("saved");
    await flushAll();
  });

  it("counts what the desk can't write and what was typed since, as it is typed, and the body's words with it", async () => {
    const platform = desk();
    const session = await PieceSession.open(platform, "p2");
    platform.desk.tell({ type: "preview_changed", patch: { id: "p2", seq: 1, from: 0, remove: 0, insert: [], head: null, foot: null, body_class: null, lines: null, words: session.words, reading_seconds: session.readingSeconds } });
    const { words, readingSeconds } = session;
    platform.desk.setFull(true);
    type(session, "body", " one");
    await vi.advanceTimersByTimeAsync(1);
    expect(session.status).toEqual({ kind: "failed", reason: "the disk is full", words: 1 });
    for (let n = 0; n < 100; n++) type(session, "body", " two three");
    type(session, "body", "s");
    type(session, "headline", " four");
    await vi.advanceTimersByTimeAsync(1000);
    // The headline's word went to the desk at once: its text had nothing under way.
    expect(session.status).toMatchObject({ kind: "failed", words: 202 });
    expect(session.words).toBe(words + 201);
    expect(session.readingSeconds).toBeGreaterThan(readingSeconds);
    platform.desk.setFull(false);
    await vi.runAllTimersAsync();
    expect(session.status.kind).toBe("saved");
    expect(platform.desk.piece("p2").texts.get("body")!.text).toBe(session.text("body"));
  });

  it("believes the desk when it says that it can't write", async () => {
    const platform = desk();
    const session = await PieceSession.open(platform, "p1");
    platform.desk.tell({ type: "save", state: "failed", reason: "The disk is full.", words: 9 });
    await vi.advanceTimersByTimeAsync(0);
    expect(session.status).toEqual({ kind: "failed", reason: "The disk is full.", words: 9 });
    platform.desk.tell({ type: "save", state: "recovered" });
    await vi.advanceTimersByTimeAsync(0);
    expect(session.status.kind).toBe("saved");
  });
});

describe("undoing", () => {
  it("goes back over all fields in the order of work, and forward again", async () => {
    const session = await PieceSession.open(desk(), "p2");
    const before = [session.text("headline"), session.text("body")];
    type(session, "headline", "1");
    type(session, "body", "2");
    type(session, "headline", "3");
    expect(session.undo()).toBe(true);
    expect(session.lastFocused).toBe("headline");
    expect(session.undo()).toBe(true);
    expect(session.lastFocused).toBe("body");
    session.undo();
    expect([session.text("headline"), session.text("body")]).toEqual(before);
    expect(session.undo()).toBe(false);
    while (session.redo());
    expect([session.text("headline"), session.text("body")]).toEqual([`${before[0]}13`, `${before[1]}2`]);
  });

  it("takes a decision back in its turn, unless that was done otherwise", async () => {
    const session = await PieceSession.open(desk(), "p2");
    const before = [session.text("headline"), session.text("body")];
    const texts = () => [session.text("headline"), session.text("body")];
    const backs: string[] = [];
    type(session, "headline", "1");
    session.decided(() => backs.push("first") > 0);
    session.decided(() => false);
    type(session, "body", "2");
    expect([session.undo(), texts(), backs]).toEqual([true, [`${before[0]}1`, before[1]], []]);
    expect([session.undo(), texts(), backs]).toEqual([true, [`${before[0]}1`, before[1]], ["first"]]);
    expect([session.undo(), texts()]).toEqual([true, before]);
    expect(session.undo()).toBe(false);
  });

  it("survives leaving the piece and coming back, and never crosses into another", async () => {
    const platform = desk();
    const first = await PieceSession.open(platform, "p2");
    const before = first.text("body");
    type(first, "body", " mine");
    await vi.runAllTimersAsync();
    first.dispose();
    const other = await PieceSession.open(platform, "p3");
    expect(other.undo()).toBe(false);
    other.dispose();
    const again = await PieceSession.open(platform, "p2");
    expect(again.text("body")).toBe(`${before} mine`);
    expect(again.undo()).toBe(true);
    expect(again.text("body")).toBe(before);
  });
});

describe("what comes from the desk", () => {
  it("stands in the fields, and can't be undone from here", async () => {
    const platform = desk("pieces=1&blank");
    const id = [...platform.desk.pieces.keys()].at(-1)!;
    const session = await PieceSession.open(platform, id);
    expect(session.isEmpty).toBe(true);
    await platform.call("import_paste", { id, text: "A headline\n\nBy Ann Other\n\nThe first paragraph of it, which is rather longer than a headline is.\n\nThe second." });
    await vi.runAllTimersAsync();
    expect(session.text("headline")).toBe("A headline");
    expect(session.isEmpty).toBe(false);
    expect(session.undo()).toBe(false);
    expect(session.status.kind).toBe("saved");
  });

  it("counts words as they are typed, also when nobody has opened the preview", async () => {
    const session = await PieceSession.open(desk(), "p2");
    const { words } = session;
    type(session, "body", " three more words");
    await vi.runAllTimersAsync();
    expect(session.words).toBe(words + 3);
    type(session, "body", " and two");
    await vi.runAllTimersAsync();
    expect(session.words).toBe(words + 5);
  });

  it("changes details, and takes a rename as it came back", async () => {
    const session = await PieceSession.open(desk(), "p2");
    await session.setDetails({ outlet: "The Crier" });
    expect(session.details.outlet).toBe("The Crier");
    await session.rename("Ferry night op!");
    expect(session.slugline).toBe("ferry-night-op-2");
  });

  it("is an error in words when there is no such piece", async () => {
    await expect(PieceSession.open(desk(), "nothing")).rejects.toMatchObject({ code: "not_found" });
  });
});

it("a random walk of edits, undoing, redoing and switching never passes the text as it was opened", async () => {
  const platform = desk("pieces=4");
  const start = new Map<string, string>();
  for (const id of ["p2", "p3"]) start.set(id, platform.desk.piece(id).texts.get("body")!.text);
  let session = await PieceSession.open(platform, "p2");
  for (let n = 0; n < 300; n++) {
    const turn = (n * 7919) % 11;
    if (turn < 5) type(session, turn % 2 ? "body" : "headline", String(n));
    else if (turn < 8) session.undo();
    else if (turn < 9) session.redo();
    else if (turn < 10) await vi.runAllTimersAsync();
    else {
      session.dispose();
      session = await PieceSession.open(platform, session.id === "p2" ? "p3" : "p2");
    }
  }
  for (const id of ["p2", "p3"]) {
    session = await PieceSession.open(platform, id);
    while (session.undo());
    await vi.runAllTimersAsync();
    expect(session.text("body")).toBe(start.get(id));
    expect(platform.desk.piece(id).texts.get("body")!.text).toBe(start.get(id));
  }
});
