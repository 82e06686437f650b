/** Hands on what follows something at a pace: at once where it is of another thing, else within so many milliseconds. */
export class Pace<T> {
  #of: unknown;
  #newest: T | undefined;
  #shown: T | undefined;
  #begun = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly show: (value: T) => void,
    private readonly behind: number,
  ) {}

  /** `value` is what it is now, of the thing `of`. */
  follow(of: unknown, value: T): void {
    this.#newest = value;
    if (!this.#begun || of !== this.#of) {
      this.#begun = true;
      this.#of = of;
      this.#hand();
    } else if (value !== this.#shown) this.#waiting ??= setTimeout(() => this.#hand(), this.behind);
  }

  /** What waits is forgotten. */
  stop(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  #hand(): void {
    this.stop();
    this.#shown = this.#newest;
    this.show(this.#newest as T);
  }
}
