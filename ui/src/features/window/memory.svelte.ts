import type { Platform } from "../../platform/types";
import { freshView, keepPlace, readView, type Place, type View } from "../../lib/view";

const QUIET = 600;
/** A place is kept almost at once, since the window may go at any moment; but while somebody types, once a second is enough. */
const SOON = 50;
const SELDOM = 1000;

/** The window's own memory, kept with the desk a moment after it changed. */
export class Memory {
  view = $state<View>(freshView());
  #timer: ReturnType<typeof setTimeout> | null = null;
  #kept = "";
  #last = -SELDOM;
  /** Writing is one after the other, so that the last word is the last on the disk. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly platform: Platform) {}

  read(json: string | null): void {
    this.view = readView(json);
    this.#kept = JSON.stringify(this.view);
  }

  /** Something changed; kept soon. */
  change(how: (view: View) => void, wait = QUIET): void {
    how(this.view);
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), wait);
  }

  keepPlace(place: Place): void {
    this.change((view) => (view.places = keepPlace(view.places, place)), Math.max(SOON, this.#last + SELDOM - performance.now()));
  }

  place(id: string): Place | undefined {
    return this.view.places.find((p) => p.id === id);
  }

  async keep(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const json = JSON.stringify(this.view);
    if (json !== this.#kept) {
      this.#kept = json;
      this.#last = performance.now();
      // A window that can't remember its layout still works; nothing to tell.
      this.#writing = this.#writing.then(() => this.platform.call("view_set", { view: json })).catch(() => undefined);
    }
    await this.#writing;
  }
}
