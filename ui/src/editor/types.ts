import type { Field, Update } from "../ipc/client";
import type { ColouredStretch } from "./authors";
import type { ReviewMarks } from "./review/types";

export interface FieldEditorOptions {
  field: Field;
  text: string;
  /** The desk's version of `text`. */
  version: number;
  /** The accessible name: "Headline", "Body". */
  label: string;
  placeholder: string;
  /** Wraps, but holds no line break: Enter calls `onEnter`, pasted breaks become spaces. */
  singleLine: boolean;
  /** BCP 47 tag of the text. */
  spellcheckLang?: string;
  /** The person changed the text. */
  onLocalUpdate(): void;
  onSelection?(selection: Selection): void;
  onFocus?(): void;
  onBlur?(): void;
  /** Rich text was pasted; resolves to Markdown, or to nothing when the plain text is to be taken. */
  onPasteRich?(html: string, text: string): Promise<RichPaste | null>;
  /** A page was pasted; true when it is sorted into the (empty) piece and the editor is to leave it alone. */
  onPastePage?(text: string, html: string | null): boolean;
  /** How long a text may be that is pasted, in bytes of UTF-8. */
  longest?: number;
  /** A text was pasted that is longer, of so many bytes; it stays out. */
  onTooLong?(bytes: number): void;
  /** Files were pasted, with no words beside them; true when they are taken. */
  onPasteFiles?(files: readonly File[]): boolean;
  /** Undo and redo were asked for; the piece has one order over all its fields. Without these the field undoes alone. */
  onUndo?(): boolean;
  onRedo?(): boolean;
  /** A link was clicked with Ctrl or Cmd held. */
  onLink?(url: string): void;
  /** Enter in a single line. */
  onEnter?(): void;
  /** The caret wants to leave upwards from the first line, or downwards from the last one. */
  onArrowOut?(direction: "up" | "down"): void;
  /** A mark of the review was clicked. */
  onReviewMark?(id: string): void;
  /** The caret moved, and stands in a mark of the review, or in none. */
  onReviewCaret?(id: string | null): void;
  /** The editor came to show other lines. */
  onScroll?(): void;
}

/** Rich text as Markdown. */
export interface RichPaste {
  markdown: string;
  /** It is in the text now. */
  done?(): void;
}

/** What is selected: UTF-16 offsets, and the words. */
export interface Selection {
  from: number;
  to: number;
  text: string;
}

/** One text field of a piece. */
export interface FieldEditor {
  readonly dom: HTMLElement;
  focus(at?: "start" | "end"): void;
  text(): string;
  selection(): Selection;
  select(from: number, to: number): void;
  /** Puts words at a place, as one step that can be undone; the caret follows them. */
  insert(text: string, at: number): void;
  /** The place in the text at a point of the window; none beside it. */
  placeAt(x: number, y: number): number | null;
  undo(): boolean;
  redo(): boolean;
  run(command: EditorCommand): boolean;
  /** Opens the find bar; with `replace` its second row too. */
  openFind(replace: boolean): void;
  closeFind(): void;
  /** Brings a line (from 1, may be a fraction) to the top of what scrolls. */
  scrollToLine(line: number, options?: { smooth?: boolean }): void;
  /** The line at the top of what scrolls, from 1, with its fraction. */
  lineAtTop(): number;
  /** The caret: its line, from 1, with the fraction of the line before it, and where it stands in the window. */
  caret(): { line: number; top: number; bottom: number };
  /** Where a line stands in the window; none when it is out of the text. */
  coordsOfLine(line: number): { top: number; bottom: number } | null;
  setReadOnly(readOnly: boolean): void;
  /**
   * Colours the words by who wrote them, and letters typed from now on in the colour `own`; null takes the colours away.
   * False when the text is at another of the desk's versions than `version`, in which the stretches count.
   */
  setAuthors(stretches: readonly ColouredStretch[] | null, own: number, version: number): boolean;
  /**
   * Marks changes and remarks of a review; null takes them away. False when the text is at another of the desk's versions
   * than `version`, in which the marks count, or when an input method is at work in it.
   */
  setReview(marks: ReviewMarks | null, version: number): boolean;
  /** Another change or remark is looked at. */
  lookAt(id: string | null): void;
  /** Where a mark of the review stands now; none when it is not in this text. */
  reviewRange(id: string): { from: number; to: number } | null;
  /** Brings a place into sight, without the caret. */
  reveal(from: number, to: number): void;
  /** Where a place stands in the window, by the editor's own measure where it was never drawn. */
  coordsAt(at: number): { top: number; bottom: number };
  destroy(): void;

  // For the session:
  /** What the desk has not acknowledged yet. */
  sendable(): Update[];
  /** The desk's version that the text stands on. */
  version(): number;
  /** Takes changes of the desk, own ones (which are thereby acknowledged) and others', oldest first. */
  receive(updates: readonly Update[]): void;
}

export type EditorCommand =
  | "bold" | "italic" | "strike" | "code" | "link" | "footnote"
  | "quote" | "bullets" | "numbers"
  | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "paragraph"
  | "moveUp" | "moveDown"
  | "find" | "replace" | "findNext" | "findPrevious"
  | "selectAll" | "toggleTabMode" | "clearFormatting";
