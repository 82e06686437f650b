import type { ListInput, PieceList, PieceRow, SnippetPart, Stage, StageCount } from "../../ipc/client";
import type { FakeDesk, Piece } from "./desk";

const STAGES: Stage[] = [
  "pitched", "commissioned", "draft", "filed", "editing", "with_author", "copy_edit", "approved", "published", "hold", "spiked",
  "killed", "corrected", "withdrawn",
];

export function listOf(desk: FakeDesk, open: (piece: Piece) => Pick<PieceRow, "due" | "queries" | "comments">, { bin, search, offset, limit }: ListInput): PieceList {
  const all = [...desk.pieces.values()];
  const onDesk = all.filter((piece) => !piece.binned);
  const view = all.filter((piece) => piece.binned === bin).sort((a, b) => b.modified.localeCompare(a.modified));
  const wanted = search.trim().toLowerCase();
  // The desk comes by stage, the last changed first; the bin and what was found do not.
  if (!bin && wanted === "") view.sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  const found = wanted === "" ? view : view.filter((piece) => haystack(piece).toLowerCase().includes(wanted));
  const rows = found.slice(offset, offset + Math.min(limit, 500)).map((piece): PieceRow => ({
    ...desk.row(piece),
    ...open(piece),
    snippet: wanted === "" ? [] : snippet(haystack(piece), wanted),
  }));
  const stages: StageCount[] = STAGES.map((stage) => ({ stage, count: onDesk.filter((piece) => piece.stage === stage).length })).filter(({ count }) => count > 0);
  return { rows, total: found.length, stages, desk_count: onDesk.length, bin_count: all.length - onDesk.length };
}

const haystack = (piece: Piece) => [...piece.texts.values()].map(({ text }) => text).filter(Boolean).join(" · ");

function snippet(text: string, wanted: string): SnippetPart[] {
  const at = text.toLowerCase().indexOf(wanted);
  if (at < 0) return [];
  const start = Math.max(0, at - 40);
  return [
    { text: (start > 0 ? "… " : "") + text.slice(start, at), hit: false },
    { text: text.slice(at, at + wanted.length), hit: true },
    { text: text.slice(at + wanted.length, at + wanted.length + 60) + " …", hit: false },
  ].filter((part) => part.text !== "");
}
