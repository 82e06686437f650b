import type { Compared, ComparedField, ComparedParagraph, HistoryEntry, HistoryKind, Person, Stage, VersionMark } from "../ipc/client";
import { clock, count, figure, sentence } from "./format";
import { languageName } from "./languages";
import { STAGES } from "./words";

/** What a row of the history tells of. */
const KINDS: Record<HistoryKind, string> = {
  new: "Began the piece", work: "Worked on it", import: "Came from a file", paste: "Pasted a page", import_undone: "Took the paste back",
  put_back: "Put back what was set aside", duplicate: "Copied from another piece", rename: "Renamed the slugline", restore: "Brought back an earlier text", house: "Set quotes and dashes in house style",
  outside: "Changed outside Standfirst", merge: "Came from another desk", bin: "Moved to the bin", unbin: "Moved back to the desk",
  erase: "Words erased for good",
  comment: "Commented", accept: "Accepted changes", reject: "Rejected changes", undo: "Took a decision back", sign_off: "Signed off",
  need: "Set who has to read it", step: "Moved to another stage", flow: "Set owner, due time or embargo", headline: "Showed a headline, or noted the answer",
  seal: "Sealed the text", readback: "Sent it for reading back, or took the answer in",
};
const MADE: Record<string, string> = { before_restore: "Before a restore", before_house: "Before house style", before_import: "Before an import", before_merge: "Before a merge", before_empty: "Before it was emptied", session: "End of a stretch of work" };

export const kindWords = (kind: HistoryKind): string => KINDS[kind];
/** What a row tells of; an erasure says in how many places, and why. */
export function rowWords({ kind, erased }: Pick<HistoryEntry, "kind" | "erased">): string {
  if (!erased) return kindWords(kind);
  return `${kindWords(kind)}, ${count(erased.places, "place")}${erased.reason ? `: ${erased.reason}` : ""}`;
}
/** A version's name; one that was made by itself says why. */
export const versionName = (version: VersionMark): string => version.name || (MADE[version.kind] ?? "Kept by itself");

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAY = 86_400_000;

const midnight = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();
/** Whole days between, by the calendar; a day of 23 hours is one too. */
const daysBetween = (at: Date, now: Date) => Math.round((midnight(now) - midnight(at)) / DAY);
const dated = (at: Date, now: Date) => `${at.getDate()} ${MONTHS[at.getMonth()]}${at.getFullYear() === now.getFullYear() ? "" : ` ${at.getFullYear()}`}`;

/** "Today", "Yesterday", "Monday 14 April", "Monday 14 April 2025". */
export function dayName(at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return `${DAYS[at.getDay()]} ${dated(at, now)}`;
}

export interface DayOfHistory {
  key: string;
  name: string;
  entries: HistoryEntry[];
}

/** Rows by the day on which they ended, in the order in which they come. */
export function days(entries: readonly HistoryEntry[], now: Date): DayOfHistory[] {
  const out: DayOfHistory[] = [];
  for (const entry of entries) {
    const at = new Date(entry.to);
    const key = String(midnight(at));
    const last = out.at(-1);
    // A clock that went back makes a day come twice; each is a heading of its own.
    if (last?.key.startsWith(`${key}.`)) last.entries.push(entry);
    else out.push({ key: `${key}.${out.length}`, name: dayName(at, now), entries: [entry] });
  }
  return out;
}

/** "14.02 – 14.40"; one time when both are the same minute; the day too when it began on another. */
export function span(from: string, to: string): string {
  const [a, b] = [new Date(from), new Date(to)];
  const end = clock(b, false);
  if (daysBetween(a, b) > 0) return `${a.getDate()} ${MONTHS[a.getMonth()]?.slice(0, 3)} ${clock(a, false)} – ${end}`;
  return clock(a, false) === end ? end : `${clock(a, false)} – ${end}`;
}

/** "+120 −35 words"; nothing when there are none. */
export function wordsSaid(added: number, removed: number): string {
  if (added === 0 && removed === 0) return "";
  const parts = [added > 0 ? `+${figure(added)}` : "", removed > 0 ? `−${figure(removed)}` : ""].filter(Boolean);
  return `${parts.join(" ")} ${added + removed === 1 ? "word" : "words"}`;
}

/** A moment by its time: "14 April 14.40". */
export function momentName(at: string, now: Date): string {
  const date = new Date(at);
  return `${dated(date, now)} ${clock(date, false)}`;
}

/** "today 14.02", "yesterday 14.02", "Monday 14.02", "14 April 14.02". */
export function lookedAt(at: string, now: Date): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  const day = days <= 0 ? "today" : days === 1 ? "yesterday" : days < 7 ? DAYS[date.getDay()] : dated(date, now);
  return `${day} ${clock(date, false)}`;
}

/** When a version was kept: its time, and its day when that is not the day of its row. */
export function keptAt(at: string, row: string, now: Date): string {
  const date = new Date(at);
  return daysBetween(date, new Date(row)) === 0 ? clock(date, false) : momentName(at, now);
}

/** A version that only bears its time says nothing beside one with a name at the same moment; the end of a stretch of work is its own row. */
export function shownVersions(all: readonly VersionMark[]): VersionMark[] {
  const versions = all.filter((v) => v.kind !== "session");
  const timed = (v: VersionMark) => v.kind === "named" && /^\d{1,2}[.:]\d{2}$/.test(v.name);
  return versions.filter((v) => !timed(v) || !versions.some((other) => other !== v && other.moment === v.moment && other.kind === "named" && !timed(other)));
}

/** "12 changes, +120 −35 words, 2 paragraphs moved". */
export function differenceSaid(compared: Compared): string {
  const { changes, moved, words_added: added, words_removed: removed, details } = compared;
  const values = details.length > 0 ? `${count(details.length, "value")} changed` : "";
  const said = [changes > 0 ? count(changes, "change") : "", wordsSaid(added, removed), moved > 0 ? `${count(moved, "paragraph")} moved` : "", values].filter(Boolean);
  return said.length > 0 ? said.join(", ") : "The texts are the same";
}

export const namesOf = (people: readonly Person[]): string => people.map((person) => person.name).join(", ");

/** The heading of a paragraph that is not only changed inside; nothing for the others. */
export function paragraphLabel({ change, number }: ComparedParagraph): string {
  if (change === "moved_here") return number === null ? "Moved here" : `Moved from paragraph ${number}`;
  if (change === "moved_away") return number === null ? "Moved away" : `Moved to paragraph ${number}`;
  if (change === "split") return "One paragraph became several";
  if (change === "merged") return "Several paragraphs became one";
  return "";
}

/** A place that the reader goes to: runs of a paragraph that changed together, or a paragraph that moved. */
export interface Stop {
  field: number;
  paragraph: number;
  /** First and last run; -1 for the paragraph as a whole. */
  from: number;
  to: number;
}

/** All changes in reading order. What was removed and what was put in its place are one. */
export function stopsOf(fields: readonly ComparedField[]): Stop[] {
  const out: Stop[] = [];
  fields.forEach(({ paragraphs }, field) => paragraphs.forEach(({ change, runs }, paragraph) => {
    let open: Stop | null = null;
    const before = out.length;
    runs.forEach(({ kind }, index) => {
      if (kind === "same") open = null;
      else if (open) open.to = index;
      else out.push((open = { field, paragraph, from: index, to: index }));
    });
    if (change === "moved_here" && out.length === before) out.push({ field, paragraph, from: -1, to: -1 });
  }));
  return out;
}

export type NumberedStop = Stop & { index: number };

/** The changes of each paragraph ("field.paragraph"), with their numbers in reading order. */
export function byParagraph(stops: readonly Stop[]): Map<string, NumberedStop[]> {
  const map = new Map<string, NumberedStop[]>();
  stops.forEach((stop, index) => {
    const key = `${stop.field}.${stop.paragraph}`;
    map.set(key, [...(map.get(key) ?? []), { ...stop, index }]);
  });
  return map;
}

/** The next change, or the one before; round again at the ends. From nowhere (-1) to the first or the last. */
export function stepTo(at: number, step: 1 | -1, total: number): number {
  if (total === 0) return -1;
  if (at < 0) return step > 0 ? 0 : total - 1;
  return (at + step + total) % total;
}

/** The paragraphs of one side, in its order; what moved stands where it stood on that side. */
export function sideOf(paragraphs: readonly ComparedParagraph[], side: "before" | "after"): string[] {
  const without = side === "before" ? "inserted" : "removed";
  const words = ({ runs }: ComparedParagraph) => runs.filter(({ kind }) => kind !== without).map(({ text }) => text).join("");
  if (side === "after") return paragraphs.filter((p) => p.change !== "moved_away").map(words).filter((text) => text !== "");
  // A moved paragraph has its words at its new place. Both lists follow the text after, so their ranks agree.
  const here = paragraphs.filter((p) => p.change === "moved_here");
  const away = paragraphs.filter((p) => p.change === "moved_away").sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  const standsAt = new Map(away.map((p, rank) => [p, here[rank]]));
  return paragraphs.filter((p) => p.change !== "moved_here").map((p) => words(standsAt.get(p) ?? p)).filter((text) => text !== "");
}

export interface Side {
  /** What a restore brings back: "the text of 14 April 14.40". */
  said: string;
  /** Names it among the others. */
  key: string;
  /** The moment; none for now. */
  moment: number | null;
  name: string;
  group: string;
}

/** One side of a comparison, of a row. */
export const sideOfEntry = (e: HistoryEntry, now: Date): Side => ({
  key: `m${e.moment}`, moment: e.moment, group: "History", name: `${momentName(e.to, now)}, ${e.person.name}`, said: `the text of ${momentName(e.to, now)}`,
});

/** The text before a row: that of the row before it, or nothing. */
export function sideBefore(e: HistoryEntry, entries: readonly HistoryEntry[], now: Date): Side {
  if (e.before === 0) return NOTHING;
  const earlier = entries.find((each) => each.moment === e.before);
  if (earlier) return sideOfEntry(earlier, now);
  const at = momentName(e.from, now);
  return { key: `m${e.before}`, moment: e.before, group: "History", name: `Before ${at}`, said: `the text before ${at}` };
}

export function sideOfVersion(v: VersionMark, now: Date): Side {
  const [name, at] = [versionName(v), momentName(v.at, now)];
  return { key: `v${v.moment} ${name}`, moment: v.moment, group: "Versions", name: `${name}, ${at}`, said: v.kind === "named" ? `the version “${name}”` : `the text of ${at}` };
}

export const sideSeen = (seen: { moment: number; at: string }, now: Date): Side =>
  ({ key: "seen", moment: seen.moment, group: "", name: `When you last looked, ${lookedAt(seen.at, now)}`, said: "the text that you last looked at" });

export const NOW: Side = { key: "now", moment: null, group: "", name: "Now", said: "the text as it is" };
export const NOTHING: Side = { key: "0", moment: 0, group: "", name: "Nothing (the beginning)", said: "the empty page" };

/** What can be compared with what. Sides that are chosen stay in the list, whatever the history has become. */
export function sidesOf(entries: readonly HistoryEntry[], seen: { moment: number; at: string } | null, chosen: readonly Side[], now: Date): Side[] {
  const versions = entries.flatMap((entry) => shownVersions([...entry.versions].reverse()));
  const all = [NOW, ...(seen ? [sideSeen(seen, now)] : []), ...versions.map((v) => sideOfVersion(v, now)), ...entries.map((e) => sideOfEntry(e, now)), NOTHING];
  const missing = chosen.filter((side, index) => !all.some(({ key }) => key === side.key) && chosen.findIndex(({ key }) => key === side.key) === index);
  return [...all.slice(0, -1), ...missing, NOTHING];
}

const DETAILS: Record<string, string> = {
  slugline: "Slugline", outlet: "Outlet", tagline: "Tagline", published: "Date", language: "Language", stage: "Stage",
  commissioned_length: "Length", tags: "Keywords",
};

/** A value's name, by its front-matter key. */
export const detailName = (key: string): string => DETAILS[key] ?? sentence(key.replaceAll("_", " "));

export function detailValue(key: string, value: string): string {
  if (key === "stage") return STAGES[value as Stage] ?? value;
  if (key === "language") return languageName(value);
  return key === "commissioned_length" ? `${value} words` : value;
}

/** A heading's marks and its words, so that the marks can hang in the gutter. */
export function headingParts(text: string): [marks: string, words: string] {
  const marks = /^#{1,6}\s+/.exec(text)?.[0] ?? "";
  return [marks, text.slice(marks.length)];
}

/** Words and the white space around them, so that a line through words does not go through the space behind them. */
export function trimmed(text: string): [lead: string, words: string, trail: string] {
  const words = text.trim();
  if (words === "") return ["", text, ""];
  const at = text.indexOf(words);
  return [text.slice(0, at), words, text.slice(at + words.length)];
}

/** How a paragraph of Markdown is set: a heading, an item of a list, a quotation, a note, as it was typed, or plain. */
export function blockOf(text: string): string {
  if (/^#{1,6}\s/.test(text)) return "heading";
  if (/^\s*(?:[-*+]|\d{1,3}[.)])\s/.test(text)) return text.includes("\n") ? "" : "item";
  if (/^(?: {4}|\t|```|~~~|\|)/.test(text)) return "exact";
  if (/^>/.test(text)) return "quotation";
  return /^\[\^[^\]]+\]:/.test(text) ? "footnote" : "";
}
