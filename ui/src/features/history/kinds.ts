import type { Field } from "../../ipc/client";

const KINDS: Partial<Record<Field, string>> = {
  kicker: "f-kicker", headline: "f-head", headline_print: "f-headrole", headline_web: "f-headrole", headline_social: "f-headrole",
  standfirst: "f-stand", byline: "f-by", body: "text",
};

/** The class that sets a field's words as on the page. */
export const kindOfField = (field: Field): string => KINDS[field] ?? "after";
