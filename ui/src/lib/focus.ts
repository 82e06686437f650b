const FOCUSABLE = 'button, [href], input, select, textarea, iframe, [contenteditable="true"], [tabindex]';

/** What Tab reaches inside, in order. */
export function focusables(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (el) => el.tabIndex >= 0 && !el.hasAttribute("disabled") && !el.closest("[inert]") && el.getClientRects().length > 0,
  );
}

/** Keeps Tab inside; for a keydown handler. */
export function trap(event: KeyboardEvent, root: Element): void {
  if (event.key !== "Tab") return;
  const all = focusables(root);
  const first = all[0];
  const last = all[all.length - 1];
  if (!first || !last) return event.preventDefault();
  const at = document.activeElement;
  if (event.shiftKey && (at === first || !root.contains(at))) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && (at === last || !root.contains(at))) { event.preventDefault(); first.focus(); }
}

/** What had the focus last in the window itself, not in something that floats above it. */
let last: HTMLElement | null = null;
if (typeof document !== "undefined") {
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && !target.closest(".dialog, .palette, .popover, .menu, .menubar, .toast")) last = target;
  });
}

/** An attachment: takes the focus when it comes, and gives it back when it goes. */
export function borrowFocus(first?: () => HTMLElement | null | undefined): (root: HTMLElement) => () => void {
  return (root) => {
    const at = document.activeElement;
    const before = at instanceof HTMLElement && at !== document.body && !root.contains(at) ? at : last;
    if (!root.contains(document.activeElement)) (first?.() ?? root.querySelector<HTMLElement>("[data-first]") ?? focusables(root)[0] ?? root).focus();
    return () => {
      // Somebody may have put the focus somewhere on purpose meanwhile.
      const now = document.activeElement;
      if (now && now !== document.body && !root.contains(now)) return;
      const back = () => { if (before?.isConnected && (document.activeElement ?? document.body) === document.body) before.focus({ preventScroll: true }); };
      // The window behind a dialog takes the focus only when it is no longer inert.
      queueMicrotask(back);
    };
  };
}
