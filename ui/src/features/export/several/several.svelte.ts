import { SvelteSet } from "svelte/reactivity";
import type { ExportFormat, PieceRow, SeveralChecked, SeveralInput, SeveralSent, Together } from "../../../ipc/client";
import { asIpcError } from "../../../ipc/client";
import { count } from "../../../lib/format";
import type { App } from "../../window/app.svelte";
import { FORMATS } from "../exporter.svelte";

/** Forms in which one file holds several pieces. */
const HOLD_SEVERAL: readonly ExportFormat[] = ["epub", "ninjs", "rss", "wxr"];
/** The most pieces that are listed; a search finds the others. */
const MOST = 500;
/** Several pieces leave only as what they are: marks and the clipboard are for one at a time. */
export const SEVERAL_FORMATS = FORMATS.filter((format) => !format.inside && format.id !== "html-fragment");

/** Several pieces that leave together: which, how, how far it is, and what became of it. */
export class SeveralExport {
  rows = $state.raw<readonly PieceRow[]>([]);
  total = $state(0);
  problem = $state<string | null>(null);
  readonly chosen = new SvelteSet<string>();
  format = $state<ExportFormat>("pdf");
  final = $state(false);
  together = $state<Together>("files");
  reason = $state("");
  checked = $state.raw<ReadonlyMap<string, SeveralChecked>>(new Map());
  progress = $state.raw<{ done: number; of: number; name: string } | null>(null);
  sent = $state.raw<SeveralSent | null>(null);
  /** Files that are in the way: the sentence that names them, and where they are. */
  inTheWay = $state.raw<{ fact: string; path: string } | null>(null);
  stopping = $state(false);
  #run = 0;
  #look = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly app: App) {}

  get busy(): boolean {
    return this.progress !== null;
  }
  get holdsSeveral(): boolean {
    return HOLD_SEVERAL.includes(this.format);
  }
  /** In the order in which they were ticked: that of the chapters of a book. */
  get ids(): string[] {
    return [...this.chosen];
  }
  get stopped(): readonly SeveralChecked[] {
    return this.final ? this.ids.flatMap((id) => this.checked.get(id) ?? []).filter(({ stops }) => stops.length > 0) : [];
  }
  /** How many leave: those that nothing stops, and with a reason those that it lets pass. */
  get leaving(): number {
    const staying = this.stopped.filter(({ firm }) => firm || this.reason.trim() === "").length;
    return this.chosen.size - staying;
  }

  async find(words: string): Promise<void> {
    const run = ++this.#run;
    try {
      const list = await this.app.platform.call("desk_list", { bin: false, search: words.trim(), offset: 0, limit: MOST });
      if (run !== this.#run) return;
      this.rows = list.rows;
      this.total = list.total;
      this.problem = null;
    } catch (thrown) {
      if (run === this.#run) this.problem = asIpcError(thrown).message;
    }
  }

  choose(ids: readonly string[], on: boolean): void {
    for (const id of ids) {
      if (on) this.chosen.add(id);
      else this.chosen.delete(id);
    }
    this.look();
  }
  set(change: Partial<Pick<SeveralExport, "format" | "final" | "together">>): void {
    Object.assign(this, change);
    if (!this.holdsSeveral && this.together === "one") this.together = "archive";
    this.look();
  }

  /** Asks soon what stops those that are chosen. */
  look(): void {
    this.inTheWay = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), 150);
  }
  async #check(): Promise<void> {
    this.#timer = null;
    const look = ++this.#look;
    if (!this.final || this.chosen.size === 0) {
      this.checked = new Map();
      return;
    }
    try {
      const list = await this.app.platform.call("several_check", this.#input("", false));
      if (look === this.#look) this.checked = new Map(list.map((each) => [each.id, each]));
    } catch (thrown) {
      if (look === this.#look) this.problem = asIpcError(thrown).message;
    }
  }

  #input(path: string, force: boolean): SeveralInput {
    const { ids, format, final: sealed, together, reason } = this;
    return { ids, format, sealed, together, reason: reason.trim(), path, force };
  }

  /** Asks where to, and writes. */
  async write(): Promise<void> {
    const { app } = this;
    await app.act(async () => {
      // What was typed last belongs to it.
      await app.session?.flush();
      const path = this.together === "files"
        ? await app.platform.call("dialog_folder")
        : await app.platform.call("dialog_save", { file_name: this.fileName });
      // The dialog of the system asks before it gives the name of a file that is there.
      if (path !== null) await this.writeTo(path, this.together !== "files");
    });
  }

  get fileName(): string {
    if (this.together === "archive") return "pieces.zip";
    return { epub: "pieces.epub", ninjs: "pieces.ninjs.json", rss: "pieces.rss", wxr: "pieces.wxr.xml" }[this.format as string] ?? "pieces";
  }

  async writeTo(path: string, force: boolean): Promise<void> {
    const { app } = this;
    this.progress = { done: 0, of: this.chosen.size, name: "" };
    this.inTheWay = null;
    this.stopping = false;
    try {
      this.sent = await app.platform.call("several_export", this.#input(path, force));
    } catch (thrown) {
      const error = asIpcError(thrown);
      if (error.code !== "exists") throw error;
      this.inTheWay = { fact: error.message, path };
    } finally {
      this.progress = null;
    }
  }

  hear(progress: { done: number; of: number; name: string }): void {
    if (this.progress) this.progress = progress;
  }

  cancel(): void {
    this.stopping = true;
    void this.app.act(async () => void (await this.app.platform.call("several_cancel")));
  }

  /** Ready for others: a reason was given for those of before. */
  again(): void {
    this.sent = this.inTheWay = null;
    this.reason = "";
    this.chosen.clear();
    this.look();
  }
}

/** What became of it, in a sentence: "12 pieces left in 12 files." */
export function sentWords({ pieces, files, cancelled }: Pick<SeveralSent, "pieces" | "files" | "cancelled">): string {
  if (pieces === 0) return cancelled ? "Stopped. Nothing was written." : "Nothing was written.";
  const what = `${count(pieces, "piece")} left in ${count(files, "file")}.`;
  return cancelled ? `Stopped. ${what} What was written is whole.` : what;
}
