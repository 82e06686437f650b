import { isolateHistory } from "@codemirror/commands";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, dropCursor, EditorView, placeholder } from "@codemirror/view";
import { authors } from "./authors";
import { directions } from "./direction";
import { find } from "./find";
import { kindOf } from "./fields";
import { keys } from "./keys";
import { keyTime, keyTimeOf } from "./key-time";
import { language } from "./language";
import { linkClicks } from "./links";
import { paste } from "./paste";
import { readOnly } from "./read-only";
import { reviewAt, review } from "./review/marks";
import { reviewClicks } from "./review/removed";
import { selectionOf } from "./mounted";
import { bodyStyling, noteStyling } from "./styling";
import { bodyTheme, fieldTheme } from "./theme";
import type { FieldEditorOptions } from "./types";

/** All that a text gets with its view. */
export function looksOf(options: FieldEditorOptions): Extension {
  const kind = kindOf(options.field);
  return [
    nonce(),
    Prec.highest(keyTime),
    keys(options),
    paste(options),
    EditorView.lineWrapping,
    directions,
    EditorState.allowMultipleSelections.of(false),
    // The caret and the selection are drawn by the editor: 2 px, in the pencil's blue, of the height of the letters.
    drawSelection({ cursorBlinkRate: 1060 }),
    dropCursor(),
    readOnly,
    authors,
    review,
    options.onReviewMark ? reviewClicks((id) => options.onReviewMark?.(id)) : [],
    placeholder(options.placeholder),
    attributes(options),
    reports(options),
    fieldTheme,
    kind === "body" ? [language, bodyStyling, find(), linkClicks(options), bodyTheme] : [],
    kind === "note" ? [language, noteStyling, linkClicks(options)] : [],
  ];
}

/** The window's policy allows styles only with the nonce that the shell put on index.html's own style element. */
function nonce(): Extension {
  const style = document.querySelector<HTMLStyleElement>("style#first-paint");
  return style?.nonce ? EditorView.cspNonce.of(style.nonce) : [];
}

function attributes(options: FieldEditorOptions): Extension {
  return EditorView.contentAttributes.of({
    role: "textbox",
    "aria-label": options.label,
    "aria-multiline": String(!options.singleLine),
    "aria-placeholder": options.placeholder,
    // The copy desk checks spelling; a second opinion in red would be noise, and the engine's dictionaries go online.
    spellcheck: "false",
    autocorrect: "off",
    autocapitalize: "off",
    ...(options.spellcheckLang ? { lang: options.spellcheckLang } : {}),
  });
}

function reports(options: FieldEditorOptions): Extension {
  return [
    EditorView.updateListener.of((update) => {
      if (update.transactions.some((tr) => keyTimeOf(tr) !== null)) {
        options.onLocalUpdate();
      }
      if (update.selectionSet || update.docChanged) options.onSelection?.(selectionOf(update.state));
      // While somebody types, what is looked at stays.
      if (options.onReviewCaret && update.selectionSet && !update.docChanged && update.view.hasFocus) options.onReviewCaret(reviewAt(update.state, update.state.selection.main.head));
    }),
    EditorView.domEventHandlers({
      focus(_event, view) {
        // What is typed after a visit elsewhere is a step of its own, so that undoing goes back in the order of work.
        view.dispatch({ annotations: isolateHistory.of("full") });
        options.onFocus?.();
      },
      blur() {
        options.onBlur?.();
      },
    }),
  ];
}
