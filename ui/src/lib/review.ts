import type { Baseline, ChangeKind, Comment, Field, How, Need, Person, Review, ReviewChange, SignOff } from "../ipc/client";
import type { ChangeMark, RemarkMark, ReviewMarks } from "../editor";
import { ago, clock, count } from "./format";
import { unmarked } from "./unmarked";
import { FIELD_NAMES } from "./words";

export type ReviewMode = "marked" | "now" | "before";

/** The hats that one can wear. */
export const ROLES: readonly { role: string; label: string; as: string }[] = [
  { role: "author", label: "Author", as: "the author" },
  { role: "editor", label: "Editor", as: "the editor" },
  { role: "fact_check", label: "Fact-check", as: "the fact-checker" },
  { role: "legal", label: "Legal", as: "the lawyer" },
  { role: "copy", label: "Copy", as: "the copy editor" },
];
export const roleLabel = (role: string): string => ROLES.find((each) => each.role === role)?.label ?? role.replace(/^person:/, "");
/** "the author", a person's name: for sentences. */
export const roleAs = (role: string): string => ROLES.find((each) => each.role === role)?.as ?? roleLabel(role);
/** "author", "fact-check": for the status bar. */
export const roleShort = (role: string): string => (ROLES.some((each) => each.role === role) ? roleLabel(role).toLowerCase() : roleLabel(role));

export const HOWS: readonly { how: How; name: string; said: string }[] = [
  { how: "here", name: "Here, in this window", said: "given here" },
  { how: "readback", name: "In a file for reading back", said: "given in a file for reading back" },
  { how: "phone", name: "On the telephone", said: "given on the telephone" },
  { how: "mail", name: "By mail", said: "given by mail" },
  { how: "in_person", name: "In person", said: "given in person" },
];
export const howSaid = (how: How): string => HOWS.find((each) => each.how === how)?.said ?? how;

export const KINDS: Record<ChangeKind, { name: string; did: string }> = {
  insert: { name: "Inserted", did: "inserted" }, remove: { name: "Removed", did: "removed" }, replace: { name: "Replaced", did: "replaced" },
  move: { name: "Moved", did: "moved" }, split: { name: "Split", did: "split a paragraph" }, merge: { name: "Merged", did: "merged two paragraphs" },
};
export const NEEDS: Record<Need, string> = { not_needed: "Not needed", required: "Required", complete: "Complete" };

/** Whether there is a text to compare with: somebody agreed to it, or it was received. */
export const based = (review: Review): boolean => review.against.at !== null;
/** The changes that are shown: none before there is anything to compare with. */
export const openChanges = (review: Review | null): readonly ReviewChange[] => (review && based(review) ? review.changes : []);
export const openComments = (review: Review | null): readonly Comment[] => review?.comments.filter(({ resolved }) => !resolved) ?? [];

export const baselineKey = (baseline: Baseline): string => JSON.stringify(baseline);

/** "Headline", "Para 3". */
export const placeOf = (field: Field, paragraph: number | null): string => (field === "body" ? (paragraph === null ? "Body" : `Para ${paragraph}`) : FIELD_NAMES[field]);
/** "12 April", "24 Nov"; "13.48 today" within the day. */
export function dayOf(at: string, now: Date): string {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return "";
  if (then.toDateString() === now.toDateString()) return `${clock(then, false)} today`;
  const month = MONTHS[then.getMonth()] ?? "";
  const date = `${then.getDate()} ${month.length > 5 ? month.slice(0, 3) : month}`;
  return then.getFullYear() === now.getFullYear() ? date : `${date} ${then.getFullYear()}`;
}
export const momentOf = (at: string, now: Date): string => dayOf(at, now) + timeOf(at, now);
/** ", 09.40", where the day does not say it already. */
export function timeOf(at: string, now: Date): string {
  const then = new Date(at);
  return Number.isNaN(then.getTime()) || then.toDateString() === now.toDateString() ? "" : `, ${clock(then, false)}`;
}
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/** For a card: the time today, the day before. */
export const shortly = (at: string, now: Date): string => ago(new Date(at), now);

export const wordsBefore = ({ parts, field }: ReviewChange): string => parts.map((part) => unmarked(part, field).removed).filter(Boolean).join(" … ");
export const wordsNow = ({ parts, field }: ReviewChange): string => parts.map((part) => unmarked(part, field).inserted).filter(Boolean).join(" … ");
/** Line breaks as a sign, so that a row stays a row. */
export const inRow = (text: string): string => text.trim().replace(/\s*\n+\s*/g, " ¶ ");
const SHOWN = 90;
export const cutShort = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text);

/** In quotation marks, unless it brings its own at either end. An apostrophe at its end (the miners’) is none. */
export function quoted(text: string): string {
  const shown = cutShort(inRow(text));
  const ends = /["”»]$/.test(shown) || (/[’']$/.test(shown) && /(^|\s)[‘']/.test(shown)) || /„.*“$/.test(shown);
  return ends || /^[“‘„«"']/.test(shown) ? shown : `“${shown}”`;
}

/** What a screen reader is told of a change. */
export function changeSaid(change: Pick<ReviewChange, "kind" | "by" | "field" | "paragraph">, removed: string, inserted: string): string {
  const who = change.by[0]?.name ?? "Somebody";
  const where = change.field === "body" ? `paragraph ${change.paragraph}` : FIELD_NAMES[change.field].toLowerCase();
  if (change.kind === "split" || change.kind === "merge") return `${who} ${KINDS[change.kind].did}, ${where}`;
  if (change.kind === "move") return `${who} moved “${cutShort(inRow(inserted))}”, ${where}`;
  if (change.kind === "replace") return `${who} replaced “${cutShort(inRow(removed))}” with “${cutShort(inRow(inserted))}”, ${where}`;
  return `${who} ${KINDS[change.kind].did} “${cutShort(inRow(change.kind === "remove" ? removed : inserted))}”, ${where}`;
}

/** "6 by 3 people". */
export function byPeople(changes: readonly ReviewChange[]): string {
  const people = new Set(changes.flatMap(({ by }) => (by[0] ? [by[0].name] : [])));
  if (changes.length === 0) return "";
  return people.size > 1 ? `${changes.length} by ${people.size} people` : people.size === 1 ? `${changes.length} by ${[...people][0]}` : count(changes.length, "change");
}

// ── Marks on the page ──────────────────────────────────────

/** The marks of one text. `colour` knows whose is whose. */
export function marksOf(review: Review, field: Field, colour: (person: Person) => number, current: string | null): ReviewMarks {
  const changes = openChanges(review).filter((each) => each.field === field).flatMap((change) => change.parts.map((part): ChangeMark => {
    const by = change.by[0];
    return {
      id: change.id, from: part.from, to: part.to, removed: unmarked(part, field).removed, moved: change.kind === "move", breaks: /^\s*\n\s*$/.test(part.inserted),
      colour: by ? colour(by) : 8, who: by?.name ?? "somebody", initials: by?.initials ?? "",
    };
  }));
  const remarks = openComments(review).flatMap((c): RemarkMark[] => (
    c.field === field && c.from !== null && c.end !== null && c.end > c.from && c.found !== "gone"
      ? [{ id: c.id, from: c.from, to: c.end, query: c.kind === "query", colour: colour(c.by), label: `${c.kind === "query" ? "Query" : "Comment"} of ${c.by.name}` }]
      : []
  ));
  return { changes, remarks, current };
}

// ── People ─────────────────────────────────────────────────

/** Everybody who wrote a change or a comment, by name. */
export function peopleIn(review: Review | null): string[] {
  const all = [...(review?.changes ?? []).flatMap(({ by }) => by), ...(review?.comments ?? []).flatMap((c) => [c.by, ...c.replies.map(({ by }) => by)]), ...(review?.decided ?? []).flatMap((d) => [d.decided_by])];
  return [...new Set(all.map(({ name }) => name))].sort((a, b) => a.localeCompare(b));
}

/** Whom one can ask: the five roles, and everybody who had a word in it. */
export function asked(review: Review | null, but: string): { value: string; name: string }[] {
  const people = peopleIn(review).filter((name) => name !== but);
  return [...ROLES.map(({ role, as }) => ({ value: role, name: as })), ...people.map((name) => ({ value: name, name }))];
}

// ── Sign-offs and seal ─────────────────────────────────────

/** "1 of 5 agrees with the text now". */
export function agreement(signs: readonly SignOff[]): string {
  const asked = signs.filter(({ standing }) => standing !== "unneeded");
  if (asked.length === 0) return "Nobody has signed";
  const agree = asked.filter(({ standing }) => standing === "agrees").length;
  return `${agree} of ${asked.length} ${agree === 1 ? "agrees" : "agree"} with the text now`;
}
/** "Author, legal and copy to come". */
export function toCome(signs: readonly SignOff[]): string {
  const names = signs.filter(({ standing }) => standing === "unread" || standing === "changed").map(({ label }, n) => (n === 0 ? label : label.toLowerCase()));
  const objecting = signs.find(({ standing }) => standing === "objects");
  if (objecting) return `${objecting.label} objects`;
  if (names.length > 0) return `${names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0]} to come`;
  const conditional = signs.find(({ standing }) => standing === "conditional");
  if (conditional) return `${conditional.label} agrees on a condition`;
  return signs.some(({ standing }) => standing === "agrees") ? "All who were asked agree with the text now" : "Nobody has signed it yet";
}
/** "6 changes since author, 12 April". */
export function sinceSaid(review: Review, now: Date): string {
  const { baseline, at, label } = review.against;
  const what = baseline.is === "role" ? roleShort(baseline.role) : baseline.is === "received" ? "receipt" : baseline.is === "seal" ? "the seal" : label;
  const n = openChanges(review).length;
  return `${n === 0 ? "No changes" : count(n, "change")} since ${what}${at ? `, ${dayOf(at, now)}` : ""}`;
}
