import type { Details, Field, HistoryKind, Person } from "../../ipc/client";
import { splicesBetween } from "./diff";
import type { Log } from "./log";
import { PERSON } from "./settings";

export const WRITER: Person = { name: "Ilse Varden", initials: "IV" };

type Texts = Partial<Record<Field, string>>;
interface Step {
  person: Person;
  kind: HistoryKind;
  /** Days before today, and the time of day. */
  day: number;
  from: string;
  to: string;
  texts: Texts;
  version?: string;
}

/** What the first piece was, step by step, before it became what it is now. */
function steps(now: Texts): Step[] {
  const body = now.body ?? "";
  const change = (texts: Texts, more: Texts): Texts => ({ ...texts, ...more });
  const part = (texts: Texts) => texts.body ?? "";
  // Written backwards: each one is the text after it, with what was done taken back.
  const evening = change(now, { body: body.replace(" Nobody made a speech.", "").replace(" Nobody has rung back.", ""), headline: "Bring back the night boat" });
  const figures = change(evening, { body: part(evening).replace("nineteen people", "about twenty people").replace("310,000", "300,000").replace("somebody who cleans, cooks or keeps watch", "people who clean, cook or keep watch").replace("closing. The boat is old", "closing.\n\nThe boat is old") });
  const order = change(figures, { body: swap(part(figures), "The boat is old", "What would repair look like"), standfirst: (now.standfirst ?? "").replace(/ To close it .*$/, "") });
  const draft = change(order, { body: part(order).replace(/\n\nThree things would change that:[\s\S]*?(?=\n\n##)/, ""), disclosure: "" });
  const first = change(draft, { body: part(draft).split("\n\n").slice(0, 3).join("\n\n"), author_note: "", standfirst: "", kicker: "" });
  return [
    { person: WRITER, kind: "new", day: 420, from: "9.12", to: "9.12", texts: {} },
    { person: WRITER, kind: "work", day: 420, from: "9.20", to: "10.47", texts: first },
    { person: WRITER, kind: "paste", day: 9, from: "10.05", to: "10.05", texts: draft, version: "First draft" },
    { person: WRITER, kind: "work", day: 2, from: "14.02", to: "14.40", texts: order, version: "Sent to the desk" },
    { person: PERSON, kind: "work", day: 2, from: "16.20", to: "17.31", texts: figures },
    { person: PERSON, kind: "outside", day: 1, from: "8.55", to: "8.55", texts: evening },
    { person: WRITER, kind: "work", day: 1, from: "21.10", to: "21.34", texts: now },
  ];
}

function swap(text: string, one: string, other: string): string {
  const parts = text.split("\n\n");
  const [a, b] = [parts.findIndex((p) => p.startsWith(one)), parts.findIndex((p) => p.startsWith(other))];
  if (a < 0 || b < 0) return text;
  [parts[a], parts[b]] = [parts[b]!, parts[a]!];
  return parts.join("\n\n");
}

const at = (day: number, time: string): number => {
  const [hours, minutes] = time.split(".").map(Number);
  const today = new Date();
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() - day, hours, minutes).getTime();
};

/** Gives a piece its past. `next` counts the moments. */
export function remember(log: Log, now: Texts, details: Details, next: () => number): void {
  let before: Texts = {};
  for (const step of steps(now)) {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(step.texts)])] as Field[];
    const splices = Object.fromEntries(fields.map((field) => [field, splicesBetween(before[field] ?? "", step.texts[field] ?? "")]).filter(([, each]) => each!.length > 0));
    const base = { person: step.person, kind: step.kind, ...(step.kind === "new" ? { details } : {}) };
    if (step.from !== step.to) log.changes.push({ ...base, moment: next(), at: at(step.day, step.from), splices: {} });
    log.changes.push({ ...base, moment: next(), at: at(step.day, step.to), splices });
    if (step.version) log.versions.push({ moment: log.now, name: step.version, kind: "named", at: at(step.day, step.to), person: step.person });
    if (step.person === PERSON) log.seen = { moment: log.now, at: at(step.day, step.to) };
    before = step.texts;
  }
}
