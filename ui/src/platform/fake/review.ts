import { FakeOutlets } from "./outlets";
import type { Baseline, BaselineChoice, Comment, DecidedChange, Field, IpcError, Person, Review, ReviewChange, SignOff, Touched } from "../../ipc/client";
import { FIELD_NAMES, PAGE_ORDER } from "../../lib/words";
import { accepted, changesOf, hash, rejected, type RawChange } from "./changes";
import type { Handlers } from "./commands";
import type { FakeDesk, Piece } from "./desk";
import { calledOf, type Decided, labelOf, Records, type Remark, ROLES, sameBaseline, type Signed, type Texts } from "./records";
import { Writers } from "./writers";

const refuse = (message: string): never => { throw { code: "bad_input", message } satisfies IpcError; };

/** Review on the desk in memory: baselines, changes and decisions, comments, sign-offs, headlines. */
export class FakeReview {
  readonly records = new Map<string, Records>();
  readonly #writers = new Writers();
  #count = 0;

  readonly outlets = new FakeOutlets();

  constructor(readonly desk: FakeDesk) {}

  of(piece: Piece): Records {
    const known = this.records.get(piece.id) ?? new Records();
    this.records.set(piece.id, known);
    return known;
  }
  id(): string {
    return `r${++this.#count}`;
  }
  tell(piece: Piece): void {
    this.desk.tell({ type: "review_changed", id: piece.id });
  }
  now(piece: Piece): Texts {
    return Object.fromEntries([...piece.texts].map(([field, { text }]) => [field, text]));
  }

  // ── Baselines ──────────────────────────────────────────────

  signed(piece: Piece, role: string): Signed | undefined {
    return this.of(piece).signed.findLast((each) => each.role === role);
  }
  choices(piece: Piece): BaselineChoice[] {
    const records = this.of(piece);
    const roles = [...new Set(records.signed.map(({ role }) => role))];
    return [
      ...roles.map((role): BaselineChoice => ({ baseline: { is: "role", role }, label: `${calledOf(role)} last agreed`, at: this.signed(piece, role)!.at })),
      ...(records.received ? [{ baseline: { is: "received" } as const, label: "it was received", at: records.received.at }] : []),
      ...piece.log.versions.filter(({ kind }) => kind === "named").map((v): BaselineChoice => ({ baseline: { is: "moment", moment: v.moment }, label: `“${v.name}”`, at: new Date(v.at).toISOString() })),
      ...(records.seals.length > 0 ? [{ baseline: { is: "seal" } as const, label: "the last seal", at: records.seals.at(-1)!.at }] : []),
    ];
  }
  texts(piece: Piece, baseline: Baseline): Texts {
    const records = this.of(piece);
    if (baseline.is === "moment") return Object.fromEntries(PAGE_ORDER.map((field) => [field, piece.log.text(field, baseline.moment)]));
    if (baseline.is === "seal") return records.seals.at(-1)?.texts ?? {};
    if (baseline.is === "received") return records.received?.texts ?? {};
    const signed = this.signed(piece, baseline.role);
    const last = records.decided.findLast((each) => each.decision === "accept" && each.role === baseline.role && !each.undone && each.at >= (signed?.at ?? ""));
    return last?.after ?? signed?.texts ?? records.received?.texts ?? {};
  }
  changes(piece: Piece, before: Texts): RawChange[] {
    return PAGE_ORDER.flatMap((field) => changesOf(field, before[field] ?? "", piece.texts.get(field)!.text));
  }

  // ── What is shown ──────────────────────────────────────────

  get(piece: Piece, against: Baseline | null, role: string): Review {
    const records = this.of(piece);
    const choices = this.choices(piece);
    const own: Baseline = { is: "role", role };
    const wanted = against ?? (this.signed(piece, role) ? own : records.received ? { is: "received" as const } : own);
    const against_ = choices.find(({ baseline }) => sameBaseline(baseline, wanted)) ?? { baseline: wanted, label: wanted.is === "role" ? `${calledOf(wanted.role)} last agreed` : "it was received", at: null };
    const before = this.texts(piece, wanted);
    const changes = this.changes(piece, before).map((change): ReviewChange => ({ ...change, ...this.#who(piece, change) }));
    const seal = records.seals.at(-1);
    return {
      id: piece.id, against: against_, choices, own: sameBaseline(wanted, own) || (wanted.is === "received" && !this.signed(piece, role)),
      before: PAGE_ORDER.flatMap((field) => (before[field] ? [{ field, text: before[field] }] : [])),
      versions: [...piece.texts].map(([field, { version }]) => ({ field, version })),
      changes, decided: this.#decided(piece), comments: this.comments(piece), sign_offs: this.signOffs(piece),
      seal: seal ? this.sealView(piece, seal) : null,
      headlines: [...records.shown].reverse().map((each) => ({ ...each, is_now: piece.texts.get(each.field)!.text === each.text })),
    };
  }
  sealView(piece: Piece, seal: Records["seals"][number]) {
    const now = this.now(piece);
    return { record: seal.record, fingerprint: seal.fingerprint, by: seal.by, at: seal.at, is_now: PAGE_ORDER.every((f) => (now[f] ?? "") === (seal.texts[f] ?? "")), signed_by: seal.signed };
  }
  writersOf(piece: Piece, change: RawChange): Person[] {
    return this.#who(piece, change).by;
  }
  #who(piece: Piece, change: RawChange): { by: Person[]; at: string | null } {
    const { by, at } = this.#writers.of(piece, change.field, change.parts.filter((p) => p.inserted !== "").map(({ from, to }) => ({ from, to })));
    return { by, at: at === null ? null : new Date(at).toISOString() };
  }
  #decided(piece: Piece): DecidedChange[] {
    const now = this.now(piece);
    return this.of(piece).decided.filter((each) => !each.undone).reverse().flatMap((each) => each.changes.map((change): DecidedChange => ({
      record: each.record, change: change.id, decision: each.decision, role: each.role, decided_by: each.by, decided_at: each.at, field: change.field, kind: change.kind,
      removed: change.parts.map((p) => p.removed).join(""), inserted: change.parts.map((p) => p.inserted).join(""),
      by: each.authors.get(change.id) ?? [], can_undo: this.#undoable(piece, each.record, now),
    })));
  }
  #undoable(piece: Piece, record: string, now: Texts): boolean {
    const all = this.of(piece).decided.filter((each) => !each.undone);
    const each = all.find((d) => d.record === record);
    if (!each) return false;
    if (each.decision === "accept") return all.findLast((d) => d.decision === "accept" && d.role === each.role) === each;
    return [...new Set(each.changes.map(({ field }) => field))].every((field) => now[field] === each.after[field]);
  }

  signOffs(piece: Piece): SignOff[] {
    const records = this.of(piece);
    const persons = [...new Set(records.signed.map(({ role }) => role))].filter((role) => role.startsWith("person:"));
    return [...ROLES.map(({ role }) => role), ...persons].map((role): SignOff => {
      const signed = this.signed(piece, role);
      const touched = signed ? this.touched(piece, this.texts(piece, { is: "role", role })) : [];
      const usual = role === "fact_check" || role === "legal" ? "not_needed" : "required";
      const need = records.needs.get(role) ?? usual;
      return {
        role, label: labelOf(role), need: signed && (touched.length === 0 || need === "not_needed") ? "complete" : need, record: signed?.record ?? null, by: signed?.by ?? null, who: signed?.who ?? "", at: signed?.at ?? null, accepted: null, how: signed?.how ?? null,
        standing: !signed ? (need === "not_needed" ? "unneeded" : "unread") : touched.length > 0 ? "changed" : signed.conditions ? "conditional" : "agrees",
        note: signed?.note ?? "", conditions: signed?.conditions ?? "", touched,
        says: !signed ? (need !== "not_needed" ? "Has to read it, and has not yet" : role === "fact_check" || role === "legal" ? "Not needed" : "Not signed") : touched.length === 0 ? (signed.conditions ? `Agrees on a condition: ${signed.conditions}` : "Agrees with the text now") : `${said(touched)} changed since`,
      };
    });
  }
  touched(piece: Piece, before: Texts): Touched[] {
    const out: Touched[] = [];
    for (const { field, parts } of this.changes(piece, before)) {
      const text = piece.texts.get(field)!.text;
      for (const { from, to, removed } of parts) {
        const start = field === "body" ? text.lastIndexOf("\n\n", Math.max(0, from - 1)) + 2 : 0;
        const at = start < 2 ? 0 : start;
        const stop = text.indexOf("\n\n", Math.max(from, at));
        const end = field === "body" && stop >= 0 ? stop : text.length;
        if (out.some((each) => each.field === field && each.from === at)) continue;
        const gone = from === to && removed.includes("\n\n");
        out.push({ field, paragraph: field === "body" ? text.slice(0, at).split(/\n\n+/).length : null, from: at, to: Math.max(end, to), words: (gone ? removed.trim() : text.slice(at, end)).slice(0, 90), gone });
      }
    }
    return out;
  }

  /** What the desk list tells of a piece beside its words. */
  openIn(piece: Piece): { due: string | null; queries: number; comments: number } {
    const open = this.of(piece).remarks.filter((each) => !each.deleted && each.resolved === null);
    return { due: this.of(piece).due, queries: open.filter(({ kind, replies, by }) => kind === "query" && !replies.some((reply) => !reply.deleted && reply.by.name !== by.name)).length, comments: open.length };
  }
  comments(piece: Piece): Comment[] {
    const order = (c: Comment) => [c.field === null ? -1 : PAGE_ORDER.indexOf(c.field), c.from ?? -1] as const;
    return this.of(piece).remarks.filter((each) => !each.deleted).map((each) => this.comment(piece, each))
      .sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1]);
  }
  comment(piece: Piece, r: Remark): Comment {
    const place = this.#place(piece, r);
    return {
      id: r.id, kind: r.kind, by: r.by, role: r.role, at: r.at, text: r.text, edited: r.edited, to: r.to, resolved: r.resolved !== null, resolved_by: r.resolved,
      field: r.field, found: place.found, from: place.from, end: place.end, quote: r.quote,
      replies: r.replies.filter((each) => !each.deleted).map(({ deleted: _, ...reply }) => reply),
    };
  }
  #place(piece: Piece, r: Remark): Pick<Comment, "found" | "from" | "end"> {
    if (r.field === null) return { found: "whole", from: null, end: null };
    if (r.quote === "") return { found: "whole", from: null, end: null };
    const text = piece.texts.get(r.field)!;
    let [from, end] = [r.from, r.end];
    for (const { splices } of text.updates.slice(r.version)) [from, end] = [through(splices, from, 1), through(splices, end, -1)];
    if (end > from) return { found: text.text.slice(from, end) === r.quote ? "same" : "changed", from, end };
    const again = text.text.indexOf(r.quote);
    return again >= 0 ? { found: "again", from: again, end: again + r.quote.length } : { found: "gone", from, end: from };
  }

  // ── Decisions ──────────────────────────────────────────────

  decide(piece: Piece, against: Baseline, role: string, decision: "accept" | "reject", ids: readonly string[]) {
    this.desk.write();
    const own = this.get(piece, against, role).own;
    if (decision === "accept" && !own) refuse("Only changes since this role last agreed can be accepted. Record the other role’s agreement as a sign-off.");
    const before = this.texts(piece, against);
    const chosen = this.changes(piece, before).filter(({ id }) => ids.includes(id));
    if (chosen.length === 0) return { record: null, decided: 0, left: ids.length };
    const by = new Map(chosen.map((change) => [change.id, this.#who(piece, change).by]));
    const record = this.id();
    const [from, to] = decision === "accept" ? [before, { ...before }] : [this.now(piece), this.now(piece)];
    for (const field of new Set(chosen.map((each) => each.field))) {
      const parts = chosen.filter((each) => each.field === field).flatMap((each) => each.parts);
      to[field] = decision === "accept" ? accepted(before[field] ?? "", parts) : rejected(from[field] ?? "", parts);
    }
    this.of(piece).decided.push({ record, role, decision, by: this.desk.person, at: this.desk.now(), changes: chosen, authors: by, undone: false, before: from, after: to });
    if (decision === "reject") this.desk.setTexts(piece, to, "work");
    this.tell(piece);
    return { record, decided: chosen.length, left: ids.length - chosen.length };
  }
  undo(piece: Piece, record: string, only: string | null = null): null {
    this.desk.write();
    const many = this.of(piece).decided.find((d) => d.record === record);
    if (only !== null && many && many.changes.length > 1) return this.#undoOne(piece, many, only);
    const each = this.of(piece).decided.find((d) => d.record === record);
    if (!each || !this.#undoable(piece, record, this.now(piece))) return refuse("The text went on since, so this decision can’t be taken back as it is. Nothing was changed.");
    each.undone = true;
    if (each.decision === "reject") {
      const fields = new Set(each.changes.map(({ field }) => field));
      this.desk.setTexts(piece, Object.fromEntries([...fields].map((field) => [field, each.before[field] ?? ""])), "work");
    }
    this.tell(piece);
    return null;
  }
  /** All of it is taken back, and the others are decided again. */
  #undoOne(piece: Piece, many: Decided, only: string): null {
    const rest = many.changes.filter(({ id }) => id !== only).map(({ id }) => id);
    this.undo(piece, many.record);
    const before = this.choices(piece).map(({ baseline }) => baseline).find((each) => {
      const open = new Set(this.changes(piece, this.texts(piece, each)).map(({ id }) => id));
      return rest.every((id) => open.has(id)) && (many.decision === "reject" || this.get(piece, each, many.role).own);
    });
    if (before) this.decide(piece, before, many.role, many.decision, rest);
    return null;
  }
}

function through(splices: readonly { from: number; to: number; insert: string }[], at: number, side: 1 | -1): number {
  let by = 0;
  for (const { from, to, insert } of splices) {
    if (to < at || (to === at && (side > 0 || from < to))) by += insert.length - (to - from);
    else if (from < at) return from + by + (side > 0 ? insert.length : 0);
  }
  return at + by;
}

function said(touched: readonly Touched[]): string {
  const furniture = touched.filter(({ field }) => field !== "body").map(({ field }) => FIELD_NAMES[field]);
  const paragraphs = touched.length - furniture.length;
  const parts = [...furniture.map((name, n) => (n === 0 ? name : name.toLowerCase())), ...(paragraphs > 0 ? [paragraphs === 1 ? "1 paragraph" : `${paragraphs} paragraphs`] : [])];
  return parts.join(", ");
}

/** The commands of review, comments, sign-offs and headlines. */
export function reviewOf(review: FakeReview): Pick<Handlers, "review_get" | "review_decide" | "review_undo" | "review_waiting" | "comment_add" | "comment_act" | "signoff_add" | "signoff_need" | "headline_show" | "headline_answer"> {
  const { desk } = review;
  const find = (piece: Piece, id: string) => review.of(piece).remarks.find((r) => r.id === id || r.replies.some((reply) => reply.id === id)) ?? refuse("This comment is not there any more.");
  const words = (text: string) => text.trim() || refuse("There are no words in it.");
  function range(piece: Piece, field: Field, version: number, from: number, to: number): { version: number; from: number; end: number; quote: string } {
    const text = piece.texts.get(field)!;
    for (const { splices } of text.updates.slice(version)) [from, to] = [through(splices, from, 1), through(splices, to, -1)];
    return { version: text.version, from, end: Math.max(from, to), quote: text.text.slice(from, Math.max(from, to)) };
  }
  return {
    review_get: ({ id, against, role }) => review.get(desk.piece(id), against, role),
    review_decide: ({ id, against, role, decision, changes }) => review.decide(desk.piece(id), against, role, decision, changes),
    review_undo: ({ id, record, change }) => review.undo(desk.piece(id), record, change),
    review_waiting: ({ role, all }) => [...desk.pieces.values()].filter((piece) => !piece.binned).flatMap((piece) => {
      const open = review.comments(piece).filter((c) => !c.resolved);
      const mine = open.filter((c) => c.kind === "query" && (all || c.to === role || c.to === desk.person.name) && !c.replies.some((reply) => reply.by.name === desk.person.name));
      const signed = review.signed(piece, role);
      const changes = signed ? review.changes(piece, review.texts(piece, { is: "role", role })).length : null;
      const need = review.signOffs(piece).find((each) => each.role === role)?.need ?? "not_needed";
      const reads = need === "required" && (changes ?? 0) > 0;
      if (mine.length === 0 && !reads && !(all && open.length > 0)) return [];
      const says = [mine.length > 0 ? `${mine.length} ${mine.length === 1 ? "query" : "queries"}` : "", reads ? `${changes} ${changes === 1 ? "change" : "changes"} to read` : "", all && open.length > mine.length ? `${open.length - mine.length} open` : ""].filter(Boolean).join(", ");
      const text = (field: Field) => piece.texts.get(field)!.text;
      return [{ id: piece.id, slugline: piece.slugline, headline: text("headline"), stage: piece.stage, queries: mine.length, comments: open.length, changes, need, says }];
    }),
    comment_add({ id, field, version, from, to, kind, text, asks, role }) {
      desk.write();
      const piece = desk.piece(id);
      const at = field === null ? { version: 0, from: 0, end: 0, quote: "" } : range(piece, field, version, from, to);
      const remark: Remark = { id: review.id(), kind, by: desk.person, role, at: desk.now(), text: words(text), edited: false, to: asks, deleted: false, resolved: null, field, ...at, replies: [] };
      review.of(piece).remarks.push(remark);
      review.tell(piece);
      return review.comment(piece, remark);
    },
    comment_act({ id, comment, act }) {
      desk.write();
      const piece = desk.piece(id);
      const remark = find(piece, comment);
      const target = remark.id === comment ? remark : remark.replies.find((reply) => reply.id === comment)!;
      if (act.do === "reply") remark.replies.push({ id: review.id(), by: desk.person, at: desk.now(), text: words(act.text), edited: false, deleted: false });
      else if (act.do === "reword") Object.assign(target, { text: words(act.text), edited: true });
      else if (act.do === "delete") target.deleted = true;
      else if (act.do === "resolve") remark.resolved = desk.person;
      else if (act.do === "reopen") remark.resolved = null;
      else if (act.do === "assign") remark.to = act.to;
      else Object.assign(remark, { field: act.field, ...range(piece, act.field, act.version, act.from, act.to) });
      review.tell(piece);
      return null;
    },
    signoff_add({ id, role, how, of, note, conditions }) {
      desk.write();
      const piece = desk.piece(id);
      review.of(piece).signed.push({ record: review.id(), role, by: desk.person, who: how === "here" ? desk.person.name : of, at: desk.now(), how, note, conditions, texts: review.now(piece) });
      review.of(piece).needs.delete(role);
      review.tell(piece);
      return review.signOffs(piece).find((each) => each.role === role)!;
    },
    signoff_need({ id, role, need }) {
      const piece = desk.piece(id);
      review.of(piece).needs.set(role, need);
      review.tell(piece);
      return null;
    },
    headline_show({ id, field, to, how }) {
      const piece = desk.piece(id);
      const { text } = piece.texts.get(field)!;
      const change: RawChange = { id: hash(text), field, kind: "insert", parts: [{ before_from: 0, before_to: 0, from: 0, to: text.length, removed: "", inserted: text }], paragraph: 1 };
      review.of(piece).shown.push({ record: review.id(), field, text, written_by: review.writersOf(piece, change), to: words(to), how, by: desk.person, at: desk.now(), answer: null, note: "", answers: [] });
      review.tell(piece);
      return null;
    },
    headline_answer({ id, record, answer, note }) {
      const piece = desk.piece(id);
      const shown = review.of(piece).shown.find((each) => each.record === record) ?? refuse("This was not shown.");
      Object.assign(shown, { answer, note, answers: [{ answer, note, by: desk.person, at: desk.now() }, ...shown.answers] });
      review.tell(piece);
      return null;
    },
  };
}
