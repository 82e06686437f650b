import type { PacketContents, PacketStart } from "../../ipc/client";
import { count } from "../../lib/format";
import type { App } from "../window/app.svelte";

/** A piece on its way into a packet: how much of its history travels, and what that tells. */
export class PacketSending {
  /** From where on its history can travel; none before the desk said so. The first is what is meant when nobody chooses. */
  starts = $state.raw<readonly PacketStart[] | null>(null);
  /** The number of the chosen one in the row. */
  chosen = $state("0");
  /** What travels then; none while the desk looks. */
  contents = $state.raw<PacketContents | null>(null);

  constructor(private readonly app: App, private readonly id: string) {}

  get #since(): string | null {
    return this.starts?.[Number(this.chosen)]?.since ?? null;
  }

  async load(): Promise<void> {
    await this.app.act(async () => {
      if (this.app.session?.id === this.id) await this.app.session.flush();
      this.starts = await this.app.platform.call("packet_starts", { id: this.id });
      await this.choose(this.chosen);
    });
  }

  async choose(chosen: string): Promise<void> {
    this.chosen = chosen;
    this.contents = null;
    await this.app.act(async () => {
      const contents = await this.app.platform.call("packet_look", { id: this.id, since: this.#since });
      if (this.chosen === chosen) this.contents = contents;
    });
  }

  /** Asks where, and writes the file. */
  async send(): Promise<void> {
    const { app } = this;
    await app.act(async () => {
      const slugline = app.session?.id === this.id ? app.session.slugline : "";
      const path = await app.platform.call("dialog_save", { file_name: `${slugline || "piece"}.standfirst` });
      if (path !== null) await this.#write(path, false);
    });
  }

  async #write(path: string, force: boolean): Promise<void> {
    const { app } = this;
    const write = async () => {
      if (app.session?.id === this.id) await app.session.flush();
      const sent = await app.platform.call("packet_write", { id: this.id, since: this.#since, path, force });
      app.toasts.say({ text: `Written to ${path}: ${count(sent.changes, "change")}${sent.left === null ? ", with what was deleted" : ""}.` });
    };
    await app.replacing(path, write, () => void app.act(() => this.#write(path, true)), () => void this.send());
  }
}
