import { EditorView, WidgetType } from "@codemirror/view";
import type { ChangeMark } from "./types";

/** More of what was removed stands in the list, not in the text. */
const MOST = 1600;

/** Words that stood here before, struck through. They are shown, and are no part of the text. */
export class RemovedWords extends WidgetType {
  constructor(
    readonly mark: ChangeMark,
    readonly current: boolean,
    /** Whole paragraphs, set between those of the text. */
    readonly block: boolean,
  ) {
    super();
  }

  override eq({ mark, current, block }: RemovedWords): boolean {
    const own = this.mark;
    return own.id === mark.id && own.removed === mark.removed && own.colour === mark.colour && own.who === mark.who && own.from === own.to === (mark.from === mark.to) && this.current === current && this.block === block;
  }

  override toDOM(): HTMLElement {
    const { mark } = this;
    const text = mark.removed.length > MOST ? `${mark.removed.slice(0, MOST).trimEnd()} …` : mark.removed;
    const outer = document.createElement(this.block ? "div" : "span");
    outer.className = `cm-gone p${mark.colour}${this.block ? " cm-gone-block" : ""}${this.current ? " cm-cur" : ""}`;
    outer.dataset["review"] = mark.id;
    outer.append(quiet(`${mark.moved ? "moved away" : "removed"} by ${mark.who}: `));
    const parts = this.block ? text.trim().split(/\n+/) : [text.replace(/\n+/g, " ¶ ")];
    for (const part of parts) {
      const del = document.createElement("del");
      del.textContent = part;
      const line = this.block ? document.createElement("div") : outer;
      if (mark.moved && part === parts[0]) line.append(sign("⇄"));
      line.append(del);
      if (line !== outer) outer.append(line);
    }
    outer.append(quiet(" end of removed words "));
    // Removed, space, inserted: one change.
    if (!this.block && mark.from < mark.to) outer.append(" ");
    return outer;
  }

  /** A click on it is ours: the caret stays where it is. */
  override ignoreEvent(event: Event): boolean {
    return event.type === "mousedown";
  }

  override get estimatedHeight(): number {
    return this.block ? 28 * Math.max(1, Math.ceil(this.mark.removed.length / 62)) : -1;
  }
}

/** For who listens instead of looking. */
function quiet(text: string): HTMLElement {
  const el = document.createElement("span");
  el.className = "vh";
  el.textContent = text;
  return el;
}
function sign(text: string): HTMLElement {
  const el = document.createElement("span");
  el.className = "cm-moved-sign";
  el.setAttribute("aria-hidden", "true");
  el.textContent = `${text} `;
  return el;
}

/** A break between paragraphs that came in. */
export class BreakSign extends WidgetType {
  constructor(readonly mark: ChangeMark, readonly current: boolean) {
    super();
  }
  override eq({ mark, current }: BreakSign): boolean {
    return this.mark.id === mark.id && this.mark.colour === mark.colour && this.mark.who === mark.who && this.current === current;
  }
  override toDOM(): HTMLElement {
    const ins = document.createElement("ins");
    ins.className = `cm-ins p${this.mark.colour}${this.current ? " cm-cur" : ""}`;
    ins.dataset["review"] = this.mark.id;
    ins.append(quiet(`a new paragraph by ${this.mark.who} `), pilcrow());
    return ins;
  }
  override ignoreEvent(event: Event): boolean {
    return event.type === "mousedown";
  }
}
function pilcrow(): HTMLElement {
  const el = document.createElement("span");
  el.setAttribute("aria-hidden", "true");
  el.textContent = "¶";
  return el;
}

/** Clicks on marks; each says whose mark it is. */
export const reviewClicks = (open: (id: string) => void) =>
  EditorView.domEventHandlers({
    click(event, view) {
      if (!(event.target instanceof Element) || !view.state.selection.main.empty) return false;
      const id = event.target.closest<HTMLElement>("[data-review]")?.dataset["review"];
      if (id !== undefined) open(id);
      return false;
    },
  });
