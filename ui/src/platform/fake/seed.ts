import type { Details, Field, Stage } from "../../ipc/client";

export interface Seed {
  slugline: string;
  stage: Stage;
  texts: Partial<Record<Field, string>>;
}

export const DETAILS: Details = {
  outlet: "The Marlhaven Courier", tagline: "What the city knows by morning", published: "Tuesday 14 April 2026",
  published_value: "2026-04-14", language: "en-GB", commissioned_length: 600, band: { low: 500, high: 700 }, tags: ["ferries", "night"],
};

export const EMPTY_DETAILS: Details = {
  outlet: "", tagline: "", published: "", published_value: null, language: "en-GB", commissioned_length: null, band: null, tags: [],
};

const FERRY: Seed = {
  slugline: "ferry-night-op",
  stage: "editing",
  texts: {
    kicker: "The crossing",
    headline: "‘A city that stops at midnight is not a city’",
    standfirst: "The night ferry was the last thing that the two banks of Marlhaven shared. To close it for the price of a roundabout is to tell the night shift whom the city is for.",
    byline: "By Ilse Varden",
    author_note: "Ilse Varden is a former night editor of this newspaper and chairs the *Eastbank Residents’ Forum*.",
    disclosure: "The Eastbank Residents’ Forum has petitioned the Harbour Board to restore the service. The author was not paid for this article.",
    body: `It is 41 days since the last night boat left Pier Four. It sailed on 1\u00a0March at ten to one, with nineteen people aboard, most of them in the uniform of somebody who cleans, cooks or keeps watch while the rest of us sleep. Nobody made a speech. The deckhand coiled the rope, the gate came down, and for six hours of every night the river became a wall.

The Harbour Board (the body that has run the crossing since 1923, calls this a *pause*. Its chairman, Halvard Brenner, told the council in February that the night service “carries too few to justify the fuel”. The sum that he had in mind is [310,000 crowns](https://marlhaven.example/budget-2026.pdf) a year: a little less than the city spent last summer on a roundabout in Eastgate that no bus can turn in.[^1]

## Who was on the boat

I took the 12.50 for eleven years, first as a porter at St Brannock’s hospital and then as a night editor who could not drive. So I know what “too few” looks like. It looks like Mirela Sand, who dressed wounds until midnight and had a child to wake at six. By the Board’s own count there were 212 of them a night [sic], and 74 in every hundred had no other way home.

> “We were told to use the bridge,” says Mirela Sand. “The bridge is nine kilometres away, and the last bus to it leaves before my shift ends.”

Three things would change that:

- a smaller boat, once an hour
- a fare of two crowns after midnight
- season tickets for the ~~day~~ night staff

## The price of a roundabout

There is an honest case for closing. The boat is old; its engine drinks; on a wet Tuesday in January it has crossed with four people and a dog. Public money is not endless, and those who ask what it buys are not villains.

What would repair look like? Not much. A smaller boat, once an hour, would cost **118,000 crowns**, the Board’s engineers said in November, in a paper that the council was not shown. Nobody has rung back.

A city that goes dark at midnight has decided whom it is for. On 28\u00a0April the council votes on the Board’s budget. It has one line to restore. I shall be at Pier Four that night, at ten to one, with anybody who would like to see the other side.

[^1]: Harbour Board, annual accounts, page 31.`,
  },
};

const HEADLINES = [
  "The clinic that counts its patients twice", "Teach the old law to the new machines", "Our harbour is not a museum",
  "What the drought owes the river", "My street has two names", "Let the libraries lend tools", "In defence of the committee",
  "A tram is a promise on rails", "Nobody voted for the fountain", "How to lose an argument well", "Notes on the quiet carriage",
];
const WRITERS = ["R. Osei-Lind", "Petra Amsel", "Jonas Kell", "Adaeze Marr", "Yusra Dahl", "S. Whitlock", "Dr M. Quill", "Bram Coyle", "Lena Strand", "T. Abernethy"];
const STAGES: Stage[] = ["editing", "with_author", "filed", "copy_edit", "draft", "approved", "commissioned", "published"];
const SENTENCES = [
  "The committee met on a Thursday, and by Friday it had forgotten why.", "Nobody asked the people who would have to live with the answer.",
  "There is a kind of thrift that costs more than it saves.", "Ask the bakers, who were awake.", "The figures are public; reading them is not forbidden.",
  "It would be unfair to call this a plan, and unkind to call it an accident.", "What is closed for a season is seldom opened by a season.",
];

/** `count` pieces, always the same; the first one is written out. `words` makes its body that long. */
export function seeds(count: number, words: number): Seed[] {
  return Array.from({ length: count }, (_, n) => (n === 0 ? first(words) : generated(n)));
}

function first(words: number): Seed {
  return words > 0 ? { ...FERRY, texts: { ...FERRY.texts, body: longBody(words) } } : FERRY;
}

function generated(n: number): Seed {
  const round = Math.floor(n / HEADLINES.length);
  const headline = `${pick(HEADLINES, n)}${round > 0 ? ` (${round + 1})` : ""}`;
  const slugline = headline.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return { slugline, stage: pick(STAGES, n), texts: { headline, byline: `By ${pick(WRITERS, n * 7)}`, body: longBody(80 + ((n * 97) % 500)) } };
}

export function longBody(words: number): string {
  const paragraphs: string[] = [];
  for (let count = 0, n = 0; count < words; n++) {
    const paragraph = Array.from({ length: 4 + (n % 4) }, (_, k) => pick(SENTENCES, n * 3 + k)).join(" ");
    count += paragraph.split(" ").length;
    paragraphs.push(n % 12 === 11 ? `## Part ${(n + 1) / 12}` : n % 5 === 2 ? paragraph.replace("public", "*public*") : paragraph);
  }
  return paragraphs.join("\n\n");
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
