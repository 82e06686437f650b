import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { Field } from "../../ipc/client";
import type { Place } from "../../lib/view";
import { ALWAYS, PAGE_ORDER } from "../../lib/words";
import { Dateline } from "./dateline.svelte";
import type { PieceSession } from "./session.svelte";

/** The page of one piece: which fields stand on it, what is in the furniture, how one moves between them. */
export class Page {
  /** The furniture's words, for counts and for what is shown. The body is too large to be copied. */
  readonly texts = new SvelteMap<Field, string>();
  readonly #added = new SvelteSet<Field>();
  scroller: HTMLElement | null = null;
  readonly dateline: Dateline;
  scrolled = $state(false);

  /** `uncover` takes away what stands in the text's place, so that the text can take the focus. */
  constructor(readonly session: PieceSession, tell: (thrown: unknown) => void, readonly uncover: () => void) {
    this.dateline = new Dateline(session, tell);
    this.readAll();
  }

  readAll(): void {
    for (const field of PAGE_ORDER) this.read(field);
  }

  read(field: Field): void {
    if (field === "body") return;
    const text = this.session.text(field);
    if (this.texts.get(field) !== text) this.texts.set(field, text);
  }

  shows(field: Field): boolean {
    return ALWAYS.includes(field) || this.#added.has(field) || (this.texts.get(field) ?? "") !== "";
  }

  get order(): Field[] {
    return PAGE_ORDER.filter((field) => this.shows(field));
  }

  add(field: Field): void {
    this.#added.add(field);
    requestAnimationFrame(() => this.focus(field, "end"));
  }

  focus(field: Field = this.session.lastFocused, at?: "start" | "end"): void {
    this.uncover();
    const editor = this.session.editor(field) ?? this.session.editor("body");
    editor?.focus(at);
  }

  /** From one field to the next or the one before. */
  step(from: Field, by: 1 | -1, at: "start" | "end"): void {
    const { order } = this;
    const next = order[order.indexOf(from) + by];
    if (next) this.focus(next, at);
    else if (by < 0) this.dateline.focus?.();
  }

  place(): Omit<Place, "id"> {
    const field = this.session.lastFocused;
    const selection = this.session.editor(field)?.selection() ?? { from: 0, to: 0 };
    const line = this.session.editor("body")?.lineAtTop() ?? 0;
    return { field, from: selection.from, to: selection.to, scroll: Math.round(this.scroller?.scrollTop ?? 0), line: line > 1 ? Math.round(line * 1000) / 1000 : 0 };
  }

  /** Shows what stood at the top edge when the piece was left. */
  scrollTo(place: Place | undefined): void {
    const body = this.session.editor("body");
    if (!this.scroller) return;
    if (place && place.line > 0 && body) body.scrollToLine(place.line);
    else this.scroller.scrollTop = place?.scroll ?? 0;
  }

  /** Keeps the caret's line in the middle. */
  centre(): void {
    const range = getSelection();
    if (!this.scroller || !range?.rangeCount) return;
    const at = range.getRangeAt(0).getBoundingClientRect();
    const box = this.scroller.getBoundingClientRect();
    if (at.height === 0 && at.top === 0) return;
    this.scroller.scrollTop += at.top - (box.top + box.height * 0.45);
  }
}
