const two = (n: number) => String(n).padStart(2, "0");

/** A time as it is typed: "2026-11-30 17.00", in the room's time. */
export function typedOf(at: string | null): string {
  if (at === null) return "";
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
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
