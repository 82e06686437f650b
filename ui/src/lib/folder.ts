import type { FolderProblem, FolderStatus } from "../ipc/client";
import { count } from "./format";
import { lookedAt } from "./history";

export const NO_FOLDER: FolderStatus = { path: null, paused: null, files: 0, problems: [], others: [], show: null };

/** What can be said to a problem. */
export type Way = "write" | "bin" | "look";

/** A file that could not be written is tried again by the desk itself; writing it anew would only put a sound file aside. */
const triedAgain = (problem: FolderProblem) => /\bit is tried again\.$/.test(problem.sentence);

export function waysOf(problem: FolderProblem): readonly Way[] {
  if (problem.gone) return ["write", "bin"];
  return problem.piece !== null && !triedAgain(problem) ? ["write", "look"] : ["look"];
}

/** What becomes of the damaged file, where writing is offered. */
export function asideOf(problem: FolderProblem): string {
  return !problem.gone && waysOf(problem).includes("write") ? "The damaged file is then kept beside it." : "";
}

/** Tells one problem from another, and from the same file's next one. */
export const keyOf = (problem: FolderProblem): string => `${problem.name}\n${problem.sentence}`;

/** Facts, then what follows: the first sentence and the others. A full stop in a quoted file name ends nothing. */
export function inTwo(text: string): [fact: string, more: string] {
  const named = /^“[^”]*”/.exec(text)?.[0].length ?? 0;
  const end = text.slice(named).search(/[.!?]\s/);
  return end < 0 ? [text, ""] : [text.slice(0, named + end + 1), text.slice(named + end + 1).trim()];
}

/** "3 files of the desk folder need you." */
export const needYou = (n: number): string => `${count(n, "file")} of the desk folder ${n === 1 ? "needs" : "need"} you.`;

/** The quiet mark in the status bar; none when all is well. */
export function markOf({ paused, problems }: FolderStatus): string | null {
  if (paused !== null) return "Folder paused";
  return problems.length > 0 ? `${count(problems.length, "file")} ${problems.length === 1 ? "needs" : "need"} you` : null;
}

/** "“newsroom-2” has this folder too, last today 14.02." None when nobody has. */
export function sharedWith({ others }: FolderStatus, now: Date): string {
  const [first, ...more] = others;
  if (!first) return "";
  const beside = more.length > 0 ? ` and ${count(more.length, "more desk")} have` : " has";
  return `“${first.computer}”${beside} this folder too, last ${lookedAt(first.at, now)}. What either writes comes to the other.`;
}

/** "12 files, watched." */
export function standing({ paused, files }: FolderStatus): string {
  return `${count(files, "file")}, ${paused === null ? "watched" : "paused"}.`;
}
