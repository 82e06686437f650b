import { focusables } from "../../lib/focus";

/** F6: desk, page, inspector, status, and round again. */
export function regionAfter(step: 1 | -1, toText: () => void): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((el) => el.getClientRects().length > 0);
  const now = regions.findIndex((el) => el.contains(document.activeElement));
  const next = regions[(now + step + regions.length) % regions.length];
  if (!next) return;
  if (next.dataset["region"] === "page") toText();
  else enter(next);
}

/** Puts the focus into a part of the window. */
export function enter(region: HTMLElement | string): void {
  const next = typeof region === "string" ? document.querySelector<HTMLElement>(`[data-region="${region}"]`) : region;
  if (!next) return;
  const first = next.querySelector<HTMLElement>('[aria-current="true"][tabindex="0"], .row[tabindex="0"], [aria-selected="true"]') ?? focusables(next)[0];
  first?.focus();
}
