import type { Field } from "../ipc/client";

/** How a field's text is set: the body as Markdown, notes with emphasis and links, the rest as plain words. */
export type FieldKind = "body" | "note" | "plain";

export function kindOf(field: Field): FieldKind {
  if (field === "body") return "body";
  return field === "standfirst" || field === "author_note" || field === "disclosure" || field === "correction_note" ? "note" : "plain";
}

/** Only the body has lines. */
export const isSingleLine = (field: Field) => field !== "body";
