import type { Field, PrintSheet } from "../../ipc/client";
import { escape } from "./page";

const [WIDTH, HEIGHT, LINES, LETTERS] = [595, 842, 44, 84];

/** A sheet as the press would make it, near enough to see it turn and follow the text: a name, a headline, lines. */
export function sheetOf(text: (field: Field) => string, outlet: string, wanted: number): PrintSheet {
  const lines = text("body").split(/\n\n+/).flatMap((paragraph) => wrapped(paragraph.replace(/[*_#>]/g, ""), LETTERS));
  const of = Math.max(1, Math.ceil(lines.length / LINES));
  const number = Math.min(Math.max(wanted, 1), of);
  const set = (y: number, size: number, words: string) => `<text x="52" y="${y}" font-size="${size}" font-family="serif">${escape(words)}</text>`;
  const head = number === 1 ? [set(70, 34, outlet), set(118, 24, text("headline")), set(142, 12, text("byline"))] : [set(70, 10, outlet)];
  const body = lines.slice((number - 1) * LINES, number * LINES).map((line, at) => set(176 + at * 14, 10.5, line));
  const svg = `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}pt" height="${HEIGHT}pt" xmlns="http://www.w3.org/2000/svg"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${[...head, ...body].join("")}</svg>`;
  return { svg, number, of, width: WIDTH, height: HEIGHT, reports: /漢/.test(text("body")) ? ["The faces that are shipped lack a character of the text, and the page shows an empty box for each: 漢 (U+6F22)."] : [] };
}

function wrapped(text: string, most: number): string[] {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1]!;
    if (last.length + word.length > most && last !== "") lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}
