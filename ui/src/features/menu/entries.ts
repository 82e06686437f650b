import type { MenuEntry } from "../../lib/menu";
import { command, keysOf } from "../../lib/commands";
import type { App } from "../window/app.svelte";

/** Commands as a menu shows them. */
export function entriesOf(app: App, ids: readonly string[]): MenuEntry[] {
  return ids.flatMap((id): MenuEntry[] => {
    if (id === "-") return ["-"];
    const c = command(id);
    if (!c) return [];
    const can = c.when?.(app.hands) ?? true;
    return [{
      id, title: c.title, keys: keysOf(c, app.memory.view.keys)[0], checked: c.checked?.(app.hands),
      stopped: can === true ? undefined : can, run: () => c.run(app.hands),
    }];
  });
}
