import { tick } from "svelte";
import type { Action, AppInfo, DeskEvent, Field, IpcError, Person, PictureAdded, PieceOpened, Settings } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { Platform } from "../../platform";
import { bindings } from "../../lib/commands";
import { DeskList } from "../desk/desk.svelte";
import { Exporter } from "../export/exporter.svelte";
import { SeveralExport } from "../export/several/several.svelte";
import { Outlets } from "../outlets/outlets.svelte";
import { Pages } from "../export/pages/pages.svelte";
import { Authorship } from "../history/authorship.svelte";
import { Collisions } from "../folder/collisions.svelte";
import { DeskFolder } from "../folder/folder.svelte";
import { FlowState } from "../review/flow.svelte";
import { Review } from "../review/review.svelte";
import { Comparing } from "../history/comparing.svelte";
import { Timeline } from "../history/timeline.svelte";
import { Page } from "../piece/page.svelte";
import { flushAll, PieceSession } from "../piece/session.svelte";
import { Pictures } from "../pictures/pictures.svelte";
import { PreviewPage } from "../preview/preview.svelte";
import { Receipts } from "../receipt/receipts.svelte";
import { Imports } from "../receipt/imports.svelte";
import { FirstAnswers } from "./first";
import type * as Later from "./later";
import { Layout } from "./layout.svelte";
import { Memory } from "./memory.svelte";
import { Notices } from "./notices.svelte";
import { People } from "./people.svelte";
import { AppHands } from "./hands.svelte";
import { showTheme } from "./theme";
import { Toasts } from "./toasts.svelte";
import { Follow } from "../preview/follow.svelte";

/** What stands over the window. */
export type Over =
  | { kind: "settings" | "shortcuts" | "guide" | "results" | "version" | "folder" | "verify" | "readback" | "reply" | "headlines" | "flow" | "correct" | "pages" | "outlets" | "several" }
  | { kind: "signoff"; role: string }
  | { kind: "packet"; id: string }
  | { kind: "seal"; open: readonly string[] }
  | { kind: "step"; action: Action }
  | { kind: "write-all"; back: boolean }
  | { kind: "empty-bin"; number: number }
  | { kind: "palette"; mode: "commands" | "pieces" }
  | { kind: "picture"; id: string; added: PictureAdded; at: number | null }
  | { kind: "replace"; name: string; replace: () => void; other: () => void };

/** The window: what is open, what stands beside it, and what the desk says. */
export class App {
  info = $state.raw<AppInfo | null>(null);
  settings = $state.raw<Settings | null>(null);
  person = $state.raw<Person>({ name: "", initials: "" });
  personConfirmed = $state(true);
  /** Somebody typed since the window opened. */
  edited = $state(false);
  page = $state.raw<Page | null>(null);
  /** A piece that did not open (or the desk, without an id). */
  openError = $state.raw<{ id: string | null; error: IpcError } | null>(null);
  /** The piece that was in the window before one did not open; no control reaches it meanwhile. */
  aside = $state.raw<Page | null>(null);
  reading = $state(false);
  fullScreen = $state(false);
  renaming = $state(false);
  menuBar = $state.raw<{ at: number; open: boolean } | null>(null);
  dropping = $state(false);
  over = $state.raw<Over | null>(null);
  /** A popover of the status bar. */
  popover = $state<"words" | "language" | "folder" | null>(null);

  /** Whose trail is looked at, beside a headline. */
  trail = $state.raw<{ field: Field; anchor: Element } | null>(null);

  /** The parts of the window that the first page does not need; none until they are read. */
  later = $state.raw<typeof Later | null>(null);

  readonly platform: Platform;
  readonly first: FirstAnswers;
  readonly memory: Memory;
  readonly layout: Layout;
  readonly desk: DeskList;
  readonly pictures: Pictures;
  readonly preview: PreviewPage;
  readonly follow = new Follow();
  readonly receipts: Receipts;
  readonly imports: Imports;
  readonly exporter: Exporter;
  readonly several: SeveralExport;
  readonly pages: Pages;
  readonly outlets: Outlets;
  readonly people: People;
  readonly timeline: Timeline;
  readonly comparing: Comparing;
  readonly authorship: Authorship;
  readonly review: Review;
  readonly flow: FlowState;
  readonly folder: DeskFolder;
  readonly collisions: Collisions;
  readonly notices = new Notices();
  readonly toasts = new Toasts();
  readonly hands: AppHands;
  readonly keymap = $derived.by(() => bindings(this.memory.view.keys));
  #turn = 0;
  #listens = false;

  constructor(shell: Platform) {
    this.first = new FirstAnswers(shell);
    const platform = (this.platform = this.first.platform);
    this.memory = new Memory(platform);
    this.layout = new Layout(this.memory);
    this.desk = new DeskList(platform, () => this.review.role);
    this.pictures = new Pictures(this);
    this.preview = new PreviewPage(platform, (part) => (part ? this.follow.caretMoved() : this.follow.textScrolled()));
    this.receipts = new Receipts(this);
    this.imports = new Imports(this);
    this.exporter = new Exporter(this);
    this.several = new SeveralExport(this);
    this.pages = new Pages(this);
    this.outlets = new Outlets(this);
    this.people = new People(this.memory, () => this.person.name);
    this.timeline = new Timeline(this);
    this.comparing = new Comparing(this);
    this.authorship = new Authorship(this);
    this.review = new Review(this);
    this.flow = new FlowState(this);
    this.folder = new DeskFolder(this);
    this.collisions = new Collisions(this);
    this.hands = new AppHands(this);
  }

  get mac(): boolean {
    return this.info?.platform === "macos";
  }
  get session(): PieceSession | null {
    return this.page?.session ?? null;
  }
  get theme(): Settings["theme"] {
    return this.settings?.theme ?? "system";
  }

  // ── Start ──────────────────────────────────────────────────

  /** Everything that the first paint needs; resolves when it can be painted. */
  async start(): Promise<void> {
    const turn = this.#turn;
    try {
      // Listening comes first: nothing falls between what is told and what changes after.
      if (!this.#listens) await this.platform.listen((event) => this.#hear(event));
      this.#listens = true;
      const info = await this.platform.call("app_info");
      this.first.read(info);
      this.info = info;
      this.settings = info.settings;
      this.person = info.person;
      this.personConfirmed = info.person_confirmed;
      this.memory.read(info.view);
      showTheme(info.settings.theme);
      const tab = this.layout.inspector && this.memory.view.tab !== "preview" ? this.readLater() : null;
      const list = this.desk.refresh();
      void this.folder.load();
      // A piece that somebody asked for while the window started is the one to show.
      if (info.open_piece !== null && turn === this.#turn) await this.open(info.open_piece);
      await Promise.all([list, tab]);
    } catch (thrown) {
      this.openError = { id: null, error: asIpcError(thrown) };
    }
    await tick();
    this.first.end();
    // After the next paint, so that the figure is what a person sees.
    requestAnimationFrame(() => setTimeout(() => void this.platform.call("app_ready").catch(() => undefined)));
    void this.platform.onClose(() => this.leave());
  }

  /** Reads what the first page did not need. */
  async readLater(): Promise<void> {
    try {
      this.later ??= await import("./later");
    } catch (thrown) {
      // Nothing is shown over the window then, and the window goes on.
      this.over = null;
      this.tell(thrown);
    }
  }

  /** Before the window goes: every word on the disk, the place remembered. */
  async leave(): Promise<void> {
    this.rememberPlace();
    await (this.page ?? this.aside)?.dateline.flush();
    await Promise.all([flushAll(), this.memory.keep()]);
  }

  // ── Pieces ─────────────────────────────────────────────────

  async open(id: string, focus = false): Promise<void> {
    if (this.session?.id === id) {
      if (focus) this.page?.focus();
      else this.comparing.close();
      return;
    }
    if (this.aside?.session.id === id) return this.back();
    await this.#show(id, () => PieceSession.open(this.platform, id), focus);
  }

  /** Shows a piece that the desk has just made. */
  async adopt(opened: PieceOpened): Promise<void> {
    await this.#show(opened.id, () => PieceSession.adopt(this.platform, opened), false);
    this.page?.focus("headline");
  }

  async #show(id: string, load: () => Promise<PieceSession>, focus: boolean): Promise<void> {
    const turn = ++this.#turn;
    try {
      const session = await load();
      if (turn !== this.#turn) return session.dispose();
      const before = this.page ?? this.aside;
      this.#leavePage();
      this.openError = null;
      this.aside = null;
      this.preview.open(id);
      this.page = new Page(session, (thrown) => this.tell(thrown), () => this.uncover());
      if (this.memory.view.tab === "receipt" && !session.hasReceipt) this.memory.change((v) => (v.tab = "preview"));
      await tick();
      if (before?.session !== session) before?.session.dispose();
      this.#arrive(session, focus);
    } catch (thrown) {
      if (turn === this.#turn) this.#didNotOpen(id, asIpcError(thrown));
    }
  }

  /** What is known of the piece in the window goes; its words stay in its session. */
  #leavePage(): void {
    this.rememberPlace();
    void this.page?.dateline.flush();
    this.reading = false;
    this.renaming = false;
    this.notices.clearPiece();
    this.receipts.clear();
    this.comparing.close();
    this.timeline.clear();
    this.collisions.clear();
    this.review.clear();
    this.trail = null;
    this.flow.clear();
  }

  #arrive(session: PieceSession, focus: boolean): void {
    this.#restorePlace(focus);
    void this.collisions.load();
    this.review.open(session);
    this.flow.open(session);
  }

  /** Nothing is in the window then: what one does there must not happen to the piece before. */
  #didNotOpen(id: string, error: IpcError): void {
    if (this.page) {
      this.#leavePage();
      this.aside = this.page;
      this.page = null;
      this.over = null;
      this.popover = null;
    }
    this.openError = { id, error };
  }

  /** From a piece that did not open to the one before, whose words never left the window. */
  async back(): Promise<void> {
    const { aside } = this;
    if (!aside) return;
    this.#turn++;
    this.openError = null;
    this.aside = null;
    this.page = aside;
    await tick();
    this.#arrive(aside.session, true);
    // The desk may have moved it meanwhile, to the bin or to another stage.
    await this.act(() => aside.session.reload());
    aside.readAll();
  }

  /** Takes away what stands in the text's place. */
  uncover(): void {
    this.comparing.close();
    this.review.uncover();
  }

  #rest: ReturnType<typeof setTimeout> | null = null;
  /** The caret or the text moved; where it comes to rest is kept, so that not even a kill loses it. */
  moved(): void {
    if (this.#rest) clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.rememberPlace(), 250);
  }

  rememberPlace(): void {
    if (this.page) this.memory.keepPlace({ id: this.page.session.id, ...this.page.place() });
  }

  #restorePlace(focus: boolean): void {
    const { page } = this;
    if (!page) return;
    const place = this.memory.place(page.session.id);
    if (place) page.session.lastFocused = page.shows(place.field) ? place.field : "body";
    if (page.session.isEmpty) return page.focus("headline");
    if (focus || !this.over) {
      const keep = document.activeElement;
      const editor = page.session.editor(page.session.lastFocused);
      const now = editor?.selection();
      // A piece that was open lately has its caret still; selecting would scroll.
      if (place && (now?.from !== place.from || now.to !== place.to)) editor?.select(place.from, place.to);
      if (!focus && keep instanceof HTMLElement && keep !== document.body) keep.focus({ preventScroll: true });
      else editor?.focus();
    }
    this.follow.arrived();
    const scroll = () => { if (this.page === page) page.scrollTo(place); };
    scroll();
    // Again when the editor has measured what it drew.
    requestAnimationFrame(() => requestAnimationFrame(scroll));
  }

  /** No piece is shown any more (its place went to the bin). */
  async openAnother(not: string): Promise<void> {
    const row = [...this.desk.pages.get(0) ?? []].find((r) => r.id !== not && !r.binned);
    if (row) return this.open(row.id);
    await this.act(async () => this.adopt(await this.platform.call("piece_new")));
  }

  // ── What goes wrong ────────────────────────────────────────

  /** Does what writes a file; when one is there, asks whether it may go (`replace`) or another name is chosen (`other`). */
  async replacing(path: string, write: () => Promise<void>, replace: () => void, other: () => void): Promise<void> {
    try {
      await write();
    } catch (thrown) {
      if (asIpcError(thrown).code !== "exists") throw thrown;
      this.over = { kind: "replace", name: path.split(/[\\/]/).pop() ?? path, replace, other };
    }
  }

  /** Does something with the desk; a failure becomes a line under the bar. */
  async act(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (thrown) {
      this.tell(thrown);
    }
  }

  tell(thrown: unknown): void {
    this.notices.show({ key: "error", kind: "stop", fact: asIpcError(thrown).message });
  }

  // ── What the desk says ─────────────────────────────────────

  #hear(event: DeskEvent): void {
    this.first.hear(event);
    switch (event.type) {
      case "folder_changed": return this.folder.hear(event);
      case "collisions_changed": return this.collisions.changed(event.id);
      case "list_changed": this.flow.soon(); return this.desk.refreshSoon();
      case "review_changed": this.review.hear(event); this.flow.soon(); this.exporter.stale(event.id); return this.desk.waiting.soon();
      case "several_progress": return this.several.hear(event);
      case "open_piece": return void this.open(event.id, true);
      case "files_dropped":
        this.dropping = false;
        if (this.pictures.drop(event.paths, event.x, event.y)) return;
        return void this.imports.files(event.paths);
      case "preview_changed": this.preview.patch(event.patch); return this.exporter.stale(event.patch.id);
      case "details_changed": return this.#written(event.id);
      case "piece_changed":
        // The session takes the change first; it listens through another ear.
        for (const page of [this.page, this.aside]) if (event.id === page?.session.id) queueMicrotask(() => page.read(event.field));
        this.authorship.hear(event);
        this.review.hear(event);
        this.folder.hear(event);
        return this.#written(event.id);
    }
  }

  /** A piece has changed: what shows its history is no longer right. */
  #written(id: string): void {
    this.timeline.changed(id);
    this.comparing.changed(id);
  }
}
