import { syntaxTree } from "@codemirror/language";
import { EditorSelection, type EditorState, type TransactionSpec } from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";
import { enterOn, indentUnder, prefixOf } from "./markup";

/** Enter: a new paragraph, the next item, the next line of a quotation, or out of an empty one. */
export const enter: Command = (view) => {
  if (view.state.readOnly) return true;
  view.dispatch(enterSpec(view.state));
  return true;
};

export function enterSpec(state: EditorState): TransactionSpec {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.from);
  const plain = { insert: "\n", from: main.from, to: main.to };
  const edit = main.empty && !inCode(state, main.from) ? enterOn(line.text, main.from - line.from, textOfLine(state, line.number - 1)) : null;
  // A selection is replaced first; what Enter does then depends on the line that is left.
  const change = edit
    ? { from: line.from + edit.from, to: line.from + edit.to, insert: edit.insert }
    : main.empty || inCode(state, main.from) ? plain : { ...plain, insert: "\n\n" };
  return {
    changes: change,
    selection: EditorSelection.cursor(change.from + change.insert.length),
    scrollIntoView: true,
    userEvent: "input",
  };
}

/** Shift Enter: a line break inside a paragraph, an item or a table. */
export const lineBreak: Command = (view) => {
  if (view.state.readOnly) return true;
  view.dispatch(view.state.replaceSelection("\n"), { scrollIntoView: true, userEvent: "input" });
  return true;
};

/** Backspace right after a mark takes the mark; at the start of a paragraph it joins it to the one before. */
export const backspace: Command = (view) => {
  const { state } = view;
  const { main } = state.selection;
  if (!main.empty || state.readOnly || inCode(state, main.from)) return false;
  const line = state.doc.lineAt(main.head);
  const column = main.head - line.from;
  const heading = /^#{1,6} /.exec(line.text)?.[0].length ?? 0;
  const prefix = prefixOf(line.text);
  if (column > 0 && (column === heading || (column === prefix.length && prefix.length > 0))) {
    const from = column === heading ? line.from : line.from + (prefix.marker === "" ? lastQuote(prefix.quote) : prefix.quote.length);
    view.dispatch({ changes: { from, to: main.head }, scrollIntoView: true, userEvent: "delete.backward" });
    return true;
  }
  const gap = textOfLine(state, line.number - 1);
  const above = textOfLine(state, line.number - 2);
  if (column > 0 || gap !== "" || above === null || above === "") return false;
  view.dispatch({ changes: { from: line.from - 2, to: line.from }, scrollIntoView: true, userEvent: "delete.backward" });
  return true;
};

/** Delete at the end of a paragraph joins the next one to it. */
export const forwardDelete: Command = (view) => {
  const { state } = view;
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  if (!main.empty || state.readOnly || main.head !== line.to || line.length === 0 || inCode(state, main.from)) return false;
  const next = textOfLine(state, line.number + 2);
  if (textOfLine(state, line.number + 1) !== "" || next === null || next === "") return false;
  view.dispatch({ changes: { from: line.to, to: line.to + 2 }, scrollIntoView: true, userEvent: "delete.forward" });
  return true;
};

/** Tab and Shift Tab move list items in and out; elsewhere they are left to move the focus. */
export const indent: Command = (view) => shift(view, (state, number) => {
  for (let above = number - 1; above > 0; above--) {
    const text = textOfLine(state, above);
    if (text === null || text.trim() === "") return 0;
    const by = indentUnder(textOfLine(state, number) ?? "", text);
    if (by !== null) return by;
  }
  return 0;
});

export const outdent: Command = (view) => shift(view, (state, number) => {
  const here = prefixOf(textOfLine(state, number) ?? "").indent.length;
  for (let above = number - 1; above > 0 && here > 0; above--) {
    const parent = prefixOf(textOfLine(state, above) ?? "");
    if (parent.marker !== "" && parent.indent.length < here) return parent.indent.length - here;
  }
  return -here;
});

function shift(view: EditorView, by: (state: EditorState, line: number) => number): boolean {
  const { state } = view;
  const { main } = state.selection;
  const first = state.doc.lineAt(main.from).number;
  const last = state.doc.lineAt(main.to).number;
  if (prefixOf(textOfLine(state, first) ?? "").marker === "" || state.readOnly) return false;
  // The lines move together, by what the first one can.
  const amount = by(state, first);
  const changes = [];
  for (let number = first; number <= last && amount !== 0; number++) {
    const line = state.doc.line(number);
    const at = line.from + prefixOf(line.text).quote.length;
    if (line.length === 0) continue;
    if (amount > 0) changes.push({ from: at, to: at, insert: " ".repeat(amount) });
    else changes.push({ from: at, to: at + Math.min(-amount, /^ */.exec(line.text.slice(at - line.from))?.[0].length ?? 0), insert: "" });
  }
  view.dispatch({ changes, scrollIntoView: true, userEvent: amount > 0 ? "input.indent" : "delete.dedent" });
  return true;
}

function textOfLine(state: EditorState, number: number): string | null {
  return number >= 1 && number <= state.doc.lines ? state.doc.line(number).text : null;
}

/** Where the last quotation sign begins. */
const lastQuote = (quote: string) => Math.max(quote.lastIndexOf(">"), 0);

function inCode(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); node.parent; node = node.parent) {
    if (node.name === "FencedCode" || node.name === "HTMLBlock" || node.name === "CommentBlock") return true;
  }
  return false;
}
