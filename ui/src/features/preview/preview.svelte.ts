import type { PreviewPatch } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { Platform } from "../../platform";
import { measureSince, takeKeyTime } from "../piece/session.svelte";
import type { Frame } from "./frame";
import { PageModel } from "./model";

/** The outlet's page of the piece in the window: opened once, then patched. */
export class PreviewPage {
  problem = $state<string | null>(null);
  /** Whether a page is there to be shown. */
  ready = $state(false);
  model: PageModel | null = null;
  #frame: Frame | null = null;
  #id: string | null = null;
  #turn = 0;
  /** Patches that came while the page was being opened. */
  #waiting: PreviewPatch[] = [];

  /** `shown`: a whole page was put into the frame and stands at its top, or (`part`) what was typed was put into it. */
  constructor(private readonly platform: Platform, private readonly shown: (part: boolean) => void = () => undefined) {}

  /** The frame is on the screen (or gone). */
  attach(frame: Frame | null): void {
    this.#frame = frame;
    if (frame && this.model) this.#show(frame, this.model);
  }

  #show(frame: Frame, model: PageModel): void {
    frame.whole(model);
    this.shown(false);
  }

  open(id: string): void {
    this.#id = id;
    this.model = null;
    void this.#load();
  }

  /** Settings changed how the page is set. */
  again(): void {
    if (this.#id !== null) void this.#load();
  }

  /** The piece has this language now, which turns its page round and hyphenates it otherwise; no patch tells that. */
  speaks(id: string, language: string): void {
    if (id === this.#id && this.model && this.model.language !== language) void this.#load();
  }

  async #load(): Promise<void> {
    const id = this.#id;
    const turn = ++this.#turn;
    if (id === null) return;
    try {
      const model = new PageModel(await this.platform.call("preview_open", { id }));
      if (turn !== this.#turn) return;
      for (const patch of this.#waiting) if (patch.id === id) model.apply(patch);
      this.#waiting = [];
      this.model = model;
      this.problem = null;
      this.ready = true;
      if (this.#frame) this.#show(this.#frame, model);
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asIpcError(thrown).message;
    }
  }

  patch(patch: PreviewPatch): void {
    if (patch.id !== this.#id) return;
    const { model } = this;
    if (!model || model.id !== patch.id) return void this.#waiting.push(patch);
    const took = model.apply(patch);
    if (took === "gap") return void this.#load();
    if (took === "old" || !this.#frame) return;
    this.#frame.patch(model, patch);
    this.shown(true);
    this.#measure();
  }

  /** How long it took from the key to the page, laid out and on the next frame. */
  #measure(): void {
    const start = takeKeyTime();
    if (start === null) return;
    measureSince("key-to-preview", start);
    requestAnimationFrame(() => measureSince("key-to-preview-frame", start));
  }
}
