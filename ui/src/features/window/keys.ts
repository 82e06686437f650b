import { MENUS } from "../../lib/commands";
import { spell } from "../../lib/shortcuts";
import type { App } from "./app.svelte";

const inText = (target: EventTarget | null) => target instanceof Element && target.closest(".cm-content") !== null;
const inField = (target: EventTarget | null) => target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

/** The window's keys. Shortcuts come before the editor's own, so that a person's choice always holds. */
export function listenToKeys(app: App): () => void {
  let loneAlt = false;

  function down(event: KeyboardEvent): void {
    loneAlt = event.key === "Alt" && !event.ctrlKey && !event.shiftKey && !event.metaKey && !event.repeat;
    // Keys of an input method belong to it.
    if (event.isComposing || event.keyCode === 229) return;
    const keys = spell(event, app.mac);
    if (keys === null) return;
    // A dialog is answered first; the palette's own keys still switch it.
    const modal = app.over !== null;
    const found = app.keymap.get(keys);
    if (modal && !(app.over?.kind === "palette" && (found?.id === "palette" || found?.id === "pieces.find"))) return;
    if (found) {
      if (found.typing && inField(event.target) && !inText(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      const can = found.when?.(app.hands) ?? true;
      if (can === true) found.run(app.hands);
      else app.toasts.say({ kind: "stop", text: `${found.title}: ${can.charAt(0).toLowerCase()}${can.slice(1)}.` });
      return;
    }
    if (!app.mac && keys.startsWith("Alt+") && keys.length === 5 && app.menuBar === null) {
      const at = MENUS.findIndex((m) => m.letter.toUpperCase() === keys[4]);
      if (at >= 0) {
        event.preventDefault();
        event.stopPropagation();
        app.menuBar = { at, open: true };
      }
    }
  }
  function up(event: KeyboardEvent): void {
    if (event.key === "Alt" && loneAlt && app.over === null && !app.mac) {
      event.preventDefault();
      app.hands.openMenuBar();
    }
    loneAlt = false;
  }
  /** What nobody else wanted: Escape leads back to the text. */
  function rest(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || app.over || app.menuBar !== null || app.popover) return;
    if (inText(event.target) && !app.review.beforeShown) {
      if (app.memory.view.focus) app.hands.toggleFocus();
      app.layout.clear();
      return;
    }
    app.hands.toText();
  }
  const cancel = () => (loneAlt = false);
  window.addEventListener("keydown", down, { capture: true });
  window.addEventListener("keyup", up, { capture: true });
  window.addEventListener("keydown", rest);
  window.addEventListener("pointerdown", cancel, { capture: true });
  window.addEventListener("blur", cancel);
  return () => {
    window.removeEventListener("keydown", down, { capture: true });
    window.removeEventListener("keyup", up, { capture: true });
    window.removeEventListener("keydown", rest);
    window.removeEventListener("pointerdown", cancel, { capture: true });
    window.removeEventListener("blur", cancel);
  };
}
