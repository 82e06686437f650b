import type { Text } from "@codemirror/state";
import type { SyntaxNode, SyntaxNodeRef, Tree } from "@lezer/common";
import { styleInline } from "./inline";

/** How a stretch of text looks: pure values, which the plugin turns into decorations. */
export interface Look {
  spans: { from: number; to: number; className: string }[];
  hidden: { from: number; to: number }[];
  /** Marks at the start of a line, set into the margin, so that words never move when they show or fade. */
  hangs: Hang[];
  lines: Map<number, LineLook>;
}

export interface Hang {
  from: number;
  to: number;
  /** The caret is in this line. */
  shown: boolean;
  /** What kinds of marks it holds. */
  heading: boolean;
  bullet: boolean;
  number: boolean;
}

export interface LineLook {
  classes: Set<string>;
  quotes: number;
  lists: number;
}

/** Blocks that hold words. The one with the caret shows its marks. */
const LEAVES = new Set([
  "Paragraph", "ATXHeading1", "ATXHeading2", "ATXHeading3", "ATXHeading4", "ATXHeading5", "ATXHeading6", "SetextHeading1",
  "SetextHeading2", "FootnoteDefinition", "Table", "LinkReference", "HTMLBlock", "CommentBlock", "FencedCode", "CodeBlock", "HorizontalRule",
]);

const LINE_CLASSES: Readonly<Record<string, string>> = {
  FencedCode: "cm-codeblock", CodeBlock: "cm-codeblock", HTMLBlock: "cm-codeblock", CommentBlock: "cm-codeblock",
  Table: "cm-table", LinkReference: "cm-reference", FootnoteDefinition: "cm-note", HorizontalRule: "cm-hr",
};

export interface LookOptions {
  /** Where the caret is; none when it is in another field. */
  caret: number | null;
  /** Only emphasis and links, for fields that are not pages. */
  inlineOnly?: boolean;
}

/** The look of `from`–`to`. Looks at nothing outside the blocks that touch it. */
export function lookOf(doc: Text, tree: Tree, from: number, to: number, { caret, inlineOnly = false }: LookOptions): Look {
  const look: Look = { spans: [], hidden: [], hangs: [], lines: new Map() };
  const slice = (a: number, b: number) => doc.sliceString(a, b);
  const touches = (a: number, b: number) => caret !== null && caret >= a && caret <= b;
  let shown = inlineOnly && caret !== null;

  tree.iterate({
    from,
    to,
    enter(ref) {
      if (LEAVES.has(ref.name) && !inlineOnly) shown = touches(ref.from, ref.to);
      if (!inlineOnly) styleBlock(ref, shown);
      if (ref.to < from || ref.from > to) return;
      styleInline(ref.node, slice, {
        span: (a, b, className) => void (b > a && look.spans.push({ from: a, to: b, className })),
        mark: (a, b, className) => {
          if (b <= a) return;
          if (shown) look.spans.push({ from: a, to: b, className: className ? `cm-mk ${className}` : "cm-mk" });
          else hide(a, b);
        },
      });
    },
  });
  if (!inlineOnly) gaps();
  return look;

  /** A line break must stay: what is hidden across lines is hidden line by line. */
  function hide(a: number, b: number): void {
    for (let at = a; at < b; ) {
      const line = doc.lineAt(at);
      const end = Math.min(b, line.to);
      if (end > at) look.hidden.push({ from: at, to: end });
      at = line.to + 1;
    }
  }

  function line(at: number): LineLook {
    const known = look.lines.get(at);
    if (known) return known;
    const fresh: LineLook = { classes: new Set(), quotes: 0, lists: 0 };
    look.lines.set(at, fresh);
    return fresh;
  }

  /** Each visible line of a node. */
  function eachLine(node: SyntaxNodeRef, visit: (at: number) => void): void {
    const end = Math.min(node.to, to);
    for (let at = doc.lineAt(Math.max(node.from, from)); ; at = doc.line(at.number + 1)) {
      visit(at.from);
      if (at.to >= end || at.number === doc.lines) return;
    }
  }

  function styleBlock(node: SyntaxNodeRef, active: boolean): void {
    const { name } = node;
    const level = headingLevel(name);
    if (level > 0) eachLine(node, (at) => line(at).classes.add("cm-h").add(`cm-h${level}`));
    else if (name === "Blockquote") eachLine(node, (at) => void line(at).quotes++);
    else if (name === "ListItem") eachLine(node, (at) => void line(at).lists++);
    else if (name === "HeaderMark") headerMark(node.node, active);
    else if (name === "QuoteMark" || name === "ListMark") hang(node);
    else if (name === "CodeInfo" || name === "LinkTitle" || name === "TableDelimiter") look.spans.push({ from: node.from, to: node.to, className: "cm-mk" });
    const className = LINE_CLASSES[name];
    if (!className) return;
    eachLine(node, (at) => line(at).classes.add(className));
    if (name === "HorizontalRule") look.spans.push({ from: node.from, to: node.to, className: active ? "cm-mk" : "cm-clear" });
  }

  function headerMark(mark: SyntaxNode, active: boolean): void {
    const start = doc.lineAt(mark.from);
    if (mark.parent?.name.startsWith("Setext")) {
      look.spans.push({ from: mark.from, to: mark.to, className: "cm-mk" });
    } else if (mark.from > start.from && doc.sliceString(start.from, mark.from).trim() !== "" && mark.prevSibling) {
      if (active) look.spans.push({ from: mark.from, to: mark.to, className: "cm-mk" });
      else hide(mark.from, mark.to);
    } else {
      const end = doc.sliceString(mark.to, mark.to + 1) === " " ? mark.to + 1 : mark.to;
      hangTo(start.from, end, "heading");
    }
  }

  function hang(mark: SyntaxNodeRef): void {
    const start = doc.lineAt(mark.from);
    const next = doc.sliceString(mark.to, mark.to + 1);
    const kind = mark.name === "QuoteMark" ? null : /\d/.test(doc.sliceString(mark.from, mark.to)) ? "number" : "bullet";
    hangTo(start.from, next === " " || next === "\t" ? mark.to + 1 : mark.to, kind);
  }

  /** Marks of several blocks at the start of a line (`> - `) hang as one. */
  function hangTo(lineStart: number, end: number, kind: "heading" | "bullet" | "number" | null): void {
    let last = look.hangs.at(-1);
    if (last?.from !== lineStart) {
      if (end < from) return;
      const shown = touches(lineStart, doc.lineAt(lineStart).to);
      last = { from: lineStart, to: end, shown, heading: false, bullet: false, number: false };
      look.hangs.push(last);
    }
    last.to = Math.max(last.to, end);
    if (kind) last[kind] = true;
  }

  /** The blank line between two paragraphs is a space between them. */
  function gaps(): void {
    for (let at = doc.lineAt(from); at.from <= to; at = doc.line(at.number + 1)) {
      const known = look.lines.get(at.from);
      if (isGap(doc, at.number) && !known?.classes.has("cm-codeblock")) {
        line(at.from).classes.add(afterHeading(doc.line(at.number - 1).from) ? "cm-space-h" : "cm-space");
      } else if (known && known.quotes > 0 && /^[ >]*$/.test(at.text) && at.number < doc.lines && /^ *>/.test(doc.line(at.number + 1).text)) {
        known.classes.add("cm-space");
      }
      if (at.number === doc.lines) return;
    }
  }

  function afterHeading(at: number): boolean {
    return look.lines.get(at)?.classes.has("cm-h") ?? /^ {0,3}#{1,6}(\s|$)/.test(doc.lineAt(at).text);
  }
}

function headingLevel(name: string): number {
  if (name.startsWith("ATXHeading") || name.startsWith("SetextHeading")) return Number(name.at(-1));
  return 0;
}

/** Longer runs of blank lines are not counted to their start. */
const LONGEST_RUN = 50;

/**
 * Whether a line is only the space between two paragraphs. Of several blank lines the first, third, … are spaces and
 * those between them are empty paragraphs, as Enter makes them.
 */
export function isGap(doc: Text, lineNumber: number): boolean {
  if (lineNumber < 2 || lineNumber >= doc.lines || doc.line(lineNumber).length > 0) return false;
  let above = 1;
  while (above < LONGEST_RUN && lineNumber - above > 1 && doc.line(lineNumber - above).length === 0) above++;
  // Blank lines at the very top have no paragraph above them.
  const toTop = lineNumber - above === 1 && doc.line(1).length === 0;
  return !toTop && above % 2 === 1;
}
