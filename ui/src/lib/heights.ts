/** Heights of many rows, most of them only guessed; sums and look-ups take logarithmic time (a Fenwick tree). */
export class Heights {
  #tree: Float64Array;
  #heights: Float64Array;
  #top: number;

  constructor(readonly size: number, guess: (index: number) => number) {
    this.#heights = new Float64Array(size);
    this.#tree = new Float64Array(size + 1);
    for (let i = 0; i < size; i += 1) {
      const h = guess(i);
      this.#heights[i] = h;
      this.#tree[i + 1]! += h;
      const parent = i + 1 + ((i + 1) & -(i + 1));
      if (parent <= size) this.#tree[parent]! += this.#tree[i + 1]!;
    }
    this.#top = 1;
    while (this.#top * 2 <= size) this.#top *= 2;
  }

  of(index: number): number {
    return this.#heights[index] ?? 0;
  }

  /** Sets a height; returns by how much it changed. */
  set(index: number, height: number): number {
    const by = height - this.of(index);
    if (index < 0 || index >= this.size || by === 0) return 0;
    this.#heights[index] = height;
    for (let i = index + 1; i <= this.size; i += i & -i) this.#tree[i]! += by;
    return by;
  }

  /** Where a row begins. */
  offset(index: number): number {
    let sum = 0;
    for (let i = Math.min(Math.max(index, 0), this.size); i > 0; i -= i & -i) sum += this.#tree[i]!;
    return sum;
  }

  get total(): number {
    return this.offset(this.size);
  }

  /** The row that covers `y`. */
  at(y: number): number {
    let index = 0;
    let rest = y;
    for (let step = this.#top; step > 0; step >>= 1) {
      const next = index + step;
      if (next <= this.size && this.#tree[next]! <= rest) {
        index = next;
        rest -= this.#tree[next]!;
      }
    }
    return Math.min(index, Math.max(this.size - 1, 0));
  }
}
