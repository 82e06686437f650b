import type { Details, Field, OutletProfile, PreviewPatch } from "../../ipc/client";

/** A page as the desk would make it, near enough to see it move: paragraphs, headings, quotations, lists, emphasis. */
export interface Page {
  head: string;
  bodyClass: string;
  blocks: string[];
  lines: number[];
  foot: string;
}

type Texts = (field: Field) => string;

export function pageOf(texts: Texts, details: Details, profile: OutletProfile): Page {
  const { blocks, lines } = bodyBlocks(texts("body"));
  return { head: head(texts, details, profile), bodyClass: profile.drop_cap ? "body drop" : "body", blocks, lines, foot: foot(texts) };
}

/** The difference of two pages; none when there is none. */
export function patchOf(id: string, seq: number, before: Page, after: Page, words: number): PreviewPatch | null {
  let from = 0;
  while (from < before.blocks.length && from < after.blocks.length && before.blocks[from] === after.blocks[from]) from++;
  let end = 0;
  const most = Math.min(before.blocks.length, after.blocks.length) - from;
  while (end < most && before.blocks.at(-1 - end) === after.blocks.at(-1 - end)) end++;
  const remove = before.blocks.length - end - from;
  const insert = after.blocks.slice(from, after.blocks.length - end);
  const moved = before.lines.join() !== after.lines.join();
  const patch: PreviewPatch = {
    id, seq, from, remove, insert,
    head: before.head === after.head ? null : after.head,
    foot: before.foot === after.foot ? null : after.foot,
    body_class: before.bodyClass === after.bodyClass ? null : after.bodyClass,
    lines: moved ? after.lines : null,
    words,
    reading_seconds: secondsToRead(words),
  };
  return patch.head === null && patch.foot === null && patch.body_class === null && remove === 0 && insert.length === 0 && !moved ? null : patch;
}

export const secondsToRead = (words: number) => Math.round((words * 60) / 238);

/** Words of the body as a reader sees it, near enough. */
export function countWords(markdown: string): number {
  const read = markdown.replace(/^\[\^[^\]]+\]:.*$/gm, "").replace(/\]\([^)]*\)/g, "]").replace(/\[\^[^\]]+\]/g, "");
  return read.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function bodyBlocks(body: string): { blocks: string[]; lines: number[] } {
  const blocks: string[] = [];
  const lines: number[] = [];
  let line = 1;
  for (const chunk of body.split(/\n\n/)) {
    const leading = /^\n*/.exec(chunk)?.[0].length ?? 0;
    const html = block(chunk.trim());
    if (html !== "") {
      blocks.push(html);
      lines.push(line + leading);
    }
    line += chunk.split("\n").length + 1;
  }
  return { blocks, lines };
}

function block(text: string): string {
  if (text === "") return "";
  const picture = /^!\[((?:\\.|[^\]\\])*)\]\((pictures\/[a-z0-9.-]+)(?: "((?:\\.|[^"\\])*)")?\)$/.exec(text);
  if (picture) {
    const plain = (words: string) => escape(words.replace(/\\(.)/g, "$1"));
    const below = picture[3] ? `<figcaption>${plain(picture[3])}</figcaption>` : "";
    return `<figure class="picture"><img src="${picture[2]!}" alt="${plain(picture[1]!)}">${below}</figure>`;
  }
  const heading = /^(#{1,6}) +(.*)/.exec(text);
  if (heading) return `<h${heading[1]!.length}>${inline(heading[2]!)}</h${heading[1]!.length}>`;
  if (text.startsWith(">")) return `<blockquote><p>${inline(text.replace(/^> ?/gm, ""))}</p></blockquote>`;
  if (/^[-*+] /.test(text)) return `<ul>${items(text, /^[-*+] /)}</ul>`;
  if (/^\d+[.)] /.test(text)) return `<ol>${items(text, /^\d+[.)] /)}</ol>`;
  if (/^(\*\*\*+|---+)$/.test(text)) return "<hr>";
  const note = /^\[\^([^\]]+)\]: *(.*)/.exec(text);
  if (note) return `<p class="footnote"><sup>${escape(note[1]!)}</sup> ${inline(note[2]!)}</p>`;
  return `<p>${inline(text)}</p>`;
}

const items = (text: string, mark: RegExp) => text.split("\n").map((line) => `<li>${inline(line.replace(mark, ""))}</li>`).join("");

function inline(text: string): string {
  return escape(text)
    .replace(/\[\^([^\]]+)\]/g, "<sup>$1</sup>")
    .replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
    .replace(/\*([^*]+)\*/g, "<em>$1</em>")
    .replace(/~~([^~]+)~~/g, "<del>$1</del>");
}

export const escape = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

function head(texts: Texts, details: Details, profile: OutletProfile): string {
  const line = (tag: string, className: string, text: string) => (text === "" ? "" : `<${tag} class="${className}">${inline(text)}</${tag}>`);
  const headline = texts("headline");
  const byline = texts("byline").replace(/^By /, "<i>By</i> ");
  return [
    "<header>",
    `<div class="folio"><span>${escape(details.published)}</span><span></span></div>`,
    line("div", "masthead", details.outlet),
    line("p", "tagline", details.tagline),
    `<div class="oxford"></div><div class="section"><b>${escape(profile.section)}</b><span></span></div></header><div class="top">`,
    line("p", "kicker", texts("kicker")),
    line("h1", /^[‘“"']/.test(headline) ? "headline quoted" : "headline", headline),
    line("p", "standfirst", texts("standfirst")),
    byline === "" ? "" : `<p class="byline">${byline}</p>`,
    "</div>",
  ].join("");
}

function foot(texts: Texts): string {
  const part = (name: string, field: Field) => (texts(field) === "" ? "" : `<p><b>${name}</b>${inline(texts(field))}</p>`);
  // As from the desk: without the element around them, which whoever shows the page adds.
  return part("The author", "author_note") + part("Disclosure", "disclosure") + part("Correction", "correction_note");
}
