import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pace } from "./pace";

describe("a figure that follows at a pace", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const followed = () => {
    const shown: number[] = [];
    const pace = new Pace<number>((value) => shown.push(value), 150);
    pace.follow("one", 1);
    return { shown, pace };
  };

  it("shows the newest value at the end of its time, however often it changed", () => {
    const { shown, pace } = followed();
    expect(shown).toEqual([1]);
    for (let value = 2; value <= 5; value++) {
      pace.follow("one", value);
      vi.advanceTimersByTime(40);
    }
    // 160 ms after the first change.
    expect(shown).toEqual([1, 5]);
    pace.follow("one", 6);
    vi.advanceTimersByTime(149);
    expect(shown).toEqual([1, 5]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([1, 5, 6]);
  });

  it("shows another thing's value at once, and nothing of the one before after it", () => {
    const { shown, pace } = followed();
    pace.follow("one", 2);
    pace.follow("two", 900);
    expect(shown).toEqual([1, 900]);
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([1, 900]);
  });

  it("wakes nobody while nothing changes, and forgets what waits when nobody looks any more", () => {
    const { shown, pace } = followed();
    pace.follow("one", 1);
    expect(vi.getTimerCount()).toBe(0);
    pace.follow("one", 2);
    pace.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(shown).toEqual([1]);
  });
});
