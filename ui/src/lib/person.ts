import type { Person } from "../ipc/client";

/** "Maud Castell" → "MC"; at most four letters. */
export function initialsOf(name: string): string {
  return name.split(/[\s-]+/).map((part) => [...part].find((c) => /\p{L}/u.test(c)) ?? "").join("").slice(0, 4).toUpperCase();
}

/** Through whose hands something went: "From Ilse Varden to Maud Castell". Initials that are nobody's here stay initials. */
export function handedOn(initials: readonly string[], people: readonly Person[]): string {
  const [first, second, ...rest] = initials.map((each) => people.find((person) => person.initials === each)?.name ?? each);
  if (first === undefined) return "";
  if (second === undefined) return `With ${first}`;
  return [`From ${first} to ${second}`, ...rest].join(", then ");
}
