import type { Stage } from "../ipc/client";
import { clock, count } from "./format";

const two = (n: number) => String(n).padStart(2, "0");

/** A time as it was given; none where there is none. A day alone is its last minute here, wherever here is. */
function timeOf(at: string | null): Date | null {
  if (at === null) return null;
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T23:59:00` : at);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A time as it is typed: "2026-11-30 17.00", in the room's time. */
export function typedOf(at: string | null): string {
  const date = timeOf(at);
  if (!date) return "";
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}.${two(date.getMinutes())}`;
}

/** What was typed as RFC 3339 with the room's offset; empty for nothing, none for what is no time. A day alone ends at its last minute. */
export function atOf(typed: string): string | null {
  if (typed.trim() === "") return "";
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T,]+(\d{1,2})[.:](\d{2}))?$/.exec(typed.trim());
  if (!parts) return null;
  const [year, month, day, hour, minute] = [1, 2, 3, 4, 5].map((n) => (parts[n] === undefined ? null : Number(parts[n])));
  const date = new Date(year!, month! - 1, day!, hour ?? 23, minute ?? (hour === null ? 59 : 0));
  const real = date.getFullYear() === year && date.getMonth() === month! - 1 && date.getDate() === day && date.getHours() === (hour ?? 23);
  if (!real || (minute ?? 0) > 59) return null;
  const offset = -date.getTimezoneOffset();
  const [sign, off] = [offset < 0 ? "-" : "+", Math.abs(offset)];
  return `${year}-${two(month!)}-${two(day!)}T${two(date.getHours())}:${two(date.getMinutes())}:00${sign}${two(Math.floor(off / 60))}:${two(off % 60)}`;
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
/** Stages after which nothing is due any more. */
const DONE: readonly Stage[] = ["published", "spiked", "killed", "corrected", "withdrawn"];
const midnight = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();

/** When a piece is due, for the desk list: "Due today 17.00", "Due Thursday", "Was due yesterday"; none when it is not. */
export function dueSaid(at: string | null, stage: Stage, now: Date): { text: string; late: boolean } | null {
  const date = timeOf(at);
  if (!date || DONE.includes(stage)) return null;
  const late = date.getTime() < now.getTime();
  const days = Math.round((midnight(date) - midnight(now)) / 86_400_000);
  // The last minute of a day stands for the day: no time was given.
  const time = date.getHours() === 23 && date.getMinutes() === 59 ? "" : ` ${clock(date, false)}`;
  const near: Record<number, string> = { [-1]: "yesterday", 0: `today${time}`, 1: `tomorrow${time}` };
  const year = date.getFullYear() === now.getFullYear() ? "" : ` ${date.getFullYear()}`;
  const day = near[days] ?? (days > 1 && days < 7 ? `${DAYS[date.getDay()]}${time}` : `${date.getDate()} ${MONTHS[date.getMonth()]}${year}`);
  return { text: `${late ? "Was due" : "Due"} ${day}`, late };
}
/** "2 queries, 1 comment": what is open, each in its own words; empty for nothing. */
export function openSaid(queries: number, comments: number): string {
  const rest = Math.max(0, comments - queries);
  return [queries > 0 ? count(queries, "query", "queries") : "", rest > 0 ? count(rest, "comment") : ""].filter(Boolean).join(", ");
}
