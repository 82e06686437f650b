import type { Field, Imported } from "../../ipc/client";
import { asIpcError } from "../../ipc/client";
import { figure } from "../../lib/format";
import { paragraphsOf, summary } from "../../lib/receipt";
import type { PieceSession } from "../piece/session.svelte";
import type { App } from "../window/app.svelte";

/** How a piece comes in: pasted as a page, opened as files, dropped on the window. */
export class Imports {
  /** What the last several files became. */
  results = $state.raw<readonly Imported[]>([]);
  busy = $state(false);
  /** The piece that was sorted last, as long as nothing was typed in it since. */
  #fresh: string | null = null;
  /** What it was sorted from, so that a paste that was taken back can be done again. */
  #source: { id: string; text: string; html: string | null } | null = null;
  #takenBack = false;

  constructor(private readonly app: App) {}

  get fresh(): boolean {
    return this.#fresh !== null && this.#fresh === this.app.session?.id;
  }

  /** The person typed: from here on undoing and redoing are about that. */
  settle(): void {
    this.#fresh = null;
    this.#source = null;
    this.#takenBack = false;
  }

  /** The import of this piece was taken back as a whole. */
  undone(id: string): void {
    this.#fresh = null;
    this.#takenBack = this.#source?.id === id;
  }

  /** Sorts the paste again that was just taken back; false when the last thing that was undone was something else. */
  redo(): boolean {
    const { session } = this.app;
    const source = this.#source;
    if (!this.#takenBack || source === null || source.id !== session?.id || !session.isEmpty || session.binned) return false;
    void this.#sort(source.text, source.html);
    return true;
  }

  /** A paste into an empty piece; true when it is a page, which then sorts itself. */
  page(text: string, html: string | null): boolean {
    const { session } = this.app;
    if (!session?.isEmpty || session.binned) return false;
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
    if (lines.length < 3) return false;
    void this.#sort(text, html);
    return true;
  }

  async #sort(text: string, html: string | null): Promise<void> {
    const { app } = this;
    const { session } = app;
    if (!session || this.busy) return;
    this.busy = true;
    try {
      let done: Imported;
      try {
        done = await app.platform.call("import_paste", html === null ? { id: session.id, text } : { id: session.id, text, html });
      } catch (thrown) {
        return this.#asItIs(session, text, asIpcError(thrown).message);
      }
      if (done.error !== null) return this.#asItIs(session, text, done.error);
      await session.reload();
      // Another piece may be in the window by now.
      if (app.session !== session) return;
      app.page?.readAll();
      this.#sorted(done);
      this.#fresh = session.id;
      this.#source = { id: session.id, text, html };
      this.#takenBack = false;
      app.edited = true;
      void app.receipts.load(true);
      app.page?.focus("headline", "start");
    } catch (thrown) {
      app.tell(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** What was pasted must not be lost: it goes into the body as it is, as one step. */
  #asItIs(session: PieceSession, text: string, why: string): void {
    const { app } = this;
    const body = session.living("body");
    const end = body.state.doc.length;
    const editor = session.editor("body");
    if (editor) editor.insert(text, end);
    else body.change([{ from: end, to: end, insert: text }], "input.paste");
    app.notices.show({ key: "piece.sorted", kind: "warn", fact: "The page could not be sorted; its text is in the body.", more: why });
  }

  /** Pasted, and more than a piece may hold. */
  tooLong(bytes: number): void {
    const size = (of: number) => figure(Math.ceil(of / (1024 * 1024)));
    this.app.notices.show({
      key: "piece.long", kind: "stop", fact: "This text is too long to be part of a piece; nothing was pasted.",
      more: `It has ${size(bytes)} MB and the limit is ${size(this.app.info?.longest_text ?? bytes)}. Paste the part that you need.`,
    });
  }

  /** The line under the bar that says what was taken as what. */
  #sorted(done: Imported): void {
    const { app } = this;
    const { session } = app;
    if (!session) return;
    const packet = done.receipt.find((entry) => entry.rule.startsWith("packet."));
    if (packet) {
      const fact = packet.rule === "packet.new" ? "Came in as a packet, with its history." : "A packet was merged in.";
      app.notices.show({ key: "piece.sorted", kind: "", icon: "receipt", fact, more: packet.text ?? "", actions: [{ label: "History", run: () => { app.hands.showTab("history"); } }] });
      return;
    }
    const said = summary(done.receipt, paragraphsOf(session.text("body")));
    app.notices.show({
      key: "piece.sorted", kind: "", icon: "receipt", fact: said.sorted, more: said.aside,
      actions: [
        { label: "Show", run: () => { app.hands.showTab("receipt"); } },
        { label: "Undo", run: () => void app.receipts.undo() },
      ],
    });
  }

  /** Asks for files and opens them. */
  async ask(): Promise<void> {
    await this.app.act(async () => this.files(await this.app.platform.call("dialog_open")));
  }

  async files(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const { app } = this;
    await app.act(async () => {
      const results = await app.platform.call("import_files", { paths: [...paths] });
      const first = results.find((r) => r.id !== null);
      await app.desk.showBin(false);
      if (first?.id) {
        await app.open(first.id, true);
        this.#sorted(first);
      }
      const failed = results.filter((r) => r.error !== null);
      if (results.length > 1) {
        this.results = results;
        app.over = { kind: "results" };
      } else if (failed[0]) {
        app.notices.show({ key: "error", kind: "stop", fact: `${failed[0].file}: ${failed[0].error ?? ""}` });
      }
      void app.desk.refresh();
    });
  }

  /** Rich text is in the text: what was done to it in one line, and the way back as long as nothing else was typed. */
  pasted(field: Field, receipt: string): void {
    const { app } = this;
    const { session } = app;
    const now = session?.text(field);
    const undo = () => {
      if (app.session === session && session?.text(field) === now) app.hands.undo();
      else app.toasts.say({ kind: "stop", text: "Something was typed since; Undo takes it back step by step." });
    };
    app.toasts.say({ text: receipt, action: { label: "Undo", run: undo } });
  }

  /** Paste from a menu or from the empty page: some engines hand the clipboard out only to Ctrl+V. `plain`: the words alone. */
  async pasteFromMenu(plain = false): Promise<void> {
    const { app } = this;
    app.page?.focus();
    try {
      const [item] = await navigator.clipboard.read();
      const data = new DataTransfer();
      for (const type of plain ? ["text/plain"] : ["text/plain", "text/html"]) {
        if (item?.types.includes(type)) data.setData(type, await (await item.getType(type)).text());
      }
      // The editor takes it as it takes a paste by the keys.
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    } catch {
      app.toasts.say({ kind: "stop", text: `Press ${app.mac ? "⌘" : "Ctrl"} ${plain ? "Shift " : ""}V to paste: the system hands the clipboard only to the keys.` });
    }
  }
}
