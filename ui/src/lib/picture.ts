/** A picture as the body's text calls it. */
export interface PictureWords {
  /** `pictures/NAME`. */
  address: string;
  /** What it shows, for those who do not see it. */
  alt: string;
  /** What stands below it. */
  caption: string;
  /** Who made it. */
  credit: string;
}

const oneLine = (text: string) => text.split(/\s+/).filter((word) => word !== "").join(" ");

/** The picture in Markdown: the credit is the end of its title. */
export function pictureMarkdown({ address, alt, caption, credit }: PictureWords): string {
  const words = oneLine(alt).replace(/[\\[\]]/g, "\\$&");
  const by = oneLine(credit);
  const labelled = by === "" || /^\p{L}+: /u.test(by) ? by : `Credit: ${by}`;
  const said = [oneLine(caption), labelled].filter((part) => part !== "");
  // A credit is one only behind the end of a sentence.
  if (said.length === 2 && !/[.!?…”"’»]$/.test(said[0]!)) said[0] += ".";
  const title = said.join(" ").replace(/[\\"]/g, "\\$&");
  return title === "" ? `![${words}](${address})` : `![${words}](${address} "${title}")`;
}

/** The nearest place to one in a text where a paragraph can stand without parting another. */
export function besideParagraph(text: string, at: number): number {
  const line = text.slice(at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1).split("\n", 1)[0] ?? "";
  if (at === 0 || line.trim() === "") return at;
  const gap = [...text.slice(0, at).matchAll(/\n[ \t]*\n/g)].pop();
  const begins = gap ? gap.index + gap[0].length : 0;
  if (text.slice(begins, at).trim() === "") return at;
  const end = text.slice(at).search(/\n[ \t]*\n/);
  return end < 0 ? text.trimEnd().length : at + end;
}

/** What to put at a place of a text so that `markdown` stands there as a paragraph, and where in it the picture begins. */
export function asParagraph(text: string, at: number, markdown: string): { insert: string; start: number } {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const breaks = (found: number) => "\n".repeat(Math.max(0, 2 - found));
  const lead = before.trim() === "" ? "" : breaks(/\n*$/.exec(before)![0].length);
  const tail = after.trim() === "" ? "" : breaks(/^\n*/.exec(after)![0].length);
  return { insert: lead + markdown + tail, start: lead.length };
}

/** Whether a file is a picture by its name, so far as a window can tell; the desk looks into it. */
export const looksLikePicture = (name: string) => /\.(png|jpe?g|gif|webp)$/i.test(name);
