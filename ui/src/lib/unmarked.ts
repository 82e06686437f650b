import { kindOf } from "../editor/fields";
import type { Field } from "../ipc/client";

/** What went and what came in one place. */
export interface Sides {
  removed: string;
  inserted: string;
}

/**
 * What is read as it stands (an escaped letter, a word in brackets, the number of a footnote), or a mark of Markdown. A
 * passage of a change is cut anywhere, so that a link or an emphasis may only begin or only end in it.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<kept>\\.|\[\^[^\]\n]*\]|\[[^[\]\n]*\](?![([]))`,
    String.raw`\]\([^)\n]*(?:\)|$)|\]\[[^\]\n]*(?:\]|$)|!?\[`,
    // Emphasis stands at the edge of a word: 5*3 and snake_case have none.
    String.raw`(?<![\p{L}\p{N}])(?:\*{1,3}|_{1,3}|~~|${"`"}+)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|~~|${"`"}+)(?![\p{L}\p{N}])`,
  ].join("|"),
  "gu",
);

function parted(text: string): { words: string; marks: string[] } {
  const marks: string[] = [];
  const words = text.replace(TOKEN, (token: string, ...rest: unknown[]) => {
    if ((rest.at(-1) as { kept?: string }).kept !== undefined) return token;
    marks.push(token);
    return "";
  });
  return { words, marks };
}
const leadsSomewhere = (mark: string) => /^\][([]./.test(mark);

/**
 * The words of a change without marks, as the text shows them, the same way on both sides. Where the marks themselves or
 * an address changed, or nothing else did, they stay: that is the change.
 */
export function unmarked({ removed, inserted }: Sides, field: Field): Sides {
  const raw = { removed, inserted };
  if (kindOf(field) === "plain") return raw;
  const [before, now] = [parted(removed), parted(inserted)];
  const words = { removed: before.words, inserted: now.words };
  const empty = (removed !== "" && before.words.trim() === "") || (inserted !== "" && now.words.trim() === "");
  if (empty) return raw;
  if (removed !== "" && inserted !== "") return before.marks.join("\n") === now.marks.join("\n") && before.words !== now.words ? words : raw;
  return [...before.marks, ...now.marks].some(leadsSomewhere) ? raw : words;
}
