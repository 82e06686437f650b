import { flushSync, untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { Baseline, Decision, DeskEvent, Field, Review as ReviewData, ReviewChange } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import { count } from "../../lib/format";
import { marksOf, openChanges, openComments, roleAs, type ReviewMode } from "../../lib/review";
import { PAGE_ORDER } from "../../lib/words";
import type { PieceSession } from "../piece/session.svelte";
import type { App } from "../window/app.svelte";
import { Commenting } from "./commenting.svelte";
import { keepingFocus } from "./focus";

/** Quiet after a change of the text before the desk is asked again. */
const QUIET = 120;
/** The same while nobody looks at the changes: only their number is shown. */
const AWAY = 900;

/** The review of the piece in the window: what changed, what was said, and what one looks at. */
export class Review {
  data = $state.raw<ReviewData | null>(null);
  problem = $state<string | null>(null);
  mode = $state<ReviewMode>("marked");
  /** What the person chose to compare with; none for what the desk finds best. */
  against = $state.raw<Baseline | null>(null);
  /** The change or comment that is looked at. */
  current = $state<string | null>(null);
  /** Changes that are chosen in the list. */
  /** When somebody typed last; what stands beside the text waits for a pause. */
  typedAt = 0;
  readonly chosen = new SvelteSet<string>();
  readonly commenting: Commenting;
  #session: PieceSession | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #marked = new Set<Field>();
  /** The last decision that is told of with an Undo. */
  #told: { record: string; toast: number } | null = null;
  #run = 0;
  #again = false;
  #loading: Promise<void> | null = null;

  constructor(private readonly app: App) {
    this.commenting = new Commenting(app, this);
  }

  get role(): string {
    return this.app.memory.view.role;
  }
  /** The changes are marked in the text, and the strip stands above it. */
  get on(): boolean {
    return this.app.memory.view.marks && this.data !== null && !this.app.comparing.shown;
  }
  get changes(): readonly ReviewChange[] {
    return openChanges(this.data);
  }
  /** What the tab counts. */
  get waits(): number {
    return this.changes.length + openComments(this.data).length;
  }
  /** Comments may stand beside the text: their list is not open. */
  get beside(): boolean {
    const { layout, memory } = this.app;
    return this.on && this.mode === "marked" && !(layout.inspector && memory.view.tab === "review");
  }
  /** The text of the baseline stands in the text's place. */
  get beforeShown(): boolean {
    return this.on && this.mode === "before";
  }
  uncover(): void {
    if (this.mode !== "before") return;
    this.setMode("marked");
    // The text can take the focus only when it is shown again.
    flushSync();
  }
  change(id: string | null): ReviewChange | undefined {
    return this.changes.find((each) => each.id === id);
  }

  // ── Asking the desk ────────────────────────────────────────

  open(session: PieceSession): void {
    this.clear();
    this.#session = session;
    void this.load();
  }
  clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#run++;
    this.#session = null;
    this.#marked.clear();
    this.data = null;
    this.against = null;
    this.current = null;
    this.mode = "marked";
    this.chosen.clear();
    this.commenting.clear();
  }

  hear(event: DeskEvent): void {
    if (!("id" in event) || event.id !== this.#session?.id) return;
    if (event.type === "review_changed") this.soon(0);
    else if (event.type === "piece_changed") this.soon(this.on ? QUIET : AWAY);
  }
  /** Somebody typed: not before they pause. */
  typed(): void {
    this.typedAt = performance.now();
    this.soon(this.on ? QUIET : AWAY);
  }
  soon(wait: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.load();
    }, wait);
  }

  /** Asks the desk; asked again meanwhile, it asks once more after that. */
  load(): Promise<void> {
    this.#again = true;
    return (this.#loading ??= this.#askUntilDone().finally(() => (this.#loading = null)));
  }
  async #askUntilDone(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#ask();
    }
  }
  async #ask(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const run = ++this.#run;
    try {
      // Changes count in the desk's text. Without a disk the last answer stays, and moves with the words.
      await session.flush().catch(() => undefined);
      const data = await this.app.platform.call("review_get", { id: session.id, against: this.against, role: this.role });
      if (run === this.#run && session === this.#session) this.#take(data);
    } catch (thrown) {
      if (run === this.#run) this.problem = asIpcError(thrown).message;
    }
  }

  #take(data: ReviewData): void {
    this.app.people.meet([this.app.person, ...data.changes.flatMap(({ by }) => by), ...data.comments.flatMap((c) => [c.by, ...c.replies.map(({ by }) => by)]), ...data.decided.flatMap((d) => [d.decided_by, ...d.by])]);
    this.problem = null;
    this.data = data;
    this.commenting.settle();
    const known = new Set([...data.changes, ...data.comments].map(({ id }) => id));
    for (const id of [...this.chosen]) if (!known.has(id)) this.chosen.delete(id);
    if (this.current !== null && !known.has(this.current)) this.current = null;
    this.show();
  }

  // ── Marks on the page ──────────────────────────────────────

  /** Puts the marks on the page, or takes them away. */
  show(): void {
    untrack(() => {
      const { data } = this;
      const session = this.#session;
      if (!session) return;
      const marked = this.on && this.mode === "marked";
      for (const field of PAGE_ORDER) {
        const editor = session.editor(field);
        if (!editor) continue;
        const marks = data && marked ? marksOf(data, field, ({ name }) => this.app.people.colour(name), this.current) : null;
        if (marks && marks.changes.length + marks.remarks.length + this.commenting.marks(field).length > 0) {
          const version = data?.versions.find((each) => each.field === field)?.version ?? 0;
          const all = { ...marks, remarks: [...marks.remarks, ...this.commenting.marks(field)] };
          if (editor.setReview(all, version)) this.#marked.add(field);
          else this.soon(QUIET);
        } else if (this.#marked.delete(field)) editor.setReview(null, 0);
      }
    });
  }
  /** A field came on the page. */
  mounted(): void {
    if (this.data) this.soon(0);
  }

  setOn(on: boolean): void {
    if (!on) this.mode = "marked";
    this.app.memory.change((v) => (v.marks = on));
  }
  setMode(mode: ReviewMode): void {
    this.mode = mode;
  }
  setAgainst(baseline: Baseline): void {
    this.against = baseline;
    this.current = null;
    void this.load();
  }
  /** What was edited since the seal. */
  sinceSeal(): void {
    this.app.memory.change((v) => (v.marks = true));
    this.setAgainst({ is: "seal" });
  }
  setRole(role: string): void {
    this.app.memory.change((v) => (v.role = role));
    this.against = null;
    void this.load();
  }

  // ── Looking at one ─────────────────────────────────────────

  lookAt(id: string | null): void {
    if (id === this.current) return;
    this.current = id;
    const session = this.#session;
    for (const field of this.#marked) session?.editor(field)?.lookAt(id);
  }
  /** The caret came into a mark, or left one. */
  caretIn(id: string | null): void {
    if (id !== null) this.lookAt(id);
  }
  /** A mark was clicked: the list shows it. */
  clicked(id: string): void {
    this.lookAt(id);
    if (this.data?.comments.some((c) => c.id === id) && this.app.layout.inspector) this.app.memory.change((v) => (v.tab = "review"));
  }
  fieldOf(id: string): Field | null {
    return this.change(id)?.field ?? this.data?.comments.find((c) => c.id === id)?.field ?? null;
  }
  /** Brings a change or comment into sight. The caret goes along when it is in the text, or when it is asked to. */
  jump(id: string, take = false): void {
    const session = this.#session;
    const field = this.fieldOf(id);
    if (!session || field === null) return this.lookAt(id);
    if (this.mode !== "marked") {
      this.setMode("marked");
      flushSync();
    }
    const editor = session.editor(field);
    const place = editor?.reviewRange(id);
    if (editor && place) {
      const inText = document.activeElement instanceof Element && document.activeElement.closest(".cm-content") !== null;
      if (take || inText) editor.select(place.from, place.from);
      else editor.reveal(place.from, place.to);
    }
    this.lookAt(id);
  }
  /** The next change, from the one that is looked at, or from the caret. */
  step(by: 1 | -1): void {
    const items = this.changes.length > 0 ? this.changes.map(({ id }) => id) : openComments(this.data).filter(({ from }) => from !== null).map(({ id }) => id);
    if (items.length === 0) return void this.app.toasts.say({ text: this.changes.length === 0 && this.data ? `No changes since ${this.data.against.label}.` : "Nothing is marked." });
    this.#go(items, by);
  }
  /** The next open comment or query on a passage, from the one that is looked at, or from the caret. */
  stepComment(by: 1 | -1): void {
    const items = openComments(this.data).filter(({ from }) => from !== null).map(({ id }) => id);
    if (items.length === 0) return void this.app.toasts.say({ text: "No comment is open on the page." });
    this.#go(items, by);
  }
  #go(items: readonly string[], by: 1 | -1): void {
    if (!this.on) {
      this.setOn(true);
      flushSync();
    }
    const at = this.current === null ? -1 : items.indexOf(this.current);
    const next = at >= 0 ? (at + by + items.length) % items.length : this.#fromCaret(items, by);
    this.jump(items[next]!);
  }
  #fromCaret(items: readonly string[], by: 1 | -1): number {
    const session = this.#session;
    const own = session ? PAGE_ORDER.indexOf(session.lastFocused) : 0;
    const caret = session?.editor(session.lastFocused)?.selection().from ?? 0;
    const after = items.findIndex((id) => {
      const field = this.fieldOf(id);
      if (field === null) return false;
      const order = PAGE_ORDER.indexOf(field);
      return order > own || (order === own && (session?.editor(field)?.reviewRange(id)?.from ?? 0) >= caret);
    });
    if (by > 0) return after < 0 ? 0 : after;
    return after < 0 ? items.length - 1 : (after - 1 + items.length) % items.length;
  }

  // ── Deciding ───────────────────────────────────────────────

  /** True, or why changes can't be accepted. */
  get acceptable(): true | string {
    if (!this.data) return "Nothing is compared";
    if (this.data.own) return true;
    const { baseline } = this.data.against;
    const whose = baseline.is === "role" ? roleAs(baseline.role) : null;
    return whose ? `What ${whose} agreed to moves only with a sign-off of ${whose}. Here it can be rejected` : "What was received, a version or a seal never changes. Compare with your own agreement to accept";
  }
  /** The change that a key decides. */
  get decidable(): readonly string[] {
    if (this.chosen.size > 0) return this.changes.filter(({ id }) => this.chosen.has(id)).map(({ id }) => id);
    return this.current !== null && this.change(this.current) ? [this.current] : [];
  }

  async decide(decision: Decision, ids: readonly string[] = this.decidable): Promise<void> {
    const { app, data } = this;
    const session = this.#session;
    if (!session || !data || ids.length === 0) return;
    if (decision === "accept" && this.acceptable !== true) return void app.toasts.say({ kind: "stop", text: `${this.acceptable}.` });
    const order = this.changes.map(({ id }) => id);
    const after = order.slice(order.indexOf(ids.at(-1)!) + 1).find((id) => !ids.includes(id)) ?? order.find((id) => !ids.includes(id)) ?? null;
    const who = new Set(ids.map((id) => this.change(id)?.by[0]?.name));
    await this.keepFocus(() => app.act(async () => {
      await session.flush();
      const done = await app.platform.call("review_decide", { id: session.id, against: data.against.baseline, role: this.role, decision, changes: [...ids] });
      this.chosen.clear();
      await this.load();
      if (after !== null && ids.includes(this.current ?? ids[0]!)) this.jump(after);
      const { record } = done;
      if (record === null) return void app.toasts.say({ kind: "stop", text: "The text went on meanwhile, and these changes read otherwise now. Nothing was decided." });
      const whose = who.size === 1 && [...who][0] ? ` by ${[...who][0]}` : "";
      const left = done.left > 0 ? ` ${done.left === 1 ? "One reads" : `${done.left} read`} otherwise now and ${done.left === 1 ? "stays" : "stay"} open.` : "";
      session.decided(() => {
        const stands = this.data?.decided.some((each) => each.record === record && each.can_undo) ?? false;
        if (stands) void this.undo(record);
        return stands;
      });
      this.#told = { record, toast: app.toasts.say({ text: `${decision === "accept" ? "Accepted" : "Rejected"} ${count(done.decided, "change")}${whose}${left ? `.${left}` : ""}`, action: { label: "Undo", run: () => void this.undo(record) } }) };
    }));
  }
  /** Takes a decision back, or one change of it; without a record the last one. */
  async undo(record: string | undefined = this.data?.decided.find(({ can_undo }) => can_undo)?.record, change: string | null = null): Promise<void> {
    const session = this.#session;
    if (!session || record === undefined) return;
    await this.keepFocus(() => this.app.act(async () => {
      await session.flush();
      await this.app.platform.call("review_undo", { id: session.id, record, change });
      // What it offers to take back is taken back, or not as a whole any more.
      if (this.#told?.record === record) this.app.toasts.close(this.#told.toast);
      await this.load();
      this.app.toasts.say({ text: change === null ? "The decision is taken back." : "This one is open again; what was decided with it stays." });
    }));
  }
  /** Does what may take the line with the focus away; the focus goes on to what is looked at then. */
  keepFocus(act: () => Promise<void>, next = () => this.current, heading = "review-changes"): Promise<void> {
    return keepingFocus(act, next, heading, () => this.app.page?.focus());
  }
  get undoable(): boolean {
    return this.data?.decided.some(({ can_undo }) => can_undo) ?? false;
  }

  /** Chooses changes in the list: one, or all from the last one to it. */
  choose(id: string, range: boolean, shown: readonly string[]): void {
    const from = this.current === null ? -1 : shown.indexOf(this.current);
    const to = shown.indexOf(id);
    if (!range || from < 0 || to < 0) {
      if (this.chosen.has(id)) this.chosen.delete(id);
      else this.chosen.add(id);
      return;
    }
    for (const each of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) this.chosen.add(each);
  }
}
