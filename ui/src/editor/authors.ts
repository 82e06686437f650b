import { sendableUpdates } from "@codemirror/collab";
import { type ChangeSet, Compartment, type EditorState, type Extension, type Range, StateField, Transaction, type StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** A stretch of the text and the colour (from 1) of who wrote it; UTF-16 offsets. */
export interface ColouredStretch {
  from: number;
  to: number;
  colour: number;
}

interface Authors {
  marks: DecorationSet;
  /** The colour of who types here. */
  own: number;
  /** Typed through an input method that is not done: its marks must not change under it. */
  composed: { from: number; to: number } | null;
}

const compartment = new Compartment();

/** The words coloured by who wrote them. Nothing until `authorsEffect` says who wrote what. */
export const authors: Extension = compartment.of([]);

/** Colours a text whose version is the desk's (letters that only this window has are its own); null takes the colours away. */
export function authorsEffect(state: EditorState, stretches: readonly ColouredStretch[] | null, own: number): StateEffect<unknown> {
  return compartment.reconfigure(stretches === null ? [] : authorsOf(sendableUpdates(state).map(({ changes }) => changes), state.doc.length, stretches, own));
}

/** The same as an extension. `unsent` leads from the desk's text, in which `stretches` count, to one of `now` units. */
export function authorsOf(unsent: readonly ChangeSet[], now: number, stretches: readonly ColouredStretch[], own: number): Extension {
  const length = unsent[0]?.length ?? now;
  const fitting = stretches.filter(({ from, to }) => from < to && to <= length);
  let marks = Decoration.set(fitting.map(({ from, to, colour }) => markOf(colour).range(from, to)), true);
  for (const changes of unsent) marks = written(marks.map(changes), changes, own);
  return field.init(() => ({ marks, own, composed: null }));
}

/** What is coloured now; for tests. */
export function colouredStretches(state: EditorState): ColouredStretch[] {
  const out: ColouredStretch[] = [];
  state.field(field, false)?.marks.between(0, state.doc.length, (from, to, value) => void out.push({ from, to, colour: colourIn(value) }));
  return out;
}

const field = StateField.define<Authors>({
  create: () => ({ marks: Decoration.none, own: 1, composed: null }),
  update(value, tr) {
    if (!tr.docChanged) return value;
    const { own } = value;
    const marks = value.marks.map(tr.changes);
    const composed = value.composed && { from: tr.changes.mapPos(value.composed.from, -1), to: tr.changes.mapPos(value.composed.to, 1) };
    if (tr.isUserEvent("input.type.compose")) return { marks, own, composed: wider(composed, tr) };
    const done = composed ? coloured(marks, composed.from, composed.to, own) : marks;
    // What came from elsewhere has no colour until the desk says whose it is.
    return { marks: written(done, tr.changes, tr.annotation(Transaction.remote) ? 0 : own), own, composed: null };
  },
  provide: (self) => EditorView.decorations.from(self, ({ marks }) => marks),
});

function wider(composed: Authors["composed"], tr: Transaction): Authors["composed"] {
  let out = composed;
  tr.changes.iterChangedRanges((_a, _b, from, to) => {
    if (to > from) out = out ? { from: Math.min(out.from, from), to: Math.max(out.to, to) } : { from, to };
  });
  return out;
}

/** The marks after a change, whose new letters are somebody's. */
function written(marks: DecorationSet, changes: ChangeSet, colour: number): DecorationSet {
  let out = marks;
  changes.iterChangedRanges((_a, _b, from, to) => {
    if (to > from) out = coloured(out, from, to, colour);
  });
  return out;
}

/** Gives a stretch one colour (0 for none). Neighbours of the same colour become one mark, so that typing leaves one, not many. */
function coloured(marks: DecorationSet, from: number, to: number, colour: number): DecorationSet {
  const add: Range<Decoration>[] = [];
  let [start, end] = [from, to];
  marks.between(from, to, (a, b, value) => {
    const same = colourIn(value) === colour;
    if (same) [start, end] = [Math.min(start, a), Math.max(end, b)];
    else {
      if (a < from) add.push(value.range(a, Math.min(b, from)));
      if (b > to) add.push(value.range(Math.max(a, to), b));
    }
  });
  if (colour > 0) add.push(markOf(colour).range(start, end));
  return marks.update({ filterFrom: from, filterTo: to, filter: () => false, add, sort: true });
}

const known = new Map<number, Decoration>();
function markOf(colour: number): Decoration {
  const mark = known.get(colour) ?? Decoration.mark({ class: `cm-by p${colour}`, colour });
  known.set(colour, mark);
  return mark;
}
const colourIn = (mark: Decoration): number => (mark.spec as { colour: number }).colour;
