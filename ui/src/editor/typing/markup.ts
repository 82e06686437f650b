/** What stands before the words of a line: quotation signs, then perhaps the mark of a list item. */
export interface LinePrefix {
  /** `> > ` */
  quote: string;
  /** Blanks between the quotation signs and the mark. */
  indent: string;
  /** `-`, `*`, `+`, `3.` or `3)`; empty when the line is no list item. */
  marker: string;
  /** The blanks after the mark. */
  space: string;
  /** Length of it all. */
  length: number;
}

const QUOTE = /^(?: {0,3}>[ \t]?)*/;
const ITEM = /^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)/;

export function prefixOf(line: string): LinePrefix {
  const quote = QUOTE.exec(line)?.[0] ?? "";
  const item = ITEM.exec(line.slice(quote.length));
  const [, indent = "", marker = "", space = ""] = item ?? [];
  return { quote, indent, marker, space, length: quote.length + indent.length + marker.length + space.length };
}

/** The mark of the item after one with this mark. */
export function nextMarker(marker: string): string {
  const number = /^(\d+)([.)])$/.exec(marker);
  return number ? `${Number(number[1]) + 1}${number[2]}` : marker;
}

/** A replacement around the caret: `from` and `to` count from the start of the line. */
export interface LineEdit {
  from: number;
  to: number;
  insert: string;
}

/** What Enter does on one line, at `column`. `before` is the line above, if any. */
export function enterOn(line: string, column: number, before: string | null): LineEdit {
  const prefix = prefixOf(line);
  const rest = line.slice(prefix.length);
  const inWords = column >= prefix.length;

  if (prefix.marker !== "" && inWords) {
    if (rest.trim() === "") return leaveItem(line, prefix);
    const space = prefix.space === "" ? " " : prefix.space;
    return { ...around(line, column), insert: `\n${prefix.quote}${prefix.indent}${nextMarker(prefix.marker)}${space}` };
  }
  if (prefix.quote !== "" && inWords) {
    // On an empty line of a quotation: out of it, with the blank line that ends it.
    if (rest.trim() === "") return { from: 0, to: line.length, insert: before === null || before.trim() === "" ? "" : "\n" };
    return { ...around(line, column), insert: `\n${prefix.quote.trimEnd()}\n${prefix.quote}` };
  }
  if (line.trim() === "") {
    // There is an empty paragraph already; another blank line would mean nothing on the page.
    const between = before !== null && before.trim() !== "";
    return { from: column, to: column, insert: between ? "\n" : "" };
  }
  // A new paragraph. A table and a line that is only marks go on line by line.
  return { ...around(line, column), insert: /^\s*\|/.test(line) ? "\n" : "\n\n" };
}

/** An empty item: one level out, and from the outermost level into a paragraph. */
function leaveItem(line: string, prefix: LinePrefix): LineEdit {
  if (prefix.indent.length >= 2) {
    const cut = Math.min(prefix.indent.length, 4, /\d/.test(prefix.marker) ? 3 : 2);
    return { from: 0, to: line.length, insert: `${prefix.quote}${prefix.indent.slice(cut)}${prefix.marker}${prefix.space}` };
  }
  // Without the blank line the next words would belong to the item above.
  return { from: 0, to: line.length, insert: `${prefix.quote.trimEnd()}\n${prefix.quote}` };
}

/** The caret, with the blanks on both sides of it: a paragraph neither ends nor begins with one. */
function around(line: string, column: number): { from: number; to: number } {
  let from = column;
  let to = column;
  while (from > 0 && /[ \t]/.test(line[from - 1] ?? "")) from--;
  while (to < line.length && /[ \t]/.test(line[to] ?? "")) to++;
  return from === 0 ? { from: column, to: column } : { from, to };
}

/** How far a line must be moved in to become part of the item above it; none when it can't be. */
export function indentUnder(line: string, above: string | null): number | null {
  if (above === null) return null;
  const here = prefixOf(line);
  const parent = prefixOf(above);
  if (here.marker === "" || parent.marker === "" || parent.indent.length < here.indent.length) return null;
  const target = parent.indent.length === here.indent.length ? parent.indent.length + parent.marker.length + 1 : parent.indent.length;
  return target - here.indent.length;
}
