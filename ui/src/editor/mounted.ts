import { isolateHistory } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Update } from "../ipc/client";
import { runCommand } from "./commands";
import { readOnlyEffect } from "./read-only";
import { authorsEffect, type ColouredStretch } from "./authors";
import type { FieldText } from "./field-text";
import { lookEffect, rangeOf, reviewEffect } from "./review/marks";
import type { ReviewMarks } from "./review/types";
import { closeFindBar, openFindBar } from "./find";
import { coordsOfLine, lineAtTop, scrollToLine } from "./scroll";
import type { EditorCommand, FieldEditor, FieldEditorOptions, Selection } from "./types";

/** A field's text in the window. */
export class MountedField implements FieldEditor {
  readonly dom: HTMLElement;
  readonly #text: FieldText;
  readonly #view: EditorView;
  readonly #forget: () => void;

  constructor(text: FieldText, view: EditorView, options: FieldEditorOptions) {
    this.#text = text;
    this.#view = view;
    this.dom = view.dom;
    const { onScroll } = options;
    if (onScroll) {
      // The page scrolls, not the editor; scroll events do not bubble, but they are captured.
      document.addEventListener("scroll", onScroll, { capture: true, passive: true });
      this.#forget = () => document.removeEventListener("scroll", onScroll, { capture: true });
    } else this.#forget = () => undefined;
  }

  focus(at?: "start" | "end"): void {
    if (at) {
      const anchor = at === "start" ? 0 : this.#view.state.doc.length;
      this.#view.dispatch({ selection: { anchor }, scrollIntoView: true });
    }
    this.#view.focus();
  }

  text(): string {
    return this.#text.text();
  }

  selection(): Selection {
    return selectionOf(this.#view.state);
  }

  select(from: number, to: number): void {
    const { length } = this.#view.state.doc;
    const selection = EditorSelection.single(Math.min(from, length), Math.min(to, length));
    this.#view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.main, { y: "center" }) });
    this.#view.focus();
  }

  insert(text: string, at: number): void {
    const from = Math.min(at, this.#view.state.doc.length);
    this.#view.dispatch({
      changes: { from, insert: text },
      selection: { anchor: from + text.length },
      annotations: isolateHistory.of("full"),
      scrollIntoView: true,
      userEvent: "input.paste",
    });
    this.#view.focus();
  }

  placeAt(x: number, y: number): number | null {
    const box = this.#view.dom.getBoundingClientRect();
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) return null;
    return this.#view.posAtCoords({ x, y }, false);
  }

  undo(): boolean {
    return this.#text.undo();
  }

  redo(): boolean {
    return this.#text.redo();
  }

  run(command: EditorCommand): boolean {
    return runCommand(this.#view, command);
  }

  openFind(replace: boolean): void {
    openFindBar(this.#view, replace);
  }

  closeFind(): void {
    closeFindBar(this.#view);
  }

  scrollToLine(line: number, options?: { smooth?: boolean }): void {
    scrollToLine(this.#view, line, options?.smooth ?? false);
  }

  lineAtTop(): number {
    return lineAtTop(this.#view);
  }

  caret(): { line: number; top: number; bottom: number } {
    const { state } = this.#view;
    const { head } = state.selection.main;
    const line = state.doc.lineAt(head);
    const { top, bottom } = this.coordsAt(head);
    return { line: line.number + Math.min((head - line.from) / Math.max(1, line.length), 0.999), top, bottom };
  }

  coordsOfLine(line: number): { top: number; bottom: number } | null {
    return coordsOfLine(this.#view, line);
  }

  setReadOnly(readOnly: boolean): void {
    if (this.#view.state.readOnly !== readOnly) this.#view.dispatch({ effects: readOnlyEffect(readOnly) });
  }

  setAuthors(stretches: readonly ColouredStretch[] | null, own: number, version: number): boolean {
    if (stretches !== null && version !== this.#text.version()) return false;
    this.#view.dispatch({ effects: authorsEffect(this.#view.state, stretches, own) });
    return true;
  }

  setReview(marks: ReviewMarks | null, version: number): boolean {
    if (marks !== null && (version !== this.#text.version() || this.#view.composing)) return false;
    this.#view.dispatch({ effects: reviewEffect(this.#view.state, marks) });
    return true;
  }

  lookAt(id: string | null): void {
    this.#view.dispatch({ effects: lookEffect(id) });
  }

  reviewRange(id: string): { from: number; to: number } | null {
    return rangeOf(this.#view.state, id);
  }

  reveal(from: number, to: number): void {
    const { length } = this.#view.state.doc;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(EditorSelection.range(Math.min(from, length), Math.min(to, length)), { y: "nearest", yMargin: 96 }) });
  }

  coordsAt(at: number): { top: number; bottom: number } {
    const place = Math.min(at, this.#view.state.doc.length);
    const drawn = this.#view.coordsAtPos(place);
    if (drawn) return drawn;
    const block = this.#view.lineBlockAt(place);
    return { top: this.#view.documentTop + block.top, bottom: this.#view.documentTop + block.bottom };
  }

  destroy(): void {
    this.#forget();
    // Another mount may have taken the text over in the meantime.
    if (this.#text.view === this.#view) this.#text.detach();
  }

  sendable(): Update[] {
    return this.#text.sendable();
  }

  version(): number {
    return this.#text.version();
  }

  receive(updates: readonly Update[]): void {
    this.#text.receive(updates);
  }
}

export function selectionOf(state: EditorView["state"]): Selection {
  const { from, to } = state.selection.main;
  return { from, to, text: state.sliceDoc(from, to) };
}
