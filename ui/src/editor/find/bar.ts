import { closeSearchPanel, findNext, findPrevious, getSearchQuery, replaceAll, replaceNext, setSearchQuery } from "@codemirror/search";
import type { EditorView, Panel, ViewUpdate } from "@codemirror/view";
import { button, make } from "./dom";
import { countMatches, NOTHING, queryOf, regexpProblem, saidCount, type Wanted } from "./query";

type Toggle = "matchCase" | "wholeWord" | "regexp";

/** The find bar: what to find, how many there are, and in its second row what to put instead. */
export class FindBar implements Panel {
  readonly dom: HTMLElement;
  readonly top = true;
  #wanted: Wanted = NOTHING;
  #find: HTMLInputElement;
  #replace: HTMLInputElement;
  #row: HTMLElement;
  #count: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly host: HTMLElement,
  ) {
    this.#find = this.#input("Find", true, "Find in the body");
    this.#replace = this.#input("Replace with", false);
    this.#count = make("span", { class: "fb-count", role: "status", "aria-live": "polite" });
    const step = (back: boolean) => () => void (back ? findPrevious : findNext)(view);
    this.#row = make(
      "div", { class: "fb-row", hidden: true },
      this.#replace,
      button("fb-btn", "Replace this one", "Replace", () => void replaceNext(view)),
      button("fb-btn", "Replace all", "Replace all", () => void replaceAll(view)),
    );
    this.dom = make(
      "div", { class: "findbar", role: "search", "aria-label": "Find and replace in the body" },
      make(
        "div", { class: "fb-row" },
        this.#find,
        this.#toggle("matchCase", "Match case", "Aa"),
        this.#toggle("wholeWord", "Whole words", "Word"),
        this.#toggle("regexp", "Regular expression", ".*"),
        button("fb-btn fb-icon", "Previous  Shift F3", "↑", step(true)),
        button("fb-btn fb-icon", "Next  F3", "↓", step(false)),
        this.#count,
        button("fb-btn fb-icon fb-close", "Close  Esc", "×", () => this.#close()),
      ),
      this.#row,
    );
    this.dom.addEventListener("keydown", (event) => this.#key(event));
    this.#read();
  }

  /** The second row. */
  showReplace(on: boolean): void {
    this.#row.hidden = !on;
    (on && this.#find.value !== "" ? this.#replace : this.#find).focus();
    (on && this.#find.value !== "" ? this.#replace : this.#find).select();
  }

  mount(): void {
    this.#find.focus();
    this.#find.select();
  }

  update(update: ViewUpdate): void {
    const changed = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(setSearchQuery)));
    if (changed) this.#read();
    if (changed || update.selectionSet) this.#showCount();
    else if (update.docChanged) this.#countSoon();
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.host.remove();
  }

  #input(label: string, main: boolean, placeholder = label): HTMLInputElement {
    const input = make("input", {
      class: "fb-input", type: "text", dir: "auto", "aria-label": label, placeholder, "main-field": main ? "true" : false,
      spellcheck: "false", autocomplete: "off", autocapitalize: "off",
    });
    input.addEventListener("input", () => this.#commit());
    return input;
  }

  #toggle(name: Toggle, label: string, text: string): HTMLButtonElement {
    const element = button("fb-btn fb-icon", label, text, () => {
      this.#wanted = { ...this.#wanted, [name]: !this.#wanted[name] };
      this.#commit();
    });
    element.dataset["toggle"] = name;
    element.setAttribute("aria-pressed", "false");
    return element;
  }

  #key(event: KeyboardEvent): void {
    const { key, shiftKey, target } = event;
    if (event.isComposing) return;
    if (key === "Escape") this.#close();
    else if (key === "F3") (shiftKey ? findPrevious : findNext)(this.view);
    else if (key === "Enter" && target === this.#find) (shiftKey ? findPrevious : findNext)(this.view);
    else if (key === "Enter" && target === this.#replace) replaceNext(this.view);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #close(): void {
    closeSearchPanel(this.view);
    this.view.focus();
  }

  /** What the fields say becomes the query. */
  #commit(): void {
    this.#wanted = { ...this.#wanted, find: this.#find.value, replace: this.#replace.value };
    const query = queryOf(this.#wanted);
    if (!query.eq(getSearchQuery(this.view.state))) this.view.dispatch({ effects: setSearchQuery.of(query) });
    this.#read();
    this.#showCount();
  }

  /** What the query says stands in the fields (it may have been set from the selection). */
  #read(): void {
    const { search, replace, caseSensitive, wholeWord, regexp } = getSearchQuery(this.view.state);
    this.#wanted = { find: search, replace, matchCase: caseSensitive, wholeWord, regexp };
    if (this.#find.value !== search) this.#find.value = search;
    if (this.#replace.value !== replace) this.#replace.value = replace;
    for (const element of this.dom.querySelectorAll<HTMLElement>("[data-toggle]")) {
      element.setAttribute("aria-pressed", String(this.#wanted[element.dataset["toggle"] as Toggle]));
    }
  }

  #countSoon(): void {
    this.#timer ??= setTimeout(() => this.#showCount(), 150);
  }

  #showCount(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const { find, regexp } = this.#wanted;
    const problem = regexp && find !== "" ? regexpProblem(find) : null;
    const { doc, selection } = this.view.state;
    const said = problem ?? (find === "" ? "" : `${saidCount(countMatches(doc, queryOf(this.#wanted), selection.main))} in the body`);
    this.#count.classList.toggle("fb-problem", problem !== null);
    this.#find.setAttribute("aria-invalid", String(problem !== null));
    if (this.#count.textContent !== said) this.#count.textContent = said;
  }
}
