export interface Match {
  score: number;
  /** Matched ranges, [from, to). */
  ranges: [number, number][];
}

const fold = (text: string) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/**
 * How well the letters of `query` stand, in order, in `text`; none when they do not. Whole words and beginnings win over
 * scattered letters, and earlier over later.
 */
export function fuzzy(query: string, text: string): Match | null {
  const wanted = fold(query.trim());
  if (wanted === "") return { score: 0, ranges: [] };
  const hay = fold(text);
  // Folding may change the length (ß, ligatures stay; only marks go): fall back to no ranges then.
  const same = hay.length === text.length;
  const whole = hay.indexOf(wanted);
  if (whole >= 0) {
    const start = whole === 0 || /[^\p{L}\p{N}]/u.test(hay[whole - 1] ?? "");
    const at = start ? whole : wordStart(hay, wanted) ?? whole;
    const bonus = at === 0 ? 60 : start || at !== whole ? 40 : 20;
    return { score: 100 + bonus - Math.min(at, 30) - hay.length / 100, ranges: same ? [[at, at + wanted.length]] : [] };
  }
  return scattered(wanted, hay, same);
}

function wordStart(hay: string, wanted: string): number | null {
  for (let at = hay.indexOf(wanted); at >= 0; at = hay.indexOf(wanted, at + 1)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(hay[at - 1] ?? "")) return at;
  }
  return null;
}

function scattered(wanted: string, hay: string, same: boolean): Match | null {
  const ranges: [number, number][] = [];
  let score = 0;
  let at = 0;
  for (const letter of wanted) {
    if (letter === " ") continue;
    // Prefer the letter at the beginning of a word over the next one inside a word.
    let next = hay.indexOf(letter, at);
    if (next < 0) return null;
    if (next !== at) {
      for (let probe = next; probe >= 0; probe = hay.indexOf(letter, probe + 1)) {
        if (probe === 0 || hay[probe - 1] === " ") { next = probe; break; }
      }
    }
    const last = ranges[ranges.length - 1];
    const begins = next === 0 || hay[next - 1] === " ";
    if (last && last[1] === next) { last[1] = next + 1; score += 6; }
    else { ranges.push([next, next + 1]); score += begins ? 8 : 1; }
    at = next + 1;
  }
  // Letters strewn over the whole text are no find.
  const runs = ranges.length;
  if (runs > 2 && score < runs * 4) return null;
  return { score: score - runs, ranges: same ? ranges : [] };
}

export interface Part {
  text: string;
  hit: boolean;
}

/** Cuts a text at its matched ranges. */
export function parts(text: string, ranges: readonly [number, number][]): Part[] {
  const out: Part[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from > at) out.push({ text: text.slice(at, from), hit: false });
    out.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < text.length) out.push({ text: text.slice(at), hit: false });
  return out;
}
