import type { FieldText } from "../../editor";
import { asIpcError, type EditAck, type IpcError, type Update } from "../../ipc/client";
import type { Platform } from "../../platform";
import { measureSince } from "./timing";

/** Seconds to wait after the first, second, … failure. Short at first: most failures are a disk that was busy. */
const WAITS = [0.5, 1, 2, 4, 8, 15];
/** Rebased so often without being heard, a text has lost touch with the desk and is loaded anew. */
const MOST_REBASES = 8;

export interface SyncHooks {
  /** Something about the state of saving changed. */
  changed(): void;
  /** The desk has committed everything up to now; when, by its clock. */
  acknowledged(savedAt: string): void;
  /** The desk and this text no longer agree on what they count; load the piece again. */
  lost(): Promise<void>;
}

/**
 * Carries one text's changes to the desk and the desk's to the text. One request is under way at a time; what is typed
 * meanwhile goes with the next, at once, since the desk gathers commits itself.
 */
export class FieldSync {
  /** Why the last attempt failed; nothing once one succeeds. */
  error: IpcError | null = null;
  #sending = false;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #keyTime: number | null = null;
  #stopped = false;
  /** The desk's count was lost, and the piece is being loaded again for it. */
  #losing = false;
  /** The highest version of which was heard while changes were under way. */
  #ahead = 0;
  #waiting: (() => void)[] = [];
  /** The request under way: the version that it leads to, and who waits for its answer. */
  #asked: { upTo: number; answer: (ack: EditAck) => void } | null = null;

  constructor(
    private readonly platform: Platform,
    private readonly piece: string,
    readonly text: FieldText,
    private readonly hooks: SyncHooks,
  ) {}

  /** Whether the desk has acknowledged every letter. */
  get clean(): boolean {
    return !this.#sending && !this.text.hasUnsent();
  }

  /** About how many words the desk was not handed yet: those that came while a request is under way. */
  waitingWords(): number {
    const handed = this.#asked ? this.#asked.upTo - this.text.version() : 0;
    return this.text.waitingWords(Math.max(0, handed));
  }

  /** There is something to send. `keyTime` is the moment of the key that made it. */
  poke(keyTime?: number): void {
    if (keyTime !== undefined) this.#keyTime ??= keyTime;
    if (this.#sending || this.#retry !== null || this.#stopped) return;
    void this.#send();
  }

  /** Tries again now instead of waiting. */
  hurry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    this.poke();
  }

  /** Resolves when nothing is under way: all is acknowledged, or an attempt failed (see `error`). */
  settled(): Promise<void> {
    if (!this.#sending) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  stop(): void {
    this.#stopped = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
  }

  /** Changes that lead up to `version`; known ones are left out, and a gap before them is fetched. */
  take(updates: readonly Update[], version: number): void {
    const known = this.text.version();
    if (version <= known) return;
    const first = version - updates.length;
    if (first > known) return void this.#pull();
    this.text.receive(updates.slice(known - first));
  }

  /**
   * The piece was loaded again. While changes are under way nobody can tell whether what was loaded is from before or from
   * after them, so their answer decides where the text stands, and what is missing then is asked for.
   */
  loaded(text: string, version: number): void {
    if (this.#sending && !this.#losing) this.#ahead = Math.max(this.#ahead, version);
    else this.text.reconcile(text, version);
  }

  /** Everything up to `version` is on the disk: the answer to the request under way, come by the shorter way. */
  committed(version: number, savedAt: string): void {
    if (this.#asked && version >= this.#asked.upTo) this.#asked.answer({ version, saved_at: savedAt });
  }

  async #send(): Promise<void> {
    this.#sending = true;
    this.hooks.changed();
    try {
      for (let rebases = 0, reloads = 0; !this.#stopped; ) {
        const updates = this.text.sendable();
        if (updates.length === 0) break;
        const keyTime = this.#keyTime;
        this.#keyTime = null;
        const version = this.text.version();
        const { piece: id, text } = this;
        try {
          const committed = new Promise<EditAck>((answer) => (this.#asked = { upTo: version + updates.length, answer }));
          const ack = await Promise.race([this.platform.call("piece_edit", { id, field: text.field, version, updates }), committed]);
          this.take(updates, ack.version);
          this.#succeeded(ack.saved_at, keyTime);
          rebases = 0;
        } catch (thrown) {
          const error = asIpcError(thrown);
          this.#keyTime = keyTime ?? this.#keyTime;
          if (error.code === "behind" && ++rebases < MOST_REBASES) {
            await this.#catchUp(version, error.updates ?? []);
          } else if (error.code !== "failed" && reloads++ === 0) {
            // The desk counts from its own loading of the piece, and may have loaded it again.
            this.#losing = true;
            try {
              await this.hooks.lost();
            } finally {
              this.#losing = false;
            }
          } else throw error;
        }
      }
    } catch (thrown) {
      this.#failed(asIpcError(thrown));
    } finally {
      this.#asked = null;
      this.#sending = false;
      for (const done of this.#waiting.splice(0)) done();
      this.hooks.changed();
    }
    if (this.#ahead > this.text.version() && this.error === null) void this.#pull();
    this.#ahead = 0;
    // A key may have come between the last look and the end.
    if (this.error === null && this.text.hasUnsent()) this.poke();
  }

  /** The desk says what came since `version`; an event may have brought some of it already. */
  async #catchUp(version: number, updates: readonly Update[]): Promise<void> {
    if (updates.length > 0) this.take(updates, version + updates.length);
    else await this.#pull();
  }

  async #pull(): Promise<void> {
    try {
      const { piece: id, text } = this;
      const pulled = await this.platform.call("piece_pull", { id, field: text.field, since: text.version() });
      // Not `take`: a second gap here would ask for ever.
      const known = text.version();
      const first = pulled.version - pulled.updates.length;
      if (pulled.version > known && first <= known) text.receive(pulled.updates.slice(known - first));
    } catch {
      // The next change is refused as behind and asks again.
    }
  }

  #succeeded(savedAt: string, keyTime: number | null): void {
    this.#failures = 0;
    this.error = null;
    if (keyTime !== null) measureSince("key-to-saved", keyTime);
    this.hooks.acknowledged(savedAt);
  }

  #failed(error: IpcError): void {
    this.error = error;
    const seconds = WAITS[Math.min(this.#failures++, WAITS.length - 1)] ?? 15;
    this.#retry = setTimeout(() => this.hurry(), seconds * 1000);
  }
}
