import { syntaxTree } from "@codemirror/language";
import { type Extension, type Range, StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import { attentionOf } from "./attention";
import { type Look, lookOf } from "./ranges";

/** A composition ended, and what was left alone during it may be drawn again. */
const settle = StateEffect.define<null>();

/** Draws the look of what is visible. Nothing is redrawn inside a composition: it would break the input method. */
export function stylingPlugin(inlineOnly: boolean): Extension {
  const plugin = ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = draw(view, inlineOnly);
      }

      update(update: ViewUpdate): void {
        if (update.view.composing && update.docChanged) {
          this.decorations = this.decorations.map(update.changes);
        } else if (
          update.docChanged ||
          update.viewportChanged ||
          attentionOf(update.startState) !== attentionOf(update.state) ||
          syntaxTree(update.startState) !== syntaxTree(update.state) ||
          update.transactions.some((tr) => tr.effects.some((effect) => effect.is(settle)))
        ) {
          if (!update.view.composing) this.decorations = draw(update.view, inlineOnly);
        }
      }
    },
    { decorations: (value) => value.decorations },
  );
  const ended = EditorView.domEventObservers({
    compositionend(_event, view) {
      setTimeout(() => {
        if (view.dom.isConnected) view.dispatch({ effects: settle.of(null) });
      }, 60);
    },
  });
  return [plugin, ended];
}

class Bullet extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "cm-hang cm-bullet";
    dom.textContent = "•";
    dom.setAttribute("aria-hidden", "true");
    return dom;
  }
}

const bullet = Decoration.replace({ widget: new Bullet() });
const hidden = Decoration.replace({});
const marks = new Map<string, Decoration>();
const mark = (className: string): Decoration => {
  const known = marks.get(className) ?? Decoration.mark({ class: className });
  marks.set(className, known);
  return known;
};

function draw(view: EditorView, inlineOnly: boolean): DecorationSet {
  const { state } = view;
  const ranges: Range<Decoration>[] = [];
  let drawn = -1;
  for (const { from, to } of view.visibleRanges) {
    // Two visible ranges may share a line or a block; each line is drawn once.
    const start = Math.max(from, drawn + 1);
    if (start > to) continue;
    collect(lookOf(state.doc, syntaxTree(state), start, to, { caret: attentionOf(state), inlineOnly }), drawn, ranges);
    drawn = state.doc.lineAt(to).to;
  }
  return Decoration.set(ranges, true);
}

function collect(look: Look, drawn: number, out: Range<Decoration>[]): void {
  for (const [at, line] of look.lines) {
    if (at <= drawn) continue;
    const depth = line.quotes + line.lists;
    const classes = [...line.classes];
    if (line.quotes > 0) classes.push("cm-quote");
    if (line.lists > 0) classes.push("cm-item");
    const style = depth > 0 ? { style: `--in:${line.quotes * 20 + line.lists * 24}px` } : undefined;
    if (classes.length > 0) out.push(Decoration.line({ class: classes.join(" "), attributes: style }).range(at));
  }
  for (const { from, to, className } of look.spans) if (from > drawn) out.push(mark(className).range(from, to));
  for (const { from, to } of look.hidden) if (from > drawn) out.push(hidden.range(from, to));
  for (const hang of look.hangs) {
    if (hang.from <= drawn) continue;
    if (hang.bullet && !hang.shown) out.push(bullet.range(hang.from, hang.to));
    else out.push(mark(hangClass(hang)).range(hang.from, hang.to));
  }
}

function hangClass({ heading, bullet, number, shown }: Look["hangs"][number]): string {
  if (heading) return "cm-hang cm-hang-h";
  // A number is part of what is read; a `>` is not, since the bar says it.
  return shown || bullet || number ? "cm-hang" : "cm-hang cm-hang-quiet";
}
