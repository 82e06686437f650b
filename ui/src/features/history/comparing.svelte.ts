import { flushSync } from "svelte";
import type { Compared, HistoryEntry, IpcError, Preview, SeenMoment, VersionMark } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import { NOTHING, NOW, sideBefore, sideOfEntry, sideOfVersion, sideSeen, stepTo, stopsOf, type Side } from "../../lib/history";
import type { App } from "../window/app.svelte";

export type CompareView = "changes" | "before" | "after" | "page";

const QUIET = 400;
/** The last moment, whichever that is. */
const LAST = 0xffff_ffff;

/** Two moments of the piece in the window, side by side in the text's place. */
export class Comparing {
  shown = $state(false);
  from = $state.raw<Side>(NOTHING);
  to = $state.raw<Side>(NOW);
  result = $state.raw<Compared | null>(null);
  problem = $state<string | null>(null);
  view = $state<CompareView>("changes");
  /** Whose page is shown. */
  pageOf = $state<"before" | "after">("after");
  page = $state.raw<Preview | null>(null);
  /** The change that the reader is at; -1 for none. */
  at = $state(-1);
  busy = $state(false);
  readonly stops = $derived(this.result ? stopsOf(this.result.fields) : []);
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly app: App) {}

  // ── What is compared ───────────────────────────────────────

  /** What a row of the history changed. */
  row(entry: HistoryEntry): void {
    const now = new Date();
    this.show(sideBefore(entry, this.app.timeline.entries, now), sideOfEntry(entry, now));
  }
  rowWithNow(entry: HistoryEntry): void { this.show(sideOfEntry(entry, new Date()), NOW); }
  version(version: VersionMark): void { this.show(sideOfVersion(version, new Date()), NOW); }
  sinceSeen(seen: SeenMoment): void { this.show(sideSeen(seen, new Date()), NOW); }

  show(from: Side, to: Side): void {
    const other = from.key !== this.from.key || to.key !== this.to.key;
    if (other || !this.shown) {
      this.result = null;
      this.problem = null;
      this.page = null;
      this.at = -1;
    }
    this.from = from;
    this.to = to;
    this.pageOf = to.moment === null ? "before" : "after";
    if (!this.shown) this.view = "changes";
    this.shown = true;
    this.app.layout.clear();
    void this.load();
  }

  choose(which: "from" | "to", side: Side): void {
    this.show(which === "from" ? side : this.from, which === "to" ? side : this.to);
  }

  look(view: CompareView): void {
    this.view = view;
    if (view === "page") void this.#loadPage();
  }
  lookAtPage(of: "before" | "after"): void {
    this.pageOf = of;
    this.look("page");
  }

  /** Back to the text; it is there at once, so that it can take the focus. */
  close(): void {
    if (!this.shown) return;
    this.#turn++;
    this.shown = false;
    this.result = null;
    this.page = null;
    flushSync();
  }

  /** Something was written; what is compared with now is compared again. */
  changed(id: string): void {
    if (!this.shown || id !== this.app.session?.id || (this.to.moment !== null && this.from.moment !== null)) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { if (this.shown) void this.load(); }, QUIET);
  }

  async load(): Promise<void> {
    const { session } = this.app;
    if (!session) return;
    const turn = ++this.#turn;
    try {
      await this.#flush();
      const from = this.from.moment ?? LAST;
      const result = await this.app.platform.call("history_compare", { id: session.id, from, to: this.to.moment });
      if (turn !== this.#turn) return;
      this.app.people.meet([...result.people, ...writersOf(result)]);
      this.result = result;
      this.problem = null;
      if (this.at >= this.stops.length) this.at = this.stops.length - 1;
      if (this.view === "page") await this.#loadPage();
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asIpcError(thrown).message;
    }
  }

  async #loadPage(): Promise<void> {
    const { session } = this.app;
    if (!session) return;
    const side = this.pageOf === "before" ? this.from : this.to;
    const still = () => this.shown && this.view === "page" && side === (this.pageOf === "before" ? this.from : this.to);
    try {
      await this.#flush();
      const page = await this.app.platform.call("history_page", { id: session.id, moment: side.moment ?? LAST });
      if (still()) this.page = page;
    } catch (thrown) {
      if (still()) this.problem = asIpcError(thrown).message;
    }
  }

  /** Every letter is with the desk before the desk is asked. */
  async #flush(): Promise<void> {
    await this.app.page?.dateline.flush();
    await this.app.session?.flush();
  }

  // ── From change to change ──────────────────────────────────

  step(by: 1 | -1): void {
    if (this.view !== "changes") this.view = "changes";
    this.at = stepTo(this.at, by, this.stops.length);
  }

  // ── Bringing back ──────────────────────────────────────────

  /** True, or why the earlier text can't be brought back. */
  get restorable(): true | string {
    if (this.app.session?.binned) return "This piece is in the bin";
    if (this.to.moment !== null) return "Choose “Now” under “To” first";
    if (!this.from.moment) return "Choose an earlier text under “From” first";
    if (this.result?.changes === 0 && this.result.moved === 0 && this.result.details.length === 0) return "The texts are the same";
    return true;
  }

  async restore(): Promise<void> {
    const { app, from } = this;
    const { session } = app;
    if (!session || this.restorable !== true || from.moment === null || this.busy) return;
    const { moment, said } = from;
    await this.#alone(async () => {
      await this.#flush();
      const { before } = await app.platform.call("history_restore", { id: session.id, moment });
      this.close();
      app.page?.focus();
      app.toasts.say({ text: `Brought back ${said}.`, action: { label: "Undo", run: () => void this.undo(session.id, before) } });
    });
  }

  /** Makes the piece read as it did before a restore. */
  async undo(id: string, before: number): Promise<void> {
    const { app } = this;
    await app.act(async () => {
      if (app.session?.id === id) await this.#flush();
      await app.platform.call("history_restore", { id, moment: before });
      app.toasts.say({ text: "Taken back. The text is as it was." });
    });
  }

  /** Whether a paragraph can be put back as it was. */
  get canPutBack(): boolean {
    return this.to.moment === null && this.from.moment !== null && !this.app.session?.binned;
  }

  async putBack(field: number, paragraph: number): Promise<void> {
    const { app, from } = this;
    const { session } = app;
    const compared = this.result?.fields[field];
    if (!session || !compared || compared.version === null || from.moment === null || !this.canPutBack || this.busy) return;
    const { moment } = from;
    const input = { id: session.id, moment, field: compared.field, paragraph, version: compared.version };
    await this.#alone(async () => {
      await this.#flush();
      try {
        const { before } = await app.platform.call("history_restore_paragraph", input);
        app.toasts.say({ text: "Put back as it was.", action: { label: "Undo", run: () => void this.undo(session.id, before) } });
      } catch (thrown) {
        if ((thrown as IpcError).code !== "behind") throw thrown;
        app.toasts.say({ kind: "stop", text: "The text changed while it was compared. This is how it stands now; choose again." });
      }
      await this.load();
    });
  }

  async #alone(what: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await this.app.act(what);
    } finally {
      this.busy = false;
    }
  }
}

const writersOf = ({ fields }: Compared) => fields.flatMap((f) => f.paragraphs.flatMap((p) => p.runs.map((run) => run.person)));
