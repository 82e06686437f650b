import type { PictureAdded, PictureSource } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { Platform } from "../../platform";
import { asParagraph, besideParagraph, looksLikePicture, pictureMarkdown, type PictureWords } from "../../lib/picture";
import type { App } from "../window/app.svelte";

/** Most characters of addresses that are kept ready to be shown. */
const MOST_KEPT = 64 * 1024 * 1024;

/** Pictures as addresses that hold them, by name: what a page may show. Each is asked for once. */
export class PictureStore {
  /** The one that was asked for last is the last. */
  readonly #known = new Map<string, { address: Promise<string | null>; length: number }>();
  #length = 0;

  constructor(private readonly platform: Platform) {}

  get(name: string): Promise<string | null> {
    const known = this.#known.get(name);
    if (known) {
      this.#known.delete(name);
      this.#known.set(name, known);
      return known.address;
    }
    const asked = { address: this.platform.call("picture_get", { name }).catch(() => null), length: 0 };
    this.#known.set(name, asked);
    void asked.address.then((found) => {
      if (found === null) {
        // What is missing now may come.
        this.#known.delete(name);
        return;
      }
      asked.length = found.length;
      this.#length += found.length;
      this.#forget(name);
    });
    return asked.address;
  }

  /** Lets go of those that were not asked for the longest, and never of the one that just came. */
  #forget(came: string): void {
    for (const [name, { length }] of [...this.#known]) {
      if (this.#length <= MOST_KEPT) return;
      if (name === came || length === 0) continue;
      this.#known.delete(name);
      this.#length -= length;
    }
  }
}

/** How pictures come into the text: pasted, dropped, or chosen by the person. */
export class Pictures {
  readonly store: PictureStore;

  constructor(private readonly app: App) {
    this.store = new PictureStore(app.platform);
  }

  /** Asks for a file, and then for what is to be said of it. */
  async ask(): Promise<void> {
    const { app } = this;
    const { session } = app;
    if (!session) return;
    const { id } = session;
    const at = session.editor("body")?.selection().to;
    await app.act(async () => {
      const path = await app.platform.call("dialog_picture");
      if (path === null || !this.#isOpen(id)) return;
      const added = await this.#add(id, { from: "file", path });
      if (added && this.#isOpen(id)) app.over = { kind: "picture", id, added, at: at ?? null };
    });
  }

  /** Puts a picture into the body of its piece, in a paragraph of its own; the caret follows. */
  put(id: string, words: PictureWords, at: number | null): void {
    if (!this.#isOpen(id)) return;
    const editor = this.app.session?.editor("body");
    if (!editor || !this.app.hands.canEdit) return;
    const place = besideParagraph(editor.text(), at ?? editor.selection().to);
    const insert = asParagraph(editor.text(), place, pictureMarkdown(words));
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
    const id = this.app.session?.id;
    if (id === undefined) return;
    let place = at;
    let left = false;
    for (const source of sources) {
      await this.app.act(async () => {
        const read = await source;
        if (left) return;
        left = !this.#isOpen(id);
        const added = left ? null : await this.#add(id, read);
        if (!added) return;
        left = !this.#isOpen(id);
        if (!left) this.put(id, { address: added.address, alt: "", caption: "", credit: "" }, place);
        // The caret stands behind it now, and the next one follows.
        place = null;
      });
    }
  }

  async #add(id: string, source: PictureSource): Promise<PictureAdded | null> {
    const { app } = this;
    try {
      return await app.platform.call("picture_add", { id, source });
    } catch (thrown) {
      app.toasts.say({ kind: "stop", text: asIpcError(thrown).message });
      return null;
    }
  }

  /** Whether the piece that a picture is meant for is the open one still; says so where it is not. */
  #isOpen(id: string): boolean {
    if (this.app.session?.id === id) return true;
    this.app.toasts.say({ kind: "stop", text: "Another piece was opened meanwhile: the picture was not put into its text. Open the piece that it is for and insert it again." });
    return false;
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
