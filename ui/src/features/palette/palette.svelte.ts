import type { PieceRow } from "../../ipc/client";
import { COMMANDS, keysOf, type Command } from "../../lib/commands";
import { fuzzy, parts, type Part } from "../../lib/fuzzy";
import type { IconName } from "../../lib/icons";
import { NO_HEADLINE, STAGES } from "../../lib/words";
import type { App } from "../window/app.svelte";

export interface Option {
  id: string;
  icon: IconName;
  /** Set in the text face. */
  serif: boolean;
  name: Part[];
  more: string;
  keys: string | undefined;
  /** Why it can't be done now. */
  stopped: string | undefined;
  run: () => void;
}
export interface OptionGroup {
  name: string;
  options: Option[];
}

const MOST = 30;

/** What the palette offers for what is typed: commands, pieces, headings of the piece in the window. */
export class PaletteState {
  query = $state("");
  mode = $state<"commands" | "pieces">("commands");
  at = $state(0);
  #pieces = $state.raw<readonly PieceRow[]>([]);
  #turn = 0;

  constructor(private readonly app: App, mode: "commands" | "pieces") {
    this.mode = mode;
    void this.#ask();
  }

  type(text: string): void {
    if (this.mode === "pieces" && text.startsWith(">")) {
      this.mode = "commands";
      text = text.slice(1).trimStart();
    }
    this.query = text;
    this.at = 0;
    void this.#ask();
  }

  switchTo(mode: "commands" | "pieces"): void {
    this.mode = mode;
    this.at = 0;
    void this.#ask();
  }

  readonly groups = $derived.by((): OptionGroup[] => {
    const query = this.query.trim();
    if (this.mode === "commands") return this.#commands(query, 60);
    const pieces = { name: query ? "Pieces" : "Last changed", options: this.#pieces.map((row) => this.#piece(row, query)) };
    const rest = query ? [...this.#headings(query), ...this.#commands(query, 5)] : [];
    return [pieces, ...rest].filter((g) => g.options.length > 0);
  });

  readonly options = $derived(this.groups.flatMap((g) => g.options));

  move(by: number): void {
    const { length } = this.options;
    if (length > 0) this.at = (this.at + by + length) % length;
  }

  async #ask(): Promise<void> {
    if (this.mode !== "pieces") return;
    const turn = ++this.#turn;
    try {
      const list = await this.app.platform.call("desk_list", { bin: false, search: this.query.trim(), offset: 0, limit: MOST });
      if (turn !== this.#turn) return;
      const current = this.app.session?.id;
      const rows = this.query.trim() ? list.rows : [...list.rows].sort((a, b) => b.modified.localeCompare(a.modified));
      // The piece that is open already is not where one wants to go.
      this.#pieces = this.query.trim() ? rows : rows.filter((r) => r.id !== current);
    } catch {
      if (turn === this.#turn) this.#pieces = [];
    }
  }

  #commands(query: string, most: number): OptionGroup[] {
    const { recent, keys } = this.app.memory.view;
    const rank = (id: string) => (recent.includes(id) ? recent.length - recent.indexOf(id) : 0);
    if (!query) {
      const last = recent.slice(0, 5).flatMap((id) => COMMANDS.filter((c) => c.id === id));
      const groups = grouped(COMMANDS);
      return [
        ...(last.length ? [{ name: "Used lately", options: last.map((c) => this.#command(c, [], keys, "recent.")) }] : []),
        ...[...groups].map(([name, list]) => ({ name, options: list.map((c) => this.#command(c, [], keys)) })),
      ];
    }
    const found = COMMANDS.flatMap((c) => {
      const title = fuzzy(query, c.title);
      // The group's name finds its commands too: "insert link".
      const wide = title ? null : fuzzy(query, `${c.group} ${c.title}`);
      const score = title?.score ?? (wide ? wide.score - 90 : null);
      return score === null ? [] : [{ c, score: score + Math.min(rank(c.id), 4), ranges: title?.ranges ?? [] }];
    }).sort((a, b) => b.score - a.score).slice(0, most);
    return found.length ? [{ name: "Commands", options: found.map(({ c, ranges }) => this.#command(c, ranges, keys)) }] : [];
  }

  #command(c: Command, ranges: readonly [number, number][], keys: Record<string, string[]>, prefix = ""): Option {
    const can = c.when?.(this.app.hands) ?? true;
    return {
      id: prefix + c.id, icon: c.icon ?? "right", serif: false, name: parts(c.title, ranges),
      more: can === true ? (c.hint ?? (c.checked?.(this.app.hands) ? "on" : "")) : can.charAt(0).toLowerCase() + can.slice(1),
      keys: keysOf(c, keys)[0], stopped: can === true ? undefined : can,
      run: () => {
        this.app.memory.change((v) => (v.recent = [c.id, ...v.recent.filter((id) => id !== c.id)].slice(0, 20)));
        c.run(this.app.hands);
      },
    };
  }

  #piece(row: PieceRow, query: string): Option {
    const name = row.headline || row.slugline || NO_HEADLINE;
    return {
      id: `piece.${row.id}`, icon: "file", serif: true, name: parts(name, whole(fuzzy(query, name)?.ranges)),
      more: [row.byline, STAGES[row.stage].toLowerCase()].filter(Boolean).join(", "), keys: undefined, stopped: undefined,
      run: () => void this.app.open(row.id, true),
    };
  }

  #headings(query: string): OptionGroup[] {
    const { session } = this.app;
    if (!session) return [];
    let from = 0;
    const options = session.text("body").split("\n").flatMap((line): Option[] => {
      const at = from;
      from += line.length + 1;
      const title = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
      const match = title ? fuzzy(query, title) : null;
      if (!title || !match) return [];
      return [{ id: `heading.${at}`, icon: "lines", serif: true, name: parts(title, match.ranges), more: "heading", keys: undefined, stopped: undefined, run: () => { this.app.page?.uncover(); session.editor("body")?.select(at, at); } }];
    });
    return options.length ? [{ name: "In this piece", options: options.slice(0, 6) }] : [];
  }
}

/** Letters strewn over a headline are not what was searched for. */
const whole = (ranges: [number, number][] | undefined) => (ranges?.length === 1 ? ranges : []);

function grouped(list: readonly Command[]): Map<string, Command[]> {
  const map = new Map<string, Command[]>();
  for (const c of list) map.set(c.group, [...(map.get(c.group) ?? []), c]);
  return map;
}
