import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { History, HistoryEntry } from "../../ipc/client";
import type { App } from "../window/app.svelte";
import { Timeline } from "./timeline.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const person = { name: "Ilse Varden", initials: "IV" };
const entry = (moment: number, before = moment - 1): HistoryEntry =>
  ({ moment, before, from: "2026-04-14T10:00:00Z", to: "2026-04-14T10:00:00Z", person, kind: "work", words_added: 0, words_removed: 0, versions: [], erased: null });

/** A desk with a history of so many moments, one row each. */
function desk(moments: number) {
  const state = { moments, asked: 0, id: "p1" as string | null, fail: false };
  const call = async (_name: string, input: { id: string; before: number | null; limit: number }): Promise<History> => {
    state.asked++;
    const last = state.moments;
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (state.fail) throw { code: "failed", message: "The disk does not answer." };
    const end = input.before === null ? last : input.before - 1;
    const entries = Array.from({ length: Math.min(end, input.limit) }, (_, n) => entry(end - n));
    return { entries, more: end > input.limit, now: last, seen: null };
  };
  const app = { platform: { call }, people: { meet: () => undefined }, get session() { return state.id === null ? null : { id: state.id }; } };
  return { state, timeline: new Timeline(app as unknown as App) };
}
const moments = (timeline: Timeline) => timeline.entries.map(({ moment }) => moment);

describe("the timeline", () => {
  it("asks for nothing while nobody looks, and once when somebody does", async () => {
    const { state, timeline } = desk(5);
    for (let n = 0; n < 50; n++) timeline.changed("p1");
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.asked).toBe(0);
    const stop = timeline.watch();
    await vi.advanceTimersByTimeAsync(20);
    expect([state.asked, moments(timeline)]).toEqual([1, [5, 4, 3, 2, 1]]);
    stop();
    timeline.watch();
    await vi.advanceTimersByTimeAsync(2000);
    expect(state.asked).toBe(1);
  });
  it("reads the newest rows again when there is quiet, and keeps the older ones", async () => {
    const { state, timeline } = desk(100);
    timeline.watch();
    await vi.advanceTimersByTimeAsync(20);
    await Promise.all([timeline.further(), vi.advanceTimersByTimeAsync(20)]);
    expect(moments(timeline)).toHaveLength(80);
    state.moments = 103;
    for (let n = 0; n < 10; n++) {
      timeline.changed("p1");
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(state.asked).toBe(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(state.asked).toBe(3);
    expect(moments(timeline)).toEqual(Array.from({ length: 83 }, (_, n) => 103 - n));
    expect(timeline.more).toBe(true);
  });
  it("begins anew after so many changes that the rows do not join", async () => {
    const { state, timeline } = desk(60);
    timeline.watch();
    await vi.advanceTimersByTimeAsync(20);
    state.moments = 160;
    timeline.changed("p1");
    await vi.advanceTimersByTimeAsync(1000);
    const all = moments(timeline);
    expect(all).toEqual(Array.from({ length: all.length }, (_, n) => 160 - n));
  });
  it("shows nothing of a piece that has left the window", async () => {
    const { state, timeline } = desk(5);
    timeline.watch();
    state.id = "p2";
    timeline.clear();
    await vi.advanceTimersByTimeAsync(20);
    expect(moments(timeline)).toEqual([]);
  });
  it("says why it was not read, and reads it when asked again", async () => {
    const { state, timeline } = desk(3);
    state.fail = true;
    timeline.watch();
    await vi.advanceTimersByTimeAsync(20);
    expect(timeline.problem).toBe("The disk does not answer.");
    state.fail = false;
    await Promise.all([timeline.refresh(), vi.advanceTimersByTimeAsync(20)]);
    expect([timeline.problem, moments(timeline)]).toEqual([null, [3, 2, 1]]);
  });
});
