import type { PieceSession } from "./session.svelte";

export type DatelinePart = "outlet" | "tagline" | "published";

const QUIET = 500;

/** Outlet, tagline and date as they are typed; sent when the person pauses or leaves. */
export class Dateline {
  /** What is typed and not sent. */
  typed = $state<Partial<Record<DatelinePart, string>>>({});
  focus: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly session: PieceSession, private readonly tell: (thrown: unknown) => void) {}

  value(part: DatelinePart): string {
    return this.typed[part] ?? this.session.details[part];
  }

  set(part: DatelinePart, value: string): void {
    this.typed[part] = value;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), QUIET);
  }

  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const sent = { ...this.typed };
    if (Object.keys(sent).length === 0) return;
    try {
      await this.session.setDetails(sent);
      // What was typed meanwhile stays for the next time.
      for (const part of Object.keys(sent) as DatelinePart[]) if (this.typed[part] === sent[part]) delete this.typed[part];
    } catch (thrown) {
      this.tell(thrown);
    }
  }
}
