import type { DeskEvent, Field, Person } from "../../ipc/client";
import { isOwn, type PieceSession } from "../piece/session.svelte";
import type { App } from "../window/app.svelte";

/** The texts that are coloured. */
const FIELDS: readonly Field[] = ["headline", "standfirst", "body"];
/** Quiet after a change from elsewhere before the desk is asked whose it is. */
const QUIET = 400;
/** Tries to meet the desk at one version of a text. */
const TRIES = 6;

/** The text in the colours of who wrote it, as long as somebody wants to see them. */
export class Authorship {
  /** Whose colours are on the page, the first writer first. */
  people = $state.raw<readonly Person[]>([]);
  #session: PieceSession | null = null;
  #timers = new Map<Field, ReturnType<typeof setTimeout>>();
  #found = new Map<Field, readonly Person[]>();

  constructor(private readonly app: App) {}

  /** Colours the texts of a piece until the returned function is called. */
  show(session: PieceSession): () => void {
    this.#session = session;
    for (const field of FIELDS) void this.#colour(session, field);
    return () => {
      for (const timer of this.#timers.values()) clearTimeout(timer);
      this.#timers.clear();
      this.#found.clear();
      this.#session = null;
      this.people = [];
      for (const field of FIELDS) session.editor(field)?.setAuthors(null, 0, 0);
    };
  }

  /** The desk told of a change. One's own letters have their colour already. */
  hear(event: DeskEvent & { type: "piece_changed" }): void {
    const session = this.#session;
    if (!session || event.id !== session.id || !FIELDS.includes(event.field) || event.updates.every(isOwn)) return;
    const timer = this.#timers.get(event.field);
    if (timer) clearTimeout(timer);
    this.#timers.set(event.field, setTimeout(() => void this.#colour(session, event.field), QUIET));
  }

  async #colour(session: PieceSession, field: Field): Promise<void> {
    const { app } = this;
    try {
      for (let turn = 0; turn < TRIES && this.#session === session; turn++) {
        await session.flush();
        const { version, stretches } = await app.platform.call("history_authors", { id: session.id, field });
        if (this.#session !== session) return;
        const people = stretches.flatMap(({ person }) => (person ? [person] : []));
        app.people.meet([app.person, ...people]);
        const coloured = stretches.flatMap(({ from, to, person }) => (person ? [{ from, to, colour: app.people.colour(person.name) }] : []));
        if (session.editor(field)?.setAuthors(coloured, app.people.colour(app.person.name), version)) return this.#name(field, people);
        // The text went on meanwhile, or an event is under way.
        await new Promise((resolve) => setTimeout(resolve, 60 * (turn + 1)));
      }
    } catch {
      // Without an answer the words stay as they are; the next change asks again.
    }
  }

  #name(field: Field, people: readonly Person[]): void {
    this.#found.set(field, people);
    const all = [...FIELDS.flatMap((each) => this.#found.get(each) ?? []), this.app.person];
    this.people = all.filter((person, index) => all.findIndex(({ name }) => name === person.name) === index);
  }
}
