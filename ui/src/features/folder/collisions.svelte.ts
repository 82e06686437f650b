import { tick } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { Collision, Take } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import { decidedWords, placeIn, settingOf } from "../../lib/collisions";
import { count } from "../../lib/format";
import type { Tab } from "../../lib/view";
import type { App } from "../window/app.svelte";

const GONE = "These words are not in the text any more. Put in by hand what you want of the file’s, then keep yours.";

/** Places of the piece in the window that changed here and in its file at once. Each waits for a decision. */
export class Collisions {
  list = $state.raw<readonly Collision[]>([]);
  /** The one that the keys act on. */
  current = $state<number | null>(null);
  /** What the desk said to a decision, by place. */
  readonly problems = new SvelteMap<number, string>();
  deciding = $state(false);
  /** The last decision, for a screen reader. */
  said = $state("");
  #of: string | null = null;
  #turn = 0;
  /** What stood in the inspector before. */
  #before: { tab: Tab; shown: boolean } | null = null;

  constructor(private readonly app: App) {}

  get shown(): boolean {
    return this.app.layout.inspector && this.app.memory.view.tab === "collisions" && this.list.length > 0;
  }

  /** Another piece is in the window. */
  clear(): void {
    this.#turn += 1;
    this.#of = null;
    this.#take([]);
    this.problems.clear();
    this.said = "";
  }

  async load(): Promise<void> {
    const id = this.app.session?.id;
    if (!id) return;
    const turn = ++this.#turn;
    try {
      const list = await this.app.platform.call("collision_list", { id });
      if (turn !== this.#turn) return;
      this.#of = id;
      this.#take(list);
    } catch (thrown) {
      if (turn === this.#turn) this.app.tell(thrown);
    }
  }

  changed(id: string): void {
    // A decision of this window reads the list itself.
    if (id === this.app.session?.id && !this.deciding) void this.load();
  }

  #take(list: readonly Collision[]): void {
    const at = this.list.findIndex((c) => c.id === this.current);
    const had = this.list.length > 0;
    this.list = list;
    for (const id of [...this.problems.keys()]) if (!list.some((c) => c.id === id)) this.problems.delete(id);
    if (!list.some((c) => c.id === this.current)) this.current = (list[Math.max(0, Math.min(at, list.length - 1))] ?? null)?.id ?? null;
    if (had && list.length === 0) this.#putBack();
  }

  // ── The panel ──────────────────────────────────────────────

  /** Shows the places beside the text. */
  compare(): void {
    const { app } = this;
    if (this.list.length === 0) return;
    if (!this.shown) this.#before = { tab: app.memory.view.tab, shown: app.layout.inspector };
    app.comparing.close();
    app.hands.showTab("collisions");
    const first = this.list.find((c) => c.id === this.current) ?? this.list[0];
    if (first) void this.to(first);
  }

  /** Makes a place the current one, and shows it in the text; the keys stay here. */
  async to(collision: Collision): Promise<void> {
    this.current = collision.id;
    this.#select(collision);
    await tick();
    this.#card(collision.id)?.focus({ preventScroll: true });
    this.#card(collision.id)?.scrollIntoView({ block: "nearest" });
  }

  step(by: number): void {
    const at = this.list.findIndex((c) => c.id === this.current);
    const next = this.list[Math.max(0, Math.min(this.list.length - 1, at + by))];
    if (next && next.id !== this.current) void this.to(next);
  }

  /** Puts the caret there. */
  intoText(collision: Collision): void {
    this.current = collision.id;
    this.app.layout.clear();
    if (!this.#select(collision)) this.app.page?.focus(collision.field ?? "body");
  }

  #card(id: number): HTMLElement | null {
    return document.querySelector<HTMLElement>(`[data-collision="${id}"]`);
  }

  #select(collision: Collision): boolean {
    const { session } = this.app;
    if (!collision.field || !session) return false;
    this.app.comparing.close();
    const editor = session.editor(collision.field);
    const place = editor ? placeIn(editor.text(), collision) : null;
    if (editor && place) editor.select(place.from, place.to);
    else if (editor) this.problems.set(collision.id, GONE);
    return place !== null;
  }

  /** The inspector shows again what it showed before. */
  #putBack(): void {
    const { app } = this;
    if (app.memory.view.tab === "collisions") app.memory.change((v) => (v.tab = this.#before?.tab ?? "preview"));
    if (this.#before?.shown === false || app.layout.small) app.layout.setInspector(false);
    this.#before = null;
  }

  // ── Decisions ──────────────────────────────────────────────

  async decide(collision: Collision, take: Take): Promise<void> {
    const { app } = this;
    const { session } = app;
    if (!session || this.deciding || this.#of !== session.id) return;
    this.deciding = true;
    this.current = collision.id;
    this.problems.delete(collision.id);
    try {
      // The desk finds the words in its own text: what was typed last has to be there.
      await app.page?.dateline.flush();
      await session.flush();
      await this.#tell(collision, take);
      this.said = `${decidedWords(collision, take)}.`;
      await this.load();
    } catch (thrown) {
      this.problems.set(collision.id, asIpcError(thrown).message);
    } finally {
      this.deciding = false;
    }
    if (app.session !== session) return;
    const next = this.list.find((c) => c.id === this.current);
    if (this.list.length === 0) {
      app.toasts.say({ text: "All decided." });
      app.page?.focus();
    } else if (next && !this.problems.has(collision.id)) {
      this.said = `${this.said} ${count(this.list.length, "place")} left.`;
      await this.to(next);
    }
  }

  async #tell({ id, ...collision }: Collision, take: Take): Promise<void> {
    const { app } = this;
    try {
      await app.platform.call("collision_decide", { id, take });
    } catch (thrown) {
      // A value that the desk leaves to the person's hand is set as by hand.
      const setting = take === "theirs" && asIpcError(thrown).code === "bad_input" ? settingOf({ id, ...collision }) : null;
      if (!setting) throw thrown;
      await app.session?.setDetails(setting);
      await app.platform.call("collision_decide", { id, take: "ours" });
    }
  }
}
