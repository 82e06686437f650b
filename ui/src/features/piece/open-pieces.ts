import type { DeskEvent } from "../../ipc/client";
import type { Platform } from "../../platform";

/** What the register needs of a session. */
export interface Registered {
  readonly id: string;
  /** Shown in the window now. */
  readonly shown: boolean;
  /** Everything is on the disk. */
  readonly clean: boolean;
  hear(event: DeskEvent): void;
  flush(): Promise<void>;
  end(): void;
}

/** Pieces whose undo history and caret are kept after they leave the window. */
const KEEP = 20;

/** The sessions of a window: those shown, and the last ones that were, with one ear for all of them. */
export class OpenPieces<S extends Registered> {
  #sessions = new Map<string, S>();
  #stop: Promise<() => void> | null = null;

  get(id: string): S | undefined {
    return this.#sessions.get(id);
  }

  /** Registers a session (again: as the latest) and sees to it that it hears the desk. */
  async add(platform: Platform, session: S): Promise<void> {
    this.#sessions.delete(session.id);
    this.#sessions.set(session.id, session);
    this.#stop ??= platform.listen((event) => {
      for (const each of [...this.#sessions.values()]) each.hear(event);
    });
    await this.#stop;
    this.#trim();
  }

  drop(session: S): void {
    if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id);
  }

  /** Waits until every piece is saved; rejects with the first reason why one is not. */
  async flushAll(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.flush()));
  }

  get allClean(): boolean {
    return [...this.#sessions.values()].every((session) => session.clean);
  }

  /** Forgets everything; for tests. */
  async clear(): Promise<void> {
    for (const session of this.#sessions.values()) session.end();
    this.#sessions.clear();
    (await this.#stop)?.();
    this.#stop = null;
  }

  /** The oldest go first, but never one with words that are not on the disk. */
  #trim(): void {
    let spare = this.#sessions.size - KEEP;
    for (const session of [...this.#sessions.values()]) {
      if (spare <= 0) return;
      if (session.shown || !session.clean) continue;
      session.end();
      this.#sessions.delete(session.id);
      spare--;
    }
  }
}
