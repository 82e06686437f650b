import type { HouseSet } from "../../ipc/client";
import { count, list } from "../../lib/format";
import { FIELD_NAMES } from "../../lib/words";
import type { App } from "../window/app.svelte";
import type { PieceSession } from "./session.svelte";

const ALL = Object.keys(FIELD_NAMES) as (keyof typeof FIELD_NAMES)[];

/** "6 quotation marks, 1 apostrophe and 2 dashes"; nothing when nothing was set. */
export function setWords({ quotes, apostrophes, dashes }: Pick<HouseSet, "quotes" | "apostrophes" | "dashes">): string {
  const parts = [
    quotes > 0 ? count(quotes, "quotation mark") : "", apostrophes > 0 ? count(apostrophes, "apostrophe") : "",
    dashes > 0 ? count(dashes, "dash", "dashes") : "",
  ];
  return list(parts.filter(Boolean));
}

/** What is told when the house's marks were looked for. */
export function houseWords(set: HouseSet): string {
  const whose = set.outlet.trim() || "the outlet";
  const done = setWords(set);
  const left = set.fields.reduce((sum, field) => sum + field.unpaired.length, 0);
  const alone = left === 0 ? "" : ` ${count(left, "paragraph")} left alone: the quotation marks there do not pair.`;
  return (done ? `${done} set as ${whose} sets them.` : left > 0 ? "" : `Quotation marks and dashes are those of ${whose} already.`).concat(alone).trim();
}

/** Sets quotation marks and dashes as the piece's outlet does: an edit like any other, one step of Undo for each text. */
export async function setHouseStyle(app: App, session: PieceSession): Promise<void> {
  const texts = ALL.map((field) => ({ field, text: session.text(field) })).filter(({ text }) => text.trim() !== "");
  const set = await app.platform.call("house_look", { id: session.id, texts });
  if (app.session !== session || !app.hands.canEdit) return;
  const moved = texts.find(({ field, text }) => session.text(field) !== text);
  if (moved) {
    // Somebody typed on, here or in the file; what they wrote was not looked at.
    app.toasts.say({ kind: "stop", text: `The ${FIELD_NAMES[moved.field].toLowerCase()} changed meanwhile. Try again.` });
    return;
  }
  const backs = set.fields.filter(({ splices }) => splices.length > 0).map(({ field, splices }) => session.living(field).change(splices, "input.house"));
  if (backs.length > 0) {
    app.edited = true;
    for (const { field } of set.fields) app.page?.read(field);
    app.review.typed();
  }
  const left = set.fields.find((field) => field.unpaired.length > 0);
  const [from, to] = left?.unpaired[0] ?? [0, 0];
  const undo = () => {
    if (app.session !== session || backs.map((back) => back()).includes(false)) app.toasts.say({ kind: "stop", text: "Something was typed since; Undo takes it back step by step." });
    for (const { field } of set.fields) app.page?.read(field);
  };
  const show = () => { if (left) session.editor(left.field)?.select(from, to); };
  const action = backs.length > 0 ? { label: "Undo", run: undo } : left ? { label: "Show", run: show } : undefined;
  app.toasts.say({ text: houseWords(set), ...(action ? { action } : {}) });
}
