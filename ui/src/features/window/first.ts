import type { AppInfo, CommandName, DeskEvent, Input, Output } from "../../ipc/client";
import type { Platform } from "../../platform/types";

interface Known {
  name: CommandName;
  input: unknown;
  output: unknown;
}

/**
 * Answers what came along with the start (`FirstLook`), each question once, so that the window draws all of its first page
 * at once. What the desk says to have changed is not believed any more, and asked for.
 */
export class FirstAnswers {
  readonly platform: Platform;
  #known: Known[] = [];
  #folderChanged = false;
  #ended = false;

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
    if (first === null || this.#ended) return;
    this.#know("desk_list", { bin: false, search: "", offset: 0, limit: first.rows }, first.list);
    if (!this.#folderChanged) this.#know("folder_get", undefined, first.folder);
    if (id !== null && first.piece) this.#know("piece_open", { id }, first.piece);
    if (id !== null && first.preview) this.#know("preview_open", { id }, first.preview);
  }

  /** The desk said something, perhaps before what came along was read: nobody can tell which of them is newer. */
  hear(event: DeskEvent): void {
    if (event.type === "save") return;
    if (event.type !== "folder_changed") return this.end();
    // The folder looks around at each start, and touches nothing else by that.
    this.#folderChanged = true;
    this.#known = this.#known.filter(({ name }) => name !== "folder_get");
  }

  /** The first page is drawn. */
  end(): void {
    this.#ended = true;
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
