import type { ExportFormat, PrintSheet } from "../../../ipc/client";
import { asIpcError } from "../../../ipc/client";
import type { App } from "../../window/app.svelte";

/** Forms that come out of a printer. */
const PRINTED: readonly ExportFormat[] = ["pdf", "galley", "proof"];

/** A sheet that is on the screen. */
interface ShownSheet {
  id: string;
  format: ExportFormat;
  sheet: PrintSheet;
  /** The picture, as an address that needs no request. */
  src: string;
}

/** The sheets of the printed piece, one at a time, as the printer would get them. */
export class Pages {
  shown = $state.raw<ShownSheet | null>(null);
  problem = $state("");
  /** Which sheet is wanted, from 1. */
  number = $state(1);
  #asked = 0;

  constructor(private readonly app: App) {}

  /** Whether the chosen form is printed. */
  get printed(): boolean {
    return PRINTED.includes(this.app.exporter.format);
  }
  /** What is shown of the piece and form that are chosen; none before the first picture. */
  get now(): ShownSheet | null {
    const { shown } = this;
    return shown && shown.id === this.app.session?.id && shown.format === this.app.exporter.format ? shown : null;
  }

  turn(step: number): void {
    const of = this.now?.sheet.of ?? 1;
    const to = Math.min(Math.max(this.number + step, 1), of);
    if (to === this.number) return;
    this.number = to;
    void this.refresh();
  }

  /** Opens the file in the system's own program, which has the dialog of the printer. */
  async print(): Promise<void> {
    const { app } = this;
    const { exporter, session } = app;
    if (!session || exporter.stopped) return;
    await app.act(async () => {
      await session.flush();
      const { format } = exporter;
      await app.platform.call("print_open", { id: session.id, format, sealed: exporter.sends(format), reason: exporter.reason.trim(), ...exporter.against(format) });
      exporter.reason = "";
      app.toasts.say({ text: "Opened as a PDF. Print it from there." });
      await exporter.prepare();
    });
  }

  /** Asks for the wanted sheet; an answer that was overtaken by a later question is dropped. */
  async refresh(): Promise<void> {
    const { app } = this;
    const id = app.session?.id;
    const { format } = app.exporter;
    if (!id || !this.printed) return;
    const asked = ++this.#asked;
    if (this.shown && (this.shown.id !== id || this.shown.format !== format)) this.number = 1;
    try {
      const sheet = await app.platform.call("sheet_get", { id, format, sealed: app.exporter.sends(format), number: this.number, ...app.exporter.against(format) });
      if (asked !== this.#asked) return;
      this.problem = "";
      this.number = sheet.number;
      this.shown = { id, format, sheet, src: `data:image/svg+xml,${encodeURIComponent(sheet.svg)}` };
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.problem = asIpcError(thrown).message;
      this.shown = null;
    }
  }
}

/** The paper of a sheet, in millimetres. */
export function paperOf({ width, height }: PrintSheet): string {
  const millimetres = (points: number) => Math.round((points * 25.4) / 72);
  return `${millimetres(width)} × ${millimetres(height)} mm`;
}
