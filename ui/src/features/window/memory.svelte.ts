import type { Platform } from "../../platform/types";
import { freshView, keepPlace, readView, type Place, type View } from "../../lib/view";

const QUIET = 600;

/** The window's own memory, kept with the desk a moment after it changed. */
export class Memory {
  view = $state<View>(freshView());
  #timer: ReturnType<typeof setTimeout> | null = null;
  #kept = "";

  constructor(private readonly platform: Platform) {}

  read(json: string | null): void {
    this.view = readView(json);
    this.#kept = JSON.stringify(this.view);
  }

  /** Something changed; kept soon. */
  change(how: (view: View) => void): void {
    how(this.view);
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), QUIET);
  }

  keepPlace(place: Place): void {
    this.change((view) => (view.places = keepPlace(view.places, place)));
  }

  place(id: string): Place | undefined {
    return this.view.places.find((p) => p.id === id);
  }

  async keep(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const json = JSON.stringify(this.view);
    if (json === this.#kept) return;
    this.#kept = json;
    // A window that can't remember its layout still works; nothing to tell.
    await this.platform.call("view_set", { view: json }).catch(() => undefined);
  }
}
