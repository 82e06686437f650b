import { SvelteMap } from "svelte/reactivity";
import type { OutletProfile, OutletRemark, OutletRow } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import type { App } from "../window/app.svelte";
import { sectionOf, type SectionId } from "./fields";

/** An outlet that is looked at, with what was changed and not kept yet. */
export interface Editing {
  /** Its key; empty for one that is new. */
  key: string;
  own: boolean;
  /** As it was when it was opened, to tell whether something changed. */
  before: string;
}

/** The outlets of the desk, and the one that is edited. What is not kept stays here when the window over the desk closes. */
export class Outlets {
  rows = $state.raw<readonly OutletRow[]>([]);
  editing = $state.raw<Editing | null>(null);
  profile = $state<OutletProfile | null>(null);
  section = $state<SectionId>("head");
  remarks = $state.raw<readonly OutletRemark[]>([]);
  /** What can't be read as what it should be, by its key in the profile: as it was typed, and what is said of it. */
  readonly wrong = new SvelteMap<string, { typed: string; said: string }>();
  problem = $state("");
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly app: App) {}

  async load(): Promise<void> {
    await this.#try(async () => {
      this.rows = await this.app.platform.call("outlet_list");
    });
  }

  get changed(): boolean {
    return this.editing !== null && this.profile !== null && JSON.stringify(this.profile) !== this.editing.before;
  }
  /** Why it can't be kept; none when it can. */
  get stopped(): string | undefined {
    if (!this.profile || this.profile.name.trim() === "") return "An outlet needs a name";
    if (this.wrong.size > 0) return "A number can’t be read";
    return this.changed || this.editing?.key === "" ? undefined : "Nothing was changed";
  }
  /** What is said of a line of the form. */
  remarkOn(path: string): string | undefined {
    return this.wrong.get(path)?.said ?? this.remarks.find((remark) => remark.key === path)?.sentence;
  }
  /** How much is said of a section. */
  remarksIn(section: SectionId): number {
    const keys = new Set([...this.remarks.map((remark) => remark.key), ...this.wrong.keys()]);
    return [...keys].filter((key) => sectionOf(key) === section).length;
  }

  async open(key: string): Promise<void> {
    await this.#try(async () => {
      const sheet = await this.app.platform.call("outlet_get", { key });
      this.#edit({ key: sheet.own ? key : "", own: sheet.own, before: JSON.stringify(sheet.profile) }, sheet.profile);
      if (!sheet.own) this.editing = { key, own: false, before: JSON.stringify(sheet.profile) };
      this.remarks = sheet.remarks;
    });
  }
  /** A copy under another name; kept when the person says so. */
  async duplicate(key: string): Promise<void> {
    await this.#try(async () => {
      const { profile } = await this.app.platform.call("outlet_get", { key });
      profile.name = `${profile.name}, copy`;
      this.#edit({ key: "", own: true, before: "" }, profile);
      this.check();
    });
  }
  /** A new outlet: the desk's own page with nothing asked for. */
  fresh(): void {
    const own = this.app.settings?.profile;
    if (!own) return;
    const profile = structuredClone($state.snapshot(own)) as OutletProfile;
    this.#edit({ key: "", own: true, before: "" }, { ...profile, name: "", tagline: "" });
  }
  /** What is still asked about the one before is of no use any more. */
  #forget(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#asked++;
    this.remarks = [];
    this.wrong.clear();
    this.problem = "";
  }
  #edit(editing: Editing, profile: OutletProfile): void {
    this.#forget();
    this.editing = editing;
    this.profile = profile;
    this.section = "head";
  }
  back(): void {
    this.#forget();
    this.editing = null;
    this.profile = null;
  }

  /** Has the desk look through the profile, a moment after the last letter. */
  check(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const asked = ++this.#asked;
    this.#timer = setTimeout(() => {
      const { profile } = this;
      if (!profile) return;
      void this.app.platform.call("outlet_check", $state.snapshot(profile) as OutletProfile).then((remarks) => {
        if (asked === this.#asked) this.remarks = remarks;
      }, () => undefined);
    }, 200);
  }

  async keep(): Promise<void> {
    const { editing, profile } = this;
    if (!editing || !profile || this.stopped) return;
    await this.#try(async () => {
      const row = await this.app.platform.call("outlet_keep", { key: editing.key, profile: $state.snapshot(profile) as OutletProfile, comes_back: false });
      this.app.toasts.say({ text: `“${row.name}” is kept.` });
      this.back();
      await this.#moved();
    });
  }

  async remove(row: OutletRow): Promise<void> {
    await this.#try(async () => {
      const { app } = this;
      const { platform } = app;
      const { profile } = await platform.call("outlet_get", { key: row.key });
      await platform.call("outlet_remove", { key: row.key });
      // Told in the window, since the outlets may not be open any more.
      const back = () => void app.act(async () => {
        await platform.call("outlet_keep", { key: row.key, profile, comes_back: true });
        await this.#moved();
      });
      await this.#moved();
      const instead = this.rows.find(({ key }) => key === row.key);
      app.toasts.say({ text: `“${row.name}” is removed. Pieces that go out for it are set on ${instead ? "the page that is shipped under its name" : "the desk’s own page"}.`, action: { label: "Undo", run: back } });
    });
  }

  async bring(): Promise<void> {
    await this.#try(async () => {
      const path = await this.app.platform.call("dialog_outlet");
      if (path !== null) await this.#bringFrom(path, false);
    });
  }
  async #bringFrom(path: string, force: boolean): Promise<void> {
    const again = () => (this.app.over = { kind: "outlets" });
    await this.app.replacing(path, async () => {
      const row = await this.app.platform.call("outlet_import", { path, force });
      this.app.toasts.say({ text: `“${row.name}” was brought in.` });
      await this.#moved();
    }, () => { again(); void this.#try(() => this.#bringFrom(path, true)); }, () => { again(); void this.bring(); });
  }

  async send(row: OutletRow): Promise<void> {
    await this.#try(async () => {
      const path = await this.app.platform.call("dialog_save", { file_name: `${row.key}.toml` });
      if (path !== null) await this.#sendTo(row, path, false);
    });
  }
  async #sendTo(row: OutletRow, path: string, force: boolean): Promise<void> {
    const again = () => (this.app.over = { kind: "outlets" });
    await this.app.replacing(path, async () => {
      const written = await this.app.platform.call("outlet_export", { key: row.key, path, force });
      this.app.toasts.say({ text: `Written to ${written.path}` });
    }, () => { again(); void this.#try(() => this.#sendTo(row, path, true)); }, () => { again(); void this.send(row); });
  }

  /** What goes out for an outlet looks different from now on. */
  async #moved(): Promise<void> {
    const { app } = this;
    await this.load();
    app.preview.again();
    if (app.session) await app.flow.load();
    app.exporter.outletsMoved();
  }
  async #try(what: () => Promise<void>): Promise<void> {
    this.problem = "";
    try {
      await what();
    } catch (thrown) {
      this.problem = asIpcError(thrown).message;
    }
  }
}
