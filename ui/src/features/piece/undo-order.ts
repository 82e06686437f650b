import type { Field } from "../../ipc/client";

/**
 * One order of undoing over all texts of a piece. Each text keeps its own history; this keeps whose turn it is, so that
 * the last edit is undone wherever it was made.
 */
export class UndoOrder {
  #done: Field[] = [];
  #undone: Field[] = [];
  #depths = new Map<Field, number>();

  /** A text was edited; `depth` is the number of steps that it can undo now. */
  edited(field: Field, depth: number): void {
    // Keys that follow each other closely join one step, and then the depth stays.
    const before = this.#depths.get(field) ?? 0;
    if (depth > before || this.#done.at(-1) !== field) this.#done.push(field);
    this.#depths.set(field, depth);
    this.#undone = [];
  }

  /** Undoes the last step: `step` tries it in a text and says what its depth is then; nothing when it had none. */
  undo(step: (field: Field) => number | null): Field | null {
    return this.#move(this.#done, this.#undone, step);
  }

  redo(step: (field: Field) => number | null): Field | null {
    return this.#move(this.#undone, this.#done, step);
  }

  #move(from: Field[], to: Field[], step: (field: Field) => number | null): Field | null {
    for (let field = from.pop(); field !== undefined; field = from.pop()) {
      const depth = step(field);
      // A history is bounded and forgets its oldest steps; then the next text in the order has its turn.
      if (depth === null) continue;
      this.#depths.set(field, depth);
      to.push(field);
      return field;
    }
    return null;
  }
}
