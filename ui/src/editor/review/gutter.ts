import type { EditorState, Extension } from "@codemirror/state";
import { type EditorView, layer, type LayerMarker } from "@codemirror/view";
import { ICONS } from "../../lib/icons";
import { scrollParent } from "../scroll";
import type { ReviewRange } from "./marks";
import type { RemarkMark } from "./types";

/** From the text to a bar; less where the page is narrow. */
const GAP = 12;
const NARROW_GAP = 6;
/** The room that initials need, and from which a second sign fits beside them. */
const ROOM = 44;
const WIDE_ROOM = 74;

export interface GutterSign {
  /** Initials, or none for an icon. */
  initials: string;
  icon: "comment" | "help" | "moved" | null;
  colour: number;
  id: string;
  current: boolean;
}
export interface GutterRow {
  top: number;
  bottom: number;
  /** How high its first line is. */
  line: number;
  signs: GutterSign[];
}

type Placed = GutterSign & { top: number; bottom: number; line: number };

/** What begins on one line stands beside it as one: a bar, and who. Rows come in order and never overlap. */
export function rowsOf(places: readonly Placed[]): GutterRow[] {
  const rows: GutterRow[] = [];
  for (const { top, bottom, line, ...sign } of [...places].sort((a, b) => a.top - b.top)) {
    const last = rows.at(-1);
    if (last && top < last.top + 12) {
      last.bottom = Math.max(last.bottom, bottom);
      const known = last.signs.find((each) => each.icon === sign.icon && each.initials === sign.initials);
      if (!known) last.signs.push(sign);
      else if (sign.current) Object.assign(known, sign);
    } else rows.push({ top, bottom, line, signs: [sign] });
  }
  rows.forEach((row, n) => { row.bottom = Math.max(row.top + 12, Math.min(row.bottom, (rows[n + 1]?.top ?? Infinity) - 4)); });
  return rows;
}

class RowMarker implements LayerMarker {
  constructor(readonly left: number, readonly room: number, readonly row: GutterRow) {}

  eq(other: RowMarker): boolean {
    return other instanceof RowMarker && JSON.stringify(this) === JSON.stringify(other);
  }

  draw(): HTMLElement {
    const { row, room, left } = this;
    const el = document.createElement("div");
    el.className = "cm-mg";
    el.style.left = `${left}px`;
    el.style.top = `${row.top}px`;
    el.style.height = `${row.bottom - row.top}px`;
    const first = row.signs.find(({ current }) => current) ?? row.signs[0]!;
    el.classList.add(`p${first.colour}`);
    if (row.signs.some(({ current }) => current)) el.classList.add("cm-cur");
    const signs = el.appendChild(document.createElement("div"));
    signs.className = "cm-mg-signs";
    signs.style.height = `${row.line}px`;
    const fits = room < ROOM ? 0 : room < WIDE_ROOM ? 1 : 2;
    for (const sign of row.signs.slice(0, row.signs.length > fits ? Math.max(0, fits - (fits > 1 ? 1 : 0)) : fits)) signs.append(drawn(sign));
    const more = row.signs.length - signs.children.length;
    if (fits > 1 && more > 0) {
      const rest = document.createElement("span");
      rest.className = "cm-mg-more";
      rest.textContent = `+${more}`;
      signs.append(rest);
    }
    el.dataset["review"] = first.id;
    return el;
  }
}

function drawn(sign: GutterSign): Element {
  if (sign.icon === null) {
    const who = document.createElement("span");
    who.className = `who p${sign.colour}`;
    who.textContent = sign.initials;
    return who;
  }
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "i");
  for (const shape of ICONS[sign.icon]) {
    const name = "d" in shape ? "path" : "circle";
    const part = document.createElementNS("http://www.w3.org/2000/svg", name);
    if ("d" in shape) part.setAttribute("d", shape.d);
    else if ("c" in shape) ["cx", "cy", "r"].forEach((key, n) => part.setAttribute(key, String(shape.c[n])));
    svg.append(part);
  }
  return svg;
}

/** Bars, initials and signs in the right gutter, in line with their passages. For eyes and pointers; the list has all of it in words. */
export function gutter(ranges: (state: EditorState, from?: number, to?: number) => ReviewRange[]): Extension {
  return layer({
    above: true,
    class: "cm-review-gutter",
    update: (update) => update.docChanged || update.viewportChanged || update.geometryChanged || update.transactions.some((tr) => tr.effects.length > 0 || tr.reconfigured),
    markers(view) {
      const box = view.scrollDOM.getBoundingClientRect();
      const base = box.top - view.scrollDOM.scrollTop;
      const seen = view.visibleRanges.flatMap(({ from, to }) => ranges(view.state, from, to));
      const places = seen.flatMap((range) => placed(view, range, base));
      const room = scrollParent(view.dom).getBoundingClientRect().right - box.right;
      return rowsOf(places).map((row) => new RowMarker(box.width + (room < ROOM + GAP ? NARROW_GAP : GAP), room, row));
    },
  });
}

function placed(view: EditorView, range: ReviewRange, base: number): Placed[] {
  const { review, current, from, to } = range;
  const isRemark = "query" in review;
  // A replacement has two marks, the removed words and the new ones; one sign is enough.
  if (!isRemark && from < to && (review.removed !== "" || review.breaks) && !review.moved) return [];
  let first = 0;
  let place: { top: number; bottom: number } | null;
  if (!isRemark && review.removed !== "" && !review.breaks && from === to) {
    // Words that are not in the text have no place of the editor's: they stand where they are drawn.
    const gone = [...(view.contentDOM.querySelector(`.cm-gone[data-review="${review.id}"]`)?.querySelectorAll("del") ?? [])].flatMap((del) => [...del.getClientRects()]);
    const [head, foot] = [gone[0], gone.at(-1)];
    place = head && foot ? { top: head.top, bottom: foot.bottom } : null;
    first = head?.bottom ?? 0;
  } else {
    place = view.coordsAtPos(from, 1);
    first = place?.bottom ?? 0;
    const end = to > from ? view.coordsAtPos(to, -1) : null;
    if (place && end && end.bottom > place.bottom) place = { top: place.top, bottom: end.bottom };
  }
  if (!place) return [];
  const line = first - place.top;
  const icon = isRemark ? ((review as RemarkMark).query ? "help" : "comment") : review.moved ? "moved" : null;
  return [{ id: review.id, current, colour: review.colour, initials: isRemark ? "" : review.initials, icon, top: Math.round(place.top - base), bottom: Math.round(place.bottom - base), line: Math.round(line) }];
}
