import type { Action, Field, Flow, IpcError, Requirement, Stage, Step, StepNeed, Verified } from "../../ipc/client";
import { paragraphsOf, wordOps } from "./diff";
import type { Handlers } from "./commands";
import type { Piece } from "./desk";
import { hash } from "./changes";
import { labelOf, type Sealed } from "./records";
import type { FakeReview } from "./review";
import { countWords } from "./page";
import { PAGE_ORDER, STAGES } from "../../lib/words";

interface Way { action: Action; label: string; from: readonly Stage[]; to: Stage | null; needs: readonly Requirement[]; usual?: boolean }

const OPEN: readonly Stage[] = ["pitched", "commissioned", "draft", "filed", "editing", "with_author", "copy_edit", "approved"];
const WAYS: readonly Way[] = [
  { action: "commission", label: "Commission it", from: ["pitched"], to: "commissioned", needs: ["commissioned_length"], usual: true },
  { action: "draft", label: "Begin the draft", from: ["commissioned"], to: "draft", needs: [], usual: true },
  { action: "file", label: "File", from: ["draft"], to: "filed", needs: ["headline", "byline", "body"], usual: true },
  { action: "edit", label: "Begin editing", from: ["filed"], to: "editing", needs: [], usual: true },
  { action: "send_to_author", label: "Send to author", from: ["editing"], to: "with_author", needs: ["headline", "standfirst", "byline", "body"], usual: true },
  { action: "send_to_copy", label: "Send to copy", from: ["editing", "with_author"], to: "copy_edit", needs: ["length", "no_open_query", "disclosure", "author_sign_off"] },
  { action: "return", label: "Back to editing", from: ["with_author", "copy_edit", "approved"], to: "editing", needs: [] },
  { action: "approve", label: "Approve", from: ["copy_edit"], to: "approved", needs: ["length", "no_open_query", "author_sign_off", "fact_check", "legal", "copy_sign_off", "sealed"], usual: true },
  { action: "publish", label: "Mark as published", from: ["approved"], to: "published", needs: ["sealed", "no_embargo"], usual: true },
  { action: "hold", label: "Hold", from: OPEN, to: "hold", needs: ["reason"] },
  { action: "resume", label: "Take up again", from: ["hold"], to: null, needs: [], usual: true },
  { action: "spike", label: "Spike", from: [...OPEN, "hold"], to: "spiked", needs: ["reason"] },
  { action: "unspike", label: "Take off the spike", from: ["spiked"], to: null, needs: [], usual: true },
  { action: "kill", label: "Kill", from: [...OPEN, "hold"], to: "killed", needs: ["reason"] },
  { action: "revive", label: "Revive", from: ["killed"], to: null, needs: ["reason"], usual: true },
  { action: "correct", label: "Correct", from: ["published", "corrected"], to: "corrected", needs: ["correction_note"], usual: true },
  { action: "withdraw", label: "Withdraw", from: ["published", "corrected"], to: "withdrawn", needs: ["reason"] },
];
const BIRDS = ["tern", "wren", "rook", "swift", "heron", "plover", "martin", "siskin"];
const TREES = ["oak", "ash", "elm", "rowan", "alder", "hazel", "beech", "larch"];

/** Stages, seals and read-backs on the desk in memory. */
export function flowOf(review: FakeReview): Pick<Handlers, "flow_get" | "flow_step" | "flow_set" | "seal_look" | "seal_add" | "seal_verify" | "readback_export" | "readback_import"> {
  const { desk } = review;

  function need(piece: Piece, requirement: Requirement): StepNeed {
    const text = (field: Field) => piece.texts.get(field)!.text.trim();
    const signed = (role: string, optional: boolean): StepNeed => {
      const each = review.signOffs(piece).find((s) => s.role === role)!;
      const met = (optional && each.need === "not_needed") || (each.record !== null && each.touched.length === 0);
      return { requirement, met, says: met ? (each.record ? `${labelOf(role)} agrees with the text now.` : `${labelOf(role)} does not have to read it.`) : each.record ? `${labelOf(role)}: ${each.says.replace(/^./, (c) => c.toLowerCase())}.` : `${labelOf(role)} has not agreed yet.` };
    };
    const has = (field: Field, name: string): StepNeed => ({ requirement, met: text(field) !== "", says: text(field) !== "" ? `${name} is there.` : `${name} is missing.` });
    switch (requirement) {
      case "headline": return has("headline", "The headline");
      case "standfirst": return has("standfirst", "The standfirst");
      case "byline": return has("byline", "The byline");
      case "body": return has("body", "The body");
      case "disclosure": return has("disclosure", "The disclosure");
      case "author_note": return has("author_note", "The author note");
      case "correction_note": return has("correction_note", "The correction note");
      case "author_sign_off": return signed("author", false);
      case "editor_sign_off": return signed("editor", false);
      case "copy_sign_off": return signed("copy", false);
      case "fact_check": return signed("fact_check", true);
      case "legal": return signed("legal", true);
      case "length": case "commissioned_length": {
        const band = piece.details.band;
        const words = countWords(piece.texts.get("body")!.text);
        if (!band) return { requirement, met: requirement === "length", says: requirement === "length" ? "No length was ordered." : "No length is ordered yet." };
        const met = requirement === "commissioned_length" || (words >= band.low && words <= band.high);
        return { requirement, met, says: `${words} words, ${band.low} to ${band.high} are right.` };
      }
      case "no_open_query": {
        const open = review.comments(piece).filter((c) => c.kind === "query" && !c.resolved).length;
        return { requirement, met: open === 0, says: open === 0 ? "No query is open." : `${open} ${open === 1 ? "query is" : "queries are"} open.` };
      }
      case "sealed": {
        const seal = review.of(piece).seals.at(-1);
        return { requirement, met: seal !== undefined, says: seal ? `Sealed as ${seal.fingerprint}.` : "The text is not sealed." };
      }
      case "no_embargo": {
        const { embargo } = review.of(piece);
        const met = embargo === null || (embargo !== "open" && Date.parse(embargo) <= Date.now());
        return { requirement, met, says: met ? "No embargo stands." : "An embargo stands." };
      }
      case "reason": return { requirement, met: false, says: "It needs a reason." };
      default: return { requirement, met: true, says: "" };
    }
  }

  const back = (piece: Piece, action: Action): Stage => review.of(piece).made.findLast((each) => ({ resume: "hold", unspike: "spike", revive: "kill" } as Record<string, string>)[action] === each.action)?.from ?? "editing";
  function flow(piece: Piece): Flow {
    const records = review.of(piece);
    const steps = WAYS.filter((way) => way.from.includes(piece.stage)).map((way): Step => ({
      action: way.action, label: way.label, to: way.to ?? back(piece, way.action), needs: way.needs.map((each) => need(piece, each)),
      usual: (way.usual ?? false) || (way.action === "send_to_copy" && piece.stage === "with_author"),
    }));
    const chain = [...new Set([...piece.log.changes.map(({ person }) => person.initials), ...records.made.map(({ by }) => by.initials)])];
    return { id: piece.id, stage: piece.stage, steps, made: [...records.made].reverse(), chain, owner: records.owner, due: records.due, embargo: records.embargo, length_reason: records.lengthReason, outlet: review.outlets.choice(records.outlet) };
  }
  const reading = (texts: Sealed["texts"]) => PAGE_ORDER.map((field) => texts[field] ?? "").filter(Boolean).join("\n\n");
  const squeezed = (text: string) => text.normalize("NFC").replace(/\u00ad/g, "").replace(/[#*_>`[\]]|\(https?:[^)]*\)/g, "").replace(/\s+/g, " ").trim();

  function verify(text: string, id: string | null): Verified {
    const all = [...desk.pieces.values()].filter((piece) => id === null || piece.id === id).flatMap((piece) => review.of(piece).seals.map((seal) => ({ piece, seal })));
    const words = new Set(squeezed(text).split(" "));
    const likeness = (seal: Sealed) => squeezed(reading(seal.texts)).split(" ").filter((word) => words.has(word)).length;
    const best = [...all].sort((a, b) => likeness(b.seal) - likeness(a.seal))[0];
    if (!best) return { matches: false, says: "Nothing was sealed yet, so there is nothing to hold it against.", seal: null, id: null, runs: [] };
    const { piece, seal } = best;
    const [sealed, given] = [squeezed(reading(seal.texts)), squeezed(text)];
    const matches = sealed === given;
    const day = new Date(seal.at).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
    const runs = matches ? [] : wordOps(paragraphsOf(reading(seal.texts)).map(squeezed).join("\n\n"), paragraphsOf(text).map(squeezed).join("\n\n")).map(([kind, each]) => ({ kind, text: each, person: null }));
    const places = runs.filter(({ kind }, n) => kind !== "same" && (runs[n - 1]?.kind ?? "same") === "same").length;
    const says = matches ? `Matches seal ${seal.fingerprint} of ${day}, sealed by ${seal.by.name}${seal.signed.length > 0 ? `, signed by ${seal.signed.join(", ")}` : ""}.` : `Does not match seal ${seal.fingerprint} of ${day}: ${places} ${places === 1 ? "place differs" : "places differ"}.`;
    return { matches, says, seal: review.sealView(piece, seal), id: piece.id, runs };
  }

  return {
    flow_get: ({ id }) => flow(desk.piece(id)),
    flow_step({ id, action, reason, override_needs, fee, rights_return, role }) {
      desk.write();
      void role;
      const piece = desk.piece(id);
      const step = flow(piece).steps.find((each) => each.action === action);
      if (!step) throw { code: "bad_input", message: `From “${STAGES[piece.stage]}” this step can’t be made.` } satisfies IpcError;
      const missing = step.needs.filter((each) => !each.met && !(each.requirement === "reason" && reason.trim() !== ""));
      if (missing.length > 0 && (!override_needs || reason.trim() === "")) throw { code: "bad_input", message: `${missing.map(({ says }) => says).join(" ")} Nothing was changed.` } satisfies IpcError;
      review.of(piece).made.push({ action, from: piece.stage, to: step.to, by: desk.person, at: desk.now(), reason, overridden: missing.map(({ requirement }) => requirement), fee, rights_return });
      piece.stage = step.to;
      review.tell(piece);
      desk.tell({ type: "list_changed" });
      return flow(piece);
    },
    flow_set({ id, owner, due, embargo, length_reason, outlet }) {
      const piece = desk.piece(id);
      const records = review.of(piece);
      if (owner !== null) records.owner = owner;
      if (due !== null) records.due = due || null;
      if (embargo !== null) records.embargo = embargo || null;
      if (length_reason !== null) records.lengthReason = length_reason;
      if (outlet !== undefined) records.outlet = outlet;
      review.tell(piece);
      return flow(piece);
    },
    seal_look({ id }) {
      const piece = desk.piece(id);
      const changes = review.changes(piece, review.texts(piece, { is: "role", role: "editor" })).length;
      const queries = review.comments(piece).filter((c) => c.kind === "query" && !c.resolved && c.replies.length === 0).length;
      const people = review.signOffs(piece).filter(({ standing }) => standing !== "agrees" && standing !== "unneeded");
      return [
        ...(changes > 0 ? [`${changes === 1 ? "1 change waits" : `${changes} changes wait`} for the editor.`] : []),
        ...(queries > 0 ? [`${queries === 1 ? "1 query waits" : `${queries} queries wait`} for an answer.`] : []),
        ...people.map(({ label, says }) => `${label}: ${says}.`),
      ];
    },
    seal_add({ id }) {
      desk.write();
      const piece = desk.piece(id);
      const texts = review.now(piece);
      const code = Number.parseInt(hash(JSON.stringify(texts)), 16);
      const fingerprint = `${BIRDS[code % 8]} ${1000 + (code % 9000)} ${TREES[(code >>> 3) % 8]}`;
      const signed = review.signOffs(piece).filter((s) => s.record && s.touched.length === 0).map((s) => `${s.by?.name} (${s.label.toLowerCase()})`);
      const seal: Sealed = { record: review.id(), fingerprint, by: desk.person, at: desk.now(), texts, signed };
      review.of(piece).seals.push(seal);
      review.tell(piece);
      return review.sealView(piece, seal);
    },
    seal_verify({ path, text, id }) {
      if (path === null) return verify(text, id);
      const piece = [...desk.pieces.values()].find((each) => path.includes(each.slugline)) ?? desk.pieces.values().next().value;
      return verify(piece ? reading(review.now(piece)) : "", id);
    },
    readback_export({ path, force }) {
      if (/exists/.test(path) && !force) throw { code: "exists", message: "There is a file of this name." } satisfies IpcError;
      return { path, bytes: 48_120 };
    },
    readback_import({ path, text }) {
      // A reply of the desk in memory: "reply p1 agrees" or "reply p1 objects", in the text or the file's name.
      const reply = /(p\d+).*?(agrees|objects)/s.exec(path ?? text);
      if (!reply?.[1]) throw { code: "bad_input", message: "This is not the answer to a file for reading back. Nothing was changed." } satisfies IpcError;
      const piece = desk.piece(reply[1]);
      const records = review.of(piece);
      const answer = reply[2] === "objects" ? "objects" : "agrees";
      const repeated = records.replies.has(reply[0]);
      records.replies.add(reply[0]);
      const who = piece.texts.get("byline")!.text.replace(/^By /, "") || "The author";
      if (!repeated && answer === "agrees") records.signed.push({ record: review.id(), role: "author", by: { name: who, initials: who.split(/\s+/).map((w) => w[0]).join("") }, who, at: desk.now(), how: "readback", note: "", conditions: "", texts: review.now(piece) });
      review.tell(piece);
      const says = repeated ? "This answer was read before. Nothing was changed." : answer === "agrees" ? `${who} agrees with the text that was shown.` : `${who} objects to the text that was shown.`;
      return { id: piece.id, answer, answered: 0, repeated, stale: false, says };
    },
  };
}

