import type { LengthBand } from "../ipc/client";
import { figure } from "./format";

export interface Length {
  /** "of 500–700", "123 over", "288 short"; empty without a commission. */
  said: string;
  state: "" | "in" | "under" | "over";
  /** Percent along a line from 0 to 1.2 times the upper limit. */
  low: number;
  high: number;
  at: number;
}

/** A piece's words against what was commissioned. */
export function against(words: number, band: LengthBand | null): Length {
  if (!band || band.high <= 0) return { said: "", state: "", low: 0, high: 0, at: 0 };
  const whole = band.high * 1.2;
  const percent = (n: number) => Math.round(Math.min(1, n / whole) * 1000) / 10;
  const shape = { low: percent(band.low), high: percent(band.high), at: percent(words) };
  if (words > band.high) return { ...shape, state: "over", said: `${figure(words - band.high)} over` };
  if (words < band.low && words > 0) return { ...shape, state: "under", said: `${figure(band.low - words)} short` };
  return { ...shape, state: words === 0 ? "under" : "in", said: `of ${figure(band.low)}–${figure(band.high)}` };
}
