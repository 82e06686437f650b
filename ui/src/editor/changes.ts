import { ChangeSet, type Text } from "@codemirror/state";
import type { Splice, Update } from "../ipc/client";

/** A change as the wire has it. Both sides count UTF-16 units against the text before the change. */
export function toSplices(changes: ChangeSet): Splice[] {
  const splices: Splice[] = [];
  changes.iterChanges((from, to, _fromAfter, _toAfter, inserted) => {
    splices.push({ from, to, insert: inserted.toString() });
  });
  return splices;
}

/** A change from the wire. Throws a `RangeError` when a splice lies outside the text it claims to be made against. */
export function toChangeSet(update: Pick<Update, "length" | "splices">): ChangeSet {
  // "\n" only: without it, a lone carriage return in a text would be taken for a line break and change the length.
  return ChangeSet.of(update.splices, update.length, "\n");
}

/** The shortest single splice that turns one text into the other; none when they are equal. */
export function spliceBetween(before: string, after: string): Splice | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  // Never between the halves of a surrogate pair: the half that is left would not be a text.
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** Line feeds only: what the desk keeps, and what the editor counts. */
export const normaliseBreaks = (text: string) => text.replace(/\r\n?/g, "\n");

/**
 * The words that a change brings, for "your last 9 words are not on the disk". A rough count: the desk has the exact one.
 * With the text that the change leads to, what goes on a word that stood there before it is no word of its own.
 */
export function wordsInserted(changes: ChangeSet, after?: Text): number {
  let words = 0;
  changes.iterChanges((_from, _to, fromAfter, _toAfter, inserted: Text) => {
    const text = inserted.toString();
    words += text.split(/\s+/).filter(Boolean).length;
    if (/^\S/.test(text) && /\S/.test(after?.sliceString(Math.max(0, fromAfter - 1), fromAfter) ?? "")) words -= 1;
  });
  return words;
}
