import { syntaxTree } from "@codemirror/language";
import { EditorSelection, type EditorState, type TransactionSpec } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

const KINDS = {
  bold: { node: "StrongEmphasis", mark: "**" },
  italic: { node: "Emphasis", mark: "*" },
  strike: { node: "Strikethrough", mark: "~~" },
  code: { node: "InlineCode", mark: "`" },
} as const;

export type InlineKind = keyof typeof KINDS;

/** Sets the selected words (or the word that the caret is in) in bold and so on, or takes it off them. */
export function toggleInline(state: EditorState, kind: InlineKind): TransactionSpec {
  const { node: name, mark } = KINDS[kind];
  const { main } = state.selection;
  const going = main.empty ? goOn(state, main.head, kind) : null;
  if (going) return going;
  const around = main.empty ? null : enclosing(state, main.from, main.to, name);
  if (around) return unwrap(around);

  const word = main.empty ? state.wordAt(main.head) : main;
  // At a word's edge it is what is typed next that is meant.
  const inWord = word !== null && (!main.empty || (word.from < main.head && main.head < word.to));
  const range = inWord ? word : main;
  if (range.empty) {
    return { changes: { from: main.head, insert: mark + mark }, selection: { anchor: main.head + mark.length }, userEvent: "input" };
  }
  // Emphasis can't cross a paragraph, and must not begin or end at a blank: each line gets its own.
  const changes: { from: number; insert: string }[] = [];
  for (let line = state.doc.lineAt(range.from); ; line = state.doc.line(line.number + 1)) {
    const prefix = line.from < range.from ? 0 : (/^(?:\s|>|#{1,6} |[-*+] |\d+[.)] )*/.exec(line.text)?.[0].length ?? 0);
    let from = Math.max(range.from, line.from + prefix);
    let to = Math.min(range.to, line.to);
    while (from < to && /\s/.test(state.sliceDoc(from, from + 1))) from++;
    while (to > from && /\s/.test(state.sliceDoc(to - 1, to))) to--;
    if (to > from) changes.push({ from, insert: mark }, { from: to, insert: mark });
    if (line.to >= range.to || line.number === state.doc.lines) break;
  }
  const set = state.changes(changes);
  const selection = main.empty
    ? EditorSelection.cursor(set.mapPos(main.head, main.head === range.to ? -1 : 1))
    : EditorSelection.range(set.mapPos(range.from, 1), set.mapPos(range.to, -1));
  return { changes: set, selection, userEvent: "input" };
}

/** What the key does to a caret that stands in or at something of its kind; nothing where there is none. */
function goOn(state: EditorState, at: number, kind: InlineKind): TransactionSpec | null {
  const { node: name, mark } = KINDS[kind];
  const beside = [1, -1].map((side) => named(state, at, side as 1 | -1, name));
  // Between two of them stands no empty pair, though it looks like one.
  const between = beside.some((node) => node?.to === at || node?.from === at);
  if (!between && isPair(state, at, mark)) {
    return { changes: [{ from: at - mark.length, to: at }, { from: at, to: at + mark.length }], userEvent: "delete" };
  }
  const node = beside.find((each) => each);
  const { firstChild: open, lastChild: close } = node ?? {};
  if (!node || !open || !close) return leaveUnclosed(state, at, mark);
  const go = (anchor: number): TransactionSpec => ({ selection: { anchor }, userEvent: "select" });
  // A second pair right behind (or before) the first would be no pair to who reads it: one goes back in.
  if (at === node.to) return go(close.from);
  if (at === node.from) return go(open.to);
  // Before the closing mark, or with nothing but other closing marks between: out of it.
  if (at <= close.from && /^[*_~`]*$/.test(state.sliceDoc(at, close.from))) return go(node.to);
  return unwrap(node);
}

/** Whether the caret stands between two marks with nothing in them. */
function isPair(state: EditorState, at: number, mark: string): boolean {
  const line = state.doc.lineAt(at);
  const sign = mark[0]!;
  const run = (text: string) => text.length - text.replace(sign === "*" ? /^\*+/ : sign === "~" ? /^~+/ : /^`+/, "").length;
  const before = run([...line.text.slice(0, at - line.from)].reverse().join(""));
  const behind = run(line.text.slice(at - line.from));
  if (sign !== "*") return before === mark.length && behind === mark.length;
  // One star is italic, two are bold, three are both; more on one side belong to what stands around the pair.
  const both = Math.min(before, behind);
  return before === behind ? both <= 3 && (both & mark.length) !== 0 : both === mark.length;
}

/**
 * Out of a pair that is none yet because a blank stands before its closing mark: "**two words |**". The blank comes along,
 * so that the words before it are set.
 */
function leaveUnclosed(state: EditorState, at: number, mark: string): TransactionSpec | null {
  const line = state.doc.lineAt(at);
  const before = line.text.slice(0, at - line.from);
  const blanks = /\s+$/.exec(before)?.[0] ?? "";
  const opening = before.lastIndexOf(mark);
  const inside = before.slice(opening + mark.length);
  if (opening < 0 || blanks === "" || /^\s/.test(inside) || !state.sliceDoc(at, line.to).startsWith(mark)) return null;
  const marks = before.split(mark).length - 1;
  if (marks % 2 === 0) return null;
  return {
    changes: [{ from: at - blanks.length, to: at }, { from: at + mark.length, insert: blanks }],
    selection: { anchor: at + mark.length },
    userEvent: "input",
  };
}

/** A link of the selected words, with the caret where the address goes; in a link, its address is selected. */
export function makeLink(state: EditorState): TransactionSpec {
  const { main } = state.selection;
  const around = enclosing(state, main.from, main.to, "Link");
  const url = around?.getChild("URL");
  if (url) return { selection: { anchor: url.from, head: url.to } };
  const range = main.empty ? (state.wordAt(main.head) ?? main) : main;
  const words = state.sliceDoc(range.from, range.to);
  const isUrl = /^(https?:\/\/|mailto:)\S+$/.test(words);
  const insert = isUrl ? `[](${words})` : `[${words}]()`;
  const anchor = range.from + (isUrl || words === "" ? 1 : words.length + 3);
  return { changes: { from: range.from, to: range.to, insert }, selection: { anchor }, userEvent: "input" };
}

/** A footnote at the caret; the caret goes to where its words are written, at the end. */
export function makeFootnote(state: EditorState): TransactionSpec {
  const at = state.selection.main.to;
  const text = state.doc.toString();
  const used = [...text.matchAll(/\[\^(\d+)\]/g)].map((match) => Number(match[1]));
  const label = `[^${Math.max(0, ...used) + 1}]`;
  const length = text.trimEnd().length;
  const last = text.slice(text.lastIndexOf("\n", length - 1) + 1, length);
  const note = `${length === 0 && at === 0 ? "\n\n" : /^\[\^[^\]]+\]:/.test(last) ? "\n" : "\n\n"}${label}: `;
  const end = Math.max(length, at);
  return {
    changes: [{ from: at, insert: label }, { from: end, to: text.length, insert: note }],
    selection: { anchor: end + label.length + note.length },
    scrollIntoView: true,
    userEvent: "input",
  };
}

/** Takes emphasis, links, headings and code signs off the selection, or off the caret's paragraph; the words stay. */
export function clearFormatting(state: EditorState): TransactionSpec {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const [from, to] = main.empty ? [line.from, line.to] : [main.from, main.to];
  const changes: { from: number; to: number }[] = [];
  syntaxTree(state).iterate({
    from,
    to,
    enter({ node, name }) {
      if (name === "EmphasisMark" || name === "StrikethroughMark" || name === "CodeMark") changes.push({ from: node.from, to: node.to });
      if (name === "HeaderMark") changes.push({ from: node.from, to: state.sliceDoc(node.to, node.to + 1) === " " ? node.to + 1 : node.to });
      if (name !== "Link") return;
      const [open, close] = node.getChildren("LinkMark");
      if (node.getChild("URL") && open && close) changes.push({ from: open.from, to: open.to }, { from: close.from, to: node.to });
    },
  });
  return { changes: withoutOverlap(changes), userEvent: "delete" };
}

function withoutOverlap(ranges: { from: number; to: number }[]): { from: number; to: number }[] {
  const kept: { from: number; to: number }[] = [];
  for (const range of ranges.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (range.from >= (kept.at(-1)?.to ?? 0)) kept.push(range);
  }
  return kept;
}

function unwrap(node: SyntaxNode): TransactionSpec {
  const { firstChild, lastChild } = node;
  if (!firstChild || !lastChild) return {};
  return { changes: [{ from: firstChild.from, to: firstChild.to }, { from: lastChild.from, to: lastChild.to }], userEvent: "delete" };
}

/** The element of this name that holds the whole range, also when its marks are selected with it. */
function enclosing(state: EditorState, from: number, to: number, name: string): SyntaxNode | null {
  for (const side of [1, -1] as const) {
    const node = named(state, from, side, name, to);
    if (node) return node;
  }
  return null;
}

/** The same on one side of a place. */
function named(state: EditorState, from: number, side: 1 | -1, name: string, to = from): SyntaxNode | null {
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(from, side); node; node = node.parent) {
    if (node.name === name && node.from <= from && node.to >= to) return node;
  }
  return null;
}
