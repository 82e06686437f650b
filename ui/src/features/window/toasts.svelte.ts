export interface ToastInput {
  text: string;
  kind?: "ok" | "stop";
  /** One thing to do about it; the label is the outcome. */
  action?: { label: string; run: () => void };
  /** Asks for a name in place. */
  ask?: { label: string; field: string; run: (value: string) => void };
}

export interface Toast extends ToastInput {
  id: number;
  asking: boolean;
  /** A dialog opened after it: it stays below, and takes no button of the dialog. */
  below: boolean;
}

const STAY = 6000;

/** Done things, told for six seconds. The clock stands while the pointer or the focus is on them. */
export class Toasts {
  list = $state<Toast[]>([]);
  #clocks = new Map<number, { left: number; since: number; timer: ReturnType<typeof setTimeout> | null }>();
  #next = 1;

  say(input: ToastInput): number {
    const id = this.#next++;
    this.list.push({ ...input, id, asking: false, below: false });
    while (this.list.length > 3) this.close(this.list[0]!.id);
    this.#clocks.set(id, { left: STAY, since: 0, timer: null });
    this.#run(id);
    return id;
  }

  close(id: number): void {
    const clock = this.#clocks.get(id);
    if (clock?.timer) clearTimeout(clock.timer);
    this.#clocks.delete(id);
    this.list = this.list.filter((t) => t.id !== id);
  }

  /** A dialog opens. */
  goBelow(): void {
    for (const toast of this.list) toast.below = true;
  }

  pause(): void {
    for (const clock of this.#clocks.values()) {
      if (!clock.timer) continue;
      clearTimeout(clock.timer);
      clock.timer = null;
      clock.left = Math.max(1500, clock.left - (performance.now() - clock.since));
    }
  }

  resume(): void {
    for (const id of this.#clocks.keys()) this.#run(id);
  }

  ask(id: number): void {
    const toast = this.list.find((t) => t.id === id);
    if (toast) toast.asking = true;
  }

  #run(id: number): void {
    const clock = this.#clocks.get(id);
    if (!clock || clock.timer) return;
    clock.since = performance.now();
    clock.timer = setTimeout(() => this.close(id), clock.left);
  }
}
