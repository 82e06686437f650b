import type { ReceiptView } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { App } from "../window/app.svelte";

/** What the import of the piece in the window made of its source. */
export class Receipts {
  view = $state.raw<ReceiptView | null>(null);
  problem = $state<string | null>(null);
  #of: string | null = null;

  constructor(private readonly app: App) {}

  clear(): void {
    this.view = null;
    this.problem = null;
    this.#of = null;
  }

  /** Loads it for the piece in the window, unless it is there. */
  async load(force = false): Promise<void> {
    const id = this.app.session?.id;
    if (!id || (this.#of === id && !force)) return;
    this.#of = id;
    try {
      const view = await this.app.platform.call("receipt_get", { id });
      if (this.#of !== id) return;
      this.view = view;
      this.problem = null;
    } catch (thrown) {
      if (this.#of === id) this.problem = asIpcError(thrown).message;
      this.#of = null;
    }
  }

  async putBack(index: number): Promise<void> {
    const { app } = this;
    const id = app.session?.id;
    if (!id) return;
    await app.act(async () => {
      this.view = await app.platform.call("receipt_put_back", { id, index });
      app.toasts.say({ text: "Put back into the body." });
    });
  }

  /** Takes the whole import back. */
  async undo(): Promise<void> {
    const { app } = this;
    const { session } = app;
    if (!session) return;
    await app.act(async () => {
      await session.flush();
      await app.platform.call("import_undo", { id: session.id });
      app.imports.undone(session.id);
      await session.reload();
      app.page?.readAll();
      app.notices.clearPiece();
      this.clear();
      if (app.memory.view.tab === "receipt" && !session.hasReceipt) app.hands.showTab("preview");
      app.toasts.say({ text: "Taken back. The fields are as they were before." });
      app.page?.focus(session.isEmpty ? "headline" : session.lastFocused);
    });
  }
}
