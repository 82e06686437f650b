import type { Collision, DetailsInput } from "../ipc/client";
import { count, list, sentence } from "./format";
import { partName } from "./receipt";
import { FIELD_NAMES } from "./words";

/** How much of the words around a place must still stand: all that is kept of them, and less and less (UTF-16 units). */
const AROUND = [60, 24, 8, 1];
/** How much of them is shown (UTF-16 units). */
const SHOWN = 44;

/** Where the piece's own words of a collision stand in its text now; none when they were rewritten or stand there twice. */
export function placeIn(text: string, { ahead, ours, behind, reads }: Pick<Collision, "ahead" | "ours" | "behind"> & { reads?: string | null }): { from: number; to: number } | null {
  // After two desks were merged, both sides stand there.
  const stands = reads ?? ours;
  for (const keep of AROUND) {
    const [before, after] = [ahead.slice(-keep), behind.slice(0, keep)];
    const wanted = `${before}${stands}${after}`;
    const at = wanted === "" ? -1 : text.indexOf(wanted);
    if (at >= 0 && text.indexOf(wanted, at + 1) < 0) return { from: at + before.length, to: at + before.length + stands.length };
  }
  return text === stands ? { from: 0, to: text.length } : null;
}

/** The end of the words in front, as far as one reads on from it. */
export function lastOf(ahead: string): string {
  const line = ahead.slice(ahead.lastIndexOf("\n") + 1);
  if (line.length <= SHOWN) return line;
  const cut = line.slice(-SHOWN);
  return `…${cut.slice(cut.search(/\s/) + 1)}`;
}

/** The start of the words behind. */
export function firstOf(behind: string): string {
  const end = behind.indexOf("\n");
  const line = end < 0 ? behind : behind.slice(0, end);
  if (line.length <= SHOWN) return line;
  const cut = line.slice(0, SHOWN);
  const space = cut.lastIndexOf(" ");
  return `${space > 0 ? cut.slice(0, space) : cut}…`;
}

/** The spaces in front, the words, the spaces behind. */
export function inThree(text: string): [before: string, words: string, after: string] {
  const words = text.trim();
  const at = text.indexOf(words);
  return words === "" ? [text, "", ""] : [text.slice(0, at), words, text.slice(at + words.length)];
}

/** The files that the other sides came from: "ferry.md", "a.md and b.md", "3 files". */
export function sourcesOf(collisions: readonly Collision[]): string {
  const names = [...new Set(collisions.map((c) => c.source))];
  return names.length > 2 ? count(names.length, "file") : list(names);
}

/** "2 places changed here and in ferry.md at the same time." */
export function bothChanged(collisions: readonly Collision[]): string {
  return `${count(collisions.length, "place")} changed here and in ${sourcesOf(collisions)} at the same time.`;
}

const VALUES: Record<string, string> = { commissioned_length: "Commissioned length", published: "Publication date", embargo: "Embargo", extra: "Other front matter" };

/** "Body", "Language". */
export function whatOf({ field, name }: Collision): string {
  return field ? FIELD_NAMES[field] : (VALUES[name] ?? partName(name));
}

/** A side as it is read; a value's inner form is put into words. */
export function sideOf({ field, name }: Collision, text: string): string {
  if (field !== null || text === "") return text;
  if (name === "tags") return text.split("\n").join(", ");
  if (name === "published") return dateOf(text);
  return text;
}

/** A date comes as it is kept: its value and its print, each `None` or `Some("…")`. */
function dateOf(text: string): string {
  const parts = /^(?:None|Some\(("(?:[^"\\]|\\.)*")\))(?:None|Some\(("(?:[^"\\]|\\.)*")\))$/.exec(text);
  if (!parts) return text;
  const [value, printed] = parts.slice(1).map((part) => (part === undefined ? "" : unquoted(part)));
  return printed || value || "";
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/** What to set so that the piece has the file's value; none for what no field of the window sets. */
export function settingOf(collision: Collision): Omit<DetailsInput, "id"> | null {
  const theirs = sideOf(collision, collision.theirs);
  switch (collision.field === null ? collision.name : "") {
    case "outlet": return { outlet: theirs };
    case "tagline": return { tagline: theirs };
    case "published": return { published: theirs };
    case "language": return { language: theirs };
    case "commissioned_length": return { commissioned_length: Number(theirs) || 0 };
    case "tags": return { tags: collision.theirs === "" ? [] : collision.theirs.split("\n") };
    default: return null;
  }
}

/** What an empty side says. */
export const emptySide = (base: string, where: "here" | "there"): string => (base === "" ? "nothing" : `cut ${where}`);

/** The key of an answer, whichever way it is written. */
export function takeOf(key: string): "ours" | "theirs" | "both" | null {
  switch (key.toLowerCase()) {
    case "1": case "h": return "ours";
    case "2": case "f": return "theirs";
    case "3": case "b": return "both";
    default: return null;
  }
}

/** What was done, for a screen reader. */
export const decidedWords = (collision: Collision, take: "ours" | "theirs" | "both"): string =>
  sentence({ ours: "yours is kept", theirs: `taken from ${collision.source}`, both: "both are kept" }[take]);
