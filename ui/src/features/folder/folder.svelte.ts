import { SvelteSet } from "svelte/reactivity";
import type { DeskEvent, FolderAnswer, FolderProblem, FolderStatus } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import { count } from "../../lib/format";
import { keyOf, NO_FOLDER, sharedWith } from "../../lib/folder";
import { roleAs } from "../../lib/review";
import type { App } from "../window/app.svelte";

/** Between two words about changes that came in (ms). */
const SAY_AGAIN = 10_000;

/** The desk folder: where every piece lies as a file, how it stands, and what a person says to it. */
export class DeskFolder {
  status = $state.raw<FolderStatus>(NO_FOLDER);
  /** The desk works on the folder: files come in and go out. */
  working = $state(false);
  /** Why the last thing asked of it was not done. */
  problem = $state<string | null>(null);
  /** Problems whose line was put aside; the status bar keeps them. */
  readonly #aside = new SvelteSet<string>();
  #asking = false;
  #said = -Infinity;
  #turn = 0;

  constructor(private readonly app: App) {}

  /** Problems that have a line under the bar. */
  readonly open = $derived.by(() => (this.status.paused === null ? this.status.problems.filter((p) => !this.#aside.has(keyOf(p))) : []));

  async load(): Promise<void> {
    const turn = this.#turn;
    await this.app.act(async () => {
      const status = await this.app.platform.call("folder_get");
      if (turn === this.#turn) this.#take(status);
    });
  }

  hear(event: DeskEvent): void {
    if (event.type === "folder_changed") return this.#take(event.status);
    if (event.type !== "piece_changed" || event.id !== this.app.session?.id || this.status.path === null) return;
    const outside = event.updates.some((update) => update.client_id === "folder");
    if (!outside || performance.now() - this.#said < SAY_AGAIN) return;
    this.#said = performance.now();
    this.app.toasts.say({ text: "Changes came in from the desk folder." });
  }

  #take(status: FolderStatus): void {
    this.#turn += 1;
    const known = new Set(this.status.others.map(({ computer }) => computer));
    this.status = status;
    if (status.others.some(({ computer }) => !known.has(computer))) this.app.toasts.say({ text: sharedWith(status, new Date()) });
  }

  show(): void {
    this.problem = null;
    this.app.popover = null;
    this.app.over = { kind: "folder" };
  }

  // ── Choosing ───────────────────────────────────────────────

  async choose(): Promise<void> {
    if (this.#asking || this.working) return;
    this.#asking = true;
    this.problem = null;
    try {
      const path = await this.app.platform.call("dialog_folder");
      if (path !== null) await this.#set(path);
    } catch (thrown) {
      this.#tell(thrown);
    } finally {
      this.#asking = false;
    }
  }

  async giveUp(): Promise<void> {
    const { path, files } = this.status;
    if (path === null || !(await this.#set(null))) return;
    const text = `The desk folder is given up. ${files === 0 ? "What lies there" : `Its ${count(files, "file")}`} ${files === 1 ? "stays" : "stay"} in ${path}.`;
    this.app.toasts.say({ text, action: { label: "Undo", run: () => void this.#set(path) } });
  }

  /** Has the files show changes since a role agreed, or the clean texts. */
  async showIn(role: string | null): Promise<void> {
    await this.#work(async () => {
      await this.app.session?.flush();
      this.#take(await this.app.platform.call("folder_show", { role }));
      this.app.toasts.say({ text: role === null ? "The files hold the clean texts." : `The files show what changed since ${roleAs(role)} agreed.` });
    });
  }

  async #set(path: string | null): Promise<boolean> {
    return this.#work(async () => {
      // The files are to hold what is on the screen.
      await this.app.session?.flush();
      const status = await this.app.platform.call("folder_set", { path });
      this.#take(status);
      if (path === null) return;
      this.#aside.clear();
      if (status.paused === null) this.app.toasts.say({ text: `${count(status.files, "file")} in ${status.path ?? path}` });
    });
  }

  // ── Answers ────────────────────────────────────────────────

  async look(): Promise<void> {
    const before = JSON.stringify(this.status);
    if (!(await this.#answer({ do: "look" }))) return;
    this.#aside.clear();
    const { paused, problems } = this.status;
    const text = paused === null && problems.length === 0 ? "Looked again: all is well." : before === JSON.stringify(this.status) ? "Looked again: nothing has changed." : "Looked again.";
    this.app.toasts.say({ text });
  }

  /** Asks before everything is written again. */
  askToWriteAll(): void {
    this.problem = null;
    this.app.over = { kind: "write-all", back: this.app.over?.kind === "folder" };
  }

  async writeAll(): Promise<void> {
    if (await this.#answer({ do: "write_again" })) this.app.toasts.say({ text: this.status.paused === null ? `${count(this.status.files, "file")} in the desk folder.` : "The folder is still paused." });
  }

  async write(problem: FolderProblem): Promise<void> {
    if (await this.#answer({ do: "write_file", name: problem.name })) this.app.toasts.say({ text: `Written again: ${problem.name}` });
  }

  async bin(problem: FolderProblem): Promise<void> {
    const { app } = this;
    const id = problem.piece;
    const done = await this.#answer({ do: "bin_piece", name: problem.name }, async () => {
      if (id !== null && id === app.session?.id) await app.session.flush();
    });
    if (!done) return;
    await app.act(async () => {
      await app.desk.refresh();
      if (id !== null && app.session?.id === id) await app.openAnother(id);
      app.toasts.say({
        text: `Moved to the bin: ${problem.name}`,
        ...(id === null ? {} : { action: { label: "Undo", run: () => void app.hands.unbinPiece(id, true) } }),
      });
    });
  }

  putAside(problems: readonly FolderProblem[]): void {
    for (const problem of problems) this.#aside.add(keyOf(problem));
  }

  #answer(answer: FolderAnswer, first: () => Promise<void> = () => Promise.resolve()): Promise<boolean> {
    return this.#work(async () => {
      await first();
      this.#take(await this.app.platform.call("folder_answer", answer));
    });
  }

  /** One thing at a time; true when it was done. */
  async #work(what: () => Promise<void>): Promise<boolean> {
    if (this.working) return false;
    this.working = true;
    this.problem = null;
    try {
      await what();
      return true;
    } catch (thrown) {
      this.#tell(thrown);
      return false;
    } finally {
      this.working = false;
    }
  }

  /** Where the person looks: in the dialog that is open, else under the bar. */
  #tell(thrown: unknown): void {
    const kind = this.app.over?.kind;
    if (kind === "folder" || kind === "settings") this.problem = asIpcError(thrown).message;
    else this.app.tell(thrown);
  }
}
