import type { Field, Stage } from "../ipc/client";

/** The product's words for the wire's values. */
export const STAGES: Record<Stage, string> = {
  pitched: "Pitched", commissioned: "Commissioned", draft: "Draft", filed: "Filed", editing: "Editing", with_author: "With author",
  copy_edit: "Copy-edit", approved: "Approved", published: "Published", hold: "Hold", spiked: "Spiked", killed: "Killed",
  corrected: "Corrected", withdrawn: "Withdrawn",
};

export interface FieldWords {
  label: string;
  /** The question that the empty field asks. */
  ask: string;
}

export const FIELDS: Record<Field, FieldWords> = {
  kicker: { label: "Kicker", ask: "The subject in a word or two" },
  headline: { label: "Headline", ask: "What does it argue?" },
  headline_print: { label: "Print", ask: "The headline for the printed page" },
  headline_web: { label: "Web", ask: "The headline for the site and for search" },
  headline_social: { label: "Social", ask: "The headline that is shared" },
  standfirst: { label: "Standfirst", ask: "One or two sentences that make a stranger read on." },
  byline: { label: "Byline", ask: "By whom" },
  body: { label: "Body", ask: "Write here, or paste the piece as it came. A pasted page sorts itself into these fields, and says what it did." },
  author_note: { label: "Author note", ask: "Who is the author to write this?" },
  disclosure: { label: "Disclosure", ask: "What should a reader know about the author’s interests?" },
  correction_note: { label: "Correction", ask: "What was wrong, what is right, and when it was put right" },
};

/** What a screen reader calls the field; the gutter has no room for all of it. */
export const FIELD_NAMES: Record<Field, string> = {
  kicker: "Kicker", headline: "Headline", headline_print: "Print headline", headline_web: "Web headline", headline_social: "Social headline",
  standfirst: "Standfirst", byline: "Byline", body: "Body", author_note: "Author note", disclosure: "Disclosure", correction_note: "Correction note",
};

/** Page order. */
export const PAGE_ORDER: readonly Field[] = [
  "kicker", "headline", "headline_print", "headline_web", "headline_social", "standfirst", "byline", "body", "author_note", "disclosure", "correction_note",
];

/** Always there, even when empty. */
export const ALWAYS: readonly Field[] = ["kicker", "headline", "standfirst", "byline", "body"];

export const NO_HEADLINE = "A piece without a headline";

/** Whether the headline opens with a quotation mark, which hangs. */
export const opensQuoted = (text: string): boolean => /^[‘“„‚«»‹›'"]/.test(text);
