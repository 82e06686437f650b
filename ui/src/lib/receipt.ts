import type { Field, ReceiptEntry, SentEntry } from "../ipc/client";
import { count, figure, list, sentence } from "./format";
import { FIELD_NAMES } from "./words";

/** The parts of a piece and of a page, in words. */
const PARTS: Record<string, string> = {
  ...FIELD_NAMES, outlet: "Outlet", tagline: "Tagline", published: "Date", date: "Date", language: "Language", encoding: "Encoding",
  share_line: "Share line", section: "Section", tags: "Keywords", slugline: "Slugline", caption: "Caption", related: "Related links",
  navigation: "Navigation", links: "Links", images: "Images", colours: "Colours", front_matter: "Front matter",
};

export function partName(what: string): string {
  return PARTS[what] ?? sentence(what.replaceAll("_", " "));
}

/** Known rules in plain words; others are read out from their name. */
const RULES: Record<string, string> = {
  "byline.in_standfirst": "The standfirst names who writes.", "byline.in_author_note": "The note at the end begins with the name.", "byline.name_at_end": "A name on its own at the end.",
  "byline.name_beside_date": "A name beside the date.", "byline.name_line": "A name on its own under the headline.", "headline.quoted_line": "A short line in quotation marks above the text.",
  "headline.short_line": "The first short line that is no sentence of the text.", "headline.heading_mark": "The first line that is marked as a heading.", "headline.behind_kicker": "What stands behind the kicker.",
  "standfirst.below_headline": "The paragraph under the headline.", "standfirst.above_byline": "The paragraph between headline and byline.", "standfirst.emphasised": "The emphasised paragraph under the headline.",
  "standfirst.names_author": "It ends in who writes.", "published.date_at_end": "It reads as a date, at the end.", "published.iso": "It reads as a date.", "published.numeric": "It reads as a date in figures.",
  "tagline.below_masthead": "The line under the outlet’s name.", "outlet.in_copyright_line": "The copyright line names the outlet.", "outlet.in_page_title": "The page’s title names the outlet.",
  "kicker.above_headline": "The short line above the headline.", "kicker.before_colon": "The words before the colon of the headline.", "kicker.before_bar": "The words before the bar of the headline.", "kicker.section_word": "The name of a section.",
  "author_note.below_heading": "Under a heading such as “About the author”.", "author_note.byline_name": "It begins with the name of the byline.", "author_note.italics": "A paragraph in italics at the end, about a person.",
  "author_note.the_author_is": "It begins with “The author is”.", "disclosure.statement": "It declares an interest.", "share_line.buttons": "Share buttons.", "share_line.count": "How often it was shared.",
  "share_line.follow": "An invitation to follow.", "share_line.listen": "A “listen” button.", "cookie.banner": "A cookie notice.", "cookie.button": "A cookie button.", "subscribe.invitation": "An invitation to subscribe.",
  "advert.label": "The label of an advertisement.", "related.label": "It leads to another article.", "related.list": "A list of other articles.", "read_time.line": "How long it takes to read.",
  "photo_credit.label": "Who took a picture.", "photo_credit.behind_caption": "Who took a picture, behind its caption.", "copyright.line": "A copyright line.", "comments.invitation": "An invitation to comment.",
  "navigation.line": "A line of the page’s navigation.", "navigation.breadcrumb": "The way through the site to this page.", "pull_quote.repeats_body": "A quotation that stands in the text as well.",
  "mail_header.line": "A line of the mail around it.", "mail_signature.dashes": "A mail’s signature.", "encoding.detected": "The encoding was not named, and was found out.", "bom.removed": "A mark of the encoding, which is no text.",
  "byline.by_line": "It begins with “By”.", "byline.writes": "The standfirst ends in “writes …”.", "headline.quoted": "A short line in quotation marks.",
  "headline.heading": "The first heading.", "headline.first_line": "The first short line without a full stop.", "standfirst.after_headline": "The sentence under the headline.",
  "published.date_line": "It reads as a date.", "outlet.masthead": "A title on its own at the top.", "tagline.under_masthead": "The line under the outlet’s name.",
  "paste.accepted": "Tracked changes were taken as accepted.", "paste.tracking": "What only follows the reader was taken out of addresses.", "paste.styling": "It is no part of the text.",
  "office.inserted": "A tracked insertion, taken as accepted.", "office.removed": "A tracked removal, taken as accepted.", "office.comment": "A comment; it stays here.", "office.title": "The title that the file gives itself.", "office.language": "The file names its language.",
  "office.picture": "A picture of the piece.", "office.picture_not_kept": "It is no picture that a piece can have; its place is kept.", "office.picture_missing": "The file names a picture that it does not have.",
  "office.picture_elsewhere": "It lies outside of the file; nothing was loaded.", "odt.picture_removed": "A picture that somebody took out; it stays in the file.",
  "odt.comment_or_note_removed": "A comment or a note that somebody took out; it stays in the file.", "odt.inner_table": "A table in a cell of another one; its words stand in that cell.",
  "office.tracked": "As changes of the piece, by their people.", "odt.format_change": "A change of how words look; it stays in the file.", "odt.index": "A list that a program made, such as a table of contents; it stays in the file.",
  "odt.object": "It was made with another program; it stays in the file.", "rtf.object": "It was made with another program; it stays in the file.", "odt.page_number": "It belongs to the pages of the file.", "rtf.header": "It belongs to the pages of the file.",
  "odt.ruby": "How a word is read; the word itself is kept.", "odt.text_box": "The words of a box; they stand where it stood.", "rtf.hidden": "It is hidden in the file, and stays there.", "rtf.picture": "A picture that is not in the text, such as one that fills a shape.",
  "export.words": "It reads otherwise in this form.", "export.address": "This form keeps no addresses.", "export.archive": "The file is an archive.", "export.more": "More of the same.",
  "word.text": "Written otherwise in the file.", "word.marks": "The words are kept; its marks are read otherwise when the file comes back.", "word.changes": "As tracked changes, by their people.", "word.comments": "With their answers.",
  "word.queries": "A query becomes a comment.", "word.comment_moved": "At the end of the file.", "word.image_missing": "The picture is not on this desk; its place is.", "word.wide_table": "Word takes 63 columns; the others stand in the last one.",
  "word.picture": "A picture of the piece.", "word.image_not_kept": "It is no picture that a piece can have; its place is kept.", "picture.taken": "A picture of the piece.",
  "picture.not_taken": "It did not come in.", "export.picture": "Without what its file tells of people and places.", "word.not_read_again": "The file could not be read again.",
  "article_source.behind_date": "Where the article stood first, behind the date.", "article_source.line": "Where the article stood first.", "author_note.under_byline": "It stands under the byline and says who that is.",
  "byline.above_note": "A name above the note about it.", "byline.before_headline": "A name above the headline.", "byline.name_and_more": "A name, and what belongs to it.", "comments.count": "How many comments there are.",
  "comments.label": "The comments of readers begin here.", "disclaimer.label": "The page’s own words about the article.", "disclaimer.own_views": "It says whose views these are.", "divider.line": "A line between two parts of the page.",
  "headline.second_line": "The second line of the headline.", "label.above_body": "A label above the text.", "meta.above_headline": "The page’s own words above the headline.", "meta.behind_byline": "It stands behind the byline.",
  "meta.behind_date": "It stands behind the date.", "meta.editor": "Who edited it.", "modified_date.clock": "When the page was changed.", "navigation.address": "The address of a page.",
  "outlet.in_breadcrumb": "The way through the site names the outlet.", "page_end.foot": "The foot of the page.", "photo_credit.agency": "The agency of a picture.", "photo_credit.button": "A button of a picture.",
  "published.numeric_day_first": "It reads as a date in figures, the day first.", "published.numeric_month_first": "It reads as a date in figures, the month first.", "related.new_window": "A link to another page.",
  "role.and_buttons": "What the author is, and buttons.", "role.as_told_to": "Who wrote it down.", "role.behind_byline": "What the author is.", "role.below_byline": "What the author is.",
  "section.behind_headline": "The name of a section, behind the headline.", "share_line.below_text": "Buttons below the text.", "share_line.outlet": "It invites to share the outlet’s page.", "signature.repeats_note": "The signature, once more.",
  "standfirst.above_buttons": "The paragraph above the page’s buttons.", "subscribe.label": "A label for subscribers.", "tags.hashtags": "The keywords of the page.",
  "body.rest": "Everything that follows.", "body.paragraphs": "Everything that follows.",
};

export function ruleWords(rule: string): string {
  const known = RULES[rule];
  if (known) return known;
  const last = rule.split(".").pop() ?? rule;
  return sentence(last.replaceAll("_", " ")) + ".";
}

/** What became of a piece that left, in a few words: "2 things changed, 1 left out"; nothing when all was kept. */
export function told(receipt: readonly SentEntry[]): string {
  const of = (kind: ReceiptEntry["kind"]) => receipt.filter(({ entry }) => entry.kind === kind).length;
  const [changed, dropped] = [of("changed"), of("dropped")];
  const said = [changed > 0 ? `${count(changed, "thing")} changed` : "", dropped > 0 ? `${changed > 0 ? figure(dropped) : count(dropped, "thing")} left out` : ""];
  return sentence(said.filter(Boolean).join(", "));
}

const FURNITURE_ORDER: readonly Field[] = [
  "kicker", "headline", "headline_print", "headline_web", "headline_social", "standfirst", "byline", "author_note", "disclosure", "correction_note",
];

export interface ReceiptSummary {
  /** "Sorted into headline, standfirst, byline and 12 paragraphs." */
  sorted: string;
  /** "3 lines set aside.", or nothing. */
  aside: string;
}

/** The banner's two sentences. `paragraphs` is what the body holds now. */
export function summary(entries: readonly ReceiptEntry[], paragraphs: number): ReceiptSummary {
  const taken = new Set(entries.filter((e) => e.kind === "recognised" || e.kind === "kept").map((e) => e.what));
  const fields = FURNITURE_ORDER.filter((f) => taken.has(f)).map((f) => FIELD_NAMES[f].toLowerCase());
  const others = [["published", "date"], ["outlet", "outlet"], ["tagline", "tagline"]] as const;
  for (const [what, word] of others) if (taken.has(what) && fields.length < 3) fields.push(word);
  const parts = paragraphs > 0 ? [...fields, count(paragraphs, "paragraph")] : fields;
  const aside = entries.filter((e) => e.kind === "set_aside" && !e.put_back).length;
  const dropped = entries.filter((e) => e.kind === "dropped").length;
  const said = [aside > 0 ? `${count(aside, "line")} set aside.` : "", dropped > 0 ? `${count(dropped, "thing")} dropped.` : ""];
  return { sorted: parts.length ? `Sorted into ${list(parts)}.` : "Nothing was recognised; the text is in the body.", aside: said.filter(Boolean).join(" ") };
}

/** Paragraphs of a Markdown body: runs of lines between blank ones. */
export function paragraphsOf(body: string): number {
  return body.split(/\n[ \t]*\n+/).filter((block) => block.trim() !== "").length;
}
