import type { ChangeKind, Comment, DecidedChange, Review, ReviewChange, Stage, StepMade } from "../ipc/client";
import { openChanges, ROLES, roleLabel } from "./review";

/** What the review panel shows of a piece. */
export interface Filter {
  /** A name; empty for all. */
  person: string;
  /** A role; empty for all. */
  role: string;
  kind: ChangeKind | "comment" | "query" | "";
  state: "open" | "decided" | "all";
  /** Where the piece stood when it was written; empty for anywhere. */
  stage: Stage | "";
  /** Hours back from now; 0 for ever. */
  since: number;
}
export const NO_FILTER: Filter = { person: "", role: "", kind: "", state: "open", stage: "", since: 0 };
export const filters = (f: Filter): boolean => f.person !== "" || f.role !== "" || f.kind !== "" || f.state !== "open" || f.stage !== "" || f.since !== 0;

/** Where a piece stood at a time, by the steps it made (the last one first). */
export function stageAt(at: string, made: readonly StepMade[], stage: Stage): Stage {
  const when = Date.parse(at);
  const before = made.find((step) => Date.parse(step.at) <= when);
  return before ? before.to : (made.at(-1)?.from ?? stage);
}

/** Which roles each person has in a piece, by what they signed, decided and said. A change of the text itself tells only who made it. */
function rolesOf(review: Review | null): ReadonlyMap<string, ReadonlySet<string>> {
  const out = new Map<string, Set<string>>();
  const add = (name: string | undefined, role: string | null) => {
    if (!name || !role) return;
    out.set(name, (out.get(name) ?? new Set()).add(role));
  };
  for (const { by, role } of review?.comments ?? []) add(by.name, role);
  for (const { decided_by, role } of review?.decided ?? []) add(decided_by.name, role);
  for (const { by, role, how } of review?.sign_offs ?? []) if (how === "here") add(by?.name, role);
  return out;
}
/** The roles that somebody has in a piece or is asked as, in the usual order. */
export function rolesIn(review: Review | null): string[] {
  const all = new Set([...rolesOf(review).values()].flatMap((roles) => [...roles]));
  for (const { to } of review?.comments ?? []) if (to && ROLES.some(({ role }) => role === to)) all.add(to);
  const order = (role: string) => { const at = ROLES.findIndex((each) => each.role === role); return at < 0 ? ROLES.length : at; };
  return [...all].sort((a, b) => order(a) - order(b) || roleLabel(a).localeCompare(roleLabel(b)));
}
/** The stages in which something of a piece was written, in the order of the steps. */
export function stagesIn(review: Review | null, made: readonly StepMade[], stage: Stage): Stage[] {
  const times = [...(review?.changes ?? []).map(({ at }) => at), ...(review?.comments ?? []).map(({ at }) => at), ...(review?.decided ?? []).map((d) => d.decided_at)];
  return [...new Set(times.flatMap((at) => (at === null ? [] : [stageAt(at, made, stage)])))];
}

/** For each decision: which of its changes comes first among those that are shown, and how many it is about in all. */
export function togetherOf(decided: readonly DecidedChange[], shown: readonly DecidedChange[]): ReadonlyMap<string, { first: DecidedChange; all: number }> {
  const out = new Map<string, { first: DecidedChange; all: number }>();
  for (const first of shown) if (!out.has(first.record)) out.set(first.record, { first, all: 0 });
  for (const { record } of decided) {
    const each = out.get(record);
    if (each) each.all++;
  }
  return out;
}

/** What a filter has to know besides the review: the time now (milliseconds), the steps made, and the stage now. */
interface Around { now: number; made: readonly StepMade[]; stage: Stage }

const late = (at: string | null, since: number, now: number) => since === 0 || (at !== null && now - Date.parse(at) <= since * 3_600_000);
const stood = (at: string | null, f: Filter, around: Around) => f.stage === "" || (at !== null && stageAt(at, around.made, around.stage) === f.stage);

export function filteredChanges(review: Review | null, f: Filter, around: Around): readonly ReviewChange[] {
  if (f.state === "decided" || f.kind === "comment" || f.kind === "query") return [];
  const roles = rolesOf(review);
  return openChanges(review).filter((c) => (f.person === "" || c.by[0]?.name === f.person) && (f.kind === "" || c.kind === f.kind)
    && (f.role === "" || c.by.some(({ name }) => roles.get(name)?.has(f.role))) && stood(c.at, f, around) && late(c.at, f.since, around.now));
}
export function filteredDecided(review: Review | null, f: Filter, around: Around): readonly DecidedChange[] {
  if (!review || f.state === "open" || f.kind === "comment" || f.kind === "query") return [];
  return review.decided.filter((c) => (f.person === "" || c.decided_by.name === f.person || c.by.some(({ name }) => name === f.person)) && (f.kind === "" || c.kind === f.kind)
    && (f.role === "" || c.role === f.role) && stood(c.decided_at, f, around) && late(c.decided_at, f.since, around.now));
}
export function filteredComments(review: Review | null, f: Filter, around: Around): readonly Comment[] {
  if (!review || (f.kind !== "" && f.kind !== "comment" && f.kind !== "query")) return [];
  return review.comments.filter((c) => (f.state === "all" || c.resolved === (f.state === "decided")) && (f.kind === "" || c.kind === f.kind)
    && (f.person === "" || c.by.name === f.person || c.to === f.person || c.replies.some(({ by }) => by.name === f.person))
    && (f.role === "" || c.role === f.role || c.to === f.role) && stood(c.at, f, around) && late(c.replies.at(-1)?.at ?? c.at, f.since, around.now));
}
