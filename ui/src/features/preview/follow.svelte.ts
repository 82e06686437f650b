import type { Field } from "../../ipc/client";
import type { Page } from "../piece/page.svelte";
import type { Frame } from "./frame";

/** So far from the pane's edges stand the words that are to be seen. */
const MARGIN = 16;
const NOTES: readonly Field[] = ["author_note", "disclosure", "correction_note"];

/**
 * Text and page scroll together. Only the side that the pointer or the focus is on leads; the other follows, and what it
 * does by following leads nobody.
 */
export class Follow {
  leader: "text" | "page" = "text";
  pane: HTMLElement | null = null;
  frame: Frame | null = null;
  page: Page | null = null;
  #pending = 0;
  #byCaret = true;
  /** What the next frame brings about; the caret's place is part of the page's. */
  #due: "page" | "text" | "caret" = "caret";

  /** The text came to show other lines. */
  textScrolled(): void {
    if (this.leader === "text") this.#soon("page");
  }

  /** The caret moved, or what it stands in was set anew. */
  caretMoved(): void {
    this.#byCaret = true;
    if (this.leader === "text") this.#soon("caret");
  }

  /** The text is scrolled by the wheel: what stands at its top leads then, not a caret that passes by. */
  wheeled(): void {
    this.leader = "text";
    this.#byCaret = false;
  }

  /** A piece is shown at the place where it was left. */
  arrived(): void {
    this.leader = "text";
    this.#byCaret = true;
    this.#soon("page");
  }

  /** The page was scrolled. */
  pageScrolled(): void {
    if (this.leader === "page") this.#soon("text");
  }

  #soon(what: "page" | "text" | "caret"): void {
    if (what !== "caret" || this.#pending === 0) this.#due = what;
    if (this.#pending === 0) this.#pending = requestAnimationFrame(() => {
      this.#pending = 0;
      if (this.#due === "page") this.#toPage();
      else if (this.#due === "text") this.#toText();
      else this.#toCaret();
    });
  }

  #toPage(): void {
    const { pane, frame, page } = this;
    const body = page?.session.editor("body");
    if (!pane || !frame || !body || !page?.scroller) return;
    const top = body.dom.getBoundingClientRect().top - page.scroller.getBoundingClientRect().top;
    const offset = this.#offset();
    if (top > 0) {
      // Above the body the furniture passes at the pace that brings both to the body's first line together.
      const way = page.scroller.scrollTop / Math.max(1, page.scroller.scrollTop + top);
      pane.scrollTop = this.#withCaret(way * Math.max(0, frame.bodyTop + offset - 12));
      return;
    }
    const at = frame.topOfLine(body.lineAtTop());
    if (!at) return;
    const wanted = at.top + offset - 12;
    // In columns the next paragraph may stand higher: the page moves only when it must.
    const seen = at.top + offset >= pane.scrollTop && at.top + offset + Math.min(at.height, 60) <= pane.scrollTop + pane.clientHeight;
    const still = this.columns && (seen || this.#caretPlace() !== null);
    pane.scrollTop = this.#withCaret(still ? pane.scrollTop : wanted);
  }

  /** Brings the caret's words into sight on the page, and moves it no further. */
  #toCaret(): void {
    const { pane } = this;
    if (!pane) return;
    const top = this.#withCaret(pane.scrollTop);
    if (Math.abs(top - pane.scrollTop) >= 1) pane.scrollTop = top;
  }

  /** A way that the page is to be scrolled, changed as little as the caret's words need to be in sight. */
  #withCaret(top: number): number {
    const place = this.#caretPlace();
    const height = this.pane?.clientHeight ?? 0;
    if (!place || height < 2 * MARGIN + place.bottom - place.top) return top;
    return Math.max(Math.min(top, place.top - MARGIN), place.bottom + MARGIN - height);
  }

  /** Where in the pane the words at the caret stand; nowhere while the text shows others. */
  #caretPlace(): { top: number; bottom: number } | null {
    const { frame, page } = this;
    const field = page?.session.lastFocused ?? "body";
    const editor = page?.session.editor(field);
    const box = page?.scroller?.getBoundingClientRect();
    if (!this.#byCaret || !frame || !editor || !box) return null;
    const caret = editor.caret();
    if (caret.bottom <= box.top || caret.top >= box.bottom) return null;
    const place = field === "body" ? frame.placeOf(caret.line) : NOTES.includes(field) ? frame.foot : null;
    return place && { top: place.top + this.#offset(), bottom: place.bottom + this.#offset() };
  }

  /** Set by the pane: whether the page stands in columns. */
  columns = false;

  #toText(): void {
    const { pane, frame, page } = this;
    const body = page?.session.editor("body");
    if (!pane || !frame || !body || !page?.scroller) return;
    const line = frame.lineAtHeight(pane.scrollTop - this.#offset() + 12);
    if (line !== null) return body.scrollToLine(line);
    const way = pane.scrollTop / Math.max(1, frame.bodyTop + this.#offset() - 12);
    const top = body.dom.getBoundingClientRect().top - page.scroller.getBoundingClientRect().top + page.scroller.scrollTop;
    page.scroller.scrollTop = Math.min(1, way) * top;
  }

  /** Where the frame begins in the pane. */
  #offset(): number {
    const box = this.pane?.querySelector<HTMLElement>(".sheetbox");
    return box ? box.offsetTop : 0;
  }
}
