/** How many colours there are for people: `--person-1` to this, class `p1` to this. */
export const COLOURS = 8;

/**
 * The colour of a person, from 1 to 8. The one who works here has the first for ever; the others take theirs in the order
 * in which the desk met them, so that nobody's changes and the first eight never share one.
 */
export function colourOf(name: string, own: string, met: readonly string[]): number {
  if (name === own) return 1;
  const at = met.indexOf(name);
  return 2 + ((at < 0 ? sum(name) : at) % (COLOURS - 1));
}

/** For somebody who was never met: the same letters, the same colour. */
function sum(name: string): number {
  let out = 0;
  for (const c of name) out = (out * 31 + (c.codePointAt(0) ?? 0)) >>> 0;
  return out;
}
