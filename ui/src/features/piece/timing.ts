/**
 * How long a key takes, as User Timing measures, so that a bench (and the browser's own profiler) can read them:
 * `key-to-saved` from the earliest key of a batch to its acknowledgement, `key-to-preview` from a key to the page.
 */
export type Measure = "key-to-saved" | "key-to-preview";

const KEEP = 2000;
const taken: Record<Measure, number> = { "key-to-saved": 0, "key-to-preview": 0 };
let firstKey: number | null = null;

/** A key changed the text at this moment (an event's `timeStamp`); the earliest since it was last taken counts. */
export function markKey(timeStamp: number = performance.now()): void {
  firstKey ??= timeStamp;
}

/** The earliest key since the last call, for whoever shows its effect. */
export function takeKeyTime(): number | null {
  const time = firstKey;
  firstKey = null;
  return time;
}

/** Records a measure that ends now. The browser keeps entries for ever, so they are cleared now and then. */
export function measureSince(name: Measure, start: number): void {
  if (++taken[name] > KEEP) {
    performance.clearMeasures(name);
    taken[name] = 1;
  }
  performance.measure(name, { start, end: performance.now() });
}
