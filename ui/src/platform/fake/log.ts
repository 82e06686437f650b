import type { Details, Field, HistoryKind, Person, Splice } from "../../ipc/client";
import { spliced } from "./texts";

/** One change of a piece, as it was written. */
export interface Change {
  moment: number;
  /** Milliseconds. */
  at: number;
  person: Person;
  kind: HistoryKind;
  splices: Partial<Record<Field, readonly Splice[]>>;
  details?: Details;
}

export interface Version {
  moment: number;
  name: string;
  kind: string;
  at: number;
  person: Person;
}

/** All changes of a piece since it was empty. */
export class Log {
  readonly changes: Change[] = [];
  readonly versions: Version[] = [];
  /** The last moment that the person saw. */
  seen: { moment: number; at: number } | null = null;

  get now(): number {
    return this.changes.at(-1)?.moment ?? 0;
  }

  upTo(moment: number): Change[] {
    return this.changes.filter((change) => change.moment <= moment);
  }

  text(field: Field, moment: number): string {
    return this.upTo(moment).reduce((text, { splices }) => spliced(text, splices[field] ?? []), "");
  }

  details(moment: number): Details | undefined {
    return this.upTo(moment).reduce<Details | undefined>((last, { details }) => details ?? last, undefined);
  }

  /** For each letter of a text, who wrote it. */
  writers(field: Field, moment: number): Person[] {
    let writers: Person[] = [];
    for (const { splices, person } of this.upTo(moment)) {
      const next: Person[] = [];
      let at = 0;
      for (const { from, to, insert } of splices[field] ?? []) {
        for (; at < from; at++) next.push(writers[at]!);
        for (let n = 0; n < insert.length; n++) next.push(person);
        at = to;
      }
      writers = at === 0 && next.length === 0 ? writers : [...next, ...writers.slice(at)];
    }
    return writers;
  }
}
