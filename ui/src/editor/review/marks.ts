import { sendableUpdates } from "@codemirror/collab";
import { type ChangeSet, Compartment, type EditorState, type Extension, type Range, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { BreakSign, RemovedWords } from "./removed";
import { gutter } from "./gutter";
import type { ChangeMark, RemarkMark, ReviewMarks } from "./types";

/** What a decoration of the review is of. */
export interface ReviewSpec {
  review: ChangeMark | RemarkMark;
  current: boolean;
}

interface Shown {
  marks: DecorationSet;
  current: string | null;
}

const compartment = new Compartment();
const look = StateEffect.define<string | null>();
const place = StateEffect.define<Shown>();

/** Marks of a review. None until `reviewEffect` brings some. */
export const review: Extension = compartment.of([]);

/** Shows marks that count in the desk's text (letters that only this window has come on top); null takes them away. */
export function reviewEffect(state: EditorState, marks: ReviewMarks | null): StateEffect<unknown> {
  if (marks === null) return compartment.reconfigure([]);
  const shown = shownOf(sendableUpdates(state).map(({ changes }) => changes), state.doc, marks);
  return state.field(field, false) ? place.of(shown) : compartment.reconfigure([field.init(() => shown), gutter(reviewRanges)]);
}

/** Another change or remark is looked at. */
export const lookEffect = (id: string | null): StateEffect<unknown> => look.of(id);

/** `unsent` leads from the desk's text, in which the marks count, to `doc`. */
export function shownOf(unsent: readonly ChangeSet[], doc: Text, { changes, remarks, current }: ReviewMarks): Shown {
  const length = unsent[0]?.length ?? doc.length;
  const fits = ({ from, to }: { from: number; to: number }) => from >= 0 && from <= to && to <= length;
  // Whole paragraphs stand between lines; after typing that is not sent yet nobody knows the lines of before.
  const edge = (at: number) => unsent.length === 0 && (doc.lineAt(at).from === at || doc.lineAt(at).to === at);
  const ranges = [...changes.filter(fits).flatMap((mark) => ofChange(mark, mark.id === current, edge)), ...remarks.filter(fits).flatMap((mark) => ofRemark(mark, mark.id === current))];
  let marks = Decoration.set(ranges, true);
  for (const each of unsent) marks = marks.map(each);
  return { marks, current };
}

const field = StateField.define<Shown>({
  create: () => ({ marks: Decoration.none, current: null }),
  update(value, tr) {
    let { marks, current } = value;
    if (tr.docChanged) marks = marks.map(tr.changes);
    for (const effect of tr.effects) {
      if (effect.is(place)) ({ marks, current } = effect.value);
      if (!effect.is(look) || effect.value === current) continue;
      marks = turned(turned(marks, current, false), effect.value, true);
      current = effect.value;
    }
    return marks === value.marks && current === value.current ? value : { marks, current };
  },
  provide: (self) => EditorView.decorations.from(self, ({ marks }) => marks),
});

const specOf = (decoration: Decoration): ReviewSpec => decoration.spec as ReviewSpec;

/** The same marks with one of them (not) looked at. */
function turned(marks: DecorationSet, id: string | null, current: boolean): DecorationSet {
  if (id === null) return marks;
  const add: Range<Decoration>[] = [];
  const kept = marks.update({
    filter: (from, to, value) => {
      const { review } = specOf(value);
      if (review.id !== id) return true;
      add.push(remade(value, current).range(from, to));
      return false;
    },
  });
  return kept.update({ add, sort: true });
}

function remade(value: Decoration, current: boolean): Decoration {
  const { review } = specOf(value);
  const { widget, side } = value.spec as { widget?: RemovedWords | BreakSign; side?: number };
  if (widget instanceof BreakSign) return broken(widget.mark, current);
  if (widget) return gone(widget.mark, current, widget.block, side ?? -1);
  return "query" in review ? remark(review, current) : come(review, current);
}

function ofChange(mark: ChangeMark, current: boolean, edge: (at: number) => boolean): Range<Decoration>[] {
  const out: Range<Decoration>[] = [];
  // Where a paragraph was split the blank between the sentences went, too; its sign says enough.
  if (mark.removed !== "" && !(mark.breaks && /^ *$/.test(mark.removed))) {
    const block = /\n\n/.test(mark.removed) && mark.removed.trim() !== "" && mark.from === mark.to && edge(mark.from);
    out.push(gone(mark, current, block, block && /^\n/.test(mark.removed) ? 1 : -1).range(mark.from));
  }
  if (mark.breaks && mark.from < mark.to) out.push(broken(mark, current).range(mark.from));
  if (mark.from < mark.to) out.push(come(mark, current).range(mark.from, mark.to));
  return out;
}
const ofRemark = (mark: RemarkMark, current: boolean): Range<Decoration>[] => (mark.from < mark.to ? [remark(mark, current).range(mark.from, mark.to)] : []);

const spec = (review: ChangeMark | RemarkMark, current: boolean): ReviewSpec => ({ review, current });
function gone(mark: ChangeMark, current: boolean, block: boolean, side: number): Decoration {
  return Decoration.widget({ widget: new RemovedWords(mark, current, block), side, block, ...spec(mark, current) });
}
const broken = (mark: ChangeMark, current: boolean) => Decoration.widget({ widget: new BreakSign(mark, current), side: -1, ...spec(mark, current) });
function come(mark: ChangeMark, current: boolean): Decoration {
  const label = `${mark.moved ? "moved here" : "inserted"} by ${mark.who}`;
  return Decoration.mark({ tagName: "ins", class: `cm-ins p${mark.colour}${current ? " cm-cur" : ""}`, attributes: { "data-review": mark.id, "aria-description": label, title: label }, ...spec(mark, current) });
}
function remark(mark: RemarkMark, current: boolean): Decoration {
  return Decoration.mark({ tagName: "mark", class: `cm-remark${current ? " cm-cur" : ""}`, attributes: { "data-review": mark.id, "aria-description": mark.label, title: mark.label }, ...spec(mark, current) });
}

export interface ReviewRange extends ReviewSpec {
  from: number;
  to: number;
  /** Removed paragraphs that stand between lines. */
  block: boolean;
}

/** Where the marks stand now, in order. */
export function reviewRanges(state: EditorState, from = 0, to = state.doc.length): ReviewRange[] {
  const out: ReviewRange[] = [];
  state.field(field, false)?.marks.between(from, to, (a, b, value) => void out.push({ from: a, to: b, block: (value.spec as { block?: boolean }).block === true, ...specOf(value) }));
  return out;
}

/** Where one change or remark stands now; none when it is not in this text. */
export function rangeOf(state: EditorState, id: string): { from: number; to: number } | null {
  const own = reviewRanges(state).filter(({ review }) => review.id === id);
  if (own.length === 0) return null;
  // A move stands in two places; the words are at the one that is not empty.
  const words = own.find(({ from, to }) => to > from) ?? own[0]!;
  return { from: words.from, to: words.to };
}

/** What the caret is in: a change before a remark, the shorter one of several. */
export function reviewAt(state: EditorState, at: number): string | null {
  const here = reviewRanges(state, at, at).filter(({ from, to }) => from <= at && to >= at);
  const size = ({ from, to, review }: ReviewRange) => ("query" in review ? 1e6 : 0) + to - from;
  return here.sort((a, b) => size(a) - size(b))[0]?.review.id ?? null;
}
