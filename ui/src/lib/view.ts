import type { Field } from "../ipc/client";

export type Tab = "preview" | "review" | "export" | "receipt" | "history" | "collisions";
export type SheetKind = "print" | "web" | "phone";

/** Where a piece was left. */
export interface Place {
  id: string;
  field: Field;
  from: number;
  to: number;
  scroll: number;
  /** The body's line at the top edge, with its fraction: it holds in a window of another width, too. None above the body. */
  line: number;
}

/** The window's own memory: how it was left. */
export interface View {
  desk: boolean;
  deskWidth: number;
  inspector: boolean;
  inspectorWidth: number;
  tab: Tab;
  sheet: SheetKind;
  zoom: number;
  focus: boolean;
  typewriter: boolean;
  format: string;
  /** The text is coloured by who wrote it. */
  authors: boolean;
  /** Changes and comments are marked in the text. */
  marks: boolean;
  /** The hat that the person wears: `editor`, `legal`, `person:NAME`. */
  role: string;
  /** Names of others, in the order in which the desk met them; their colours follow from it. */
  people: string[];
  /** Shortcuts that the person chose, by command. */
  keys: Record<string, string[]>;
  /** Commands, the last used first. */
  recent: string[];
  /** Pieces, the last left first. */
  places: Place[];
}

export const DESK_WIDTH = { min: 180, max: 380, usual: 236 };
export const INSPECTOR_WIDTH = { min: 300, max: 620, usual: 380 };
export const PLACES = 50;
/** People whose colours are remembered. */
export const PEOPLE = 200;

export function freshView(): View {
  return {
    desk: true, deskWidth: DESK_WIDTH.usual, inspector: true, inspectorWidth: INSPECTOR_WIDTH.usual, tab: "preview", sheet: "print", zoom: 1,
    focus: false, typewriter: false, format: "html", authors: false, marks: false, role: "editor", people: [], keys: {}, recent: [], places: [],
  };
}

export const clamp = (n: number, min: number, max: number): number => Math.min(max, Math.max(min, n));

const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v);
const strings = (v: unknown): string[] => (Array.isArray(v) ? v.filter((s): s is string => typeof s === "string") : []);
const whole = (v: unknown): number => (typeof v === "number" && Number.isFinite(v) && v >= 0 ? v : 0);

/** Reads the memory back. Whatever does not fit is taken as it would be on a new desk. */
export function readView(json: string | null): View {
  const view = freshView();
  let raw: unknown;
  try {
    raw = JSON.parse(json ?? "null");
  } catch {
    return view;
  }
  if (!isRecord(raw)) return view;
  for (const key of ["desk", "inspector", "focus", "typewriter", "authors", "marks"] as const) {
    const value = raw[key];
    if (typeof value === "boolean") view[key] = value;
  }
  const number = (key: string, min: number, max: number, usual: number) => {
    const value = raw[key];
    return typeof value === "number" && Number.isFinite(value) ? clamp(value, min, max) : usual;
  };
  view.deskWidth = number("deskWidth", DESK_WIDTH.min, DESK_WIDTH.max, DESK_WIDTH.usual);
  view.inspectorWidth = number("inspectorWidth", INSPECTOR_WIDTH.min, INSPECTOR_WIDTH.max, INSPECTOR_WIDTH.usual);
  view.zoom = number("zoom", 0.6, 2.5, 1);
  const tab = raw["tab"];
  if (tab === "preview" || tab === "review" || tab === "export" || tab === "receipt" || tab === "history") view.tab = tab;
  const sheet = raw["sheet"];
  if (sheet === "print" || sheet === "web" || sheet === "phone") view.sheet = sheet;
  if (typeof raw["format"] === "string") view.format = raw["format"];
  const role = raw["role"];
  if (typeof role === "string" && /^(author|editor|fact_check|legal|copy|person:.+)$/.test(role)) view.role = role.slice(0, 200);
  view.people = strings(raw["people"]).slice(0, PEOPLE);
  view.recent = strings(raw["recent"]).slice(0, 20);
  if (isRecord(raw["keys"])) for (const [id, keys] of Object.entries(raw["keys"])) view.keys[id] = strings(keys).slice(0, 4);
  if (Array.isArray(raw["places"])) view.places = raw["places"].flatMap(readPlace).slice(0, PLACES);
  return view;
}

function readPlace(raw: unknown): Place[] {
  if (!isRecord(raw) || typeof raw["id"] !== "string" || typeof raw["field"] !== "string") return [];
  return [{ id: raw["id"], field: raw["field"] as Field, from: whole(raw["from"]), to: whole(raw["to"]), scroll: whole(raw["scroll"]), line: whole(raw["line"]) }];
}

/** Remembers a place, the newest first, no piece twice. */
export function keepPlace(places: readonly Place[], place: Place): Place[] {
  return [place, ...places.filter((p) => p.id !== place.id)].slice(0, PLACES);
}
