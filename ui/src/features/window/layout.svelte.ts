import { innerWidth } from "svelte/reactivity/window";
import type { Memory } from "./memory.svelte";

export const NARROW = 1120;
export const SMALL = 860;

/** What stands beside the page. Wide windows hold both panels; narrow ones call the desk; small ones cover the page. */
export class Layout {
  /** Called over the page, for now. */
  called = $state<"desk" | "inspector" | null>(null);

  constructor(private readonly memory: Memory) {}

  get width(): number {
    return innerWidth.current ?? 1280;
  }
  get small(): boolean {
    return this.width < SMALL;
  }
  get narrow(): boolean {
    return this.width < NARROW;
  }
  get focus(): boolean {
    return this.memory.view.focus;
  }
  get desk(): boolean {
    if (this.focus) return false;
    return this.narrow ? this.called === "desk" : this.memory.view.desk;
  }
  get inspector(): boolean {
    if (this.focus) return false;
    if (this.small) return this.called === "inspector";
    // A called desk takes the inspector's place, so that the page keeps its measure.
    return this.memory.view.inspector && !(this.narrow && this.called === "desk");
  }

  setDesk(on: boolean): void {
    if (on) this.memory.change((v) => (v.focus = false));
    if (this.narrow) this.called = on ? "desk" : null;
    else this.memory.change((v) => (v.desk = on));
  }

  setInspector(on: boolean): void {
    if (on) this.memory.change((v) => (v.focus = false));
    if (this.small) this.called = on ? "inspector" : null;
    else {
      if (this.called === "desk") this.called = null;
      this.memory.change((v) => (v.inspector = on));
    }
  }

  /** The person turned to the page: what covered it goes. */
  clear(): void {
    if (this.narrow) this.called = null;
  }
}
