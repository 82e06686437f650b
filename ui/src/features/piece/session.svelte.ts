import { untrack } from "svelte";
import { FieldText, isSingleLine, keyTimeOf, mountField, type FieldEditor, type FieldEditorOptions, type Selection } from "../../editor";
import type { DeskEvent, Details, DetailsInput, Field, PieceOpened, Stage, Update } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { Platform } from "../../platform";
import { Counts } from "./counts";
import { FieldSync } from "./field-sync";
import { OpenPieces } from "./open-pieces";
import { markKey } from "./timing";
import { UndoOrder } from "./undo-order";

export { markKey, measureSince, takeKeyTime } from "./timing";

export type SaveStatus =
  | { kind: "saved"; at: string }
  | { kind: "saving" }
  | { kind: "failed"; reason: string; words: number };

/** What a component says when it gives a field its place; the session adds the rest. */
export type MountOptions = Omit<FieldEditorOptions, "field" | "text" | "version" | "singleLine" | "onLocalUpdate"> & {
  onLocalUpdate?(): void;
};

/** How soon what is typed while saving fails is counted (ms). */
const RECOUNT = 500;

const sessions = new OpenPieces<PieceSession>();
/** Names this window in the order of changes. */
const clientId = `w${crypto.randomUUID().slice(0, 13)}`;

/** Whether a change was sent by this window. */
export const isOwn = (update: Update): boolean => update.client_id === clientId;

/** Waits until every piece of this window is on the disk; rejects with the reason if one is not. */
export const flushAll = (): Promise<void> => sessions.flushAll();
/** Whether every piece of this window is on the disk. */
export const allSaved = (): boolean => sessions.allClean;
/** Forgets every session; for tests. */
export const forgetAll = (): Promise<void> => sessions.clear();

/** One piece in the window: its texts, where they stand with the desk, and what is known about it. */
export class PieceSession {
  readonly id: string;
  slugline = $state("");
  stage = $state<Stage>("draft");
  binned = $state(false);
  details = $state.raw<Details>(NO_DETAILS);
  words = $state(0);
  readingSeconds = $state(0);
  hasReceipt = $state(false);
  /** Nothing stands in any field. */
  isEmpty = $state(true);
  status = $state.raw<SaveStatus>({ kind: "saving" });
  /** The field that has, or last had, the caret. */
  lastFocused = $state<Field>("body");
  /** What is selected there. */
  selection = $state.raw<Selection>({ from: 0, to: 0, text: "" });
  created = $state("");
  /** Counts the changes of all texts, so that what reads a text reads it again. */
  #revision = $state(0);

  shown = true;
  #syncs = new Map<Field, FieldSync>();
  #editors = new Map<Field, FieldEditor>();
  #order = new UndoOrder();
  #counts: Counts;
  #savedAt = "";
  /** The desk's own report that it can't write. */
  #deskFailure: { reason: string; words: number } | null = null;
  #recount: ReturnType<typeof setTimeout> | null = null;
  /** Seconds that a word takes to be read, as the desk reckons. */
  #pace = 0;
  #callsUnderWay = 0;
  #undoing = false;
  /** Events that came before the piece did. */
  #early: DeskEvent[] | null = [];

  private constructor(
    private readonly platform: Platform,
    id: string,
  ) {
    this.id = id;
    this.#counts = new Counts(platform, id, () => untrack(() => this.text("body")), (words, seconds) => this.#counted(words, seconds));
  }

  /** Opens a piece. One that was open lately comes back with its undo history and caret. */
  static async open(platform: Platform, id: string): Promise<PieceSession> {
    return PieceSession.#load(platform, id, () => platform.call("piece_open", { id }));
  }

  /** The same for a piece that the desk has just handed over (`piece_new`). */
  static async adopt(platform: Platform, opened: PieceOpened): Promise<PieceSession> {
    return PieceSession.#load(platform, opened.id, () => Promise.resolve(opened));
  }

  static async #load(platform: Platform, id: string, get: () => Promise<PieceOpened>): Promise<PieceSession> {
    const kept = sessions.get(id);
    const session = kept ?? new PieceSession(platform, id);
    session.shown = true;
    // Listening comes first, so that no change falls between the text and the events.
    await sessions.add(platform, session);
    try {
      session.#fill(await get());
    } catch (thrown) {
      if (!kept) sessions.drop(session);
      throw asIpcError(thrown);
    }
    return session;
  }

  // ── Texts ──────────────────────────────────────────────────

  /** A field's words; read in an effect, it runs again when any text changes. */
  text(field: Field): string {
    void this.#revision;
    return this.#syncs.get(field)?.text.text() ?? "";
  }

  /** The text itself, with its history; for tests and for what edits without a view. */
  living(field: Field): FieldText {
    const sync = this.#syncs.get(field);
    if (!sync) throw new Error(`this piece has no ${field}`);
    return sync.text;
  }

  editor(field: Field): FieldEditor | undefined {
    return this.#editors.get(field);
  }

  /** Shows a field in `parent`. Destroying the editor leaves the text, its history and its caret here. */
  mount(field: Field, parent: HTMLElement, options: MountOptions): FieldEditor {
    this.shown = true;
    const editor = mountField(this.living(field), parent, {
      ...options,
      singleLine: isSingleLine(field),
      onLocalUpdate: () => options.onLocalUpdate?.(),
      onUndo: () => this.undo(),
      onRedo: () => this.redo(),
      onFocus: () => {
        this.lastFocused = field;
        this.selection = editor.selection();
        options.onFocus?.();
      },
      onSelection: (selection) => {
        if (this.lastFocused === field) this.selection = selection;
        options.onSelection?.(selection);
      },
    });
    this.#editors.set(field, editor);
    const destroy = editor.destroy.bind(editor);
    editor.destroy = () => {
      destroy();
      if (this.#editors.get(field) === editor) this.#editors.delete(field);
    };
    return editor;
  }

  /** A decision was made, which undoing takes back before what was typed earlier. */
  decided(back: () => boolean): void {
    this.#order.acted(back);
  }

  /** Undoes the last edit of the piece, in whichever field it was made; the caret goes there. */
  undo(): boolean {
    return this.#step("undo");
  }

  redo(): boolean {
    return this.#step("redo");
  }

  #step(way: "undo" | "redo"): boolean {
    this.#undoing = true;
    try {
      const field = this.#order[way]((each) => {
        const text = this.#syncs.get(each)?.text;
        return text?.[way]() ? text.depth().undo : null;
      });
      if (field === null || field === true) return field === true;
      this.lastFocused = field;
      this.#editors.get(field)?.focus();
      return true;
    } finally {
      this.#undoing = false;
    }
  }

  // ── The other values ───────────────────────────────────────

  /** Sets outlet, date, language, length or keywords; rejects with an `IpcError`, and then nothing changed. */
  async setDetails(change: Omit<DetailsInput, "id">): Promise<void> {
    this.details = await this.#saving(this.platform.call("piece_details", { id: this.id, ...change }));
  }

  /** Renames the slugline; it may come back adapted. */
  async rename(slugline: string): Promise<void> {
    this.slugline = await this.#saving(this.platform.call("piece_rename", { id: this.id, slugline }));
  }

  async #saving<T>(call: Promise<T>): Promise<T> {
    this.#callsUnderWay++;
    this.#refresh();
    try {
      const value = await call;
      this.#savedAt = new Date().toISOString();
      return value;
    } catch (thrown) {
      throw asIpcError(thrown);
    } finally {
      this.#callsUnderWay--;
      this.#refresh();
    }
  }

  // ── Saving ─────────────────────────────────────────────────

  get clean(): boolean {
    return this.#callsUnderWay === 0 && [...this.#syncs.values()].every((sync) => sync.clean);
  }

  /** Resolves when every letter is on the disk; rejects with the reason when the desk can't write. */
  async flush(): Promise<void> {
    for (const sync of this.#syncs.values()) {
      // Twice, since a retry may have been waiting while the last words came.
      for (let turn = 0; turn < 2 && !sync.clean; turn++) {
        sync.hurry();
        await sync.settled();
      }
      if (!sync.clean) throw sync.error ?? asIpcError("Your last words are not on the disk yet.");
    }
  }

  /** Loads the piece again, as after an import was undone. Words that are only here are kept. */
  async reload(): Promise<void> {
    this.#fill(await this.platform.call("piece_open", { id: this.id }));
  }

  /** Leaves the window. What is not saved yet goes on being saved; history and caret are kept for a return. */
  dispose(): void {
    for (const editor of [...this.#editors.values()]) editor.destroy();
    this.shown = false;
    this.#counts.stop();
  }

  /** For the register: nobody will come back to this session. */
  end(): void {
    this.dispose();
    if (this.#recount !== null) clearTimeout(this.#recount);
    for (const sync of this.#syncs.values()) sync.stop();
  }

  hear(event: DeskEvent): void {
    if (event.type === "save") return this.#hearSave(event);
    if (!("id" in event) && event.type !== "preview_changed") return;
    if (this.#early) return void this.#early.push(event);
    if (event.type === "preview_changed") {
      if (event.patch.id === this.id) this.#counts.told(event.patch.words, event.patch.reading_seconds);
    } else if (event.id !== this.id) {
      return;
    } else if (event.type === "piece_changed") {
      this.#syncs.get(event.field)?.take(event.updates, event.version);
      this.#refresh();
    } else if (event.type === "details_changed") {
      this.details = event.details;
    }
  }

  #hearSave(event: DeskEvent & { type: "save" }): void {
    if (event.state === "committed") {
      if (event.id === this.id) this.#syncs.get(event.field)?.committed(event.version, event.saved_at);
      return;
    }
    this.#deskFailure = event.state === "failed" ? { reason: event.reason, words: event.words } : null;
    if (event.state === "recovered") for (const sync of this.#syncs.values()) sync.hurry();
    this.#refresh();
  }

  // ── Within ─────────────────────────────────────────────────

  #fill(opened: PieceOpened): void {
    this.slugline = opened.slugline;
    this.stage = opened.stage;
    this.binned = opened.binned;
    this.details = opened.details;
    this.hasReceipt = opened.has_receipt;
    this.created = opened.created;
    this.#counted(opened.words, opened.reading_seconds);
    this.#savedAt = opened.modified;
    for (const { field, text, version } of opened.fields) {
      const known = this.#syncs.get(field);
      if (known) known.loaded(text, version);
      else this.#syncs.set(field, this.#sync(new FieldText({ field, text, version, clientId, singleLine: isSingleLine(field) })));
    }
    const early = this.#early ?? [];
    this.#early = null;
    for (const event of early) this.hear(event);
    this.#refresh();
    this.#lookForText();
  }

  #sync(text: FieldText): FieldSync {
    const sync = new FieldSync(this.platform, this.id, text, {
      changed: () => this.#refresh(),
      acknowledged: (savedAt) => {
        this.#savedAt = savedAt;
        if (text.field === "body") this.#counts.edited();
      },
      lost: () => this.reload(),
    });
    text.onTransaction = (tr) => {
      if (!tr.docChanged) return;
      untrack(() => {
        this.#revision++;
        this.#lookForText();
      });
      const keyTime = keyTimeOf(tr);
      if (keyTime === null) return;
      if (!this.#undoing) this.#order.edited(text.field, text.depth().undo);
      markKey(keyTime);
      sync.poke(keyTime);
      if (this.status.kind !== "failed") return this.#refresh();
      if (text.field === "body") this.#counts.unsaved();
      // Counting what is only here takes a moment when it is much, so not with every key.
      this.#recount ??= setTimeout(() => {
        this.#recount = null;
        this.#refresh();
      }, RECOUNT);
    };
    return sync;
  }

  /** The desk counted the body; without its reading time, that is as long as its words were before. */
  #counted(words: number, seconds: number | null): void {
    this.words = words;
    if (seconds !== null && words > 0) this.#pace = seconds / words;
    this.readingSeconds = seconds ?? (Math.round(words * this.#pace) || this.readingSeconds);
  }

  #lookForText(): void {
    const empty = [...this.#syncs.values()].every(({ text }) => text.state.doc.length === 0);
    if (empty !== this.isEmpty) this.isEmpty = empty;
  }

  /** Says what is true now. "Saved" needs every letter acknowledged. */
  #refresh(): void {
    const next = this.#truth();
    const { status } = this;
    const same = status.kind === next.kind && JSON.stringify(status) === JSON.stringify(next);
    if (!same) this.status = next;
  }

  #truth(): SaveStatus {
    const syncs = [...this.#syncs.values()];
    if (this.#deskFailure) {
      // The desk counts what it was handed; what was typed since waits here.
      const { reason, words } = this.#deskFailure;
      return { kind: "failed", reason, words: syncs.reduce((sum, sync) => sum + sync.waitingWords(), words) };
    }
    const failed = syncs.find((sync) => sync.error !== null);
    const reason = failed?.error?.message;
    if (reason !== undefined) {
      return { kind: "failed", reason, words: syncs.reduce((sum, sync) => sum + sync.text.unsentWords(), 0) };
    }
    return this.clean && this.#syncs.size > 0 ? { kind: "saved", at: this.#savedAt } : { kind: "saving" };
  }
}

const NO_DETAILS: Details = {
  outlet: "", tagline: "", published: "", published_value: null, language: "en", commissioned_length: null, band: null, tags: [],
};
