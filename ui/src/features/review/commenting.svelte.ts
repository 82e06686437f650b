import { tick } from "svelte";
import type { RemarkMark } from "../../editor";
import type { Comment, CommentAct, CommentKind, Field, ReviewChange } from "../../ipc/client";
import type { App } from "../window/app.svelte";
import { nextComment } from "./focus";
import type { Review } from "./review.svelte";

/** A comment that is being written. */
export interface Draft {
  kind: CommentKind;
  /** None for the piece as a whole. */
  field: Field | null;
  version: number;
  from: number;
  to: number;
  quote: string;
  text: string;
  asks: string;
}

/** Its mark in the text, until it has a name of the desk's. */
const DRAFT = "draft";

/** Comments and queries: writing, answering, settling, hanging them elsewhere. */
export class Commenting {
  draft = $state<Draft | null>(null);
  /** A comment whose passage is gone, and that waits for another one. */
  moving = $state<string | null>(null);

  constructor(private readonly app: App, private readonly review: Review) {}

  clear(): void {
    this.draft = null;
    this.moving = null;
  }
  marks(field: Field): RemarkMark[] {
    const { draft } = this;
    if (draft?.field !== field || draft.to <= draft.from) return [];
    return [{ id: DRAFT, from: draft.from, to: draft.to, query: draft.kind === "query", colour: 1, label: "What you write about" }];
  }

  /** The text went on: the draft's passage is where its mark stands now. */
  settle(): void {
    const { draft } = this;
    if (!draft || draft.field === null) return;
    const editor = this.app.session?.editor(draft.field);
    const place = editor?.reviewRange(DRAFT);
    if (editor && place && editor.sendable().length === 0) Object.assign(draft, { ...place, version: editor.version() });
  }

  /** Opens a comment on what is selected, or on the piece. */
  async begin(kind: CommentKind): Promise<void> {
    const { app } = this;
    const { session } = app;
    if (!session) return;
    // The passage counts in the desk's text.
    await session.flush().catch(() => undefined);
    if (app.session !== session) return;
    if (this.draft) this.draft.kind = kind;
    else {
      const field = session.lastFocused;
      const { from, to, text } = session.selection;
      const on = text.trim() !== "";
      const version = session.editor(field)?.version() ?? 0;
      this.draft = { kind, field: on ? field : null, version, from: on ? from : 0, to: on ? to : 0, quote: on ? text : "", text: "", asks: kind === "query" ? this.#asked() : "" };
    }
    this.review.setOn(true);
    app.hands.showTab("review");
    this.review.show();
    void tick().then(() => document.querySelector<HTMLElement>(".card.draft textarea")?.focus());
  }
  /** Opens a comment on a change: on the words that it brought, or on the place where words went. */
  async about(change: ReviewChange): Promise<void> {
    const editor = this.app.session?.editor(change.field);
    const place = editor?.reviewRange(change.id);
    if (editor && place) editor.select(place.from, place.to);
    await this.begin("comment");
  }
  /** Who is asked as a rule: the author, and of the author the editor. */
  #asked(): string {
    return this.review.role === "author" ? "editor" : "author";
  }
  setKind(kind: CommentKind): void {
    if (!this.draft) return;
    this.draft.kind = kind;
    if (kind === "query" && this.draft.asks === "") this.draft.asks = this.#asked();
  }
  cancel(): void {
    this.draft = null;
    this.review.show();
    this.app.hands.toText();
  }
  async send(): Promise<void> {
    const { app, draft } = this;
    const { session } = app;
    if (!session || !draft || draft.text.trim() === "") return;
    await app.act(async () => {
      await session.flush();
      this.settle();
      const { kind, field, version, from, to, text } = draft;
      const made = await app.platform.call("comment_add", {
        id: session.id, field, version, from, to, kind, text: text.trim(), asks: kind === "query" && draft.asks !== "" ? draft.asks : null, role: this.review.role,
      });
      this.draft = null;
      await this.review.load();
      this.review.lookAt(made.id);
      app.hands.toText();
    });
  }

  async act(comment: string, act: CommentAct): Promise<boolean> {
    const { app } = this;
    const { session } = app;
    if (!session) return false;
    let done = false;
    await app.act(async () => {
      await app.platform.call("comment_act", { id: session.id, comment, act });
      await this.review.load();
      done = true;
    });
    return done;
  }
  async resolve(comment: Comment): Promise<void> {
    const what = comment.kind === "query" ? "query" : "comment";
    await this.#andOn(comment.id, async () => {
      if (!(await this.act(comment.id, { do: comment.resolved ? "reopen" : "resolve" }))) return;
      if (comment.resolved) this.app.toasts.say({ text: `The ${what} is open again.` });
      else this.app.toasts.say({ text: `The ${what} is settled.`, action: { label: "Undo", run: () => void this.act(comment.id, { do: "reopen" }) } });
    });
  }
  async remove(id: string, what: "comment" | "query" | "answer"): Promise<void> {
    await this.#andOn(id, async () => {
      if (await this.act(id, { do: "delete" })) this.app.toasts.say({ text: `The ${what} is out of sight. It stays in the history.` });
    });
  }
  /** Decides on one comment; the focus goes on to the next. */
  #andOn(id: string, act: () => Promise<void>): Promise<void> {
    const next = nextComment(id);
    return this.review.keepFocus(act, () => next, "review-comments");
  }
  /** Hangs a comment on what is selected now. */
  async reattach(id: string): Promise<void> {
    const { session } = this.app;
    if (!session) return;
    const field = session.lastFocused;
    const { from, to, text } = session.selection;
    if (text.trim() === "") {
      this.moving = id;
      return void this.app.toasts.say({ kind: "stop", text: "Select the words that it is about, then attach it." });
    }
    await session.flush().catch(() => undefined);
    const version = session.editor(field)?.version() ?? 0;
    if (await this.act(id, { do: "reattach", field, version, from, to })) this.moving = null;
  }
}
