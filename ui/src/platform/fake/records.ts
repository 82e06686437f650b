import type { Baseline, CommentKind, Corrected, Decision, ExportRow, Field, HeadlineShown, How, Need, Person, StepMade } from "../../ipc/client";
import type { RawChange } from "./changes";

export type Texts = Partial<Record<Field, string>>;

export interface Signed { record: string; role: string; by: Person; who: string; at: string; how: How; note: string; conditions: string; texts: Texts }
export interface Decided {
  record: string; role: string; decision: Decision; by: Person; at: string; changes: RawChange[]; authors: Map<string, Person[]>; undone: boolean;
  /** The baseline (accepted) or the text (rejected) around the decision. */
  before: Texts; after: Texts;
}
export interface Remark {
  id: string; kind: CommentKind; by: Person; role: string | null; at: string; text: string; edited: boolean; to: string | null; deleted: boolean;
  resolved: Person | null; field: Field | null; version: number; from: number; end: number; quote: string;
  replies: { id: string; by: Person; at: string; text: string; edited: boolean; deleted: boolean }[];
}
export interface Sealed { record: string; fingerprint: string; by: Person; at: string; texts: Texts; signed: string[] }

/** What was said and done about one piece. */
export class Records {
  received: { texts: Texts; at: string } | null = null;
  readonly signed: Signed[] = [];
  readonly decided: Decided[] = [];
  readonly remarks: Remark[] = [];
  readonly seals: Sealed[] = [];
  readonly shown: Omit<HeadlineShown, "is_now">[] = [];
  readonly made: StepMade[] = [];
  /** What left of it, the oldest first. */
  readonly left: ExportRow[] = [];
  readonly corrected: Omit<Corrected, "carried">[] = [];
  readonly needs = new Map<string, Need>();
  owner = "";
  due: string | null = null;
  embargo: string | null = null;
  lengthReason = "";
  /** The key of the outlet that it goes out for. */
  outlet = "";
  /** Replies of read-backs that were read already. */
  readonly replies = new Set<string>();
}

export const ROLES: readonly { role: string; label: string }[] = [
  { role: "author", label: "Author" }, { role: "editor", label: "Editor" }, { role: "fact_check", label: "Fact-check" },
  { role: "legal", label: "Legal" }, { role: "copy", label: "Copy" },
];
export const labelOf = (role: string): string => ROLES.find((each) => each.role === role)?.label ?? role.replace(/^person:/, "");
/** As in "the author last agreed". */
export const calledOf = (role: string): string => {
  const names: Record<string, string> = { author: "the author", editor: "the editor", fact_check: "the fact-checker", legal: "the lawyer", copy: "the copy editor" };
  return names[role] ?? labelOf(role);
};
export const sameBaseline = (a: Baseline, b: Baseline): boolean => JSON.stringify(a) === JSON.stringify(b);
