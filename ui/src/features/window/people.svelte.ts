import type { Person } from "../../ipc/client";
import { colourOf } from "../../lib/people";
import { PEOPLE } from "../../lib/view";
import type { Memory } from "./memory.svelte";

/** Which colour is whose. Somebody who was met keeps a colour on this desk, in all pieces. */
export class People {
  constructor(private readonly memory: Memory, private readonly own: () => string) {}

  /** These people are about to be shown. */
  meet(people: Iterable<Person | null>): void {
    const { people: met } = this.memory.view;
    const names = [...people].flatMap((person) => (person ? [person.name] : []));
    const fresh = [...new Set(names)].filter((name) => name !== this.own() && !met.includes(name));
    if (fresh.length > 0) this.memory.change((view) => (view.people = [...met, ...fresh].slice(0, PEOPLE)));
  }

  /** From 1 to 8, as in `--person-1`. */
  colour(name: string): number {
    return colourOf(name, this.own(), this.memory.view.people);
  }
}
