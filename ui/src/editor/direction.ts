import { type Extension, type Range, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

export type TextDirection = "ltr" | "rtl";

/** The letters (and marks) that have a direction of their own; digits and signs take that of what is around them. */
const STRONG = /[\p{L}\u200E\u200F]/u;
/** Hebrew, Arabic, Syriac, Thaana, N’Ko and their kin, with their presentation forms. */
const RTL = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
/** The number of a footnote is no word of it. */
const NOTE = /^\s*\[\^[^\]]*\]:/;
/** Lines above what is visible in which a line without letters looks for its direction. */
const BACK = 8;

/** The direction of a line, by its first letter; none without one. */
export function directionOf(line: string): TextDirection | null {
  const first = STRONG.exec(line.replace(NOTE, ""))?.[0];
  return first === undefined ? null : RTL.test(first) ? "rtl" : "ltr";
}

/** Where the right-to-left lines of a stretch begin. A line without letters goes on as the one before it. */
export function rightToLeft(doc: Text, from: number, to: number): number[] {
  const [first, last] = [doc.lineAt(from).number, doc.lineAt(to).number];
  let direction: TextDirection | null = null;
  for (let n = first - 1; n >= Math.max(1, first - BACK) && direction === null; n--) direction = directionOf(doc.line(n).text);
  const out: number[] = [];
  for (let n = first; n <= last; n++) {
    const line = doc.line(n);
    direction = directionOf(line.text) ?? direction;
    if (direction === "rtl") out.push(line.from);
  }
  return out;
}

/** Said in an attribute, not left to `dir="auto"`: that would count the words of the marks in a line, and the editor asks for the direction that is computed. */
const rtl = Decoration.line({ attributes: { dir: "rtl" } });

function draw(view: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  let drawn = -1;
  for (const { from, to } of view.visibleRanges) {
    for (const at of rightToLeft(view.state.doc, from, to)) if (at > drawn) ranges.push(rtl.range((drawn = at)));
  }
  return Decoration.set(ranges);
}

const lines = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    #late = false;

    constructor(view: EditorView) {
      this.decorations = draw(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = this.decorations.map(update.changes);
      this.#late ||= update.docChanged || update.viewportChanged;
      // A line that turns round inside a composition would break the input method.
      if (!this.#late || update.view.composing) return;
      this.#late = false;
      this.decorations = draw(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

/** Each line reads in the direction of its own words. */
export const directions: Extension = [EditorView.perLineTextDirection.of(true), lines];
