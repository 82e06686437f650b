/** Figures and times as the window writes them: 1,184 · 14.02.31 · 2 min 14 s · Yesterday. */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const two = (n: number) => String(n).padStart(2, "0");

/** 1184 → "1,184". */
export function figure(n: number): string {
  return String(Math.trunc(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** 1 → "1 word", 2 → "2 words". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${figure(n)} ${n === 1 ? one : many}`;
}

/** "812 bytes", "48 kB", "4.2 MB": thousands, as file managers count. */
export function bytes(n: number): string {
  if (n < 1000) return count(n, "byte");
  if (n < 999_500) return `${Math.round(n / 1000)} kB`;
  return `${(n / 1e6).toFixed(n < 1e8 ? 1 : 0)} MB`;
}

/** "14.02.31", in the room's time. */
export function clock(at: Date, seconds = true): string {
  const base = `${two(at.getHours())}.${two(at.getMinutes())}`;
  return seconds ? `${base}.${two(at.getSeconds())}` : base;
}

/** 134 → "2 min 14 s"; 40 → "40 s"; 3600 → "60 min". */
export function readingTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const min = Math.floor(whole / 60);
  const rest = whole % 60;
  if (min === 0) return `${rest} s`;
  return min >= 10 || rest === 0 ? `${Math.round(whole / 60)} min` : `${min} min ${rest} s`;
}

const startOfDay = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();

/** When a piece last changed, as short as it can be said. */
export function ago(at: Date, now: Date): string {
  if (Number.isNaN(at.getTime())) return "";
  const seconds = (now.getTime() - at.getTime()) / 1000;
  if (seconds < 60) return "Just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days <= 0) return clock(at, false);
  if (days === 1) return "Yesterday";
  if (days < 7) return DAYS[at.getDay()] ?? "";
  const short = `${at.getDate()} ${(MONTHS[at.getMonth()] ?? "").slice(0, 3)}`;
  return at.getFullYear() === now.getFullYear() ? short : `${short} ${at.getFullYear()}`;
}

/** What a date line means: "2024-04-24T09:44" → "24 April 2024, 9.44". As precise as the value is. */
export function understoodDate(value: string): string | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2}))?)?)?/.exec(value);
  if (!parts) return null;
  const [, year, month, day, hour, minute] = parts;
  if (!month) return year ?? null;
  const name = MONTHS[Number(month) - 1];
  if (!name) return null;
  if (!day) return `${name} ${year}`;
  const date = `${Number(day)} ${name} ${year}`;
  return hour && minute ? `${date}, ${Number(hour)}.${minute}` : date;
}

/** Characters as people count them (Unicode scalar values). */
export function characters(text: string): number {
  return Array.from(text).length;
}

/** Joins names: "headline, standfirst and byline". */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

export function sentence(text: string): string {
  return text === "" ? text : text[0]!.toUpperCase() + text.slice(1);
}
