import type { EditorView } from "@codemirror/view";

/** The element that scrolls the page around the editor; the document's own when there is none. */
export function scrollParent(of: HTMLElement): HTMLElement {
  for (let at = of.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (overflowY === "auto" || overflowY === "scroll") return at;
  }
  return (document.scrollingElement as HTMLElement | null) ?? document.documentElement;
}

/** Brings a line to the top. A fraction goes on towards the next line, so that a preview can be followed smoothly. */
export function scrollToLine(view: EditorView, line: number, smooth: boolean): void {
  const top = heightOfLine(view, line);
  const parent = scrollParent(view.dom);
  const offset = view.documentTop - parent.getBoundingClientRect().top + parent.scrollTop;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  parent.scrollTo({ top: offset + top, behavior: smooth && !still ? "smooth" : "instant" });
}

/** The line at the top edge of the page, with the fraction that is scrolled past. Above the text it is 1. */
export function lineAtTop(view: EditorView): number {
  // A pixel's grace: pages scroll by whole pixels, and lines do not end on them.
  const top = scrollParent(view.dom).getBoundingClientRect().top - view.documentTop + 1;
  if (top <= 1) return 1;
  const block = view.lineBlockAtHeight(top);
  const line = view.state.doc.lineAt(block.from).number;
  const past = block.height > 0 ? (top - block.top) / block.height : 0;
  return line + Math.min(Math.max(past, 0), 0.999);
}

/** Where a line stands in the window, by the editor's own measure (a guess for lines that were never drawn). */
export function coordsOfLine(view: EditorView, line: number): { top: number; bottom: number } | null {
  if (line < 1 || line > view.state.doc.lines) return null;
  const block = view.lineBlockAt(view.state.doc.line(Math.floor(line)).from);
  return { top: view.documentTop + block.top, bottom: view.documentTop + block.bottom };
}

function heightOfLine(view: EditorView, line: number): number {
  const { doc } = view.state;
  const whole = Math.min(Math.max(Math.floor(line), 1), doc.lines);
  const block = view.lineBlockAt(doc.line(whole).from);
  return block.top + block.height * Math.min(Math.max(line - whole, 0), 1);
}
