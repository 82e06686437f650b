import { SvelteMap } from "svelte/reactivity";
import type { PieceList, PieceRow, StageCount } from "../../ipc/client";
import { asIpcError, ROWS } from "../../ipc/client";
import type { Platform } from "../../platform/types";
import { Heights } from "../../lib/heights";
import { WaitingList } from "./waiting.svelte";

const ROW_GUESS = 52;
const HEAD = 32;

/** The desk's list: pieces by stage, what a search found, or the bin. Only the pages that are looked at are fetched. */
export class DeskList {
  bin = $state(false);
  search = $state("");
  total = $state(0);
  deskCount = $state(0);
  binCount = $state(0);
  stages = $state.raw<readonly StageCount[]>([]);
  loaded = $state(false);
  problem = $state<string | null>(null);
  /** The row that the arrows are on. */
  active = $state(0);
  /** Changes when heights do; whoever lays out reads it. */
  laid = $state(0);
  /** Counts the times that all heights became guesses again. */
  epoch = $state(0);
  readonly pages = new SvelteMap<number, readonly PieceRow[]>();
  heights = new Heights(0, () => 0);
  #run = 0;
  #fetching = new Set<number>();
  #later: ReturnType<typeof setTimeout> | null = null;
  #shown: [number, number] = [0, 0];

  /** What waits over all pieces. */
  readonly waiting: WaitingList;

  constructor(private readonly platform: Platform, role: () => string) {
    this.waiting = new WaitingList(platform, role);
  }

  /** Where a stage begins: row → stage. Searches and the bin are not grouped. */
  readonly groups = $derived.by(() => {
    const starts = new Map<number, StageCount>();
    if (this.bin || this.search.trim() !== "" || !this.inOrder) return starts;
    let at = 0;
    for (const stage of this.stages) {
      if (stage.count > 0) starts.set(at, stage);
      at += stage.count;
    }
    return starts;
  });

  /** Whether the rows come by stage, as the counts say; else headings would be wrong. */
  get inOrder(): boolean {
    const ends: { stage: string; end: number }[] = [];
    for (const { stage, count } of this.stages) ends.push({ stage, end: (ends[ends.length - 1]?.end ?? 0) + count });
    return (this.pages.get(0) ?? []).every((row, index) => ends.find((e) => index < e.end)?.stage === row.stage);
  }

  row(index: number): PieceRow | undefined {
    return this.pages.get(Math.floor(index / ROWS))?.[index % ROWS];
  }

  /** Fetches the first page anew; what was shown stays until it is there. */
  async refresh(): Promise<void> {
    const run = ++this.#run;
    this.#fetching.clear();
    try {
      const first = await this.#fetch(0);
      if (run !== this.#run) return;
      for (const page of [...this.pages.keys()]) if (page !== 0) this.pages.delete(page);
      this.pages.set(0, first.rows);
      this.#take(first);
      this.problem = null;
      this.loaded = true;
      this.want(...this.#shown);
    } catch (thrown) {
      if (run === this.#run) this.problem = asIpcError(thrown).message;
    }
  }

  /** Something on the desk changed; asked for once when several things come together. */
  refreshSoon(): void {
    if (this.#later) return;
    this.#later = setTimeout(() => {
      this.#later = null;
      void this.refresh();
    }, 200);
  }

  setSearch(words: string): void {
    this.search = words;
    this.active = 0;
    if (this.#later) clearTimeout(this.#later);
    this.#later = setTimeout(() => {
      this.#later = null;
      void this.refresh();
    }, 90);
  }

  async showBin(on: boolean): Promise<void> {
    this.waiting.shown = false;
    if (this.bin === on) return;
    this.bin = on;
    this.active = 0;
    this.search = "";
    this.pages.clear();
    this.total = 0;
    await this.refresh();
  }

  /** These rows are looked at: fetches the pages that hold them. */
  want(from: number, to: number): void {
    this.#shown = [from, to];
    const last = Math.min(to, this.total - 1);
    for (let page = Math.floor(from / ROWS); page * ROWS <= last; page += 1) {
      if (this.pages.has(page) || this.#fetching.has(page)) continue;
      const run = this.#run;
      this.#fetching.add(page);
      this.#fetch(page).then(
        (list) => { if (run === this.#run) this.pages.set(page, list.rows); },
        () => undefined,
      ).finally(() => this.#fetching.delete(page));
    }
  }

  /** A row was drawn and is this high. Returns by how much the rows above `before` grew. */
  measured(index: number, height: number, before: number): number {
    const by = this.heights.set(index, height);
    if (by === 0) return 0;
    this.laid += 1;
    return index < before ? by : 0;
  }

  find(letters: string, after: number): number | null {
    const wanted = letters.toLocaleLowerCase();
    const rows = [...this.pages.entries()].sort((a, b) => a[0] - b[0]).flatMap(([page, list]) => list.map((row, i) => ({ row, index: page * ROWS + i })));
    const ordered = [...rows.filter((r) => r.index >= after), ...rows.filter((r) => r.index < after)];
    return ordered.find(({ row }) => (row.headline || row.slugline).toLocaleLowerCase().replace(/^[^\p{L}\p{N}]+/u, "").startsWith(wanted))?.index ?? null;
  }

  #fetch(page: number): Promise<PieceList> {
    return this.platform.call("desk_list", { bin: this.bin, search: this.search.trim(), offset: page * ROWS, limit: ROWS });
  }

  #take(list: PieceList): void {
    const old = this.heights;
    const grouped = !this.bin && this.search.trim() === "";
    this.deskCount = list.desk_count;
    this.binCount = list.bin_count;
    this.stages = list.stages;
    this.total = list.total;
    this.active = Math.max(0, Math.min(this.active, list.total - 1));
    if (old.size !== list.total) {
      const starts = grouped ? this.groups : new Map<number, StageCount>();
      this.heights = new Heights(list.total, (i) => ROW_GUESS + (starts.has(i) ? HEAD : 0));
      this.epoch += 1;
    }
    this.laid += 1;
  }
}
