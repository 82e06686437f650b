import { moveLineDown, moveLineUp } from "@codemirror/commands";
import type { EditorState, Line, TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { prefixOf } from "../typing/markup";

const HEADING = /^ {0,3}#{1,6}(?:[ \t]+|$)/;

/** Makes the selected lines headings of this level; lines that are so already, and level 0, become paragraphs. */
export function setHeading(state: EditorState, level: number): TransactionSpec {
  const lines = selectedLines(state).filter((line, _i, all) => line.length > 0 || all.length === 1);
  const mark = level > 0 ? `${"#".repeat(level)} ` : "";
  const already = level > 0 && lines.every((line) => HEADING.exec(line.text)?.[0].trim() === mark.trim());
  return edit(state, lines, (line) => [HEADING.exec(line.text)?.[0].length ?? 0, already ? "" : mark]);
}

/** Quotes the selected paragraphs, or takes the quotation signs off them. */
export function toggleQuote(state: EditorState): TransactionSpec {
  const lines = selectedLines(state);
  const quoted = lines.every((line) => /^ {0,3}>/.test(line.text));
  return edit(state, lines, (line) =>
    quoted ? [/^ {0,3}> ?/.exec(line.text)?.[0].length ?? 0, ""] : [0, line.length === 0 && lines.length > 1 ? ">" : "> "],
  );
}

/** Makes the selected lines items of a list, or paragraphs again. */
export function toggleList(state: EditorState, ordered: boolean): TransactionSpec {
  const lines = selectedLines(state).filter((line, _i, all) => line.length > 0 || all.length === 1);
  const isSo = (line: Line) => new RegExp(ordered ? "^\\d" : "^[-*+]").test(prefixOf(line.text).marker);
  const already = lines.every(isSo);
  let number = 0;
  return edit(state, lines, (line) => {
    const { quote, indent, marker, length } = prefixOf(line.text);
    const start = quote.length + indent.length;
    const heading = marker === "" ? (HEADING.exec(line.text.slice(start))?.[0].length ?? 0) : 0;
    number++;
    return [(marker === "" ? start : length) + heading, already ? "" : ordered ? `${number}. ` : "- ", start];
  });
}

/** Replaces, in each line, what stands from `start` to `end` (columns). */
function edit(state: EditorState, lines: readonly Line[], change: (line: Line) => [end: number, insert: string, start?: number]): TransactionSpec {
  const changes = state.changes(
    lines.map((line) => {
      const [end, insert, start = 0] = change(line);
      return { from: line.from + start, to: line.from + end, insert };
    }),
  );
  const { main } = state.selection;
  return { changes, selection: { anchor: changes.mapPos(main.anchor, 1), head: changes.mapPos(main.head, 1) }, userEvent: "input" };
}

function selectedLines(state: EditorState): Line[] {
  const { from, to } = state.selection.main;
  const lines: Line[] = [];
  for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
    lines.push(line);
    if (line.to >= to || line.number === state.doc.lines) return lines;
  }
}

/** Moves the caret's paragraph (in a list: its line) before the one above, or after the one below. */
export function moveParagraph(view: EditorView, direction: -1 | 1): boolean {
  const { state } = view;
  const here = paragraphAt(state, state.doc.lineAt(state.selection.main.head).number);
  if (!here) return false;
  if (here.last > here.first) return direction < 0 ? moveLineUp(view) : moveLineDown(view);
  let next = direction < 0 ? here.first - 1 : here.last + 1;
  while (next >= 1 && next <= state.doc.lines && state.doc.line(next).length === 0) next += direction;
  const there = paragraphAt(state, next);
  if (!there) return false;
  const [above, below] = direction < 0 ? [there, here] : [here, there];
  const [a, b] = [span(state, above), span(state, below)];
  const [first, second] = [state.sliceDoc(a.from, a.to), state.sliceDoc(b.from, b.to)];
  const { main } = state.selection;
  const moved = direction < 0 ? a.from - b.from : b.to - a.to;
  view.dispatch({
    changes: [{ from: a.from, to: a.to, insert: second }, { from: b.from, to: b.to, insert: first }],
    selection: { anchor: main.anchor + moved, head: main.head + moved },
    scrollIntoView: true,
    userEvent: "move.line",
  });
  return true;
}

interface Lines {
  first: number;
  last: number;
}

/** The lines without a blank one between them. */
function paragraphAt(state: EditorState, number: number): Lines | null {
  if (number < 1 || number > state.doc.lines || state.doc.line(number).length === 0) return null;
  let first = number;
  let last = number;
  while (first > 1 && state.doc.line(first - 1).length > 0) first--;
  while (last < state.doc.lines && state.doc.line(last + 1).length > 0) last++;
  return { first, last };
}

const span = (state: EditorState, { first, last }: Lines) => ({ from: state.doc.line(first).from, to: state.doc.line(last).to });
