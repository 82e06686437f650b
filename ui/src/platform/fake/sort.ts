import type { Field, ReceiptEntry } from "../../ipc/client";

export interface Sorted {
  texts: Partial<Record<Field, string>>;
  outlet?: string;
  entries: ReceiptEntry[];
}

/** A pasted page, sorted by the simplest of rules; the desk's own are many. */
export function sortPage(text: string): Sorted {
  const paragraphs = text.replace(/\r\n?/g, "\n").split(/\n+/).map((line) => line.trim()).filter((line) => line !== "");
  const texts: Sorted["texts"] = {};
  const entries: ReceiptEntry[] = [];
  const body: string[] = [];
  let outlet: string | undefined;
  paragraphs.forEach((line, index) => {
    const take = (field: Field, rule: string) => {
      texts[field] = line;
      entries.push({ kind: "recognised", what: field, rule, line: index + 1, text: line });
    };
    const open = body.length === 0;
    if (open && outlet === undefined && /^The [A-Z]\w+$/.test(line)) {
      outlet = line;
      entries.push({ kind: "recognised", what: "outlet", rule: "outlet.masthead", line: index + 1, text: line });
    } else if (/^(share|follow us|subscribe|advertisement)/i.test(line)) {
      entries.push({ kind: "set_aside", what: "share_line", rule: "page.share", line: index + 1, text: line, after_paragraph: body.length, put_back: false });
    } else if (open && /^By [A-Z]/.test(line) && line.length < 60) take("byline", "byline.by_line");
    else if (open && texts.headline === undefined && line.length < 120) take("headline", "headline.first_line");
    else if (open && texts.standfirst === undefined && line.length < 300 && paragraphs.length > index + 2) take("standfirst", "standfirst.after_headline");
    else body.push(line);
  });
  texts.body = body.join("\n\n");
  entries.push({ kind: "kept", what: "body", rule: "body.paragraphs", text: `${body.length} paragraphs` });
  return { texts, outlet, entries };
}
