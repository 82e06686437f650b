import type { AppInfo, CommandName, Input, Output } from "../../ipc/client";
import type { Platform } from "../../platform/types";

interface Known {
  name: CommandName;
  input: unknown;
  output: unknown;
}

/**
 * Answers what came along with the start, each question once, so that the window draws all of its first page at once.
 * When the desk changes, nothing of it is believed any more.
 */
export class FirstLook {
  readonly platform: Platform;
  #known: Known[] = [];
  #over = false;

  constructor(platform: Platform) {
    this.platform = {
      ...platform,
      call: (name, ...args) => {
        const known = this.#take(name, args[0]);
        // What is known under a name is what its command answers (see `read`).
        return known ? Promise.resolve(known.output as Output<typeof name>) : platform.call(name, ...args);
      },
    };
  }

  read({ first, open_piece: id }: AppInfo): void {
    if (first === null || this.#over) return;
    this.#know("desk_list", { bin: false, search: "", offset: 0, limit: first.rows }, first.list);
    this.#know("folder_get", undefined, first.folder);
    if (id !== null && first.piece) this.#know("piece_open", { id }, first.piece);
    if (id !== null && first.preview) this.#know("preview_open", { id }, first.preview);
  }

  /** The first page is drawn, or the desk changed. */
  end(): void {
    this.#over = true;
    this.#known = [];
  }

  #know<K extends CommandName>(name: K, input: Input<K>, output: Output<K>): void {
    this.#known.push({ name, input, output });
  }

  #take(name: CommandName, input: unknown): Known | undefined {
    const at = this.#known.findIndex((known) => known.name === name && JSON.stringify(known.input) === JSON.stringify(input));
    return at < 0 ? undefined : this.#known.splice(at, 1)[0];
  }
}
