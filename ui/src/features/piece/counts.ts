import type { Platform } from "../../platform";

/** How long the desk's own figures may take before they are asked for. */
const PATIENCE = 400;

/** How seldom the words are counted while the desk can't take them. */
const SELDOM = 500;

/**
 * Words and reading time of the body. The desk sends them along with the preview's changes; as long as nobody has opened
 * the preview of this piece, they are asked for.
 */
export class Counts {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #told = false;

  constructor(
    private readonly platform: Platform,
    private readonly piece: string,
    private readonly body: () => string,
    private readonly set: (words: number, seconds: number | null) => void,
  ) {}

  /** The desk told them. */
  told(words: number, seconds: number): void {
    this.#told = true;
    this.stop();
    this.set(words, seconds);
  }

  /** The body changed; if nothing is heard, ask. */
  edited(): void {
    if (this.#told) return;
    this.#timer ??= setTimeout(() => void this.#ask(), PATIENCE);
  }

  /** The body changed, and the desk can't be handed it now: it is asked to count what is here. */
  unsaved(): void {
    this.#timer ??= setTimeout(() => void this.#count(), SELDOM);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #count(): Promise<void> {
    this.#timer = null;
    try {
      const { words } = await this.platform.call("text_count", { text: this.body() });
      this.set(words, null);
    } catch {
      // As below.
    }
  }

  async #ask(): Promise<void> {
    this.#timer = null;
    try {
      // From now on the desk tells by itself.
      await this.platform.call("preview_open", { id: this.piece });
      const { words } = await this.platform.call("text_count", { text: this.body() });
      if (!this.#told) this.set(words, null);
    } catch {
      // The figures stay as they were; the next edit asks again.
    }
  }
}
