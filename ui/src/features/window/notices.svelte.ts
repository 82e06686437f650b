import type { IconName } from "../../lib/icons";

export interface Notice {
  /** One notice of a kind at a time. */
  key: string;
  kind: "" | "warn" | "stop";
  icon?: IconName;
  fact: string;
  more?: string;
  actions?: { label: string; run: () => void }[];
}

/** Lines under the bar. They stay until they are answered. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);

  show(notice: Notice): void {
    this.list = [...this.list.filter((n) => n.key !== notice.key), notice];
  }

  close(key: string): void {
    this.list = this.list.filter((n) => n.key !== key);
  }

  /** Another piece is shown: what was said of the last one goes. */
  clearPiece(): void {
    this.list = this.list.filter((n) => !n.key.startsWith("piece."));
  }
}
