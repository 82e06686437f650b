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

/** Words that introduce a credit, in lower case: the list is `LABELS` of `crates/model/src/picture/caption.rs`, which reads them again. */
export const CREDIT_LABELS = [
  "credit", "credits", "photo", "photos", "photograph", "photographs", "photography", "photographer", "picture", "pictures", "image",
  "illustration", "illustrations", "drawing", "graphic", "map", "foto", "fotos", "bild", "grafik", "karte", "crédit", "crédito", "illustrazione",
];

/** Letters that Markdown would read as its own, in words. */
const plain = (text: string, marks: RegExp) => text.replace(marks, "\\$&");

const isLabelled = (credit: string) => CREDIT_LABELS.includes(/^\p{L}+(?=:\s*\S)/u.exec(credit)?.[0].toLowerCase() ?? "");

/** The picture in Markdown: the credit is the end of its title. */
export function pictureMarkdown({ address, alt, caption, credit }: PictureWords): string {
  const words = plain(oneLine(alt), /[\\[\]`<&]/g);
  const by = oneLine(credit);
  const labelled = by === "" || isLabelled(by) ? by : `Credit: ${by}`;
  const said = [oneLine(caption), labelled].filter((part) => part !== "");
  // A credit is one only behind the end of a sentence.
  if (said.length === 2 && !/[.!?…”"’»]$/.test(said[0]!)) said[0] += ".";
  const title = plain(said.join(" "), /[\\"`<&]/g);
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

/** What to put at a place of a text so that `markdown` stands there as a paragraph. */
export function asParagraph(text: string, at: number, markdown: string): string {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const breaks = (found: number) => "\n".repeat(Math.max(0, 2 - found));
  const lead = before.trim() === "" ? "" : breaks(/\n*$/.exec(before)![0].length);
  const tail = after.trim() === "" ? "" : breaks(/^\n*/.exec(after)![0].length);
  return lead + markdown + tail;
}

/** Whether a file is a picture by its name, so far as a window can tell; the desk looks into it. */
export const looksLikePicture = (name: string) => /\.(png|jpe?g|gif|webp)$/i.test(name);
