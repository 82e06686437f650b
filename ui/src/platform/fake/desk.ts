import type { CommandName, DeskEvent, Details, Field, HistoryKind, IpcError, Person, PieceOpened, PieceRow, ReceiptView, Splice, Stage, Update } from "../../ipc/client";
import { splicesBetween } from "./diff";
import { Log } from "./log";
import { countWords, pageOf, type Page, patchOf, secondsToRead } from "./page";
import { remember } from "./past";
import { DETAILS, EMPTY_DETAILS, type Seed, seeds } from "./seed";
import { FIELDS, LivingText } from "./texts";
import { PERSON, SETTINGS } from "./settings";

export interface Piece {
  id: string;
  slugline: string;
  stage: Stage;
  binned: boolean;
  texts: Map<Field, LivingText>;
  details: Details;
  receipt: ReceiptView | null;
  /** The texts as they were before the last import. */
  beforeImport: Map<Field, string> | null;
  created: string;
  modified: string;
  log: Log;
}

/** A desk in memory. It keeps the rules of the wire (versions, events, refusals) and simplifies everything else. */
export class FakeDesk {
  readonly pieces = new Map<string, Piece>();
  settings = SETTINGS;
  /** Who signs what is written now; flow tests write as somebody else. */
  person: Person = PERSON;
  /** Nothing can be written, as on a full disk. */
  failing = false;
  /** What the window asked for, in order. */
  readonly asked: CommandName[] = [];
  /** The window's memory, as it was kept last. */
  view: string | null = null;
  /** Pictures as addresses that hold them, by name. */
  readonly pictures = new Map<string, string>();
  /** What was handed over since the disk was full, and who waits for room. */
  #full: { words: string; waiting: (() => void)[] } | null = null;
  #hearers = new Set<(event: DeskEvent) => void>();
  #shown: { id: string; seq: number; page: Page } | null = null;
  #count = 0;
  #moment = 0;
  #looking: string | null = null;
  #clock = Date.parse("2026-04-14T12:00:00Z");

  constructor(count: number, words: number) {
    for (const seed of seeds(count, words)) this.add(seed, DETAILS);
    const first = this.pieces.get("p1");
    if (!first) return;
    first.log = new Log();
    remember(first.log, Object.fromEntries([...first.texts].map(([field, { text }]) => [field, text])), first.details, () => ++this.#moment);
  }

  /** A picture of one red point, whatever the file is. */
  addPicture(file: string): { address: string; kind: string; width: number; height: number } {
    const stem = file.replace(/\.\w+$/, "").toLowerCase().replace(/[^a-z0-9]+/g, "-") || "picture";
    const name = `${stem}-${(++this.#count).toString(16).padStart(12, "0")}.png`;
    this.pictures.set(name, "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");
    return { address: `pictures/${name}`, kind: "PNG", width: 1, height: 1 };
  }

  listen(hear: (event: DeskEvent) => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  tell(event: DeskEvent): void {
    // As from the shell: later, and as a copy.
    const copy = structuredClone(event);
    for (const hear of this.#hearers) queueMicrotask(() => hear(copy));
  }

  now(): string {
    return new Date().toISOString();
  }

  piece(id: string): Piece {
    const piece = this.pieces.get(id);
    if (!piece) throw { code: "not_found", message: "This piece is not on the desk any more." } satisfies IpcError;
    return piece;
  }

  add(seed: Seed, details: Details = EMPTY_DETAILS): Piece {
    const id = `p${++this.#count}`;
    // Older pieces further down, as the list sorts them.
    const at = new Date((this.#clock -= 3_600_000)).toISOString();
    const texts = new Map(FIELDS.map((field) => [field, new LivingText(seed.texts[field] ?? "")]));
    const slugline = this.free(seed.slugline);
    const piece: Piece = { id, slugline, stage: seed.stage, binned: false, texts, details, receipt: null, beforeImport: null, created: at, modified: at, log: new Log() };
    this.pieces.set(id, piece);
    const splices = Object.fromEntries([...texts].filter(([, { text }]) => text !== "").map(([field, { text }]) => [field, [{ from: 0, to: 0, insert: text }]]));
    piece.log.changes.push({ moment: ++this.#moment, at: Date.parse(at), person: this.person, kind: "new", splices, details });
    return piece;
  }

  /** A slugline that no piece has. */
  free(wanted: string, except?: Piece): string {
    const plain = wanted.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "untitled";
    const taken = new Set([...this.pieces.values()].filter((piece) => piece !== except).map((piece) => piece.slugline));
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain}-${n}`;
    return name;
  }

  /** Refuses while the disk is full, and says so as the desk would. */
  write(): void {
    if (!this.failing) return;
    throw { code: "failed", message: "The disk is full. Your words are safe while this window is open." } satisfies IpcError;
  }

  setFailing(on: boolean): void {
    this.failing = on;
    if (!on) this.tell({ type: "save", state: "recovered" });
  }

  /** The disk is full, or has room again, as the desk itself meets it: see `room`. */
  setFull(on: boolean): void {
    const waiting = this.#full?.waiting ?? [];
    this.#full = on ? (this.#full ?? { words: "", waiting: [] }) : null;
    if (on) return;
    this.tell({ type: "save", state: "recovered" });
    for (const written of waiting) written();
  }

  /** Waits for room on the disk. The desk has the words by then and shows them, says that it can't write them, and goes on trying. */
  room(updates: readonly Update[]): Promise<void> | null {
    const full = this.#full;
    if (!full) return null;
    full.words += updates.flatMap(({ splices }) => splices.map(({ insert }) => insert)).join("");
    this.tell({ type: "save", state: "failed", reason: "the disk is full", words: countWords(full.words) });
    return new Promise((written) => full.waiting.push(written));
  }

  edit(id: string, field: Field, version: number, updates: readonly Update[]): { version: number; saved_at: string } {
    const piece = this.piece(id);
    const text = piece.texts.get(field)!;
    this.write();
    text.edit(version, updates);
    for (const update of updates) this.#note(piece, "work", { [field]: update.splices });
    piece.modified = this.now();
    if (updates.some((update) => update.client_id !== "desk")) piece.beforeImport = null;
    this.tell({ type: "piece_changed", id, field, version: text.version, updates: [...updates] });
    this.refreshPage(piece);
    return { version: text.version, saved_at: piece.modified };
  }

  #note(piece: Piece, kind: HistoryKind, splices: Partial<Record<Field, readonly Splice[]>>, details?: Details): void {
    piece.log.changes.push({ moment: ++this.#moment, at: Date.now(), person: this.person, kind, splices, ...(details ? { details } : {}) });
  }

  /** Keeps a version of a piece as it is. */
  version(piece: Piece, name: string, kind = "named"): void {
    piece.log.versions.push({ moment: piece.log.now, name, kind, at: Date.now(), person: this.person });
  }

  /** The person turns to another piece: what they leave they have seen. */
  look(id: string): void {
    const left = this.#looking === null || this.#looking === id ? undefined : this.pieces.get(this.#looking);
    if (left) left.log.seen = { moment: left.log.now, at: Date.now() };
    this.#looking = id;
  }

  /** Sets texts on the desk's own account: an import, an outside change, a restore. */
  setTexts(piece: Piece, texts: Partial<Record<Field, string>>, kind: HistoryKind = "outside"): void {
    const splices: Partial<Record<Field, readonly Splice[]>> = {};
    for (const [field, value] of Object.entries(texts) as [Field, string][]) {
      const text = piece.texts.get(field)!;
      const update = text.set(value, splicesBetween(text.text, value), kind === "outside" ? "folder" : "desk");
      if (update) splices[field] = update.splices;
      if (update) this.tell({ type: "piece_changed", id: piece.id, field, version: text.version, updates: [update] });
    }
    if (Object.keys(splices).length > 0) this.#note(piece, kind, splices);
    piece.modified = this.now();
    this.refreshPage(piece);
    this.tell({ type: "list_changed" });
  }

  setDetails(piece: Piece, details: Details): void {
    if (JSON.stringify(piece.details) !== JSON.stringify(details)) this.#note(piece, "work", {}, details);
    piece.details = details;
    this.tell({ type: "details_changed", id: piece.id, details });
    this.refreshPage(piece);
  }

  showPage(piece: Piece): { seq: number; page: Page } {
    this.#shown = { id: piece.id, seq: (this.#shown?.seq ?? 0) + 1, page: this.#page(piece) };
    return this.#shown;
  }

  refreshPage(piece: Piece): void {
    if (this.#shown?.id !== piece.id) return;
    const page = this.#page(piece);
    const patch = patchOf(piece.id, this.#shown.seq + 1, this.#shown.page, page, countWords(piece.texts.get("body")!.text));
    if (!patch) return;
    this.#shown = { id: piece.id, seq: patch.seq, page };
    this.tell({ type: "preview_changed", patch });
  }

  #page(piece: Piece): Page {
    return pageOf((field) => piece.texts.get(field)!.text, piece.details, this.settings.profile);
  }

  opened(piece: Piece): PieceOpened {
    const words = countWords(piece.texts.get("body")!.text);
    return {
      id: piece.id, slugline: piece.slugline, stage: piece.stage, binned: piece.binned, details: piece.details, words,
      reading_seconds: secondsToRead(words), has_receipt: piece.receipt !== null, created: piece.created, modified: piece.modified,
      fields: [...piece.texts].map(([field, { text, version }]) => ({ field, text, version })),
    };
  }

  row(piece: Piece): PieceRow {
    const text = (field: Field) => piece.texts.get(field)!.text;
    return {
      id: piece.id, slugline: piece.slugline, headline: text("headline"), byline: text("byline").replace(/^By /, ""),
      words: countWords(text("body")), stage: piece.stage, modified: piece.modified, binned: piece.binned, due: null, queries: 0, comments: 0, snippet: [],
    };
  }
}
