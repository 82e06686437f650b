import type { PictureAdded, PictureSource } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { Platform } from "../../platform";
import { asParagraph, besideParagraph, looksLikePicture, pictureMarkdown, type PictureWords } from "../../lib/picture";
import type { App } from "../window/app.svelte";

/** Most pictures that are kept ready to be shown. */
const MOST_KEPT = 40;

/** Pictures as addresses that hold them, by name: what a page may show. Each is asked for once. */
export class PictureStore {
  readonly #known = new Map<string, Promise<string | null>>();

  constructor(private readonly platform: Platform) {}

  get(name: string): Promise<string | null> {
    const known = this.#known.get(name);
    if (known) return known;
    const asked = this.platform.call("picture_get", { name }).catch(() => null);
    this.#known.set(name, asked);
    if (this.#known.size > MOST_KEPT) this.#known.delete(this.#known.keys().next().value!);
    // What is missing now may come.
    void asked.then((found) => { if (found === null) this.#known.delete(name); });
    return asked;
  }
}

/** How pictures come into the text: pasted, dropped, or chosen by the person. */
export class Pictures {
  readonly store: PictureStore;
  busy = $state(false);

  constructor(private readonly app: App) {
    this.store = new PictureStore(app.platform);
  }

  /** Asks for a file, and then for what is to be said of it. */
  async ask(): Promise<void> {
    const { app } = this;
    const at = app.session?.editor("body")?.selection().to;
    await app.act(async () => {
      const path = await app.platform.call("dialog_picture");
      if (path === null) return;
      const added = await this.#add({ from: "file", path });
      if (added) app.over = { kind: "picture", added, at: at ?? null };
    });
  }

  /** Puts a picture into the body, in a paragraph of its own; the caret follows. */
  put(words: PictureWords, at: number | null): void {
    const editor = this.app.session?.editor("body");
    if (!editor || !this.app.hands.canEdit) return;
    const place = besideParagraph(editor.text(), at ?? editor.selection().to);
    const { insert } = asParagraph(editor.text(), place, pictureMarkdown(words));
    editor.insert(insert, place);
    this.app.edited = true;
    if (words.alt.trim() === "") this.#hint(words.address);
  }

  /** Pictures from the clipboard; false when there is none among these files. */
  paste(files: readonly File[]): boolean {
    const pictures = files.filter((file) => file.type.startsWith("image/"));
    if (pictures.length === 0) return false;
    void this.#each(pictures.map(async (file) => ({ from: "bytes" as const, name: file.name, data: await base64(file) })), null);
    return true;
  }

  /** Pictures that were dropped on the body; false when something else is among the files, or they fell elsewhere. */
  drop(paths: readonly string[], x: number, y: number): boolean {
    const editor = this.app.session?.editor("body");
    const place = editor?.placeAt(x, y) ?? null;
    if (place === null || !this.app.hands.canEdit || !paths.every(looksLikePicture)) return false;
    void this.#each(paths.map((path) => Promise.resolve({ from: "file" as const, path })), place);
    return true;
  }

  async #each(sources: readonly Promise<PictureSource>[], at: number | null): Promise<void> {
    let place = at;
    for (const source of sources) {
      await this.app.act(async () => {
        const added = await this.#add(await source);
        if (!added) return;
        this.put({ address: added.address, alt: "", caption: "", credit: "" }, place);
        // The caret stands behind it now, and the next one follows.
        place = null;
      });
    }
  }

  async #add(source: PictureSource): Promise<PictureAdded | null> {
    const { app } = this;
    const { session } = app;
    if (!session) return null;
    this.busy = true;
    try {
      return await app.platform.call("picture_add", { id: session.id, source });
    } catch (thrown) {
      app.toasts.say({ kind: "stop", text: asIpcError(thrown).message });
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Says quietly that nobody is told what it shows, and leads to the place for it. */
  #hint(address: string): void {
    const { app } = this;
    const describe = () => {
      const editor = app.session?.editor("body");
      const found = editor?.text().indexOf(`![](${address}`) ?? -1;
      if (editor && found >= 0) editor.select(found + 2, found + 2);
    };
    app.toasts.say({ text: "The picture is in the text. Nothing says yet what it shows, for those who do not see it.", action: { label: "Say it", run: describe } });
  }
}

/** A file in base 64. */
async function base64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  // In steps that a call can take as arguments, each a multiple of three.
  for (let at = 0; at < bytes.length; at += 24_576) parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 24_576))));
  return parts.join("");
}
