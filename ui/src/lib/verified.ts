import type { ComparedRun } from "../ipc/client";

/** Characters of what is the same that are shown on either side of a difference. */
const NEAR = 70;

/** The differences with the words around them; what is the same for long is left out. */
export function around(runs: readonly ComparedRun[]): ComparedRun[] {
  if (runs.every(({ kind }) => kind === "same")) return [];
  return runs.map((run, index) => {
    if (run.kind !== "same" || run.text.length <= NEAR * 2) return run;
    const [first, last] = [index === 0, index === runs.length - 1];
    const start = first ? "" : toWord(run.text.slice(0, NEAR), "end");
    const end = last ? "" : toWord(run.text.slice(-NEAR), "start");
    return { ...run, text: `${start} … ${end}`.replace(/^ (?=…)|(?<=…) $/g, "") };
  });
}
const toWord = (text: string, side: "start" | "end") => (side === "end" ? text.replace(/\s+\S*$/, "") : text.replace(/^\S*\s+/, ""));
