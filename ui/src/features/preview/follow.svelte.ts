import type { Page } from "../piece/page.svelte";
import type { Frame } from "./frame";

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

  /** The text came to show other lines. */
  textScrolled(): void {
    if (this.leader === "text") this.#soon(() => this.#toPage());
  }

  /** The page was scrolled. */
  pageScrolled(): void {
    if (this.leader === "page") this.#soon(() => this.#toText());
  }

  #soon(what: () => void): void {
    cancelAnimationFrame(this.#pending);
    this.#pending = requestAnimationFrame(what);
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
      pane.scrollTop = way * Math.max(0, frame.bodyTop + offset - 12);
      return;
    }
    const at = frame.topOfLine(body.lineAtTop());
    if (!at) return;
    const wanted = at.top + offset - 12;
    // In columns the next paragraph may stand higher: the page moves only when it must.
    const seen = at.top + offset >= pane.scrollTop && at.top + offset + Math.min(at.height, 60) <= pane.scrollTop + pane.clientHeight;
    if (!this.columns || !seen) pane.scrollTop = wanted;
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
