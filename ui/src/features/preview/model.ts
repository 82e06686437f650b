import type { Preview, PreviewPatch } from "../../ipc/client";

/** The outlet's page as the desk sent it, kept up with patches. */
export class PageModel {
  readonly id: string;
  seq: number;
  head: string;
  foot: string;
  readonly language: string;
  bodyClass: string;
  readonly blocks: string[];
  lines: number[];

  constructor(preview: Preview) {
    this.id = preview.id;
    this.seq = preview.seq;
    this.head = preview.head;
    this.foot = preview.foot;
    this.language = preview.language;
    this.bodyClass = preview.body_class;
    this.blocks = [...preview.blocks];
    this.lines = [...preview.lines];
  }

  /** Takes a patch; false when one is missing before it (open the page again then). Older ones are passed over. */
  apply(patch: PreviewPatch): "done" | "old" | "gap" {
    if (patch.seq <= this.seq) return "old";
    if (patch.seq !== this.seq + 1 || patch.from + patch.remove > this.blocks.length) return "gap";
    this.seq = patch.seq;
    if (patch.head !== null) this.head = patch.head;
    if (patch.foot !== null) this.foot = patch.foot;
    if (patch.body_class !== null) this.bodyClass = patch.body_class;
    this.blocks.splice(patch.from, patch.remove, ...patch.insert);
    if (patch.lines) this.lines = [...patch.lines];
    return "done";
  }
}

/** About so many characters of HTML stand on one leaf of the page: some 1,400 words, more than most pieces have. */
export const LEAF = 9000;
/** A text of more leaves than this has leaves of half the length, so that a key lays out less. */
const MANY = 4;

/** How long the leaves of a page are. To be asked when the page is shown as a whole: one that grows does not change it. */
export function leafFor(blocks: readonly string[]): number {
  return blocks.reduce((sum, html) => sum + html.length, 0) > LEAF * MANY ? LEAF / 2 : LEAF;
}

/**
 * Where the leaves of a body begin: by the number of their first block, the first always 0. No leaf ends in a heading, and
 * what is left over at the end goes with the last one.
 */
export function leavesOf(blocks: readonly string[], leaf = LEAF): number[] {
  const starts = [0];
  let left = blocks.reduce((sum, html) => sum + html.length, 0);
  let filled = 0;
  for (const [index, html] of blocks.entries()) {
    const heading = /^<h[1-6]/.test(blocks[index - 1] ?? "");
    if (filled >= leaf && left >= leaf / 2 && !heading) {
      starts.push(index);
      filled = 0;
    }
    filled += html.length;
    left -= html.length;
  }
  return starts;
}

/** The block that holds a line: the last one that begins at or before it. */
export function blockAt(lines: readonly number[], line: number): number {
  let low = 0;
  let high = lines.length - 1;
  let found = 0;
  while (low <= high) {
    const mid = (low + high) >> 1;
    if (lines[mid]! <= line) { found = mid; low = mid + 1; } else high = mid - 1;
  }
  return found;
}

/** How far a line lies inside its block, from 0 to 1. */
export function within(lines: readonly number[], block: number, line: number): number {
  const from = lines[block] ?? 1;
  const to = lines[block + 1] ?? from + 1;
  return to > from ? Math.min(1, Math.max(0, (line - from) / (to - from))) : 0;
}

/** The same by the block's own lines, without the blank one that parts it from the next: 1 is where its last word ends. */
export function along(lines: readonly number[], block: number, line: number): number {
  const from = lines[block] ?? 1;
  const own = Math.max(1, (lines[block + 1] ?? Math.ceil(line) + 1) - 1 - from);
  return Math.min(1, Math.max(0, (line - from) / own));
}
