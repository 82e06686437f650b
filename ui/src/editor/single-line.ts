import { EditorState, type Transaction, type TransactionSpec } from "@codemirror/state";

/** What a line break becomes in a field that has none: one space, with the blanks around it. */
export function flatten(text: string): string {
  return text.replace(/[ \t]*[\r\n\u2028\u2029]+[ \t]*/g, " ");
}

/**
 * Keeps line breaks out of a single line, however they come: pasted, dropped, dictated. Changes from the desk pass
 * unfiltered (they are applied with `filter: false`), else window and desk would disagree.
 */
export const singleLineFilter = EditorState.transactionFilter.of((tr: Transaction): TransactionSpec | readonly TransactionSpec[] => {
  if (!tr.docChanged || tr.isUserEvent("undo") || tr.isUserEvent("redo")) return tr;
  let broken = false;
  const changes: { from: number; to: number; insert: string }[] = [];
  tr.changes.iterChanges((from, to, _a, _b, inserted) => {
    const text = inserted.toString();
    const flat = flatten(text);
    if (flat !== text) broken = true;
    changes.push({ from, to, insert: flat });
  });
  if (!broken) return tr;
  const last = changes.at(-1);
  const set = tr.startState.changes(changes);
  return {
    changes,
    selection: last ? { anchor: set.mapPos(last.to, 1) } : undefined,
    scrollIntoView: tr.scrollIntoView,
    userEvent: "input.paste",
  };
});
