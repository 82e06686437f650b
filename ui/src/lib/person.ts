/** "Maud Castell" → "MC"; at most four letters. */
export function initialsOf(name: string): string {
  return name.split(/[\s-]+/).map((part) => [...part].find((c) => /\p{L}/u.test(c)) ?? "").join("").slice(0, 4).toUpperCase();
}
