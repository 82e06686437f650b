import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createFake } from "../../platform/fake";
import { Memory } from "./memory.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const place = (from: number) => ({ id: "p1", field: "body" as const, from, to: from, scroll: 0, line: 0 });
const opened = () => {
  const platform = createFake(new URLSearchParams("pieces=1"));
  const kept = () => (platform.desk.view === null ? null : (JSON.parse(platform.desk.view) as { places: { from: number }[] }).places[0]?.from);
  return { platform, memory: new Memory(platform), kept };
};

it("keeps a place almost at once, since the window may go at any moment", async () => {
  const { memory, kept } = opened();
  memory.keepPlace(place(1));
  await vi.advanceTimersByTimeAsync(60);
  expect(kept()).toBe(1);
});

it("keeps places once a second while somebody types, the last of them in the end", async () => {
  const { platform, memory, kept } = opened();
  for (let n = 1; n <= 100; n++) {
    memory.keepPlace(place(n));
    await vi.advanceTimersByTimeAsync(60);
  }
  const writes = platform.desk.asked.filter((name) => name === "view_set").length;
  expect(writes).toBeGreaterThanOrEqual(5);
  expect(writes).toBeLessThanOrEqual(8);
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toBe(100);
});

it("writes one after the other, so that what was said last is kept last", async () => {
  const { platform, memory, kept } = opened();
  const call = platform.call.bind(platform);
  let slow = true;
  platform.call = (async (...args: Parameters<typeof call>) => {
    const wait = slow;
    slow = false;
    if (wait) await new Promise((done) => setTimeout(done, 500));
    return call(...args);
  }) as typeof platform.call;
  memory.keepPlace(place(1));
  const first = memory.keep();
  memory.keepPlace(place(2));
  const last = memory.keep();
  await vi.advanceTimersByTimeAsync(600);
  await Promise.all([first, last]);
  expect(kept()).toBe(2);
});
