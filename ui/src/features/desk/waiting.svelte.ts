import type { Waiting } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { Platform } from "../../platform";

/** What waits for a person over all pieces. */
export class WaitingList {
  /** The list stands in the place of the pieces. */
  shown = $state(false);
  rows = $state.raw<readonly Waiting[]>([]);
  loaded = $state(false);
  problem = $state<string | null>(null);
  /** What waits for everybody. */
  all = $state(false);
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly platform: Platform, private readonly role: () => string) {}

  async show(on: boolean): Promise<void> {
    this.shown = on;
    if (on) await this.load();
  }
  setAll(all: boolean): void {
    this.all = all;
    void this.load();
  }
  soon(): void {
    if (!this.shown) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), 200);
  }
  async load(): Promise<void> {
    try {
      this.rows = await this.platform.call("review_waiting", { role: this.role(), all: this.all });
      this.problem = null;
    } catch (thrown) {
      this.problem = asIpcError(thrown).message;
    }
    this.loaded = true;
  }
}
