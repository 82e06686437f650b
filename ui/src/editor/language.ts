import { defineLanguageFacet, Language, languageDataProp } from "@codemirror/language";
import { parser as commonMark, Strikethrough, Table } from "@lezer/markdown";
import { Footnotes } from "./footnotes";

const data = defineLanguageFacet({ closeBrackets: { brackets: [] } });

/** Markdown as the desk's renderer reads it. */
export const parser = commonMark.configure([
  Strikethrough,
  Table,
  Footnotes,
  { props: [languageDataProp.add((type) => (type.isTop ? data : undefined))] },
]);

export const language = new Language(data, parser, [], "markdown");
