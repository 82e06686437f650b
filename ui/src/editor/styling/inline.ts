import type { SyntaxNode } from "@lezer/common";

/** Words that look otherwise, by the parser's names. */
const SPANS: Readonly<Record<string, string>> = {
  Emphasis: "cm-em",
  StrongEmphasis: "cm-strong",
  Strikethrough: "cm-strike",
  InlineCode: "cm-code",
  FootnoteReference: "cm-note-ref",
  HTMLTag: "cm-html",
  Comment: "cm-html",
  Entity: "cm-html",
};

/** Signs that only the writer of the text needs. */
const MARKS = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark"]);

/** What to do with the letters of an inline element. Ranges may nest; `hide` and `mark` never overlap each other. */
export interface InlineStyle {
  /** Class of a stretch of words. */
  span(from: number, to: number, className: string): void;
  /** A sign: grey when the caret is in its paragraph, gone otherwise. */
  mark(from: number, to: number, className?: string): void;
}

/** Styles one node of a paragraph. */
export function styleInline(node: SyntaxNode, slice: (from: number, to: number) => string, out: InlineStyle): void {
  const { name, from, to } = node;
  const className = SPANS[name];
  if (className) out.span(from, to, className);
  // The fence of a block of code is a line of its own: hidden, it would leave a hole.
  if (name === "CodeMark" && node.parent?.name === "FencedCode") return out.span(from, to, "cm-mk");
  if (MARKS.has(name)) return out.mark(from, to);
  if (name === "Escape") return out.mark(from, from + 1);
  if (name === "HardBreak" && slice(from, from + 1) === "\\") return out.mark(from, from + 1);
  if (name === "FootnoteReference") {
    out.mark(from, from + 2);
    return out.mark(to - 1, to);
  }
  if (name === "Autolink") {
    out.mark(from, from + 1);
    out.span(from + 1, to - 1, "cm-link");
    return out.mark(to - 1, to);
  }
  if (name === "Link" || name === "Image") styleLink(node, out);
}

/**
 * `[words](address)`: the words are underlined, the address is a sign. Square brackets alone, as in "[sic]", are read as
 * a link too by the parser; they are the writer's own words and stay as they are.
 */
function styleLink(node: SyntaxNode, out: InlineStyle): void {
  const target = node.getChild("URL") ?? node.getChild("LinkLabel");
  const [open, close] = node.getChildren("LinkMark");
  if (!target || !open || !close) return;
  out.mark(open.from, open.to);
  out.span(open.to, close.from, node.name === "Image" ? "cm-image" : "cm-link");
  // The address gets its own look; around it stand brackets and perhaps a title.
  out.mark(close.from, target.from);
  // A picture without words would not be seen at all.
  if (node.name === "Image" && open.to === close.from) out.span(target.from, target.to, "cm-image");
  else out.mark(target.from, target.to, "cm-url");
  if (target.to < node.to) out.mark(target.to, node.to);
}

/** Where a link at this place of the text leads; none where there is no link. */
export function linkAt(node: SyntaxNode, slice: (from: number, to: number) => string): string | null {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name !== "Link" && at.name !== "Image" && at.name !== "Autolink") continue;
    const url = at.getChild("URL");
    return url ? slice(url.from, url.to) : null;
  }
  return null;
}
