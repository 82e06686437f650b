import type {
  Authors, Compared, ComparedField, ComparedParagraph, Field, History, HistoryEntry, HistoryKind, IpcError, Person, Preview, Restored,
} from "../../ipc/client";
import type { FakeDesk, Piece } from "./desk";
import { compareTexts, paragraphsOf, wordOps } from "./diff";
import type { Change } from "./log";
import { countWords, pageOf } from "./page";
import { FIELDS } from "./texts";

const PAUSE = 30 * 60_000;
const goesOn = (kind: HistoryKind) => kind === "work" || kind === "outside";

/** The commands of history, on the desk in memory. */
export function historyOf(desk: FakeDesk) {
  return {
    history_list({ id, before, limit }: { id: string; before: number | null; limit: number }): History {
      const { log } = desk.piece(id);
      const all = stretches(log.changes, log.versions.filter((v) => v.kind === "named").map((v) => v.moment));
      const older = all.map((rows, index) => entry(desk.piece(id), rows, all[index - 1]?.at(-1)?.moment ?? 0)).reverse().filter((e) => before === null || e.moment < before);
      const unseen = log.seen && log.seen.moment < log.now ? log.seen : null;
      return {
        entries: older.slice(0, limit), more: older.length > limit, now: log.now,
        seen: unseen && { moment: unseen.moment, at: iso(unseen.at), ...words(log.text("body", unseen.moment), log.text("body", log.now)) },
      };
    },
    history_page({ id, moment }: { id: string; moment: number }): Preview {
      const piece = desk.piece(id);
      const page = pageOf((field) => piece.log.text(field, moment), piece.log.details(moment) ?? piece.details, desk.settings.profile);
      return { id, seq: 0, language: piece.details.language, head: page.head, body_class: page.bodyClass, blocks: page.blocks, lines: page.lines, foot: page.foot };
    },
    history_compare: ({ id, from, to }: { id: string; from: number; to: number | null }) => compared(desk.piece(id), from, to),
    history_restore({ id, moment }: { id: string; moment: number }): Restored {
      const piece = desk.piece(id);
      desk.write();
      const before = piece.log.now;
      const details = piece.log.details(moment);
      desk.version(piece, "", "before_restore");
      desk.setTexts(piece, Object.fromEntries(FIELDS.map((field) => [field, piece.log.text(field, moment)])) as Record<Field, string>, "restore");
      if (details) desk.setDetails(piece, details);
      return { before };
    },
    history_restore_paragraph({ id, moment, field, paragraph, version }: { id: string; moment: number; field: Field; paragraph: number; version: number }): Restored {
      const piece = desk.piece(id);
      desk.write();
      const text = piece.texts.get(field)!;
      if (text.version !== version) {
        throw { code: "behind", message: "The text changed while it was compared. Look again, and choose again.", updates: text.updates.slice(version) } satisfies IpcError;
      }
      const before = piece.log.now;
      desk.version(piece, "", "before_restore");
      desk.setTexts(piece, { [field]: putBack(compareTexts(piece.log.text(field, moment), text.text), paragraph) }, "restore");
      return { before };
    },
    history_authors({ id, field }: { id: string; field: Field }): Authors {
      const piece = desk.piece(id);
      const stretches: Authors["stretches"] = [];
      piece.log.writers(field, piece.log.now).forEach((person, at) => {
        const last = stretches.at(-1);
        if (last?.person?.name === person.name) last.to = at + 1;
        else stretches.push({ from: at, to: at + 1, person });
      });
      return { version: piece.texts.get(field)!.version, stretches };
    },
  };
}

const iso = (at: number) => new Date(at).toISOString();

function stretches(changes: readonly Change[], ends: readonly number[]): Change[][] {
  const out: Change[][] = [];
  for (const change of changes) {
    const last = out.at(-1)?.at(-1);
    const same = last && goesOn(change.kind) && last.kind === change.kind && last.person.name === change.person.name && change.at - last.at <= 4 * PAUSE && !ends.includes(last.moment);
    if (same) out.at(-1)!.push(change);
    else out.push([change]);
  }
  return out;
}

function entry({ log }: Piece, rows: readonly Change[], before: number): HistoryEntry {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const versions = log.versions.filter((v) => v.moment > before && v.moment <= last.moment);
  const touched = rows.some((row) => row.splices.body);
  return {
    moment: last.moment, before, from: iso(first.at), to: iso(last.at), person: first.person, kind: first.kind,
    ...(touched ? words(log.text("body", before), log.text("body", last.moment)) : { words_added: 0, words_removed: 0 }),
    versions: versions.map((v) => ({ ...v, at: iso(v.at) })),
    erased: null,
  };
}

function words(before: string, after: string): { words_added: number; words_removed: number } {
  const ops = wordOps(before, after);
  const count = (wanted: string) => ops.filter(([kind]) => kind === wanted).reduce((sum, [, text]) => sum + countWords(text), 0);
  return { words_added: count("inserted"), words_removed: count("removed") };
}

function compared({ log, texts }: Piece, from: number, to: number | null): Compared {
  const end = to ?? log.now;
  const out: Compared = { fields: [], details: [], words_added: 0, words_removed: 0, changes: 0, moved: 0, people: [] };
  for (const field of FIELDS) {
    const [before, after] = [log.text(field, from), log.text(field, end)];
    if (before.trim() === "" && after.trim() === "") continue;
    const paragraphs = compareTexts(before, after);
    name(paragraphs, after, log.writers(field, end));
    const each: ComparedField = { field, paragraphs, changed: paragraphs.some((p) => p.change !== "same"), version: to === null ? texts.get(field)!.version : null };
    out.fields.push(each);
    for (const { change, runs } of paragraphs) {
      if (change === "moved_here") out.moved++;
      runs.forEach((run, index) => {
        if (run.kind === "inserted") out.words_added += countWords(run.text);
        if (run.kind === "removed") out.words_removed += countWords(run.text);
        if (run.kind !== "same" && (index === 0 || runs[index - 1]!.kind === "same")) out.changes++;
      });
    }
  }
  const [a, b] = [log.details(from), log.details(end)];
  if (a && b && a.outlet !== b.outlet) out.details.push({ name: "outlet", before: a.outlet, after: b.outlet });
  for (const change of log.changes) {
    const within = change.moment > Math.min(from, end) && change.moment <= Math.max(from, end) && Object.keys(change.splices).length > 0;
    if (within && !out.people.some((person) => person.name === change.person.name)) out.people.push(change.person);
  }
  return out;
}

/** Says who wrote what came in, and cuts it where the writer changes. */
function name(paragraphs: ComparedParagraph[], after: string, writers: readonly Person[]): void {
  let at = 0;
  for (const paragraph of paragraphs) {
    paragraph.runs = paragraph.runs.flatMap((run) => {
      if (run.kind === "removed") return [run];
      const from = after.indexOf(run.text, at);
      if (from < 0) return [run];
      at = from + run.text.length;
      if (run.kind === "same") return [run];
      const cut: typeof paragraph.runs = [];
      for (let i = 0; i < run.text.length; i++) {
        const [person, last] = [writers[from + i] ?? null, cut.at(-1)];
        if (last && last.person?.name === person?.name) last.text += run.text[i];
        else cut.push({ kind: "inserted", text: run.text[i]!, person });
      }
      return cut;
    });
  }
}

/** The text after, with one paragraph as it was before. */
function putBack(paragraphs: readonly ComparedParagraph[], number: number): string {
  const side = ({ runs }: ComparedParagraph, without: "removed" | "inserted") => runs.filter((run) => run.kind !== without).map((run) => run.text).join("");
  const wanted = paragraphs[number];
  if (!wanted) throw { code: "bad_input", message: "There is no such paragraph. Look again, and choose again." } satisfies IpcError;
  const texts = paragraphs.map((paragraph, index) => side(paragraph, index === number ? "inserted" : "removed"));
  return paragraphsOf(texts.filter((text) => text !== "").join("\n\n")).join("\n\n");
}

