/** A page as it is copied from a newspaper's site. */
export const PAGE = [
  "The Courier", "A short headline here", "A standfirst that explains it all, in one sentence of some length.", "By Maud Castell", "Share this article",
  `It is a first paragraph that is long enough to be one. ${"It has sentences that go on. ".repeat(12)}`.trim(),
  "A second paragraph.", "Subscribe to our newsletter", "A third paragraph.",
].join("\n\n");
