import type { Action, Person, Stage } from "../../ipc/client";
import { WRITER } from "./past";
import { Records, type Remark } from "./records";
import type { FakeReview } from "./review";
import { PERSON } from "./settings";

const CHECKER: Person = { name: "Joss Arlen", initials: "JA" };
const LAWYER: Person = { name: "Petra Lund", initials: "PL" };

/** Gives the first piece a review under way: who agreed to what, two queries, a comment whose words are gone. */
export function underReview(review: FakeReview): void {
  const piece = review.desk.pieces.get("p1");
  if (!piece) return;
  const records = new Records();
  review.records.set("p1", records);
  const text = (moment: number) => Object.fromEntries([...piece.texts.keys()].map((field) => [field, piece.log.text(field, moment)]));
  const sent = piece.log.versions.find(({ name }) => name === "Sent to the desk")?.moment ?? piece.log.now;
  const moments = piece.log.changes.filter(({ moment, splices }) => moment > sent && Object.keys(splices).length > 0);
  const figures = moments[0]?.moment ?? sent;
  const evening = moments[1]?.moment ?? figures;
  const at = (moment: number) => new Date(piece.log.changes.find((change) => change.moment === moment)?.at ?? Date.now()).toISOString();
  const sign = (role: string, by: Person, moment: number, how: "here" | "readback", note = "", conditions = "") =>
    records.signed.push({ record: review.id(), role, by, who: by.name, at: at(moment), how, note, conditions, texts: text(moment) });
  records.received = { texts: text(sent), at: at(sent) };
  const step = (action: Action, from: Stage, to: Stage, time: string) =>
    records.made.push({ action, from, to, by: PERSON, at: time, reason: "", overridden: [], fee: "", rights_return: "" });
  step("file", "draft", "filed", at(sent));
  step("edit", "filed", "editing", new Date(Date.parse(at(moments.at(-1)?.moment ?? evening)) - 1).toISOString());
  sign("author", WRITER, sent, "readback", "Happy with it. Ring me before the headline changes.");
  sign("editor", PERSON, figures, "here");
  sign("legal", LAWYER, evening, "here", "", "The quotation has to be in the minutes.");
  const body = piece.texts.get("body")!;
  const on = (quote: string) => ({ field: "body" as const, version: body.version, from: body.text.indexOf(quote), end: body.text.indexOf(quote) + quote.length, quote });
  const remark = (r: Partial<Remark> & Pick<Remark, "kind" | "by" | "text">): Remark => ({
    id: review.id(), role: null, at: at(evening), edited: false, to: null, deleted: false, resolved: null, field: null, version: 0, from: 0, end: 0, quote: "", replies: [], ...r,
  });
  records.remarks.push(
    remark({ kind: "query", by: PERSON, role: "editor", to: WRITER.name, text: "Is this from the minutes or from memory? Legal wants the exact words before it runs in quotation marks.", ...on("“carries too few to justify the fuel”"),
      replies: [{ id: review.id(), by: WRITER, at: at(evening), text: "Minutes of 17 February, item 6. The page is with the claim.", edited: false, deleted: false }] }),
    remark({ kind: "query", by: CHECKER, role: "fact_check", to: "editor", text: "Which budget year is the roundabout?", ...on("a little less than") }),
    remark({ kind: "comment", by: PERSON, role: "editor", text: "Older than the one at Carrow?", field: "body", version: 0, from: 40, end: 40, quote: "the oldest ferry in the north" }),
    remark({ kind: "comment", by: WRITER, role: "author", text: "Say “Board” throughout.", resolved: PERSON, ...on("The Harbour Board") }),
  );
}
