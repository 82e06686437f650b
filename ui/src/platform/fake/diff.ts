import type { ComparedParagraph, ComparedRun, RunKind, Splice } from "../../ipc/client";

/** Differences, the simplest that read well: words inside paragraphs, paragraphs that moved. The desk's own do more. */
type Op = [kind: RunKind, text: string];

/** The longest common subsequence of two lists, as steps. */
export function steps<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): [kind: RunKind, item: T][] {
  let start = 0;
  while (start < a.length && start < b.length && same(a[start]!, b[start]!)) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && same(a[a.length - 1 - end]!, b[b.length - 1 - end]!)) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const middle: [RunKind, T][] = [];
  if (x.length * y.length > 4_000_000) middle.push(...x.map((t): [RunKind, T] => ["removed", t]), ...y.map((t): [RunKind, T] => ["inserted", t]));
  else {
    const width = y.length + 1;
    const best = new Uint32Array((x.length + 1) * width);
    for (let i = x.length - 1; i >= 0; i--) {
      for (let j = y.length - 1; j >= 0; j--) {
        best[i * width + j] = same(x[i]!, y[j]!) ? best[(i + 1) * width + j + 1]! + 1 : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
      }
    }
    for (let i = 0, j = 0; i < x.length || j < y.length; ) {
      if (i < x.length && j < y.length && same(x[i]!, y[j]!)) { middle.push(["same", y[j]!]); i++; j++; }
      else if (i < x.length && (j === y.length || best[(i + 1) * width + j]! >= best[i * width + j + 1]!)) middle.push(["removed", x[i++]!]);
      else middle.push(["inserted", y[j++]!]);
    }
  }
  return [...b.slice(0, start).map((t): [RunKind, T] => ["same", t]), ...middle, ...b.slice(b.length - end).map((t): [RunKind, T] => ["same", t])];
}

/** Words that stayed, went and came; neighbours of one kind are one. */
export function wordOps(before: string, after: string): Op[] {
  const words = (text: string) => text.match(/[^\s]+\s*|\s+/g) ?? [];
  const out: Op[] = [];
  let [gone, come] = ["", ""];
  const settle = () => {
    if (gone !== "") out.push(["removed", gone]);
    if (come !== "") out.push(["inserted", come]);
    [gone, come] = ["", ""];
  };
  for (const [kind, word] of steps(words(before), words(after), (x, y) => x === y)) {
    if (kind === "removed") gone += word;
    else if (kind === "inserted") come += word;
    else {
      settle();
      const last = out.at(-1);
      if (last?.[0] === "same") last[1] += word;
      else out.push(["same", word]);
    }
  }
  settle();
  return out;
}

/** The replacements that turn one text into the other. */
export function splicesBetween(before: string, after: string): Splice[] {
  const splices: Splice[] = [];
  let at = 0;
  for (const [kind, text] of wordOps(before, after)) {
    const last = splices.at(-1);
    if (kind === "same") at += text.length;
    else if (kind === "removed") splices.push({ from: at, to: (at += text.length), insert: "" });
    else if (last?.to === at && last.insert === "") last.insert = text;
    else splices.push({ from: at, to: at, insert: text });
  }
  return splices;
}

export const paragraphsOf = (text: string): string[] => text.split(/\n\n+/).filter((each) => each !== "");

const run = (kind: RunKind, text: string): ComparedRun => ({ kind, text, person: null });
const runs = (before: string, after: string) => wordOps(before, after).map(([kind, text]) => run(kind, text));

/** Two texts, paragraph by paragraph. Who wrote what came in is left to the caller. */
export function compareTexts(before: string, after: string): ComparedParagraph[] {
  const [a, b] = [paragraphsOf(before), paragraphsOf(after)];
  const raw = steps(a, b, (x, y) => x === y);
  const gone = raw.filter(([kind]) => kind === "removed").map(([, text]) => text);
  const come = raw.filter(([kind]) => kind === "inserted").map(([, text]) => text);
  const moved = new Set(gone.filter((text) => text.length > 20 && come.includes(text)));
  const out: ComparedParagraph[] = [];
  const removed: string[] = [];
  const inserted: string[] = [];
  const settle = () => {
    while (removed.length > 0 || inserted.length > 0) {
      const [x, y] = [removed.shift(), inserted.shift()];
      if (x !== undefined && moved.has(x)) {
        out.push({ change: "moved_away", number: b.indexOf(x) + 1, runs: [] });
        if (y !== undefined) inserted.unshift(y);
      } else if (y !== undefined && moved.has(y)) {
        out.push({ change: "moved_here", number: a.indexOf(y) + 1, runs: [run("same", y)] });
        if (x !== undefined) removed.unshift(x);
      } else if (x !== undefined && y !== undefined && inserted[0] !== undefined && x === `${y} ${inserted[0]}`) {
        out.push({ change: "split", number: null, runs: [run("same", y), run("removed", " "), run("inserted", "\n\n"), run("same", inserted.shift()!)] });
      } else if (x !== undefined && y !== undefined && removed[0] !== undefined && y === `${x} ${removed[0]}`) {
        out.push({ change: "merged", number: null, runs: [run("same", x), run("removed", "\n\n"), run("inserted", " "), run("same", removed.shift()!)] });
      } else if (x !== undefined && y !== undefined && alike(x, y)) out.push({ change: "changed", number: null, runs: runs(x, y) });
      else {
        if (x !== undefined) out.push({ change: "removed", number: null, runs: [run("removed", x)] });
        if (y !== undefined) out.push({ change: "inserted", number: null, runs: [run("inserted", y)] });
      }
    }
  };
  for (const [kind, text] of raw) {
    if (kind === "removed") removed.push(text);
    else if (kind === "inserted") inserted.push(text);
    else {
      settle();
      out.push({ change: "same", number: null, runs: [run("same", text)] });
    }
  }
  settle();
  return out;
}

function alike(x: string, y: string): boolean {
  const words = new Set(x.split(/\s+/));
  const shared = y.split(/\s+/).filter((word) => words.has(word)).length;
  return shared * 3 > Math.min(words.size, y.split(/\s+/).length);
}
