import type { MenuEntry } from "../../lib/menu";
import { command, keysOf, type MenuItem } from "../../lib/commands";
import type { App } from "../window/app.svelte";

/** Commands as a menu shows them. */
export function entriesOf(app: App, items: readonly MenuItem[]): MenuEntry[] {
  return items.flatMap((item): MenuEntry[] => {
    if (item === "-") return ["-"];
    if (typeof item !== "string") return [{ id: item.title, title: item.title, more: entriesOf(app, item.items) }];
    const c = command(item);
    if (!c) return [];
    const can = c.when?.(app.hands) ?? true;
    return [{
      id: item, title: c.title, keys: keysOf(c, app.memory.view.keys)[0], checked: c.checked?.(app.hands),
      stopped: can === true ? undefined : can, run: () => c.run(app.hands),
    }];
  });
}
