/**
 * How long a key takes, as User Timing measures, so that a bench (and the browser's own profiler) can read them:
 * `key-to-saved` from the earliest key of a batch to its acknowledgement, `key-to-preview` from a key to the page,
 * `key-to-preview-frame` from a key to the frame that shows the page.
 */
export type Measure = "key-to-saved" | "key-to-preview" | "key-to-preview-frame";

/** Each is an object of the engine for as long as the window is open; a bench looks at 300. */
export const KEEP = 500;
const taken: Record<Measure, number> = { "key-to-saved": 0, "key-to-preview": 0, "key-to-preview-frame": 0 };
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
    // Who cleared them before a bench finds all that it took since.
    const kept = performance.getEntriesByName(name).length;
    if (kept >= KEEP) performance.clearMeasures(name);
    taken[name] = kept >= KEEP ? 1 : kept + 1;
  }
  performance.measure(name, { start, end: performance.now() });
}
