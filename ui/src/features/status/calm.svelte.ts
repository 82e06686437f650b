import { untrack } from "svelte";
import type { SaveStatus } from "../piece/session.svelte";

/** Between two words of a person who types (ms). */
const QUIET = 400;

/**
 * The state of saving as it is shown: "Saving…" stays while somebody types, and gives way to "Saved" when it has been true
 * for a moment. A word that changes twice a key is not read, is read out to whoever hears the window, and has the window
 * painted from the text to its foot.
 */
export class CalmStatus {
  shown = $state.raw<SaveStatus | undefined>(undefined);

  /** `status` is read as an effect reads. */
  constructor(status: () => SaveStatus | undefined) {
    $effect(() => {
      const now = status();
      if (now?.kind !== "saved" || untrack(() => this.shown?.kind) !== "saving") {
        this.shown = now;
        return;
      }
      const later = setTimeout(() => (this.shown = now), QUIET);
      return () => clearTimeout(later);
    });
  }
}
