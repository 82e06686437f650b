import { cursorLineDown, cursorLineUp, selectLineDown, selectLineUp } from "@codemirror/commands";
import type { Command, EditorView } from "@codemirror/view";
import { isGap } from "../styling/ranges";

/** Up and down, past the space between two paragraphs, and out of the field at its first and last line. */
export function vertical(direction: "up" | "down", extend: boolean, leave?: (direction: "up" | "down") => void): Command {
  const move = direction === "up" ? (extend ? selectLineUp : cursorLineUp) : extend ? selectLineDown : cursorLineDown;
  return (view) => {
    const { head, empty } = view.state.selection.main;
    if (!extend && empty && leave && onEdge(view, head, direction)) {
      leave(direction);
      return true;
    }
    move(view);
    const after = view.state.selection.main.head;
    if (after !== head && isGap(view.state.doc, view.state.doc.lineAt(after).number)) move(view);
    return true;
  };
}

/** Whether the caret stands on the first or last line as it is drawn. */
function onEdge(view: EditorView, head: number, direction: "up" | "down"): boolean {
  const edge = direction === "up" ? 0 : view.state.doc.length;
  if (head === edge) return true;
  const here = view.coordsAtPos(head);
  const there = view.coordsAtPos(edge);
  return here !== null && there !== null && Math.abs(here.top - there.top) < (here.bottom - here.top) / 2;
}
