import type { BlockContext, InlineContext, LeafBlock, Line, MarkdownConfig } from "@lezer/markdown";

const OPEN = 91; // [
const CARET = 94; // ^
const REFERENCE = /^\[\^[^\s\]]+\]/;
const DEFINITION = /^\[\^[^\s\]]+\]:[ \t]*/;

/** `[^1]` in the text, and `[^1]: …` for the note itself, as the desk's own renderer reads them. */
export const Footnotes: MarkdownConfig = {
  defineNodes: ["FootnoteReference", { name: "FootnoteDefinition", block: true }, "FootnoteMark"],
  parseInline: [
    {
      name: "FootnoteReference",
      before: "Link",
      parse(cx: InlineContext, next: number, pos: number): number {
        if (next !== OPEN || cx.char(pos + 1) !== CARET) return -1;
        const match = REFERENCE.exec(cx.slice(pos, Math.min(cx.end, pos + 80)));
        if (!match) return -1;
        return cx.addElement(cx.elt("FootnoteReference", pos, pos + match[0].length));
      },
    },
  ],
  parseBlock: [
    {
      name: "FootnoteDefinition",
      before: "LinkReference",
      leaf(_cx: BlockContext, leaf: LeafBlock) {
        return DEFINITION.test(leaf.content) ? { nextLine: () => false, finish: finishDefinition } : null;
      },
      // A definition ends the one before it, without a blank line between them.
      endLeaf: (_cx: BlockContext, line: Line) => DEFINITION.test(line.text.slice(line.pos)),
    },
  ],
};

function finishDefinition(cx: BlockContext, leaf: LeafBlock): boolean {
  const mark = DEFINITION.exec(leaf.content)?.[0] ?? "";
  const { start, content } = leaf;
  cx.addLeafElement(
    leaf,
    cx.elt("FootnoteDefinition", start, start + content.length, [
      cx.elt("FootnoteMark", start, start + mark.trimEnd().length),
      ...cx.parser.parseInline(content.slice(mark.length), start + mark.length),
    ]),
  );
  return true;
}
