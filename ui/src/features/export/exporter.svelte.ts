import type { Baseline, BaselineChoice, Carried, Corrected, ExportFormat, Exported, ExportRow, LeavingFinding, SentEntry } from "../../ipc/client";
import { figure } from "../../lib/format";
import type { IconName } from "../../lib/icons";
import { told } from "../../lib/receipt";
import { baselineKey, based } from "../../lib/review";
import type { App } from "../window/app.svelte";

export interface Format {
  id: ExportFormat;
  group: "To publish" | "To the wire" | "To work on";
  name: string;
  sub: string;
  /** What it is for, in a sentence. */
  about: string;
  icon: IconName;
  /** What goes along beside the words: the keywords, or they and the slugline. */
  along?: "keywords" | "slugline";
  /** Comments and what was removed go along: it stays in the house. */
  inside?: boolean;
}

/** Forms that show what changed since a text as marks. */
export const MARKED: readonly ExportFormat[] = ["proof", "docx-marked"];
export const FORMATS: readonly Format[] = [
  { id: "pdf", group: "To publish", name: "Printed page", sub: "PDF, as the outlet sets it", about: "The outlet’s page: masthead, balanced columns, hyphens, a large initial. What is not sealed says that it is a draft.", icon: "printer", along: "keywords" },
  { id: "html", group: "To publish", name: "Web page", sub: "One HTML file, with its look", about: "The outlet’s page in one file that loads nothing from anywhere.", icon: "globe", along: "keywords" },
  { id: "html-fragment", group: "To publish", name: "For the CMS", sub: "Clean HTML, copied", about: "Paragraphs, headings and links that every content system takes.", icon: "clipboard" },
  { id: "icml", group: "To publish", name: "InDesign", sub: "ICML with styles", about: "A story to place: every style named and declared, footnotes and links as InDesign’s own.", icon: "columns" },
  { id: "indesign", group: "To publish", name: "InDesign, tagged text", sub: "Styles in a text file", about: "The older way into a layout: plain ASCII with the same style names.", icon: "columns" },
  { id: "epub", group: "To publish", name: "Book", sub: "EPUB 3", about: "For reading devices. “Export several pieces” makes one book of several.", icon: "book", along: "keywords" },
  { id: "wxr", group: "To publish", name: "WordPress", sub: "Import file (WXR)", about: "A draft post with its excerpt, categories and keywords.", icon: "globe", along: "slugline" },
  { id: "rss", group: "To publish", name: "Feed", sub: "RSS 2.0", about: "A feed with the piece as its one item, text and all.", icon: "globe", along: "keywords" },
  { id: "ninjs", group: "To the wire", name: "Wire", sub: "ninjs 3.1", about: "JSON for news systems: headlines and bodies by role, counts, rights, embargo.", icon: "braces", along: "slugline" },
  { id: "newsml", group: "To the wire", name: "NewsML-G2", sub: "XML, the text inside", about: "The news item of agencies, with the text inside as NITF.", icon: "braces", along: "slugline" },
  { id: "nitf", group: "To the wire", name: "NITF 3.6", sub: "XML for archives", about: "The text format of agencies and archives.", icon: "braces", along: "slugline" },
  { id: "wire", group: "To the wire", name: "Wire text", sub: "Labelled lines and text", about: "Plain text with its labels above and an end mark below.", icon: "lines", along: "slugline" },
  { id: "docx-marked", group: "To work on", name: "Word, marked", sub: "Changes and comments", about: "For whoever edits in Word: what came and went as tracked changes by their people, and the comments with their answers. For the house only.", icon: "file", inside: true },
  { id: "docx", group: "To work on", name: "Word, clean", sub: "The text now", about: "For whoever works in Word: styles by their trade names, footnotes, links; nothing private.", icon: "file", along: "slugline" },
  { id: "md", group: "To work on", name: "Markdown", sub: "Front matter, body", about: "The piece as it was written, for any other editor.", icon: "type", along: "slugline" },
  { id: "galley", group: "To work on", name: "Galley", sub: "PDF with numbered lines", about: "One column with numbered lines and a broad margin, for reading on paper with a pencil.", icon: "printer", along: "keywords" },
  { id: "proof", group: "To work on", name: "Proof", sub: "PDF with changes and comments", about: "The galley with what changed since a chosen text as marks, and the open comments below. For the house only.", icon: "printer", along: "keywords", inside: true },
  { id: "annotated", group: "To work on", name: "Annotated copy", sub: "For the checker, internal", about: "One page with every comment and every link numbered beside the text. For the house only: it is never the final copy.", icon: "comment", inside: true },
  { id: "txt", group: "To work on", name: "Plain text", sub: "For mail and messages", about: "Furniture and body without marks.", icon: "lines" },
];

/** A piece in another form: on the clipboard, or in a file. */
export class Exporter {
  busy = $state(false);
  /** The chosen form as it would go out now. */
  ready = $state.raw<{ id: string; format: ExportFormat; out: Exported } | null>(null);
  /** What stops the copy that would leave, or should be looked at; none before it was asked for. */
  findings = $state.raw<{ id: string; final: boolean; list: readonly LeavingFinding[] } | null>(null);
  /** What left of a piece, the newest first. */
  left = $state.raw<{ id: string; rows: readonly ExportRow[] } | null>(null);
  /** The corrections of a piece, the newest first. */
  corrections = $state.raw<{ id: string; made: readonly Corrected[] } | null>(null);
  /** A person asked for the receipt, which is not on the screen yet. */
  wanted = $state(false);
  /** Why the final copy leaves although something stops it. */
  reason = $state("");
  /** What a person chose as the text that marks count from. */
  #since = $state.raw<{ id: string; baseline: Baseline } | null>(null);
  /** What a person chose for a piece; without a choice it goes by its seal. */
  #kind = $state.raw<{ id: string; final: boolean } | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #watching = false;
  /** Counts what was asked for, to know what was overtaken. */
  #prepared = 0;

  constructor(private readonly app: App) {}

  get format(): ExportFormat {
    return FORMATS.find((f) => f.id === this.app.memory.view.format)?.id ?? "html";
  }

  /** Draft, or the final copy: the sealed text, never the working text. */
  kind(final: boolean): void {
    const id = this.app.session?.id;
    if (!id) return;
    this.#kind = { id, final };
    void this.prepare();
  }

  /** Texts that marks can count from: none before somebody agreed to one, or it was received. */
  get baselines(): readonly BaselineChoice[] {
    const { data } = this.app.review;
    if (!data || !based(data)) return [];
    const own = baselineKey(data.against.baseline);
    return data.choices.some(({ baseline }) => baselineKey(baseline) === own) ? data.choices : [data.against, ...data.choices];
  }
  /** The text that marks count from: as chosen here, else as in review. */
  get since(): BaselineChoice | null {
    const chosen = this.#since?.id === this.app.session?.id ? this.#since?.baseline : this.app.review.data?.against.baseline;
    return this.baselines.find(({ baseline }) => chosen && baselineKey(baseline) === baselineKey(chosen)) ?? null;
  }
  countFrom(baseline: Baseline): void {
    const id = this.app.session?.id;
    if (!id) return;
    this.#since = { id, baseline };
    void this.prepare();
  }
  /** What the marks of a form count from; nothing for a form without marks. */
  against(format: ExportFormat): { against?: Baseline } {
    const since = MARKED.includes(format) ? this.since : null;
    return since ? { against: since.baseline } : {};
  }

  /** What stops the copy that would leave now. */
  get stops(): readonly LeavingFinding[] {
    const { findings } = this;
    return findings && findings.final && findings.id === this.app.session?.id ? findings.list.filter((f) => f.stops) : [];
  }

  /** Why it can't leave; none when it can. */
  get stopped(): string | undefined {
    const { stops } = this;
    const firm = stops.find((f) => f.firm);
    if (firm) return firm.reason;
    return stops.length > 0 && this.reason.trim() === "" ? "What stops it has to be settled, or passed with a reason" : undefined;
  }

  /** What left with the error of a correction, as it stands; none when it is not known (yet). */
  carriedBy(record: string): readonly Carried[] | undefined {
    return this.corrections?.made.find((made) => made.record === record)?.carried;
  }
  /** What left with an error that was corrected since, and was not sent again. */
  get staleRows(): ReadonlySet<number> {
    const made = this.corrections?.id === this.app.session?.id ? (this.corrections?.made ?? []) : [];
    return new Set(made.flatMap(({ carried }) => carried.filter(({ redone }) => !redone).map((each) => each.export.number)));
  }
  /** Whether it left in a form and to a place that the window can write again. */
  canRedo(row: ExportRow): boolean {
    // A name without its folder, from the command line, is a file somewhere else here.
    const known = row.to === "clipboard" || /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(row.to);
    // What is for the house is never the final copy, and it is that which is sent again.
    return known && FORMATS.some(({ id, inside }) => id === row.form && !inside);
  }
  /** What goes out, as far as the desk is asked about it: it is made anew when it changes. */
  get asks(): string {
    const { format } = this;
    const { against } = this.against(format);
    return `${this.app.session?.id} ${format} ${this.sends(format)} ${against ? baselineKey(against) : ""}`;
  }
  /** Lets the sealed text leave again, as it left before. */
  async redo(id: string, row: ExportRow): Promise<void> {
    const { app } = this;
    const format = row.form as ExportFormat;
    await app.act(async () => {
      const reason = this.reason.trim();
      if (row.to === "clipboard") {
        const out = await app.platform.call("export_text", { id, format, sealed: true });
        await app.platform.writeClipboard({ text: out.text, html: out.text });
        await app.platform.call("export_copied", { id, format, sealed: true, reason });
        app.toasts.say({ text: `Copied again, ${figure(out.words)} words.` });
      } else {
        const written = await app.platform.call("export_file", { id, format, sealed: true, path: row.to, force: true, reason });
        app.toasts.say({ text: `Written again to ${written.path}` });
      }
      await this.prepare();
    });
  }

  async outlet(key: string): Promise<void> {
    const { app } = this;
    const id = app.session?.id;
    if (!id) return;
    await app.act(async () => {
      await app.platform.call("flow_set", { id, owner: null, due: null, embargo: null, length_reason: null, outlet: key });
      await app.flow.load();
      await this.prepare();
    });
  }

  choose(format: ExportFormat): void {
    this.app.memory.change((v) => (v.format = format));
    void this.prepare();
  }

  /** The panel is on the screen: what would go out is kept ready, so that copying needs no waiting. */
  watch(): () => void {
    this.#watching = true;
    void this.app.outlets.load();
    this.outletsMoved();
    return () => (this.#watching = false);
  }

  /** The outlets are others than before, or say something else. */
  outletsMoved(): void {
    if (this.#watching) void this.prepare();
  }

  stale(id: string): void {
    if (!this.#watching || id !== this.app.session?.id) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.prepare(), 400);
  }

  /** Makes the form as it would go out now. An answer that was overtaken by a later question is not shown. */
  async prepare(format: ExportFormat = this.format): Promise<Exported | null> {
    const { session } = this.app;
    if (!session) return null;
    const mine = ++this.#prepared;
    const shown = (show: () => void) => { if (mine === this.#prepared) show(); };
    try {
      await session.flush();
      const { id } = session;
      const final = this.sends(format);
      const list = await this.app.platform.call("export_check", { id, format, sealed: final });
      shown(() => {
        this.findings = { id, final, list };
        if (list.every((f) => !f.stops)) this.reason = "";
      });
      const made = await this.app.platform.call("correction_list", { id });
      const rows = await this.app.platform.call("export_list", { id });
      shown(() => {
        this.corrections = { id, made };
        this.left = { id, rows };
      });
      if (final && list.some((f) => f.firm)) {
        shown(() => (this.ready = null));
        return null;
      }
      const out = await this.app.platform.call("export_text", { id, format, sealed: final, ...this.against(format) });
      shown(() => (this.ready = { id, format, out }));
      return out;
    } catch (thrown) {
      this.app.tell(thrown);
      return null;
    }
  }

  /** Whether the sealed text goes out in this form: as chosen; else everywhere but where the piece is worked on further. */
  sends(format: ExportFormat): boolean {
    // What shows comments and changes is for the house, and never the final copy.
    if (FORMATS.find((f) => f.id === format)?.inside) return false;
    const kind = this.#kind;
    if (kind && kind.id === this.app.session?.id) return kind.final;
    return Boolean(this.app.review.data?.seal) && FORMATS.find((f) => f.id === format)?.group !== "To work on";
  }

  /** The name of the file that would be written. */
  get fileName(): string {
    const { ready } = this;
    return ready && ready.id === this.app.session?.id && ready.format === this.format ? ready.out.file_name : "";
  }

  /** Brings the caret to what was found: its words selected, or the field where something is missing. */
  show(finding: Pick<LeavingFinding | SentEntry, "field" | "from" | "to">): void {
    const { page } = this.app;
    if (!page || finding.field === null) return;
    if (!page.shows(finding.field)) return page.add(finding.field);
    page.focus(finding.field);
    if (finding.from !== null && finding.to !== null) page.session.editor(finding.field)?.select(finding.from, finding.to);
  }

  async copy(): Promise<void> {
    const { ready } = this;
    const at = this.app.session;
    const fresh = ready && ready.id === at?.id && ready.format === "html-fragment" && at.status.kind === "saved" && !this.#timer;
    // Straight from the click when it is ready: some engines let nothing be copied later.
    const out = fresh ? ready.out : await this.prepare("html-fragment");
    this.#timer = null;
    if (this.#held()) return;
    if (out) await this.#copyNow(out, true);
  }

  /** Shows what stops it, where a person comes from a menu. */
  #held(): boolean {
    const { app, stopped } = this;
    if (!stopped) return false;
    app.hands.showExport();
    app.toasts.say({ kind: "stop", text: stopped });
    return true;
  }

  async #copyNow(out: Exported, again: boolean): Promise<void> {
    const { app } = this;
    try {
      await app.platform.writeClipboard({ text: out.text, html: out.text });
      app.toasts.say({ text: `Copied for the CMS, ${figure(out.words)} words.` });
      const id = app.session?.id;
      const kept = { format: "html-fragment", sealed: this.sends("html-fragment"), reason: this.reason.trim() } as const;
      if (id) await app.act(async () => void (await app.platform.call("export_copied", { id, ...kept })));
    } catch {
      const action = { label: "Copy it", run: () => void this.#copyNow(out, false) };
      app.toasts.say({ kind: "stop", text: "The system did not let the clipboard be written.", ...(again ? { action } : {}) });
    }
  }

  async save(format: ExportFormat = this.format): Promise<void> {
    const { app } = this;
    if (this.busy || !app.session) return;
    this.busy = true;
    try {
      const out = await this.prepare(format);
      if (this.#held()) return;
      if (out) await this.#ask(format, out.file_name);
    } finally {
      this.busy = false;
    }
  }

  async #ask(format: ExportFormat, name: string): Promise<void> {
    await this.app.act(async () => {
      const path = await this.app.platform.call("dialog_save", { file_name: name });
      if (path !== null) await this.#write(format, path, name, false);
    });
  }

  async #write(format: ExportFormat, path: string, name: string, force: boolean): Promise<void> {
    const { app } = this;
    const id = app.session?.id;
    if (!id) return;
    const write = async () => {
      const written = await app.platform.call("export_file", { id, format, sealed: this.sends(format), path, force, reason: this.reason.trim(), ...this.against(format) });
      this.reason = "";
      const said = told(written.receipt);
      const show = () => {
        this.choose(format);
        app.hands.showExport();
        this.wanted = true;
      };
      app.toasts.say({ text: `Written to ${written.path}${said ? `. ${said}.` : ""}`, ...(said ? { action: { label: "Show", run: show } } : {}) });
    };
    await app.replacing(path, write, () => void app.act(() => this.#write(format, path, name, true)), () => void this.#ask(format, name));
  }
}
