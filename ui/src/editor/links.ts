import { syntaxTree } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { linkAt } from "./styling/inline";
import type { FieldEditorOptions } from "./types";

/** Ctrl (on macOS Cmd) and a click opens a link; a click alone puts the caret into its words. */
export function linkClicks(options: FieldEditorOptions): Extension {
  const { onLink } = options;
  if (!onLink) return [];
  return EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at === null) return false;
      const url = linkAt(syntaxTree(view.state).resolveInner(at, 1), (from, to) => view.state.sliceDoc(from, to));
      if (url === null) return false;
      event.preventDefault();
      onLink(url);
      return true;
    },
  });
}
