import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FieldText } from "../../editor";
import { chance } from "../../editor/random";
import { createFake } from "../../platform/fake";
import type { FakeDesk } from "../../platform/fake/desk";
import type { Platform } from "../../platform";
import { FieldSync } from "./field-sync";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window on the body of the first piece. */
function open(platform: Platform & { desk: FakeDesk }, clientId: string, hears = true) {
  const { text, version } = platform.desk.pieces.get("p1")!.texts.get("body")!;
  const field = new FieldText({ field: "body", text, version, clientId, singleLine: false });
  const sync = new FieldSync(platform, "p1", field, { changed: () => undefined, acknowledged: () => undefined, lost: () => Promise.resolve() });
  if (hears) platform.desk.listen((event) => void (event.type === "piece_changed" && event.field === "body" && sync.take(event.updates, event.version)));
  const type = (from: number, to: number, insert: string) => {
    field.dispatch({ changes: { from, to, insert } });
    sync.poke();
  };
  return { field, sync, type, settle: () => vi.runAllTimersAsync() };
}

describe("two windows on one text", () => {
  it("end with the same words, whatever is typed in both", async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const platform = createFake(new URLSearchParams(`pieces=1&words=60${seed % 2 ? "&delay=5" : ""}`));
      const windows = [open(platform, "a"), open(platform, "b", seed % 3 !== 0)] as const;
      const { number, pick } = chance(seed);
      for (let step = 0; step < 40; step++) {
        const window = pick(windows);
        const { length } = window.field.text();
        const from = number(length + 1);
        window.type(from, Math.min(length, from + number(6)), pick(["x", "word ", "\n\n", "😀", ""]));
        if (number(3) === 0) await vi.advanceTimersByTimeAsync(number(12));
      }
      for (const { sync } of windows) sync.poke();
      await vi.runAllTimersAsync();
      const desk = platform.desk.pieces.get("p1")!.texts.get("body")!;
      // One that hears no events is told when it next sends.
      for (const window of windows) {
        window.type(0, 0, "!");
        await window.settle();
      }
      await vi.runAllTimersAsync();
      expect(windows[0].field.text()).toBe(desk.text);
      if (seed % 3 !== 0) expect(windows[1].field.text()).toBe(desk.text);
      expect(windows.every(({ sync }) => sync.clean)).toBe(true);
    }
  });
});

describe("sending", () => {
  it("is acknowledged by the desk's word that it is on the disk, and only by one for these very letters", async () => {
    const platform = createFake(new URLSearchParams("pieces=1"));
    platform.call = (() => new Promise(() => undefined)) as typeof platform.call;
    const window = open(platform, "a");
    const version = window.field.version();
    window.type(0, 0, "x");
    await vi.runAllTimersAsync();
    window.sync.committed(version, "2026-04-14T09:00:00Z");
    await vi.runAllTimersAsync();
    expect(window.sync.clean).toBe(false);
    const [update] = window.field.sendable();
    window.sync.take([update!], version + 1);
    window.sync.committed(version + 1, "2026-04-14T09:00:00Z");
    await vi.runAllTimersAsync();
    expect(window.sync.clean).toBe(true);
  });

  it("has one request under way, and sends all that was typed meanwhile with the next", async () => {
    const platform = createFake(new URLSearchParams("pieces=1&delay=50"));
    const calls: number[] = [];
    const call = platform.call.bind(platform);
    platform.call = ((name: "piece_edit", input: { updates: unknown[] }) => {
      calls.push(input.updates.length);
      return call(name, input as never);
    }) as never;
    const { type, sync } = open(platform, "a");
    for (let n = 0; n < 5; n++) type(n, n, "x");
    expect(sync.clean).toBe(false);
    await vi.runAllTimersAsync();
    expect(calls).toEqual([1, 4]);
    expect(sync.clean).toBe(true);
  });

  it("takes its own words once, whether the event or the answer comes first", async () => {
    const platform = createFake(new URLSearchParams("pieces=1&delay=5"));
    const { type, field } = open(platform, "a");
    const before = field.text();
    type(0, 0, "once ");
    await vi.runAllTimersAsync();
    expect(field.text()).toBe(`once ${before}`);
    expect(field.version()).toBe(1);
  });

  it("asks for what it missed", async () => {
    const platform = createFake(new URLSearchParams("pieces=1"));
    const { sync, field } = open(platform, "a", false);
    const { desk } = platform;
    const length = field.text().length;
    desk.edit("p1", "body", 0, [{ client_id: "b", length, splices: [{ from: 0, to: 0, insert: "1" }] }]);
    const second = { client_id: "b", length: length + 1, splices: [{ from: 0, to: 0, insert: "2" }] };
    desk.edit("p1", "body", 1, [second]);
    sync.take([second], 2);
    await vi.runAllTimersAsync();
    expect(field.text().slice(0, 2)).toBe("21");
  });

  it("keeps the words when nothing can be written, tries again, and then has them saved", async () => {
    const platform = createFake(new URLSearchParams("pieces=1&fail=disk"));
    const { type, sync, field } = open(platform, "a");
    type(0, 0, "kept ");
    await vi.advanceTimersByTimeAsync(10);
    expect(sync.error?.code).toBe("failed");
    expect(sync.clean).toBe(false);
    expect(field.unsentWords()).toBe(1);
    platform.desk.failing = false;
    await vi.advanceTimersByTimeAsync(600);
    expect([sync.error, sync.clean]).toEqual([null, true]);
    expect(platform.desk.pieces.get("p1")!.texts.get("body")!.text.startsWith("kept ")).toBe(true);
  });
});
