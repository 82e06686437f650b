import type { ChangeKind, ChangePart, Field } from "../../ipc/client";
import { steps, wordOps } from "./diff";

/** A change without who and when. */
export interface RawChange {
  id: string;
  field: Field;
  kind: ChangeKind;
  parts: ChangePart[];
  paragraph: number;
}

/** Shorter stretches that stayed do not part two changes: a person sees one. */
const JOINED = 6;

/** What changed between two states of a text, grouped as a person would, in the order of the text now. The desk's own does more. */
export function changesOf(field: Field, before: string, now: string): RawChange[] {
  if (before === now) return [];
  const found = field === "body" ? byParagraph(before, now) : inWords(before, now, 0, 0);
  const seen = new Map<string, number>();
  return found
    .sort((a, b) => a[0]!.from - b[0]!.from || a[0]!.before_from - b[0]!.before_from)
    .map((parts) => {
      const kind = kindOf(parts);
      const text = `${field}|${kind}|${parts.map((p) => `${p.removed}>${p.inserted}`).join("|")}`;
      const number = seen.get(text) ?? 0;
      seen.set(text, number + 1);
      const paragraph = now.slice(0, parts[0]!.from).split(/\n\n+/).length;
      return { id: hash(`${text}|${number}`), field, kind, parts, paragraph };
    });
}

/** The text before with these parts as they are now. */
export const accepted = (before: string, parts: readonly ChangePart[]): string =>
  put(before, [...parts].sort((a, b) => a.before_from - b.before_from || a.from - b.from || a.before_to - b.before_to).map((p) => [p.before_from, p.before_to, p.inserted]));
/** The text now with these parts as they were. */
export const rejected = (now: string, parts: readonly ChangePart[]): string =>
  put(now, [...parts].sort((a, b) => a.from - b.from || a.before_from - b.before_from || a.to - b.to).map((p) => [p.from, p.to, p.removed]));

function put(text: string, places: [from: number, to: number, insert: string][]): string {
  return places.reduceRight((out, [from, to, insert]) => out.slice(0, from) + insert + out.slice(to), text);
}

function kindOf(parts: readonly ChangePart[]): ChangeKind {
  if (parts.length > 1) return "move";
  const { removed, inserted } = parts[0]!;
  if (/^ ?$/.test(removed) && /^\n+$/.test(inserted)) return "split";
  if (/^\n+$/.test(removed) && /^ ?$/.test(inserted)) return "merge";
  return removed === "" ? "insert" : inserted === "" ? "remove" : "replace";
}

function part(before: string, now: string, bf: number, bt: number, from: number, to: number): ChangePart {
  return { before_from: bf, before_to: bt, from, to, removed: before.slice(bf, bt), inserted: now.slice(from, to) };
}

function inWords(before: string, now: string, a: number, b: number): ChangePart[][] {
  const out: ChangePart[] = [];
  let [i, j] = [0, 0];
  for (const [kind, text] of wordOps(before, now)) {
    const last = out.at(-1);
    if (kind === "same") { i += text.length; j += text.length; continue; }
    const [i2, j2] = kind === "removed" ? [i + text.length, j] : [i, j + text.length];
    if (last && i - (last.before_to - a) <= JOINED && j - (last.to - b) <= JOINED) out[out.length - 1] = part(before, now, last.before_from - a, i2, last.from - b, j2);
    else out.push(part(before, now, i, i2, j, j2));
    const made = out.at(-1)!;
    if (made !== last) out[out.length - 1] = { ...made, before_from: made.before_from + a, before_to: made.before_to + a, from: made.from + b, to: made.to + b };
    [i, j] = [i2, j2];
  }
  return out.map(trimmed).map((each) => [each]);
}

/** Blanks that both sides end with did not change. */
function trimmed(p: ChangePart): ChangePart {
  const shared = /\s*$/.exec(p.removed)![0].length;
  const blanks = Math.min(shared, /\s*$/.exec(p.inserted)![0].length);
  if (blanks === 0 || p.removed.slice(-blanks) !== p.inserted.slice(-blanks)) return p;
  return { ...p, before_to: p.before_to - blanks, to: p.to - blanks, removed: p.removed.slice(0, -blanks), inserted: p.inserted.slice(0, -blanks) };
}

function starts(paragraphs: readonly string[]): number[] {
  let at = 0;
  return paragraphs.map((each) => { const start = at; at += each.length + 2; return start; });
}

function byParagraph(before: string, now: string): ChangePart[][] {
  const [A, B] = [before.split("\n\n"), now.split("\n\n")];
  const [sa, sb] = [starts(A), starts(B)];
  const out: ChangePart[][] = [];
  const raw = steps(A, B, (x, y) => x === y);
  const gone = new Set(raw.flatMap(([kind, text]) => (kind === "removed" ? [text] : [])));
  const come = new Set(raw.flatMap(([kind, text]) => (kind === "inserted" ? [text] : [])));
  // At the end of the text a run takes the break before it along, so nothing there is a move.
  const end = new Set(raw.slice(raw.findLastIndex(([kind]) => kind === "same") + 1).map(([, text]) => text));
  const moves = (text: string) => text.length > 20 && gone.has(text) && come.has(text) && !end.has(text) && once(A, text) && once(B, text);
  const away = new Map<string, ChangePart>();
  const here = new Map<string, ChangePart>();
  let [i, j] = [0, 0];
  const [x, y]: [number[], number[]] = [[], []];
  /** A run of whole paragraphs, with the breaks that go with it. */
  const range = (start: readonly number[], all: readonly string[], run: readonly number[], at: number, text: string): [number, number] => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return at < all.length ? [start[at]!, start[at]!] : [text.length, text.length];
    if (last < all.length - 1) return [start[first]!, start[last + 1]!];
    return [first === 0 ? 0 : start[first]! - 2, text.length];
  };
  const settle = () => {
    let [run, ran]: [number[], number[]] = [[], []];
    const flush = (nextA: number, nextB: number) => {
      if (run.length + ran.length > 0) {
        const [bf, bt] = range(sa, A, run, nextA, before);
        const [from, to] = range(sb, B, ran, nextB, now);
        out.push([part(before, now, bf, bt, from, to)]);
      }
      [run, ran] = [[], []];
    };
    while (x.length + y.length > 0) {
      const [p, q] = [x[0], y[0]];
      const [nextA, nextB] = [p ?? i, q ?? j];
      if (p !== undefined && moves(A[p]!)) { flush(nextA, nextB); away.set(A[p]!, part(before, now, sa[p]!, sa[p + 1]!, range(sb, B, [], nextB, now)[0], range(sb, B, [], nextB, now)[0])); x.shift(); }
      else if (q !== undefined && moves(B[q]!)) { flush(nextA, nextB); here.set(B[q]!, part(before, now, range(sa, A, [], nextA, before)[0], range(sa, A, [], nextA, before)[0], sb[q]!, sb[q + 1]!)); y.shift(); }
      else if (p !== undefined && q !== undefined && y[1] === q + 1 && A[p] === `${B[q]} ${B[q + 1]}`) {
        flush(nextA, nextB);
        const at = B[q]!.length;
        out.push([part(before, now, sa[p]! + at, sa[p]! + at + 1, sb[q]! + at, sb[q]! + at + 2)]);
        x.shift();
        y.splice(0, 2);
      } else if (p !== undefined && q !== undefined && x[1] === p + 1 && B[q] === `${A[p]} ${A[p + 1]}`) {
        flush(nextA, nextB);
        const at = A[p]!.length;
        out.push([part(before, now, sa[p]! + at, sa[p]! + at + 2, sb[q]! + at, sb[q]! + at + 1)]);
        x.splice(0, 2);
        y.shift();
      } else if (p !== undefined && q !== undefined && alike(A[p]!, B[q]!)) { flush(nextA, nextB); out.push(...inWords(A[p]!, B[q]!, sa[p]!, sb[q]!)); x.shift(); y.shift(); }
      else {
        if (p !== undefined) { run.push(p); x.shift(); }
        if (q !== undefined) { ran.push(q); y.shift(); }
      }
    }
    flush(i, j);
  };
  for (const [kind] of raw) {
    if (kind === "removed") x.push(i++);
    else if (kind === "inserted") y.push(j++);
    else { settle(); i++; j++; }
  }
  settle();
  for (const [text, from] of away) out.push([from, here.get(text)!].sort((a, b) => a.from - b.from));
  return out;
}

const once = (all: readonly string[], text: string) => all.indexOf(text) === all.lastIndexOf(text);

function alike(x: string, y: string): boolean {
  const words = new Set(x.split(/\s+/));
  const other = y.split(/\s+/);
  return other.filter((word) => words.has(word)).length * 3 > Math.min(words.size, other.length);
}

export function hash(text: string): string {
  let out = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) out = Math.imul(out ^ text.charCodeAt(n), 0x01000193) >>> 0;
  return out.toString(16).padStart(8, "0");
}
