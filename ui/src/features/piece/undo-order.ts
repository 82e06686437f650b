import type { Field } from "../../ipc/client";

/**
 * One order of undoing over all texts of a piece. Each text keeps its own history; this keeps whose turn it is, so that
 * the last edit is undone wherever it was made.
 */
export class UndoOrder {
  #done: (Field | (() => boolean))[] = [];
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

  /** Something else was done, a decision for instance, which `back` takes back, unless that was done. It has no redo. */
  acted(back: () => boolean): void {
    this.#done.push(back);
    this.#undone = [];
  }

  /** Undoes the last step, true when it was none of a text: `step` tries it in a text and says what its depth is then; nothing when it had none. */
  undo(step: (field: Field) => number | null): Field | true | null {
    for (let last = this.#done.pop(); last !== undefined; last = this.#done.pop()) {
      if (typeof last === "function") {
        if (last()) return true;
        continue;
      }
      if (this.#took(last, step)) {
        this.#undone.push(last);
        return last;
      }
    }
    return null;
  }

  redo(step: (field: Field) => number | null): Field | null {
    for (let field = this.#undone.pop(); field !== undefined; field = this.#undone.pop()) {
      if (this.#took(field, step)) {
        this.#done.push(field);
        return field;
      }
    }
    return null;
  }

  /** A history is bounded and forgets its oldest steps; then the next text in the order has its turn. */
  #took(field: Field, step: (field: Field) => number | null): boolean {
    const depth = step(field);
    if (depth !== null) this.#depths.set(field, depth);
    return depth !== null;
  }
}
