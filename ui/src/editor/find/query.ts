import { SearchQuery } from "@codemirror/search";
import type { Text } from "@codemirror/state";

/** What is searched for, as the find bar has it. */
export interface Wanted {
  find: string;
  replace: string;
  matchCase: boolean;
  wholeWord: boolean;
  regexp: boolean;
}

export const NOTHING: Wanted = { find: "", replace: "", matchCase: false, wholeWord: false, regexp: false };

export function queryOf(wanted: Wanted): SearchQuery {
  return new SearchQuery({
    search: wanted.find,
    replace: wanted.replace,
    caseSensitive: wanted.matchCase,
    wholeWord: wanted.wholeWord,
    regexp: wanted.regexp,
    // In plain words a backslash is a backslash.
    literal: !wanted.regexp,
  });
}

/** Why a regular expression is none, in words; nothing when it is one. */
export function regexpProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, "u");
    return null;
  } catch {
    // The engines' own messages differ, and name neither the place nor the cure.
  }
  let round = 0;
  let square = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === "\\") {
      if (++at === pattern.length) return "A backslash at the end needs a character after it.";
    } else if (square) square = sign !== "]";
    else if (sign === "[") square = true;
    else if (sign === "(") round++;
    else if (sign === ")" && --round < 0) return "A round bracket is closed that was not opened.";
  }
  if (square) return "A square bracket is not closed.";
  if (round > 0) return "A round bracket is not closed.";
  if (/(?:^|[(|])[*+?]/.test(pattern)) return "There is nothing before * + or ? that could be repeated.";
  return "This is not a regular expression yet.";
}

export interface Count {
  total: number;
  /** Which of them is selected, from 1; 0 when none is. */
  current: number;
  /** There are more than were counted. */
  more: boolean;
}

/** As many as are counted: beyond, the figure helps nobody and typing must not wait. */
const MOST = 5000;

export function countMatches(doc: Text, query: SearchQuery, selected: { from: number; to: number }): Count {
  const count: Count = { total: 0, current: 0, more: false };
  if (query.search === "" || !query.valid) return count;
  const cursor = query.getCursor(doc);
  for (let next = cursor.next(); !next.done; next = cursor.next()) {
    if (count.total === MOST) return { ...count, more: true };
    count.total++;
    if (next.value.from === selected.from && next.value.to === selected.to) count.current = count.total;
  }
  return count;
}

/** "3 of 17", "17", "None". */
export function saidCount({ total, current, more }: Count): string {
  if (total === 0) return "None";
  const all = more ? `more than ${total.toLocaleString("en")}` : total.toLocaleString("en");
  return current > 0 ? `${current.toLocaleString("en")} of ${all}` : all;
}
