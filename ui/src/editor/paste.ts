import { isolateHistory } from "@codemirror/commands";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { normaliseBreaks } from "./changes";
import { kindOf } from "./fields";
import type { FieldEditorOptions, RichPaste } from "./types";

/** Longer than this nobody waits for formatting: the words come in plain. */
const PATIENCE = 2000;

/** The length of a text that has more than so many bytes of UTF-8, in these; nothing for any other. */
export function tooLong(text: string, most: number): number | null {
  // A unit is three bytes at most: nothing else needs to be measured.
  if (text.length * 3 <= most) return null;
  const bytes = new Blob([text]).size;
  return bytes > most ? bytes : null;
}

interface Place {
  id: number;
  from: number;
  to: number;
}

const expect = StateEffect.define<Place>();
const arrived = StateEffect.define<number>();
/** Where pastes that are still being converted will stand, however the text moves meanwhile. */
const places = StateField.define<readonly Place[]>({
  create: () => [],
  update(value, tr) {
    let next = value;
    if (tr.docChanged && next.length > 0) {
      next = next.map((place) => ({ ...place, from: tr.changes.mapPos(place.from, -1), to: tr.changes.mapPos(place.to, 1) }));
    }
    for (const effect of tr.effects) {
      if (effect.is(expect)) next = [...next, effect.value];
      else if (effect.is(arrived)) next = next.filter((place) => place.id !== effect.value);
    }
    return next;
  },
});
let count = 0;

/** Paste and drop: a whole page into an empty piece, rich text as Markdown, and plain words as they are. */
export function paste(options: FieldEditorOptions): Extension {
  // Ctrl Shift V arrives as a paste like any other on some engines; the key says what was meant.
  let plain = false;
  return [
    places,
    EditorView.clipboardInputFilter.of((text) => normaliseBreaks(text)),
    EditorView.domEventObservers({
      keydown(event) {
        if (event.key.toLowerCase() === "v") plain = event.shiftKey;
      },
    }),
    EditorView.domEventHandlers({
      paste(event, view) {
        const asPlain = plain;
        plain = false;
        const data = event.clipboardData;
        if (!data || view.state.readOnly) return false;
        const html = data.getData("text/html");
        const text = normaliseBreaks(data.getData("text/plain"));
        // A picture comes as a file; what also has words is a text with pictures in it.
        if (text.trim() === "" && data.files.length > 0 && options.onPasteFiles?.(Array.from(data.files))) {
          event.preventDefault();
          return true;
        }
        const bytes = options.longest === undefined ? null : tooLong(text, options.longest);
        if (bytes !== null) {
          event.preventDefault();
          options.onTooLong?.(bytes);
          return true;
        }
        if (asPlain) return false;
        if (options.onPastePage?.(text, html === "" ? null : html)) {
          event.preventDefault();
          return true;
        }
        if (html === "" || !options.onPasteRich || kindOf(options.field) === "plain") return false;
        event.preventDefault();
        void pasteRich(view, text, options.onPasteRich(html, text));
        return true;
      },
    }),
  ];
}

async function pasteRich(view: EditorView, text: string, converting: Promise<RichPaste | null>): Promise<void> {
  const { from, to } = view.state.selection.main;
  const id = ++count;
  view.dispatch({ effects: expect.of({ id, from, to }) });
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
  const rich = await Promise.race([converting, late]).catch(() => null);
  const place = view.state.field(places, false)?.find((each) => each.id === id);
  // The field was closed meanwhile: there is nowhere to put the words, and the clipboard still has them.
  if (!place || !view.dom.isConnected) return;
  const insert = normaliseBreaks(rich?.markdown ?? text);
  const caret = view.state.selection.main;
  const follows = caret.from >= place.from && caret.to <= place.to;
  view.dispatch({
    changes: { from: place.from, to: place.to, insert },
    selection: follows ? { anchor: place.from + insert.length } : undefined,
    effects: arrived.of(id),
    annotations: isolateHistory.of("full"),
    scrollIntoView: follows,
    userEvent: "input.paste",
  });
  rich?.done?.();
}
