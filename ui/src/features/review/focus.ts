import { tick } from "svelte";

/** Where the lines of a review stand: its panel, or the cards beside the text. */
const LISTS = ".pane.review, .margin-cards";

const stopOf = (list: Element, id: string | null): HTMLElement | null => (id === null ? null : list.querySelector<HTMLElement>(`[data-change="${id}"] [data-stop], [data-comment="${id}"] [data-stop]`));

/** The comment below this one in its list; after the last one the first. For an answer the comment that it stands in. */
export function nextComment(id: string): string | null {
  const list = document.activeElement?.closest(LISTS);
  const own = document.activeElement?.closest<HTMLElement>("[data-comment]")?.dataset["comment"];
  if (own !== undefined && own !== id) return own;
  const ids = [...(list?.querySelectorAll<HTMLElement>("[data-comment]") ?? [])].map((card) => card.dataset["comment"] ?? "");
  return ids[ids.indexOf(id) + 1] ?? ids.find((each) => each !== id) ?? null;
}

/**
 * Does what may take the line away that has the focus. Then the focus goes to the change or comment `next`, else to the
 * heading of the list; beside the text, where there is none, to the text.
 */
export async function keepingFocus(act: () => Promise<void>, next: () => string | null, heading: string, toText: () => void): Promise<void> {
  const list = document.activeElement?.closest(LISTS);
  await act();
  await tick();
  // Whoever put the focus somewhere meanwhile keeps it there.
  if (!list || (document.activeElement ?? document.body) !== document.body) return;
  const to = stopOf(list, next()) ?? list.querySelector<HTMLElement>(`#${heading}, #review-changes`) ?? list.querySelector<HTMLElement>("h2");
  if (!list.isConnected || !to) return toText();
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
}
