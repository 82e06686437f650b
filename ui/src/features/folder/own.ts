import type { CommandName } from "../../ipc/client";
import type { Platform } from "../../platform/types";

/** Commands of this window that make the desk itself change a text. */
const SETS_TEXT: ReadonlySet<CommandName> = new Set<CommandName>([
  "import_paste", "import_undo", "import_files", "receipt_put_back", "history_restore", "history_restore_paragraph", "collision_decide",
]);
/** An event may come after the answer to the call that caused it (ms). */
const LATER = 1500;

/** Knows whether this window itself has just asked the desk to change a text. */
export class OwnCalls {
  readonly platform: Platform;
  #underWay = 0;
  #last = -Infinity;

  constructor(platform: Platform, private readonly now: () => number = () => performance.now()) {
    this.platform = {
      ...platform,
      call: async (name, ...args) => {
        if (!SETS_TEXT.has(name)) return platform.call(name, ...args);
        this.#underWay += 1;
        try {
          return await platform.call(name, ...args);
        } finally {
          this.#underWay -= 1;
          this.#last = this.now();
        }
      },
    };
  }

  get lately(): boolean {
    return this.#underWay > 0 || this.now() - this.#last < LATER;
  }
}
