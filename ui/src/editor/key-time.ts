import { Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** A change this long after the last input was not made by it. */
const FRESH = 1000;
let last = 0;

const note = (event: Event) => {
  // Events made by scripts may carry a stamp of another clock; only a later one is believed.
  if (event.timeStamp > last) last = event.timeStamp;
};

/** Notes when the last key, paste or drop came, by the browser's own stamp (before any of our work). */
export const keyTime = EditorView.domEventObservers({ keydown: note, beforeinput: note, paste: note, drop: note });

/** When the person caused this change; none for a change that came from the desk, or for none at all. */
export function keyTimeOf(transaction: Transaction): number | null {
  if (!transaction.docChanged || transaction.annotation(Transaction.remote)) return null;
  const now = performance.now();
  return now - last < FRESH ? last : now;
}
