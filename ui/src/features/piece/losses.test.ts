import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { chance } from "../../editor/random";
import { createFake } from "../../platform/fake";
import type { Field } from "../../ipc/client";
import { flushAll, forgetAll, PieceSession } from "./session.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  vi.useRealTimers();
  await forgetAll();
});

const FIELDS = ["headline", "body"] as const satisfies readonly Field[];

async function opened(platform: ReturnType<typeof createFake>, id: string): Promise<PieceSession> {
  const opening = PieceSession.open(platform, id);
  await vi.advanceTimersByTimeAsync(30);
  return opening;
}

it("dl_16: 500 switches between five drafts while typing keep each draft as it was typed", async () => {
  const platform = createFake(new URLSearchParams("pieces=5&delay=15"));
  const { number: random } = chance(20_261_126);
  const ids = ["p1", "p2", "p3", "p4", "p5"];
  const model = new Map<string, string>();
  for (const id of ids) {
    const session = await opened(platform, id);
    for (const field of FIELDS) model.set(`${id} ${field}`, session.text(field));
  }
  for (let turn = 0; turn < 500; turn++) {
    const id = ids[random(ids.length)]!;
    const session = await opened(platform, id);
    for (let key = random(6); key >= 0; key--) {
      const field = FIELDS[random(2)]!;
      const text = session.living(field);
      const end = text.state.doc.length;
      // A composition writes the same letters again and again until it is done.
      const composed = random(4) === 0;
      const letters = ["a", "е", "ば", "🦆", " "][random(5)]!;
      if (composed) {
        text.dispatch({ changes: { from: end, insert: "?" }, userEvent: "input.type.compose.start" });
        text.dispatch({ changes: { from: end, to: end + 1, insert: letters }, userEvent: "input.type.compose" });
      } else text.dispatch({ changes: { from: end, insert: letters }, userEvent: "input.type" });
      model.set(`${id} ${field}`, model.get(`${id} ${field}`)! + letters);
    }
    // Away before, while or after it is saved.
    await vi.advanceTimersByTimeAsync(random(20));
  }
  await Promise.all([flushAll(), vi.runAllTimersAsync()]);
  for (const id of ids) {
    for (const field of FIELDS) expect(platform.desk.piece(id).texts.get(field)!.text, `${id} ${field}`).toBe(model.get(`${id} ${field}`));
  }
}, 60_000);

it("dl_37: in 10,000 edits, undos, redos and switches no undo passes what was opened or reaches another piece", async () => {
  const platform = createFake(new URLSearchParams("pieces=3"));
  const { number: random } = chance(7);
  const ids = ["p1", "p2", "p3"];
  const sessions = new Map<string, PieceSession>();
  const first = new Map<string, string>();
  const seen = new Map<string, Set<string>>();
  const texts = (id: string) => FIELDS.map((field) => sessions.get(id)!.text(field));
  for (const id of ids) {
    sessions.set(id, await opened(platform, id));
    for (const field of FIELDS) {
      const text = sessions.get(id)!.text(field);
      first.set(`${id} ${field}`, text);
      seen.set(`${id} ${field}`, new Set([text]));
    }
  }
  let id = ids[0]!;
  for (let turn = 0; turn < 10_000; turn++) {
    const others = ids.filter((other) => other !== id).map((other) => texts(other).join("\n\0"));
    const session = sessions.get(id)!;
    const what = random(10);
    if (what < 4) {
      const field = FIELDS[random(2)]!;
      const text = session.living(field);
      const [from, insert] = [random(text.state.doc.length + 1), ["x", "yy", "z "][random(3)]!];
      const to = random(5) === 0 ? Math.min(from + random(9), text.state.doc.length) : from;
      text.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.type" });
      seen.get(`${id} ${field}`)!.add(session.text(field));
    } else if (what < 7) session.undo();
    else if (what < 9) session.redo();
    else id = ids[random(ids.length)]!;
    for (const field of FIELDS) {
      const now = session.text(field);
      if (!seen.get(`${session.id} ${field}`)!.has(now)) throw new Error(`turn ${turn}: ${field} reads as it never did`);
    }
    const after = ids.filter((other) => other !== session.id).map((other) => texts(other).join("\n\0"));
    if (after.join() !== others.join()) throw new Error(`turn ${turn}: another piece changed`);
    if (turn % 50 === 0) await vi.advanceTimersByTimeAsync(random(900));
  }
  for (const [id, session] of sessions) {
    while (session.undo());
    for (const field of FIELDS) {
      const [text, start] = [session.text(field), first.get(`${id} ${field}`)!];
      // A history forgets its oldest steps; then it ends where one of them had led, never before what was opened.
      expect(seen.get(`${id} ${field}`)!.has(text)).toBe(true);
      if (start !== "") expect(text).not.toBe("");
    }
    expect(session.undo()).toBe(false);
  }
}, 60_000);
