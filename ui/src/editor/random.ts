/** Chance that can be repeated: the same seed, the same numbers. For tests. */
export function chance(seed: number): { number(below: number): number; pick<T>(from: readonly T[]): T } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    number: (below) => Math.floor(next() * below),
    pick: (from) => from[Math.floor(next() * from.length)]!,
  };
}
