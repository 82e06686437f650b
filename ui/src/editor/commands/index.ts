import { selectAll, toggleTabFocusMode } from "@codemirror/commands";
import { language as languageFacet } from "@codemirror/language";
import { findNext, findPrevious } from "@codemirror/search";
import type { TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { openFindBar } from "../find";
import type { EditorCommand } from "../types";
import { moveParagraph, setHeading, toggleList, toggleQuote } from "./block";
import { clearFormatting, makeFootnote, makeLink, toggleInline } from "./inline";

/** Does a command of the text; false when this field knows no such thing (a headline has no footnotes). */
export function runCommand(view: EditorView, command: EditorCommand): boolean {
  const { state } = view;
  const multiline = view.contentDOM.getAttribute("aria-multiline") === "true";
  const markdown = state.facet(languageFacet) !== null;
  const apply = (allowed: boolean, spec: () => TransactionSpec): boolean => {
    if (!allowed || state.readOnly) return false;
    view.dispatch(spec());
    view.focus();
    return true;
  };
  switch (command) {
    case "bold":
    case "italic":
    case "strike":
    case "code":
      return apply(markdown, () => toggleInline(state, command));
    case "link":
      return apply(markdown, () => makeLink(state));
    case "clearFormatting":
      return apply(markdown, () => clearFormatting(state));
    case "footnote":
      return apply(multiline, () => makeFootnote(state));
    case "quote":
      return apply(multiline, () => toggleQuote(state));
    case "bullets":
    case "numbers":
      return apply(multiline, () => toggleList(state, command === "numbers"));
    case "paragraph":
      return apply(multiline, () => setHeading(state, 0));
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return apply(multiline, () => setHeading(state, Number(command[1])));
    case "moveUp":
    case "moveDown":
      return multiline && !state.readOnly && moveParagraph(view, command === "moveUp" ? -1 : 1);
    case "find":
    case "replace":
      return openFindBar(view, command === "replace");
    case "findNext":
      return multiline && findNext(view);
    case "findPrevious":
      return multiline && findPrevious(view);
    case "selectAll":
      view.focus();
      return selectAll(view);
    case "toggleTabMode":
      return toggleTabFocusMode(view);
  }
}
