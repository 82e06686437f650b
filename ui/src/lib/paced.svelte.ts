import { untrack } from "svelte";
import { Pace } from "./pace";

/**
 * A value as it is shown: behind what it follows by at most so many milliseconds, but at once where it is that of another
 * thing. Without a graphics card the window is painted as one rectangle around all that changed: figures that stand in three
 * corners and follow a key in its own frame would have the whole window painted with every word.
 */
export class Paced<T> {
  shown = $state.raw() as T;

  /** `of` and `value` are read as an effect reads. */
  constructor(of: () => unknown, value: () => T, behind: number) {
    const pace = new Pace<T>((now) => (this.shown = now), behind);
    untrack(() => pace.follow(of(), value()));
    // Before anything is drawn: what belongs to another thing is not shown for a frame.
    $effect.pre(() => {
      const [thing, now] = [of(), value()];
      untrack(() => pace.follow(thing, now));
    });
    $effect(() => () => pace.stop());
  }
}
