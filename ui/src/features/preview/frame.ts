import type { PreviewPatch } from "../../ipc/client";
import type { SheetKind } from "../../lib/view";
import { directionOf } from "../../lib/languages";
import { along, blockAt, leafFor, leavesOf, within, type PageModel } from "./model";

/**
 * The sandboxed frame that shows the page. No script runs in it; the window writes the desk's sanitised HTML into it and
 * reads positions from outside. It is as high as its page, so the pane around it scrolls.
 */
export class Frame {
  #sheet: HTMLElement;
  #head: Element[] = [];
  #foot: HTMLElement | null = null;
  /** The parts of the body, of a page's length each: a long text is laid out anew only where it changed. */
  #leaves: HTMLElement[] = [];
  #leaf = leafFor([]);
  /** The blocks of all leaves, in order. */
  #blocks: Element[] = [];
  #doc: Document;
  #lines: readonly number[] = [];
  /** The names of the desk's pictures, by the elements that show them. */
  readonly #names = new WeakMap<Element, string>();

  /** `pictures` gives a picture of the desk as an address that holds it: nothing else can be shown here. */
  constructor(
    private readonly iframe: HTMLIFrameElement,
    private readonly onfit: () => void,
    private readonly pictures: (name: string) => Promise<string | null>,
  ) {
    const doc = iframe.contentDocument;
    if (!doc) throw new Error("the preview's frame has no document");
    this.#doc = doc;
    doc.documentElement.classList.add("in-window");
    this.#sheet = doc.querySelector<HTMLElement>(".sheet") ?? doc.body.appendChild(doc.createElement("article"));
    this.showTheme();
  }

  showTheme(): void {
    this.#doc.documentElement.dataset["theme"] = document.documentElement.dataset["theme"] ?? "light";
  }

  setKind(kind: SheetKind): void {
    this.#sheet.className = kind === "print" ? "sheet slim" : "sheet reader";
    this.fit();
  }

  /** Shows a whole page. */
  whole(model: PageModel): void {
    this.#doc.documentElement.lang = model.language;
    this.#doc.documentElement.dir = directionOf(model.language);
    this.#lines = model.lines;
    const old = this.#blocks;
    this.#blocks = model.blocks.map((html) => this.#block(html));
    this.#sheet.replaceChildren();
    this.#head = [];
    this.#showHead(model.head);
    this.#showFoot(model.foot);
    this.#leaves = [];
    this.#leaf = leafFor(model.blocks);
    this.#bind(model);
    this.#show(this.#blocks, old);
    this.fit();
  }

  /** Changes what the patch changes, and lays the page out. */
  patch(model: PageModel, patch: PreviewPatch): void {
    this.#lines = model.lines;
    const fresh = patch.insert.map((html) => this.#block(html));
    const old = this.#blocks.slice(patch.from, patch.from + patch.remove);
    const both = Math.min(fresh.length, old.length);
    for (let i = 0; i < both; i += 1) old[i]!.replaceWith(fresh[i]!);
    for (const gone of old.slice(both)) gone.remove();
    this.#blocks.splice(patch.from, patch.remove, ...fresh);
    for (let i = patch.from + both; i < patch.from + fresh.length; i += 1) {
      const before = this.#blocks[i - 1];
      if (before) before.after(this.#blocks[i]!);
      else this.#leaves[0]?.prepend(this.#blocks[i]!);
    }
    const drifted = fresh.length !== old.length || this.#leaves.some((leaf) => leaf.childElementCount === 0);
    if (drifted || patch.body_class !== null) this.#bind(model);
    this.#show(fresh, old);
    if (patch.head !== null) this.#showHead(patch.head);
    if (patch.foot !== null) this.#showFoot(patch.foot);
    this.fit();
  }

  /** The furniture above the text: like the exported page, with nothing around it. */
  #showHead(html: string): void {
    const holder = this.#doc.createElement("template");
    holder.innerHTML = html;
    for (const gone of this.#head) gone.remove();
    this.#head = [...holder.content.children];
    this.#sheet.prepend(holder.content);
  }

  /** The notes below the text, in the element that the exported page has for them; without notes there is none. */
  #showFoot(html: string): void {
    this.#foot?.remove();
    this.#foot = null;
    if (html === "") return;
    this.#foot = this.#doc.createElement("footer");
    this.#foot.className = "foot";
    this.#foot.innerHTML = html;
    this.#sheet.append(this.#foot);
  }

  /** Puts the blocks into leaves; those that are in theirs stay, and are not laid out again. */
  #bind(model: PageModel): void {
    const starts = leavesOf(model.blocks, this.#leaf);
    for (const gone of this.#leaves.splice(starts.length)) gone.remove();
    for (const [number, start] of starts.entries()) {
      const leaf = (this.#leaves[number] ??= this.#doc.createElement("div"));
      const name = number === 0 ? bodyClass(model) : `${bodyClass(model).replace(/\bdrop\b/, "").trim()} on`;
      if (leaf.className !== name) leaf.className = name;
      const blocks = this.#blocks.slice(start, starts[number + 1]);
      const same = leaf.childElementCount === blocks.length && blocks.every((block, i) => leaf.children[i] === block);
      if (!same) leaf.replaceChildren(...blocks);
      if (leaf.isConnected) continue;
      if (this.#foot) this.#foot.before(leaf);
      else this.#sheet.append(leaf);
    }
  }

  /** The frame's height follows its page; reading it lays the page out. */
  fit(): void {
    const height = Math.ceil(this.#sheet.getBoundingClientRect().height);
    const now = `${height}px`;
    if (height > 0 && this.iframe.style.height !== now) {
      this.iframe.style.height = now;
      this.onfit();
    }
  }

  /** The body's line at a point of the frame; none beside the text. */
  lineAt(x: number, y: number): number | null {
    const at = this.#doc.elementFromPoint(x, y);
    const block = this.#blocks.findIndex((child) => child.contains(at));
    return block < 0 ? null : (this.#lines[block] ?? null);
  }

  /** Whether a point lies in the furniture above the text. */
  inHead(x: number, y: number): boolean {
    const at = this.#doc.elementFromPoint(x, y);
    return this.#head.some((part) => part.contains(at));
  }

  /** Where a line stands in the frame. */
  topOfLine(line: number): { top: number; bottom: number; height: number } | null {
    const index = blockAt(this.#lines, line);
    const block = this.#blocks[index];
    if (!block) return null;
    const box = block.getBoundingClientRect();
    return { top: box.top + box.height * within(this.#lines, index, line), bottom: box.bottom, height: box.height };
  }

  /** Where the words at a place of the text stand in the frame; a paragraph may go on at the top of the next column. */
  placeOf(line: number): { top: number; bottom: number } | null {
    const index = blockAt(this.#lines, line);
    const block = this.#blocks[index];
    if (!block) return null;
    const parts = [...block.getClientRects()];
    let left = along(this.#lines, index, line) * parts.reduce((sum, part) => sum + part.height, 0);
    for (const part of parts) {
      // The height of a line of print, about.
      const height = Math.min(20, part.height);
      if (left <= part.height || part === parts.at(-1)) {
        const top = Math.min(part.top + left, part.bottom - height);
        return { top, bottom: top + height };
      }
      left -= part.height;
    }
    return null;
  }

  /** Where the notes below the text stand; nowhere when there are none. */
  get foot(): { top: number; bottom: number } | null {
    return this.#foot?.getBoundingClientRect() ?? null;
  }

  /** The line that stands at a height: of the first block, in reading order, that reaches below it. */
  lineAtHeight(y: number): number | null {
    const blocks = this.#blocks;
    const first = blocks[0]?.getBoundingClientRect();
    if (!first || y < first.top) return null;
    for (let i = 0; i < blocks.length; i += 1) {
      const box = blocks[i]!.getBoundingClientRect();
      if (box.bottom <= y) continue;
      const from = this.#lines[i] ?? 1;
      const to = this.#lines[i + 1] ?? from + 1;
      return from + (to - from) * Math.min(1, Math.max(0, (y - box.top) / Math.max(box.height, 1)));
    }
    return this.#lines[blocks.length - 1] ?? null;
  }

  get bodyTop(): number {
    return this.#leaves[0]?.getBoundingClientRect().top ?? 0;
  }

  /** One element per block, whatever the block holds. */
  #block(html: string): Element {
    const holder = this.#doc.createElement("template");
    holder.innerHTML = html;
    for (const image of holder.content.querySelectorAll("img")) this.#picture(image);
    const { children, childNodes } = holder.content;
    const only = children[0];
    if (only && children.length === 1 && childNodes.length === children.length + this.#blank(childNodes)) return only;
    const box = this.#doc.createElement("div");
    box.append(holder.content);
    return box;
  }

  /** The page calls a picture by its name; the desk's own bytes come in its place once it stands on the page. */
  #picture(image: HTMLImageElement): void {
    const name = /^pictures\/([^/]+)$/.exec(image.getAttribute("src") ?? "")?.[1];
    image.removeAttribute("src");
    if (name !== undefined) this.#names.set(image, name);
  }

  /** Gives new blocks their pictures. One that the blocks before them show goes over as it is: a caption that is typed decodes nothing. */
  #show(blocks: readonly Element[], old: readonly Element[]): void {
    const shown = new Map<string, HTMLImageElement[]>();
    for (const image of old.flatMap(imagesOf)) {
      const name = this.#names.get(image);
      if (name !== undefined && image.hasAttribute("src")) shown.set(name, [...(shown.get(name) ?? []), image]);
    }
    for (const image of blocks.flatMap(imagesOf)) {
      const name = this.#names.get(image);
      if (name === undefined) continue;
      const known = shown.get(name)?.shift();
      if (known) goesOver(known, image);
      else void this.#load(image, name);
    }
  }

  /** In a frame without scripts no listener is called: the window's own image tells how large the picture is. */
  async #load(image: HTMLImageElement, name: string): Promise<void> {
    const address = await this.pictures(name);
    if (address === null) return;
    const own = new Image();
    own.src = address;
    await own.decode().catch(() => undefined);
    if (own.naturalWidth > 0) {
      image.width = own.naturalWidth;
      image.height = own.naturalHeight;
    }
    image.src = address;
    this.fit();
  }

  #blank(nodes: NodeListOf<ChildNode>): number {
    return Array.from(nodes).filter((n) => n.nodeType === 3 && n.textContent?.trim() === "").length;
  }
}

const bodyClass = ({ bodyClass: name }: PageModel) => (name.split(" ").includes("body") ? name : `body ${name}`.trim());

/** The images of a block, itself among them. */
const imagesOf = (block: Element): HTMLImageElement[] =>
  block.localName === "img" ? [block as HTMLImageElement] : [...block.querySelectorAll("img")];

/** Puts an image that shows its picture in the place of a new one, with the words of the new one. */
function goesOver(known: HTMLImageElement, fresh: HTMLImageElement): void {
  const own = ["src", "width", "height"];
  for (const { name } of [...known.attributes]) if (!own.includes(name) && !fresh.hasAttribute(name)) known.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes]) if (!own.includes(name)) known.setAttribute(name, value);
  fresh.replaceWith(known);
}
