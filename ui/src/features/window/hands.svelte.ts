import { tick } from "svelte";
import type { ExportFormat, Field, Theme } from "../../ipc/client";
import type { Hands, TextCommand } from "../../lib/commands";
import { clock, count } from "../../lib/format";
import { setHouseStyle } from "../piece/house";
import type { PieceSession } from "../piece/session.svelte";
import { clamp, type SheetKind, type Tab } from "../../lib/view";
import type { App } from "./app.svelte";
import { enter, regionAfter } from "./regions";
import { showTheme } from "./theme";

/** What commands do, in this window. */
export class AppHands implements Hands {
  constructor(private readonly app: App) {}

  get hasPiece() { return this.app.page !== null; }
  get canEdit() { return this.app.page !== null && !this.binned && !this.app.reading && !this.covered; }
  /** Something stands in the text's place. */
  get covered() { return this.app.comparing.shown || this.app.review.beforeShown; }
  get marks() { return this.app.review.on; }
  get steppable() { return !this.hasPiece ? "No piece is open" : this.app.review.waits > 0 ? true as const : "Nothing changed, and nothing was said"; }
  get acceptable() { return this.binned ? "This piece is in the bin" : this.app.review.decidable.length === 0 ? "No change is looked at" : this.app.review.acceptable; }
  get acceptableAll() { return this.rejectableAll === true ? this.app.review.acceptable : this.rejectableAll; }
  get rejectable() { return this.binned ? "This piece is in the bin" : this.app.review.decidable.length > 0 ? true as const : "No change is looked at"; }
  get rejectableAll() { return this.binned ? "This piece is in the bin" : this.app.review.changes.length > 0 ? true as const : "No change is open"; }
  get decided() { return this.app.review.undoable; }
  get binned() { return this.app.session?.binned ?? false; }
  get binShown() { return this.app.desk.bin; }
  get binCount() { return this.app.desk.binCount; }
  get hasReceipt() { return this.app.session?.hasReceipt ?? false; }
  get collides() { return this.app.collisions.list.length > 0 && !this.binned; }
  get deskShown() { return this.app.layout.desk; }
  get inspectorShown() { return this.app.layout.inspector; }
  get tab() { return this.app.memory.view.tab; }
  get sheet() { return this.app.memory.view.sheet; }
  get reading() { return this.app.reading; }
  get focusMode() { return this.app.memory.view.focus; }
  get typewriter() { return this.app.memory.view.typewriter; }
  get fullScreen() { return this.app.fullScreen; }
  get authors() { return this.app.memory.view.authors; }
  get comparing() { return this.app.comparing.shown; }
  get restorable() { return this.app.comparing.restorable; }
  get theme() { return this.app.theme; }
  shows(field: Field) { return this.app.page?.shows(field) ?? false; }

  setHouseStyle() {
    const { session } = this.app;
    if (session) void this.app.act(() => setHouseStyle(this.app, session));
  }

  // ── Pieces ─────────────────────────────────────────────────

  newPiece() {
    void this.app.act(async () => {
      const opened = await this.app.platform.call("piece_new");
      await this.app.desk.showBin(false);
      await this.app.adopt(opened);
      this.app.layout.clear();
    });
  }
  openFiles() { void this.app.imports.ask(); }
  findPieces() { this.app.over = { kind: "palette", mode: "pieces" }; }
  openPalette() { this.app.over = { kind: "palette", mode: "commands" }; }
  searchDesk() {
    this.app.layout.setDesk(true);
    void tick().then(() => document.querySelector<HTMLInputElement>(".desk .find input")?.select());
  }
  rename() { this.app.renaming = true; }
  duplicate() {
    const id = this.app.session?.id;
    if (id) void this.duplicatePiece(id);
  }
  async duplicatePiece(id: string) {
    await this.app.act(async () => {
      if (id === this.app.session?.id) await this.app.session.flush();
      const copy = await this.app.platform.call("piece_duplicate", { id });
      await this.app.open(copy);
      this.app.toasts.say({ text: "Duplicated. This is the copy." });
    });
  }
  moveToBin() {
    const { session } = this.app;
    if (session) void this.binPiece(session.id, this.app.page?.texts.get("headline") || session.slugline);
  }
  async binPiece(id: string, name: string) {
    const { app } = this;
    await app.act(async () => {
      if (id === app.session?.id) await app.session.flush();
      await app.platform.call("piece_bin", { id });
      await app.desk.refresh();
      if (app.session?.id === id) await app.openAnother(id);
      const short = name.length > 48 ? `${name.slice(0, 47).trimEnd()}…` : name;
      app.toasts.say({ text: short ? `Moved to the bin: ${short}` : "Moved to the bin", action: { label: "Undo", run: () => void this.unbinPiece(id, true) } });
    });
  }
  moveBack() {
    const id = this.app.session?.id;
    if (id) void this.unbinPiece(id, true);
  }
  async unbinPiece(id: string, open: boolean) {
    const { app } = this;
    await app.act(async () => {
      await app.platform.call("piece_unbin", { id });
      if (app.session?.id === id) await app.session.reload();
      if (open) await app.desk.showBin(false);
      await app.desk.refresh();
      if (open) await app.open(id, true);
      else app.toasts.say({ text: "Moved back to the desk" });
    });
  }
  /** Asks first, and says how many. */
  emptyBin() {
    void this.app.act(async () => {
      await this.app.desk.refresh();
      if (this.binCount > 0) this.app.over = { kind: "empty-bin", number: this.binCount };
    });
  }
  async emptyBinOf(expected: number) {
    const { app } = this;
    await app.act(async () => {
      const open = app.session?.binned === true ? app.session.id : null;
      const removed = await app.platform.call("bin_empty", { expected });
      await app.desk.showBin(false);
      await app.desk.refresh();
      if (open !== null) await app.openAnother(open);
      app.toasts.say({ text: `${count(removed, "piece")} removed for good. The last backup has ${removed === 1 ? "it" : "them"}.` });
    });
  }
  sendPacket() {
    const { session } = this.app;
    if (session) this.app.over = { kind: "packet", id: session.id };
  }
  showBin(on: boolean) {
    this.app.layout.setDesk(true);
    void this.app.desk.showBin(on);
  }
  keepVersion() {
    const { app } = this;
    const { session } = app;
    if (!session) return;
    void app.act(async () => {
      await session.flush();
      const saved = await app.platform.call("version_save", { id: session.id, name: "" });
      app.timeline.changed(session.id);
      app.toasts.say({
        text: `Version kept, ${clock(new Date(saved.saved_at), false)}.`,
        ask: { label: "Name it", field: "Name of this version", run: (name) => void this.keepVersionAs(name, session) },
        action: this.#showHistory(),
      });
    });
  }
  nameVersion() { this.app.over = { kind: "version" }; }
  async keepVersionAs(name: string, session: PieceSession | null = this.app.session) {
    const { app } = this;
    if (!session) return;
    await app.act(async () => {
      await session.flush();
      const named = await app.platform.call("version_save", { id: session.id, name });
      app.timeline.changed(session.id);
      app.toasts.say({ text: `Version kept as “${named.name}”.`, action: this.#showHistory() });
    });
  }
  #showHistory() { return { label: "Show", run: () => this.showTab("history") }; }

  // ── Export ─────────────────────────────────────────────────

  showExport() { this.showTab("export"); }
  /** The pages are those of the tab, so that one choice of form and copy holds for both. */
  lookAtPages() {
    const { app } = this;
    this.showExport();
    if (!app.pages.printed) app.exporter.choose("pdf");
    app.over = { kind: "pages" };
  }
  exportSeveral() { this.app.over = { kind: "several" }; }
  showOutlets() { this.app.over = { kind: "outlets" }; }
  copyForCms() { void this.app.exporter.copy(); }
  saveAs(format: ExportFormat) { void this.app.exporter.save(format); }
  openFolder() { this.app.folder.show(); }
  compareCollisions() { this.app.collisions.compare(); }
  openSettings() { this.app.over = { kind: "settings" }; }
  quit() {
    // What is not on the disk keeps the window open; the line under the bar says why.
    void this.app.act(async () => {
      await this.app.leave();
      await this.app.platform.call("app_quit");
    });
  }

  // ── Text ───────────────────────────────────────────────────

  undo() {
    // A paste that was sorted is one step, as long as nothing was typed since.
    if (this.app.imports.fresh) void this.app.receipts.undo();
    else this.app.session?.undo();
  }
  redo() { if (!this.app.imports.redo()) this.app.session?.redo(); }
  insertPicture() { void this.app.pictures.ask(); }
  clipboard(what: "cut" | "copy" | "paste" | "pastePlain") {
    // What is selected in a comparison is copied from there.
    if (!this.comparing) this.app.page?.focus();
    if (what === "paste" || what === "pastePlain") return void this.app.imports.pasteFromMenu(what === "pastePlain");
    document.execCommand(what);
  }
  text(command: TextCommand) {
    const { session } = this.app;
    const editor = session?.editor(session.lastFocused);
    if (!editor) return;
    this.app.page?.uncover();
    if (!editor.dom.contains(document.activeElement)) editor.focus();
    editor.run(command);
  }
  find(replace: boolean) {
    this.app.comparing.close();
    this.app.session?.editor("body")?.openFind(replace);
  }
  addField(field: Field) { this.app.page?.add(field); }
  setLength() { this.app.popover = "words"; }
  setLanguage() { this.app.popover = "language"; }

  // ── View ───────────────────────────────────────────────────

  toggleDesk() {
    const { layout } = this.app;
    layout.setDesk(!layout.desk);
    // What is called over the page is called to be used.
    if (layout.narrow && layout.desk) void tick().then(() => enter("desk"));
    else if (layout.narrow) this.toText();
  }
  toggleInspector() {
    const { layout } = this.app;
    layout.setInspector(!layout.inspector);
    if (layout.small && layout.inspector) void tick().then(() => enter("inspector"));
    else if (layout.small) this.toText();
  }
  showTab(tab: Tab) {
    if ((tab === "receipt" && !this.hasReceipt) || (tab === "collisions" && !this.collides)) return;
    this.app.memory.change((v) => (v.tab = tab));
    // Whoever opens the list wants to see where its lines are.
    if (tab === "review") this.app.review.setOn(true);
    this.app.layout.setInspector(true);
  }
  setSheet(kind: SheetKind) {
    this.app.memory.change((v) => (v.sheet = kind));
    this.showTab("preview");
  }
  toggleAuthors() { this.app.memory.change((v) => (v.authors = !v.authors)); }
  remark(step: 1 | -1) { this.app.review.stepComment(step); }
  change(step: 1 | -1) { if (this.comparing) this.app.comparing.step(step); else this.app.review.step(step); }
  decide(decision: "accept" | "reject", all: boolean) {
    const { review } = this.app;
    void review.decide(decision, all ? review.changes.map(({ id }) => id) : review.decidable);
  }
  undoDecision() { void this.app.review.undo(); }
  toggleMarks() { this.app.review.setOn(!this.app.review.on); }
  comment(kind: "comment" | "query") { void this.app.review.commenting.begin(kind); }
  signOff() { if (this.hasPiece) this.app.over = { kind: "signoff", role: this.app.review.role }; }
  flowFacts() { if (this.hasPiece) this.app.over = { kind: "flow" }; }
  takeStep() { this.app.flow.takeUsual(); }
  correct() { this.app.over = { kind: "correct" }; }
  seal() { void this.app.flow.seal(); }
  /** Leads to the button that seals, beside who has agreed so far. */
  showSeal() {
    this.showTab("review");
    void tick().then(() => (document.querySelector<HTMLElement>(".sealbar button") ?? document.querySelector<HTMLElement>("#tab-review"))?.focus());
  }
  verify() { this.app.over = { kind: "verify" }; }
  readback() { if (this.hasPiece) this.app.over = { kind: "readback" }; }
  readReply() { this.app.over = { kind: "reply" }; }
  showWaiting() {
    this.app.layout.setDesk(true);
    void this.app.desk.waiting.show(true).then(() => enter("desk"));
  }
  headlines() { if (this.hasPiece) this.app.over = { kind: "headlines" }; }
  restore() { void this.app.comparing.restore(); }
  toggleReading() { this.app.reading = !this.app.reading; }
  toggleFocus() { this.app.memory.change((v) => (v.focus = !v.focus)); this.toText(); }
  toggleTypewriter() { this.app.memory.change((v) => (v.typewriter = !v.typewriter)); this.app.page?.centre(); }
  toggleFullScreen() {
    const going = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    void going.catch(() => this.app.toasts.say({ kind: "stop", text: "This system gives the window no full screen." }));
  }
  zoom(step: 1 | -1 | 0) {
    this.app.memory.change((v) => (v.zoom = step === 0 ? 1 : Math.round(clamp(v.zoom + step * 0.1, 0.7, 2) * 10) / 10));
  }
  setTheme(theme: Theme) {
    const { app } = this;
    if (!app.settings) return;
    const before = app.settings;
    app.settings = { ...before, theme };
    showTheme(theme, app.platform);
    void app.act(async () => void (app.settings = await app.platform.call("settings_set", { ...before, theme })));
  }
  nextRegion(step: 1 | -1) { regionAfter(step, () => { if (this.covered) document.querySelector<HTMLElement>(".compared > .scroll, .before-page")?.focus(); else if (this.hasPiece) this.toText(); else enter("page"); }); }
  toText() {
    this.app.layout.clear();
    this.app.comparing.close();
    this.app.review.uncover();
    this.app.page?.focus();
  }
  openMenuBar() { this.app.menuBar = this.app.menuBar === null ? { at: 0, open: false } : null; }
  showShortcuts() { this.app.over = { kind: "shortcuts" }; }
  showGuide() { this.app.over = { kind: "guide" }; }
}
