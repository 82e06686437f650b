import type { Furniture, HandoverNeed, OutletProfile, Stage } from "../../ipc/client";
import { STAGES } from "../../lib/words";

/** One line of the form: where in the profile it stands, and how it is asked for. */
export interface Row {
  /** The key in the profile, with its table: `length.most`. It is also what a remark names. */
  path: string;
  label: string;
  kind: "text" | "lines" | "number" | "tenths" | "check" | "choice";
  hint?: string;
  placeholder?: string;
  options?: readonly { value: string; name: string }[];
  /** What stands behind the number. */
  unit?: string;
}
export type SectionId = "head" | "lengths" | "style" | "wording" | "required" | "handover" | "design" | "terms" | "rights";
export interface Section {
  id: SectionId;
  name: string;
  about?: string;
  rows: readonly Row[];
}

const words = (path: string, label: string, hint?: string): Row => ({ path, label, kind: "number", placeholder: "No limit", unit: "words", ...(hint ? { hint } : {}) });
const letters = (path: string, label: string): Row => ({ path, label, kind: "number", placeholder: "No limit", unit: "characters" });
const days = (path: string, label: string): Row => ({ path, label, kind: "number", placeholder: "Not said", unit: "days" });
const FACES = ["Newsreader", "Source Serif 4", "Inter"].map((name) => ({ value: name, name }));

export const SECTIONS: readonly Section[] = [
  {
    id: "head", name: "Name and head", rows: [
      { path: "name", label: "Name", kind: "text", placeholder: "As on the masthead" },
      { path: "tagline", label: "Tagline", kind: "text", placeholder: "Below the name" },
      { path: "section", label: "Section", kind: "text", placeholder: "Above the piece" },
      { path: "language", label: "Language", kind: "text", placeholder: "en-GB", hint: "For pieces that have none of their own." },
      {
        path: "date_style", label: "Date", kind: "choice", options: [
          { value: "as_printed", name: "As it was typed" }, { value: "weekday_day_month_year", name: "Wednesday 24 April 2024" },
          { value: "day_month_year", name: "24 April 2024" }, { value: "month_day_year", name: "April 24, 2024" }, { value: "iso", name: "2024-04-24" },
        ],
      },
      { path: "date_pattern", label: "Date as a pattern", kind: "text", placeholder: "{month} {day}. {year}. {hour}:{minute}", hint: "Goes before the choice above when it is there." },
      { path: "smart_punctuation", label: "Straight quotes, -- and ... as typographic ones", kind: "check" },
      { path: "drop_cap", label: "A large initial begins the body", kind: "check" },
      { path: "masthead_svg", label: "Masthead as SVG", kind: "lines", placeholder: "Leave it out to set the name as type" },
    ],
  },
  {
    id: "lengths", name: "Lengths and headlines", rows: [
      words("length.usual", "Usual length", "What is ordered when nobody says otherwise."), words("length.low", "Fewest that are right"),
      words("length.high", "Most that are right"), words("length.most", "Most that can be printed"),
      letters("headline_limit", "Headline"), letters("headlines.print", "Print headline"), { path: "headlines.print_lines", label: "Print headline in the face", kind: "number", placeholder: "Any", unit: "lines", hint: "At its size on the page: letters differ in breadth." }, letters("headlines.web", "Web headline"),
      letters("headlines.social", "Social headline"), letters("headlines.kicker", "Kicker"), letters("standfirst_limit", "Standfirst"),
    ],
  },
  {
    id: "style", name: "House style", about: "The marks that straight quotes and -- become, on the page and in every export.", rows: [
      { path: "style.quotes", label: "Quotation marks", kind: "text", placeholder: "“”" }, { path: "style.inner_quotes", label: "In a quotation", kind: "text", placeholder: "‘’" },
      { path: "style.headline_quotes", label: "In a headline", kind: "text", placeholder: "‘’" },
      { path: "style.dash", label: "Dash, with its spaces", kind: "choice", options: [{ value: " – ", name: "Spaced, short – like this" }, { value: "—", name: "Closed, long—like this" }, { value: " — ", name: "Spaced, long — like this" }, { value: "–", name: "Closed, short–like this" }] },
      { path: "style.by", label: "Before the byline", kind: "text", placeholder: "No word" },
    ],
  },
  {
    id: "wording", name: "Wording", about: "{author}, {outlet}, {date}, {interest}, {wrong} and {right} stand for what differs.", rows: [
      { path: "wording.disclosure", label: "Disclosure", kind: "lines", placeholder: "{author} {interest}." },
      { path: "wording.no_interests", label: "Nothing to disclose", kind: "lines", placeholder: "What is printed when there is nothing" },
      { path: "wording.disclaimer", label: "Disclaimer", kind: "lines", placeholder: "The views expressed are those of the author." },
      { path: "wording.correction", label: "Correction", kind: "lines", placeholder: "Correction, {date}: An earlier version said {wrong}. It should have said {right}." },
      { path: "wording.clarification", label: "Clarification", kind: "lines", placeholder: "Clarification, {date}: …" },
      { path: "wording.author_note", label: "Author note begins", kind: "lines", placeholder: "{author} is" },
    ],
  },
  { id: "required", name: "Required", about: "What a piece must have before a final copy leaves.", rows: [] },
  { id: "handover", name: "Hand-overs", about: "What must hold before a piece moves to a stage.", rows: [] },
  {
    id: "design", name: "Page design", rows: [
      { path: "page.paper", label: "Paper", kind: "choice", options: [{ value: "a4", name: "A4" }, { value: "a3", name: "A3" }, { value: "a5", name: "A5" }, { value: "letter", name: "Letter" }, { value: "tabloid", name: "Tabloid" }, { value: "berliner", name: "Berliner" }, { value: "broadsheet", name: "Broadsheet" }] },
      { path: "page.columns", label: "Columns", kind: "number" },
      { path: "page.gutter_mm", label: "Between columns", kind: "number", unit: "mm" }, { path: "page.margin_mm", label: "Margin", kind: "number", unit: "mm" },
      { path: "page.body_face", label: "Face of the body", kind: "choice", options: FACES }, { path: "page.headline_face", label: "Face of the headlines", kind: "choice", options: FACES },
      { path: "page.body_tenths", label: "Body", kind: "tenths", unit: "points" }, { path: "page.leading_tenths", label: "Line to line", kind: "tenths", unit: "points" },
      { path: "page.headline_tenths", label: "Headline", kind: "tenths", unit: "points" }, { path: "page.drop_cap_lines", label: "Lines of the initial", kind: "number" },
      { path: "page.justified", label: "Set to both edges", kind: "check" }, { path: "page.hyphenated", label: "Long words are parted", kind: "check" },
      { path: "page.accent", label: "Accent colour", kind: "text", placeholder: "#8c1d18" },
    ],
  },
  {
    id: "terms", name: "Terms", rows: [
      { path: "exclusivity.exclusive", label: "Takes only what nobody else has", kind: "check" },
      days("exclusivity.answer_days", "Answers within, working days"), days("exclusivity.rerun_days", "May run elsewhere after"),
      { path: "exclusivity.terms", label: "The terms in words", kind: "lines" }, { path: "exclusivity.submit_to", label: "Pieces are sent to", kind: "text", placeholder: "opinion@example.org" },
    ],
  },
  {
    id: "rights", name: "Rights and trust", rows: [
      { path: "rights.holder", label: "Copyright holder", kind: "text" }, { path: "rights.notice", label: "Notice", kind: "lines" }, { path: "rights.usage", label: "What receivers may do", kind: "lines" },
    ],
  },
];

export const FURNITURE: readonly { value: Furniture; name: string }[] = [
  { value: "kicker", name: "Kicker" }, { value: "headline", name: "Headline" }, { value: "headline_web", name: "Web headline" }, { value: "headline_social", name: "Social headline" },
  { value: "standfirst", name: "Standfirst" }, { value: "byline", name: "Byline" }, { value: "author_note", name: "Author note" }, { value: "disclosure", name: "Disclosure" },
  { value: "date", name: "Publication date" }, { value: "slugline", name: "Slugline" },
];
export const NEEDS: readonly { value: HandoverNeed; name: string }[] = [
  { value: "length", name: "Length within the band" }, { value: "headline", name: "Headline" }, { value: "headline_limits", name: "Headlines and standfirst within limits" },
  { value: "standfirst", name: "Standfirst" }, { value: "byline", name: "Byline" }, { value: "author_note", name: "Author note" }, { value: "disclosure", name: "Disclosure" },
  { value: "date", name: "Publication date" }, { value: "author_signoff", name: "Author’s sign-off" }, { value: "editor_signoff", name: "Editor’s sign-off" },
  { value: "fact_check_signoff", name: "Fact-check" }, { value: "legal_signoff", name: "Legal’s sign-off" }, { value: "copy_signoff", name: "Copy desk’s sign-off" },
  { value: "headline_consent", name: "Author’s consent to the headline" }, { value: "no_open_query", name: "Every query answered" }, { value: "no_open_comment", name: "Every comment settled" },
  { value: "claims_checked", name: "Every claim checked" }, { value: "no_placeholder", name: "No placeholder" }, { value: "no_finding", name: "No open finding" },
  { value: "furniture", name: "All required furniture" }, { value: "seal", name: "Seal" },
];
/** The stages to which a piece is handed on, in the order of the copy flow. */
const HANDED_ON: readonly Stage[] = ["filed", "editing", "with_author", "copy_edit", "approved", "published", "corrected"];
/** The stages that a profile is asked about: those, and what came with a file. */
export function stagesOf({ handover }: OutletProfile): Stage[] {
  return (Object.keys(STAGES) as Stage[]).filter((stage) => HANDED_ON.includes(stage) || handover[stage]);
}

type Tree = Record<string, unknown>;

/** The value that stands in a profile at a key with its table. */
export function valueAt(profile: OutletProfile, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], profile);
}
/** Puts a value into a profile, in place. */
export function putAt(profile: OutletProfile, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop()!;
  const table = keys.reduce<Tree>((at, key) => at[key] as Tree, profile as unknown as Tree);
  table[last] = value;
}

/** What a person typed as a number of the profile: the number, or why it is none. Empty is none, where there may be none. What numbers are sound the desk says. */
export function numberOf(row: Row, typed: string): number | string {
  const text = typed.trim().replace(",", ".");
  if (text === "" && row.placeholder) return 0;
  const number = row.kind === "tenths" ? Math.round(Number(text) * 10) : Number(text);
  if (text !== "" && Number.isInteger(number) && number >= 0 && number <= MOST) return number;
  return row.kind === "tenths" ? "A number" : row.placeholder ? "A whole number, or nothing" : "A whole number";
}
/** What the desk can hold as a number. */
const MOST = 0xffff_ffff;

/** A number of the profile, as it is shown. */
export function shownNumber(row: Row, value: number): string {
  if (row.kind === "tenths") return String(value / 10);
  return value === 0 && row.placeholder ? "" : String(value);
}

/** The section in which a remark's key is asked for. */
export function sectionOf(key: string): SectionId {
  if (key.startsWith("handover")) return "handover";
  if (key.startsWith("required")) return "required";
  if (key.startsWith("rights")) return "rights";
  if (key === "page") return "design";
  if (key === "length") return "lengths";
  return SECTIONS.find((section) => section.rows.some((row) => row.path === key))?.id ?? "head";
}
