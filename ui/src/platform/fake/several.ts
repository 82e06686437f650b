import type { ExportFormat, IpcError, LeavingFinding, Output, SeveralInput } from "../../ipc/client";
import type { FakeDesk, Piece } from "./desk";

/** What of the fake platform the writing of several pieces needs. */
export interface SeveralTools {
  desk: FakeDesk;
  checked(piece: Piece, sealed: boolean): readonly LeavingFinding[];
  left(piece: Piece, format: ExportFormat, sealed: boolean, reason: string, to: string): { bytes: number };
}

const nameOf = (piece: Piece) => piece.texts.get("headline")!.text || piece.slugline;

/** Several pieces that leave together; a press on Stop is heard between two of them. */
export function severalOf({ desk, checked, left }: SeveralTools) {
  let stop = false;
  const look = ({ ids, sealed }: SeveralInput): Output<"several_check"> => ids.map((id) => {
    const piece = desk.piece(id);
    const stops = sealed ? checked(piece, true).filter((finding) => finding.stops) : [];
    return { id, name: nameOf(piece), stops: stops.map(({ reason }) => reason), firm: stops.some(({ firm }) => firm) };
  });
  return {
    several_check: look,
    async several_export(input: SeveralInput): Promise<Output<"several_export">> {
      if (/exists/.test(input.path) && !input.force) throw { code: "exists", message: "“ferry.pdf” and 2 more exist. Nothing was written." } satisfies IpcError;
      stop = false;
      const sent: Output<"several_export"> = { pieces: 0, files: 0, path: input.path, bytes: 0, left_out: [], otherwise: [], cancelled: false };
      for (const [done, one] of look(input).entries()) {
        desk.tell({ type: "several_progress", done, of: input.ids.length, name: one.name });
        await new Promise((resolve) => setTimeout(resolve, 60));
        if (stop) return { ...sent, cancelled: true };
        if (one.firm || (one.stops.length > 0 && input.reason === "")) sent.left_out.push({ id: one.id, name: one.name, reason: one.stops.join(" ") });
        else {
          sent.bytes += left(desk.piece(one.id), input.format, input.sealed, input.reason, input.path).bytes;
          sent.pieces++;
          if (input.format === "pdf" && input.together !== "one" && /漢/.test(desk.piece(one.id).texts.get("body")!.text)) sent.otherwise.push({ id: one.id, name: one.name, reports: ["The faces that are shipped lack a character of the text, and the page shows an empty box for each: 漢 (U+6F22)."] });
        }
      }
      sent.files = input.together === "files" ? sent.pieces : Math.min(1, sent.pieces);
      return sent;
    },
    several_cancel() {
      stop = true;
      return null;
    },
  };
}
