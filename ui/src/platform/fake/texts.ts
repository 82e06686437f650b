import type { Field, IpcError, Splice, Update } from "../../ipc/client";

export const FIELDS: readonly Field[] = [
  "kicker", "headline", "headline_print", "headline_web", "headline_social", "standfirst", "byline", "body", "author_note",
  "disclosure", "correction_note",
];

/** The text after these replacements, all of which count against the text before. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let out = "";
  let at = 0;
  for (const { from, to, insert } of splices) {
    out += text.slice(at, from) + insert;
    at = to;
  }
  return out + text.slice(at);
}

/** One text of the desk, with all its changes. */
export class LivingText {
  readonly updates: Update[] = [];

  constructor(public text: string) {}

  get version(): number {
    return this.updates.length;
  }

  /** Applies changes made against `version`, or rejects with what came since. */
  edit(version: number, updates: readonly Update[]): void {
    if (version !== this.version) {
      const since: IpcError = { code: "behind", message: "The text changed meanwhile.", updates: this.updates.slice(version) };
      throw version > this.version ? ({ code: "bad_input", message: "There is no such version." } satisfies IpcError) : since;
    }
    for (const update of updates) {
      if (update.length !== this.text.length) {
        throw { code: "bad_input", message: `The text has ${this.text.length} letters, not ${update.length}.` } satisfies IpcError;
      }
      this.text = spliced(this.text, update.splices);
      this.updates.push(update);
    }
  }

  /** Makes the desk itself set the text, or lets it come from a file; none when it stands so already. */
  set(text: string, splices: Splice[], client_id: "desk" | "folder" = "desk"): Update | null {
    if (text === this.text) return null;
    const update: Update = { client_id, length: this.text.length, splices };
    this.edit(this.version, [update]);
    return update;
  }
}
