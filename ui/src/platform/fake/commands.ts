import type { Baseline, CommandName, Corrected, Details, ExportFormat, ExportRow, Field, FirstLook, Imported, Input, IpcError, LeavingFinding, Output, ReceiptEntry, SentEntry } from "../../ipc/client";
import { ROWS } from "../../ipc/client";
import type { FakeDesk, Piece } from "./desk";
import type { FakeFolder } from "./folder";
import { flowOf } from "./flow";
import { historyOf } from "./history";
import { housed } from "./house";
import { type FakeReview, reviewOf } from "./review";
import { clock, count } from "../../lib/format";
import { PAGE_ORDER } from "../../lib/words";
import { listOf } from "./list";
import { countWords, escape, pageOf } from "./page";
import { outletsOf } from "./outlets";
import { severalOf } from "./several";
import { sheetOf } from "./sheet";
import { sortPage } from "./sort";

export type Handlers = { [K in CommandName]: (input: Input<K>) => Output<K> | Promise<Output<K>> };

export interface FakeOptions {
  /** The piece to show first; none for a desk that has none. */
  openPiece: string | null;
  /** Whether the person has a confirmed name. */
  confirmed: boolean;
  folder: FakeFolder;
  review: FakeReview;
  /** The window's memory. */
  view: string | null;
}

/** What each command does on the desk in memory. */
export function handlersOf(desk: FakeDesk, options: FakeOptions): Handlers {
  let { view } = options;
  let confirmed = options.confirmed;

  function importInto(piece: Piece, source: string, text: string): ReceiptEntry[] {
    const sorted = sortPage(text);
    piece.beforeImport = new Map([...piece.texts].map(([field, each]) => [field, each.text]));
    piece.receipt = { source, at: desk.now(), entries: sorted.entries, can_undo: true };
    if (sorted.outlet !== undefined) desk.setDetails(piece, { ...piece.details, outlet: sorted.outlet });
    desk.setTexts(piece, sorted.texts, source === "clipboard" ? "paste" : "import");
    return sorted.entries;
  }

  const handlers: Handlers = {
    async app_info() {
      const first = async (): Promise<FirstLook> => ({
        rows: ROWS,
        list: await handlers.desk_list({ bin: false, search: "", offset: 0, limit: ROWS }),
        folder: await handlers.folder_get(),
        piece: options.openPiece === null ? null : await handlers.piece_open({ id: options.openPiece }),
        preview: options.openPiece === null ? null : await handlers.preview_open({ id: options.openPiece }),
      });
      return {
        version: "0.1.0", data_dir: "/desk/Standfirst", platform: "linux", person: desk.person, person_confirmed: confirmed,
        open_piece: options.openPiece, view, longest_text: 16 * 1024 * 1024, settings: desk.settings, first: await first().catch(() => null),
      };
    },
    app_ready: () => null,
    recovery_get: () => ({
      reason: "The desk's database is damaged (database disk image is malformed).", data_dir: "/desk/.local/share/standfirst",
      newest: "2026-04-14T09:00:00+02:00", backups: 31, has_database: true,
    }),
    recovery_restore: () => null,
    recovery_rescue: () => ({ folder: "/desk/rescued", pieces: 12, lost: 3, unwritten: 0 }),
    recovery_fresh: () => null,
    recovery_retry: () => null,
    recovery_quit: () => null,
    app_quit: () => null,
    person_set(input) {
      confirmed = true;
      return (desk.person = input);
    },
    settings_set(input) {
      desk.settings = input;
      for (const piece of desk.pieces.values()) desk.refreshPage(piece);
      return input;
    },
    view_set(input) {
      view = desk.view = input.view;
      return null;
    },
    desk_list: (input) => listOf(desk, (piece) => options.review.openIn(piece), input),
    piece_new() {
      desk.write();
      const piece = desk.add({ slugline: "untitled", stage: "draft", texts: {} });
      piece.created = piece.modified = desk.now();
      desk.tell({ type: "list_changed" });
      return desk.opened(piece);
    },
    piece_open({ id }) {
      desk.look(id);
      return desk.opened(desk.piece(id));
    },
    piece_edit({ id, field, version, updates }) {
      const ack = desk.edit(id, field, version, updates);
      return desk.room(updates)?.then(() => ack) ?? ack;
    },
    piece_pull({ id, field, since }) {
      const text = desk.piece(id).texts.get(field)!;
      return { version: text.version, updates: text.updates.slice(since) };
    },
    piece_details({ id, ...change }) {
      desk.write();
      const piece = desk.piece(id);
      const length = change.commissioned_length;
      const details: Details = { ...piece.details, ...change, commissioned_length: length === undefined ? piece.details.commissioned_length : length || null };
      if (length !== undefined) details.band = length > 0 ? { low: Math.round(length * 0.9), high: Math.round(length * 1.1) } : null;
      if (change.published !== undefined) details.published_value = /\d{4}/.test(change.published) ? "2026-04-14" : null;
      desk.setDetails(piece, details);
      return details;
    },
    piece_rename({ id, slugline }) {
      const piece = desk.piece(id);
      piece.slugline = desk.free(slugline, piece);
      desk.tell({ type: "list_changed" });
      return piece.slugline;
    },
    piece_duplicate({ id }) {
      const from = desk.piece(id);
      const texts = Object.fromEntries([...from.texts].map(([field, each]) => [field, each.text])) as Record<Field, string>;
      const copy = desk.add({ slugline: from.slugline, stage: "draft", texts }, from.details);
      copy.modified = desk.now();
      desk.tell({ type: "list_changed" });
      return copy.id;
    },
    piece_bin: ({ id }) => bin(id, true),
    piece_unbin: ({ id }) => bin(id, false),
    bin_empty({ expected }) {
      const binned = [...desk.pieces.values()].filter((piece) => piece.binned);
      if (binned.length !== expected) throw { code: "bad_input", message: `The bin holds ${binned.length} by now, not ${expected}. Nothing was removed. Look again.` };
      for (const piece of binned) desk.pieces.delete(piece.id);
      desk.tell({ type: "list_changed" });
      return expected;
    },
    packet_starts: () => [{ since: "now", label: "The text as it is, without its history", at: null }, { since: null, label: "The whole history", at: desk.now() }],
    packet_look: ({ id, since }) => packed(desk.piece(id), since),
    packet_write: ({ id, since }) => packed(desk.piece(id), since),
    version_save({ id, name }) {
      const [saved_at, piece] = [desk.now(), desk.piece(id)];
      const named = name || clock(new Date(saved_at), false);
      desk.version(piece, named);
      return { name: named, saved_at };
    },
    ...historyOf(desk),
    ...options.folder.handlers,
    ...reviewOf(options.review),
    ...flowOf(options.review),
    ...outletsOf(options.review.outlets, desk),
    import_files: ({ paths }) => paths.map((path): Imported => {
      const file = path.split(/[\\/]/).pop() ?? path;
      if (!/\.(txt|md|docx|odt|rtf|html?)$/i.test(file)) return { file, id: null, receipt: [], error: "Standfirst does not read files of this kind. Nothing was changed." };
      const piece = desk.add({ slugline: file.replace(/\.\w+$/, ""), stage: "filed", texts: {} });
      return { file, id: piece.id, receipt: importInto(piece, file, `${file}\n\nThe words of ${file}.`), error: null };
    }),
    import_paste({ id, text }) {
      desk.write();
      return { file: "clipboard", id, receipt: importInto(desk.piece(id), "clipboard", text), error: null };
    },
    import_undo({ id }) {
      const piece = desk.piece(id);
      if (!piece.beforeImport) throw { code: "failed", message: "Something was typed since, so the import can't be undone as a whole." } satisfies IpcError;
      desk.setTexts(piece, Object.fromEntries(piece.beforeImport) as Record<Field, string>, "import_undone");
      piece.beforeImport = null;
      piece.receipt = null;
      return null;
    },
    receipt_get({ id }) {
      const { receipt, beforeImport } = desk.piece(id);
      return receipt && { ...receipt, can_undo: beforeImport !== null };
    },
    receipt_put_back({ id, index }) {
      const piece = desk.piece(id);
      const entry = piece.receipt?.entries[index];
      if (!piece.receipt || !entry?.text) throw { code: "not_found", message: "There is nothing to put back." } satisfies IpcError;
      const paragraphs = piece.texts.get("body")!.text.split("\n\n");
      paragraphs.splice(entry.after_paragraph ?? 0, 0, entry.text);
      entry.put_back = true;
      desk.setTexts(piece, { body: paragraphs.join("\n\n") }, "put_back");
      return piece.receipt;
    },
    preview_open({ id }) {
      const piece = desk.piece(id);
      const { seq, page } = desk.showPage(piece);
      return { id, seq, language: piece.details.language, head: page.head, body_class: page.bodyClass, blocks: page.blocks, lines: page.lines, foot: page.foot };
    },
    picture_get: ({ name }) => desk.pictures.get(name) ?? null,
    picture_add({ id, source }) {
      desk.piece(id);
      const file = source.from === "file" ? (source.path.split(/[\\/]/).pop() ?? "") : source.name;
      if (/damaged/.test(file)) throw { code: "bad_input", message: `“${file}”: The picture is damaged: its PNG file ends too early or can’t be read. Get it again from where it came. Nothing was changed.` } satisfies IpcError;
      return desk.addPicture(file);
    },
    dialog_picture: () => "/desk/pictures/Harbour at dawn.png",
    text_count: ({ text }) => ({ words: countWords(text) }),
    paste_clean: ({ html }) => clean(html),
    house_look: ({ texts }) => housed(desk.settings.profile.name, texts),
    export_text: ({ id, format, sealed, against }) => exported(desk.piece(id), format, sealed === true, against ?? null),
    sheet_get({ id, sealed, number, outlet }) {
      const piece = desk.piece(id);
      const kept = sealed ? options.review.of(piece).seals.at(-1)?.texts : undefined;
      if (sealed && !kept) throw { code: "bad_input", message: "Nothing of this piece is sealed, so there is no final copy to look at." } satisfies IpcError;
      return sheetOf((field) => (kept ? (kept[field] ?? "") : piece.texts.get(field)!.text), (outlet ?? desk.settings.profile).name || "The Marlhaven Courier", number);
    },
    print_open({ id, format, sealed, reason }) {
      left(desk.piece(id), format, sealed, reason, "the printer");
      return null;
    },
    export_check: ({ id, sealed }) => checked(desk.piece(id), sealed),
    export_file({ id, format, path, force, sealed, reason, against }) {
      if (/exists/.test(path) && !force) throw { code: "exists", message: "There is a file of this name." } satisfies IpcError;
      const piece = desk.piece(id);
      return { path, bytes: left(piece, format, sealed === true, reason ?? "", path).bytes, receipt: became(piece, format, against ?? null) };
    },
    ...severalOf({ desk, checked, left }),
    export_copied: ({ id, format, sealed, reason }) => left(desk.piece(id), format, sealed, reason, "clipboard"),
    correction_make(input) {
      const piece = desk.piece(input.id);
      const records = options.review.of(piece);
      const before = records.seals.at(-1);
      if (!before) throw { code: "bad_input", message: "Nothing of this piece was sealed, so there is no text to correct. Nothing was changed." } satisfies IpcError;
      const body = piece.texts.get("body")!.text;
      if (input.replace && body.split(input.wrong).length !== 2) throw { code: "bad_input", message: `“${input.wrong}” does not stand in the text once. Nothing was changed.` } satisfies IpcError;
      const note = input.note || `Correction: An earlier version of this article said ${input.wrong}. It should have said ${input.right}.`;
      desk.setTexts(piece, { ...(input.replace ? { body: body.replace(input.wrong, () => input.right) } : {}), correction_note: note }, "step");
      const texts = options.review.now(piece);
      const seal = { ...before, record: options.review.id(), at: desk.now(), fingerprint: "wren 1932 elm", texts };
      records.seals.push(seal);
      piece.stage = "corrected";
      records.corrected.push({ record: options.review.id(), at: desk.now(), by: desk.person, wrong: input.wrong, right: input.right, note, before: before.fingerprint, after: seal.fingerprint });
      options.review.tell(piece);
      return corrections(piece)[0]!;
    },
    correction_list: ({ id }) => corrections(desk.piece(id)),
    export_list: ({ id }) => [...options.review.of(desk.piece(id)).left].reverse(),
    dialog_open: () => ["/desk/letters/harbour.docx"],
    dialog_save: ({ file_name }) => `/desk/Desktop/${file_name}`,
    link_open: () => null,
  };
  return handlers;

  function bin(id: string, binned: boolean): null {
    desk.piece(id).binned = binned;
    desk.tell({ type: "list_changed" });
    return null;
  }

  /** The fake desk knows one mark; the rules are the desk's. */
  function checked(piece: Piece, final: boolean): LeavingFinding[] {
    const found: LeavingFinding[] = [];
    if (final && options.review.of(piece).seals.length === 0) {
      const reason = "The text is not sealed: nobody approved these words. Seal it, or export a draft.";
      found.push({ rule: "seal.missing", stops: true, firm: true, field: null, from: null, to: null, words: "", reason });
    }
    const reason = "It marks words that are still to come. Fill them in, or cut it.";
    for (const { index } of piece.texts.get("body")!.text.matchAll(/\bTK\b/g)) {
      found.push({ rule: "placeholder.tk", stops: true, firm: false, field: "body", from: index, to: index + 2, words: "TK", reason });
    }
    return found;
  }

  function corrections(piece: Piece): Corrected[] {
    const { corrected, left: rows } = options.review.of(piece);
    return [...corrected].reverse().map((made) => ({
      ...made,
      carried: rows.filter(({ fingerprint }) => fingerprint === made.before).reverse().map((row) => ({ export: row, redone: rows.some((other) => other.fingerprint === made.after && other.to === row.to && other.form === row.form) })),
    }));
  }

  /** A piece leaves, unless something stops it. */
  function left(piece: Piece, format: ExportFormat, final: boolean, reason: string, to: string): ExportRow {
    const stops = final ? checked(piece, true) : [];
    if (stops.some(({ firm }) => firm) || (stops.length > 0 && reason === "")) {
      throw { code: "bad_input", message: `${stops.map((f) => f.reason).join(" ")} Nothing was written.` } satisfies IpcError;
    }
    const { left: rows, seals, outlet } = options.review.of(piece);
    const row: ExportRow = {
      number: rows.length + 1, at: desk.now(), by: desk.person, moment: null, form: format, outlet: options.review.outlets.choice(outlet).name, is_final: final, fingerprint: final ? (seals.at(-1)?.fingerprint ?? null) : null,
      to, bytes: exported(piece, format, final).text.length, overridden: stops.map(({ rule }) => rule), reason: stops.length > 0 ? reason : "",
    };
    rows.push(row);
    options.review.tell(piece);
    return row;
  }

  /** What becomes of a piece; the fake desk knows of links, and of what Word has no place for. */
  function became(piece: Piece, format: ExportFormat, against: Baseline | null): SentEntry[] {
    const out: SentEntry[] = [];
    const say = (kind: "kept" | "changed" | "dropped", what: string, rule: string, text: string, field: Field | null = null, from: number | null = null) =>
      out.push({ entry: { kind, what, rule, text }, field, from, to: from === null ? null : from + text.length });
    if (format === "pdf" || format === "galley" || format === "proof") return out;
    const body = piece.texts.get("body")!.text;
    if (format === "docx-marked") {
      const { comments, changes, against: since } = options.review.get(piece, against, "editor");
      say("kept", "tracked_changes", "word.changes", `${changes.length} since ${since.label}`);
      if (comments.length > 0) say("kept", "comments", "word.comments", `${comments.length}, with ${count(comments.flatMap(({ replies }) => replies).length, "answer")}`);
      const queries = comments.filter(({ kind }) => kind === "query").length;
      if (queries > 0) say("changed", "queries", "word.queries", `${count(queries, "query", "queries")}: Word knows comments only, and asks nobody`);
    }
    for (const field of PAGE_ORDER) if (piece.texts.get(field)?.text && field !== "body") say("kept", field, "export.words", piece.texts.get(field)!.text, field);
    say("kept", "body", "export.words", `${countWords(body)} words`, "body");
    if (format === "txt" || format === "wire") for (const link of body.matchAll(/\]\(([^)]+)\)/g)) say("dropped", "link", "export.address", link[1]!, "body", link.index + 2);
    return out;
  }

  function packed({ log }: Piece, since: string | null) {
    const all = log.changes.length;
    const at = desk.now();
    return { people: [desk.person.name], changes: since === null ? all : 1, from: at, to: at, versions: [], pictures: 0, baselines: 0, comments: 0, left: since === null ? null : all, bytes: 2048 };
  }
  function exported(piece: Piece, format: ExportFormat, final: boolean, against: Baseline | null = null) {
    return { ...written(piece, format, final), receipt: became(piece, format, against) };
  }

  function written(piece: Piece, format: ExportFormat, final: boolean) {
    // What was sealed goes out as final, whatever was edited since.
    const sealed = final ? options.review.of(piece).seals.at(-1)?.texts : undefined;
    const text = (field: Field) => (sealed ? (sealed[field] ?? "") : piece.texts.get(field)!.text);
    const page = pageOf(text, piece.details, desk.settings.profile);
    const html = `<article>\n<h1>${escape(text("headline"))}</h1>\n${page.blocks.join("\n")}\n</article>\n`;
    const markdown = `# ${text("headline")}\n\n${text("body")}\n`;
    if (format === "annotated") return { text: `<!DOCTYPE html>\n<header>Internal. Not for publication.</header>\n${html}`, file_name: `${piece.slugline}.annotated.html`, words: countWords(text("body")) };
    const file_name = `${piece.slugline}.${format === "html-fragment" ? "html" : format}`;
    if (format === "docx-marked") return { text: "", file_name: `${piece.slugline}.marked.docx`, words: countWords(text("body")) };
    if (format === "galley" || format === "proof") return { text: "", file_name: `${piece.slugline}.${format}.pdf`, words: countWords(text("body")) };
    if (format === "docx" || format === "pdf") return { text: "", file_name, words: countWords(text("body")) };
    return { text: format === "md" || format === "txt" ? markdown : html, file_name, words: countWords(text("body")) };
  }
}

/** The few elements that the flow tests paste. */
function clean(html: string): Output<"paste_clean"> {
  const page = new DOMParser().parseFromString(html, "text/html");
  const links = page.querySelectorAll("a[href]").length;
  const walk = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? "").replace(/\s+/g, " ");
    const inner = [...node.childNodes].map(walk).join("");
    const name = node.nodeName.toLowerCase();
    if (name === "b" || name === "strong") return `**${inner}**`;
    if (name === "i" || name === "em") return `*${inner}*`;
    if (name === "a") return `[${inner}](${(node as Element).getAttribute("href") ?? ""})`;
    if (name === "li") return `- ${inner.trim()}\n`;
    if (/^h[1-6]$/.test(name)) return `${"#".repeat(Number(name[1]))} ${inner.trim()}\n\n`;
    if (name === "blockquote") return `> ${inner.trim()}\n\n`;
    if (name === "p" || name === "div" || name === "ul") return `${inner.trim()}\n\n`;
    return name === "script" || name === "style" ? "" : inner;
  };
  const markdown = walk(page.body).trim().replace(/\n{3,}/g, "\n\n");
  const dropped = page.querySelector("img") ? ["1 image"] : [];
  const words = countWords(page.body.textContent ?? "");
  const receipt = `Pasted ${words} ${words === 1 ? "word" : "words"}${dropped.length > 0 ? `: ${dropped.join(", ")} left out` : ""}.`;
  return { markdown, links, dropped, receipt };
}
