export interface Language {
  tag: string;
  name: string;
}

/** Offered in the status bar; any other BCP 47 tag can be typed. */
export const LANGUAGES: readonly Language[] = [
  { tag: "en-GB", name: "English (UK)" }, { tag: "en-US", name: "English (US)" }, { tag: "de", name: "German" }, { tag: "fr", name: "French" },
  { tag: "es", name: "Spanish" }, { tag: "it", name: "Italian" }, { tag: "nl", name: "Dutch" }, { tag: "pl", name: "Polish" },
  { tag: "pt", name: "Portuguese" }, { tag: "sv", name: "Swedish" }, { tag: "uk", name: "Ukrainian" }, { tag: "ar", name: "Arabic" }, { tag: "he", name: "Hebrew" },
];

/** "en-GB" → "English (UK)"; tags that nobody listed are named by the engine, or shown as they are. */
export function languageName(tag: string): string {
  const known = LANGUAGES.find((l) => l.tag.toLowerCase() === tag.toLowerCase());
  if (known) return known.name;
  if (tag === "") return "No language";
  try {
    return new Intl.DisplayNames(["en-GB"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Whether a tag is well formed. */
export function isLanguageTag(tag: string): boolean {
  return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag);
}

/** Where the lines of a language begin: its page is mirrored where they begin at the right. */
export function directionOf(tag: string): "ltr" | "rtl" | "" {
  try {
    // Newer engines have a function where older ones had a property; without either the text alone decides.
    const locale = new Intl.Locale(tag) as Intl.Locale & { getTextInfo?: () => { direction?: string }; textInfo?: { direction?: string } };
    const direction = (locale.getTextInfo?.() ?? locale.textInfo)?.direction;
    return direction === "rtl" || direction === "ltr" ? direction : "";
  } catch {
    return "";
  }
}
