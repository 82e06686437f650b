import type { OutletProfile, Person, Settings } from "../../ipc/client";

export const PERSON: Person = { name: "Maud Castell", initials: "MC" };

const PROFILE: OutletProfile = {
  name: "",
  tagline: "",
  masthead_svg: "",
  language: "",
  date_style: "as_printed",
  date_pattern: "",
  smart_punctuation: true,
  drop_cap: true,
  section: "Opinion",
  headline_limit: 60,
  standfirst_limit: 180,
  headlines: { print: 0, print_lines: 0, web: 0, social: 0, kicker: 0 },
  length: { usual: 0, low: 0, high: 0, most: 0 },
  page: {
    paper: "a4",
    columns: 2,
    gutter_mm: 6,
    margin_mm: 18,
    body_face: "Newsreader",
    headline_face: "Newsreader",
    body_tenths: 94,
    leading_tenths: 122,
    headline_tenths: 300,
    drop_cap_lines: 3,
    justified: true,
    hyphenated: true,
    accent: "#8c1d18",
  },
  style: { quotes: "“”", inner_quotes: "‘’", headline_quotes: "‘’", dash: " – ", by: "By" },
  wording: { disclosure: "", no_interests: "", disclaimer: "", correction: "", clarification: "", author_note: "" },
  required: [],
  exclusivity: { exclusive: false, answer_days: 0, rerun_days: 0, terms: "", submit_to: "" },
  rights: { holder: "", notice: "", usage: "", trust: [] },
  handover: {},
};

export const SETTINGS: Settings = { theme: "system", profile: PROFILE };
