import type { PacketContents, PacketStart } from "../ipc/client";
import { count, list } from "./format";
import { dayOf, momentOf } from "./review";

/** What can be chosen as the beginning of the history that travels; its value is the number in the row. */
export function startsOf(starts: readonly PacketStart[], now: Date): { value: string; name: string }[] {
  return starts.map(({ since, label, at }, index) => ({
    value: String(index),
    name: at === null ? label : since === null ? `${label}, from ${momentOf(at, now)}` : `${label}, ${momentOf(at, now)}`,
  }));
}

/** One line of what travels or stays. */
export interface PacketLine {
  text: string;
  /** Whether somebody may not have meant to give it away. */
  look?: boolean;
}

/** What travels in a packet, in the order in which one would ask. */
export function travels(contents: PacketContents, now: Date): PacketLine[] {
  const { changes, people, versions, pictures, baselines, comments, left } = contents;
  const day = (at: string) => dayOf(at, now).replace(/^\S+ today$/, "today");
  const [from, to] = [day(contents.from), day(contents.to)];
  const lines: PacketLine[] = [
    { text: "The text as it is, in all its fields, with its details and stage" },
    { text: `${count(changes, "change")} of ${from === to ? from : `${from} to ${to}`}, each with its person, its time and the name of their computer` },
    { text: `The ${people.length === 1 ? "name" : "names"} of ${list(people)}` },
  ];
  if (versions.length > 0) lines.push({ text: `The ${versions.length === 1 ? "version" : "versions"} ${list(versions.map((name) => `“${name}”`))}` });
  if (pictures > 0) lines.push({ text: `${count(pictures, "picture")}, without what the files tell of people and places` });
  if (baselines + comments > 0) {
    const texts = baselines > 0 ? `the ${baselines === 1 ? "text" : `${baselines} texts`} it counts from (received, agreed to, sealed)` : "";
    lines.push({ text: `The whole review: ${list([texts, comments > 0 ? `${count(comments, "comment")} and answers, deleted ones with them` : "", "decisions"].filter(Boolean))}` });
  }
  if (left === null) lines.push({ text: "Everything that was ever deleted in it: the history can show it", look: true });
  return lines;
}

/** What stays on this desk. */
export function stays({ left, baselines, comments }: PacketContents): string {
  const always = "Receipts, backups and all other pieces";
  if (left === null || left === 0) return always;
  const but = baselines + comments > 0 ? ", but for what review has of it" : "";
  return `What was deleted or replaced in ${count(left, "earlier change")}${but}. ${always}`;
}
