import type { Field, Person } from "../../ipc/client";
import type { Piece } from "./desk";

interface Known { changes: number; letters: { person: Person; at: number }[]; last: { person: Person; at: number } | null }

/** Who wrote which letter of a text, kept up as it goes on. */
export class Writers {
  readonly #known = new Map<string, Known>();

  /** Who wrote these stretches, the main one first, and when last; for none, who touched the text last. */
  of(piece: Piece, field: Field, stretches: readonly { from: number; to: number }[]): { by: Person[]; at: number | null } {
    const known = this.#upToNow(piece, field);
    const counts = new Map<string, { person: Person; letters: number; at: number }>();
    for (const { from, to } of stretches) {
      for (let n = from; n < to; n++) {
        const letter = known.letters[n];
        if (!letter) continue;
        const each = counts.get(letter.person.name) ?? { person: letter.person, letters: 0, at: 0 };
        each.letters++;
        each.at = Math.max(each.at, letter.at);
        counts.set(letter.person.name, each);
      }
    }
    const all = [...counts.values()].sort((a, b) => b.letters - a.letters);
    if (all.length === 0) return { by: known.last ? [known.last.person] : [], at: known.last?.at ?? null };
    return { by: all.map(({ person }) => person), at: Math.max(...all.map(({ at }) => at)) };
  }

  #upToNow(piece: Piece, field: Field): Known {
    const key = `${piece.id} ${field}`;
    const known = this.#known.get(key) ?? { changes: 0, letters: [], last: null };
    for (; known.changes < piece.log.changes.length; known.changes++) {
      const { person, at, splices } = piece.log.changes[known.changes]!;
      const own = splices[field] ?? [];
      const by = { person, at };
      for (const { from, to, insert } of [...own].reverse()) known.letters = known.letters.slice(0, from).concat(Array.from({ length: insert.length }, () => by), known.letters.slice(to));
      if (own.length > 0) known.last = by;
    }
    this.#known.set(key, known);
    return known;
  }
}
