import type { HistoryEntry, SeenMoment } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { App } from "../window/app.svelte";

/** Rows asked for at a time. */
const PAGE = 40;
/** Rows asked for again when something was written: only the newest can have changed. */
const FRESH = 12;
/** Quiet after the last change before the rows are read again. */
const QUIET = 900;

/** The history of the piece in the window, newest first, as far back as one has scrolled. */
export class Timeline {
  entries = $state.raw<readonly HistoryEntry[]>([]);
  more = $state(false);
  seen = $state.raw<SeenMoment | null>(null);
  problem = $state<string | null>(null);
  loaded = $state(false);
  #of: string | null = null;
  #turn = 0;
  #watching = false;
  #stale = false;
  #loadingMore = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly app: App) {}

  /** Another piece is in the window. */
  clear(): void {
    this.#of = null;
    this.#turn++;
    this.entries = [];
    this.more = false;
    this.seen = null;
    this.problem = null;
    this.loaded = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** The tab is on the screen: it is kept up with the piece until it goes. */
  watch(): () => void {
    this.#watching = true;
    if (this.#of !== this.app.session?.id || this.#stale) void this.refresh();
    return () => (this.#watching = false);
  }

  /** Something was written. Costs nothing while nobody looks. */
  changed(id: string): void {
    if (id !== this.app.session?.id) return;
    this.#stale = true;
    if (!this.#watching) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), QUIET);
  }

  /** Reads the newest rows; older ones stay as they are. */
  async refresh(): Promise<void> {
    const id = this.app.session?.id;
    if (!id) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const again = this.#of === id && this.loaded;
    const turn = ++this.#turn;
    this.#of = id;
    this.#stale = false;
    try {
      const found = await this.app.platform.call("history_list", { id, before: null, limit: again ? FRESH : PAGE });
      if (turn !== this.#turn) return;
      const last = found.entries.at(-1);
      // After very many changes the rows do not join any more; then the older ones are read again when they are wanted.
      const joins = again && last !== undefined && this.entries.some((entry) => entry.moment === last.before);
      const older = joins ? this.entries.filter((entry) => entry.moment <= last.before) : [];
      this.#meet(found.entries);
      this.entries = [...found.entries, ...older];
      if (older.length === 0) this.more = found.more;
      this.seen = found.seen;
      this.problem = null;
      this.loaded = true;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asIpcError(thrown).message;
    }
  }

  /** Reads older rows. */
  async further(): Promise<void> {
    const id = this.#of;
    const last = this.entries.at(-1);
    if (!id || !last || !this.more || this.#loadingMore) return;
    this.#loadingMore = true;
    try {
      const found = await this.app.platform.call("history_list", { id, before: last.moment, limit: PAGE });
      if (this.#of !== id) return;
      this.#meet(found.entries);
      // The newest may have been read again meanwhile.
      const end = this.entries.at(-1)?.moment ?? 0;
      this.entries = [...this.entries, ...found.entries.filter((entry) => entry.moment < end)];
      this.more = found.more;
    } catch (thrown) {
      if (this.#of === id) this.problem = asIpcError(thrown).message;
    } finally {
      this.#loadingMore = false;
    }
  }

  #meet(entries: readonly HistoryEntry[]): void {
    // The first to have joined the piece takes the first colour that is free.
    this.app.people.meet([...entries].reverse().map((entry) => entry.person));
  }
}
