import { closeSearchPanel, openSearchPanel, search, searchPanelOpen } from "@codemirror/search";
import { type Extension, Facet } from "@codemirror/state";
import { EditorView, panels } from "@codemirror/view";
import { scrollParent } from "../scroll";
import { FindBar } from "./bar";
import { findTheme } from "./theme";

const bars = new WeakMap<EditorView, FindBar>();
/** Where the bar stands: above the page, which moves down for it, never over the text. */
const hostOf = Facet.define<HTMLElement, HTMLElement | undefined>({ combine: (values) => values[0] });

/** Find and replace in the body. */
export function find(): Extension {
  const host = document.createElement("div");
  host.className = "findbar-host";
  return [
    hostOf.of(host),
    panels({ topContainer: host }),
    search({
      createPanel(view) {
        const bar = new FindBar(view, host);
        bars.set(view, bar);
        return bar;
      },
      scrollToMatch: (range) => EditorView.scrollIntoView(range, { y: "center" }),
    }),
    findTheme,
  ];
}

/** Opens the bar with the selected words in it; false in a field that has none. */
export function openFindBar(view: EditorView, replace: boolean): boolean {
  const host = view.state.facet(hostOf);
  if (!host) return false;
  if (!host.isConnected) place(view, host);
  openSearchPanel(view);
  bars.get(view)?.showReplace(replace);
  return true;
}

export function closeFindBar(view: EditorView): void {
  if (searchPanelOpen(view.state)) closeSearchPanel(view);
}

/** The window may name a place for it with `data-find-bar`; else it stands before what scrolls. */
function place(view: EditorView, host: HTMLElement): void {
  const named = document.querySelector("[data-find-bar]");
  if (named) named.append(host);
  else scrollParent(view.dom).before(host);
}
