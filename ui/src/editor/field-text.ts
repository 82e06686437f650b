import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { history, isolateHistory, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { ChangeSet, Compartment, EditorState, type Extension, type Text, Transaction, type TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Field, Splice, Update } from "../ipc/client";
import { normaliseBreaks, spliceBetween, toChangeSet, toSplices, wordsInserted } from "./changes";
import { singleLineFilter } from "./single-line";

export interface FieldTextOptions {
  field: Field;
  text: string;
  version: number;
  clientId: string;
  singleLine: boolean;
}

/**
 * The living text of one field, with its undo history and its place in the desk's order of changes, whether or not a
 * view shows it. Switching pieces takes the view away; text, history and caret stay here.
 */
export class FieldText {
  readonly field: Field;
  readonly singleLine: boolean;
  /** Called after every change and every move of the caret. */
  onTransaction: (transaction: Transaction) => void = () => undefined;

  #state: EditorState;
  #view: EditorView | null = null;
  #clientId: string;
  /** The collaboration module counts from where it started; the desk may count anew after it loaded the piece again. */
  #versionOffset = 0;
  readonly #looks = new Compartment();

  constructor(options: FieldTextOptions) {
    this.field = options.field;
    this.singleLine = options.singleLine;
    this.#clientId = options.clientId;
    this.#state = this.#create(options.text, options.version);
  }

  get state(): EditorState {
    return this.#view?.state ?? this.#state;
  }

  get view(): EditorView | null {
    return this.#view;
  }

  text(): string {
    return this.state.doc.toString();
  }

  dispatch(spec: TransactionSpec): void {
    const { state } = this;
    this.apply(state.update(spec));
  }

  apply(transaction: Transaction): void {
    // A view reports its transactions itself (see `attach`), since keys reach it directly.
    if (this.#view) return this.#view.dispatch(transaction);
    this.#state = transaction.state;
    this.onTransaction(transaction);
  }

  /** Makes a change as a step of its own, and says how it is taken back: that does nothing once the text reads otherwise. */
  change(splices: readonly Splice[], userEvent: string): () => boolean {
    const there = toChangeSet({ length: this.state.doc.length, splices: [...splices] });
    const back = there.invert(this.state.doc);
    const make = (changes: ChangeSet) => { this.dispatch({ changes, userEvent, annotations: isolateHistory.of("full") }); };
    make(there);
    const after = this.text();
    return () => {
      if (this.text() !== after) return false;
      make(back);
      return true;
    };
  }

  /** Gives the text a view, made by `make` from the state it is handed. */
  attach(looks: Extension, make: (state: EditorState) => EditorView): EditorView {
    this.detach();
    this.#state = this.#state.update({ effects: this.#looks.reconfigure(looks) }).state;
    return (this.#view = make(this.#state));
  }

  /** Takes the view away and keeps everything else. */
  detach(): void {
    if (!this.#view) return;
    const view = this.#view;
    this.#state = view.state.update({ effects: this.#looks.reconfigure([]) }).state;
    this.#view = null;
    view.destroy();
  }

  undo(): boolean {
    return undo({ state: this.state, dispatch: (tr) => this.apply(tr) });
  }

  redo(): boolean {
    return redo({ state: this.state, dispatch: (tr) => this.apply(tr) });
  }

  /** How many steps can be undone and redone. */
  depth(): { undo: number; redo: number } {
    return { undo: undoDepth(this.state), redo: redoDepth(this.state) };
  }

  // ── The desk's order of changes ────────────────────────────

  version(): number {
    return getSyncedVersion(this.state) + this.#versionOffset;
  }

  hasUnsent(): boolean {
    return sendableUpdates(this.state).length > 0;
  }

  sendable(): Update[] {
    return sendableUpdates(this.state).map((update) => ({
      client_id: update.clientID,
      length: update.changes.length,
      splices: toSplices(update.changes),
    }));
  }

  /** About how many words only this window knows. */
  unsentWords(): number {
    return this.#wordsSince(0);
  }

  /** The same without the first changes, that the desk was handed, and without the ends of words that began in those. */
  waitingWords(handed: number): number {
    return this.#wordsSince(handed, this.state.doc);
  }

  #wordsSince(handed: number, doc?: Text): number {
    const unsent = sendableUpdates(this.state).slice(handed);
    const first = unsent[0];
    if (!first) return 0;
    const all = unsent.reduce((sum, update) => sum.compose(update.changes), ChangeSet.empty(first.changes.length));
    return wordsInserted(all, doc);
  }

  receive(updates: readonly Update[]): void {
    if (updates.length === 0) return;
    const known = updates.map((update) => ({ clientID: update.client_id, changes: toChangeSet(update) }));
    this.apply(receiveUpdates(this.state, known));
  }

  /**
   * Takes the desk's text and version as they were just loaded. What differs arrives as a change of the desk's, so the
   * caret and the undo history survive; words that the desk does not have yet are kept and sent again.
   */
  reconcile(text: string, version: number): void {
    const mine = this.text();
    const unsent = this.hasUnsent();
    if (unsent) {
      // The desk no longer knows what these changes were made against: start from its text, then make ours of it.
      const { selection } = this.state;
      this.#replaceState(this.#create(text, version));
      const splice = spliceBetween(text, mine);
      if (splice) this.dispatch({ changes: splice, selection, annotations: Transaction.userEvent.of("input.recover") });
      return;
    }
    const splice = spliceBetween(mine, normaliseBreaks(text));
    if (splice) this.receive([{ client_id: "desk", length: mine.length, splices: [splice] }]);
    this.#versionOffset = version - getSyncedVersion(this.state);
  }

  #create(text: string, version: number): EditorState {
    this.#versionOffset = 0;
    return EditorState.create({
      doc: normaliseBreaks(text),
      extensions: [
        EditorState.lineSeparator.of("\n"),
        history({ minDepth: 1000 }),
        collab({ startVersion: version, clientID: this.#clientId }),
        this.singleLine ? singleLineFilter : [],
        this.#looks.of([]),
      ],
    });
  }

  #replaceState(state: EditorState): void {
    if (!this.#view) {
      this.#state = state;
      return;
    }
    const looks = this.#looks.get(this.#view.state) ?? [];
    this.#view.setState(state.update({ effects: this.#looks.reconfigure(looks) }).state);
  }
}
