import { describe, expect, it } from "vitest";
import type { Comment, Review, ReviewChange, SignOff } from "../ipc/client";
import { agreement, byPeople, changeSaid, dayOf, inRow, marksOf, momentOf, quoted, sinceSaid, toCome } from "./review";

const MAUD = { name: "Maud Castell", initials: "MC" };
const ILSE = { name: "Ilse Varden", initials: "IV" };
const change = (id: string, more: Partial<ReviewChange> = {}): ReviewChange => ({
  id, field: "body", kind: "replace", parts: [{ before_from: 5, before_to: 17, from: 5, to: 13, removed: "about twenty", inserted: "nineteen" }], paragraph: 1, by: [MAUD], at: "2026-04-14T10:00:00Z", ...more,
});
const comment = (id: string, more: Partial<Comment> = {}): Comment => ({
  id, kind: "comment", by: MAUD, role: "editor", at: "2026-04-14T10:00:00Z", text: "Words.", edited: false, to: null, resolved: false, resolved_by: null, field: "body", found: "same", from: 20, end: 30, quote: "the quoted", replies: [], ...more,
});
const sign = (role: string, more: Partial<SignOff> = {}): SignOff => ({ role, label: role, need: "required", record: null, by: null, who: "", at: null, accepted: null, how: null, note: "", conditions: "", standing: "unread", touched: [], says: "Has to read it, and has not yet", ...more });
const review = (more: Partial<Review> = {}): Review => ({
  id: "p1", against: { baseline: { is: "role", role: "author" }, label: "the author last agreed", at: "2026-04-12T09:40:00" }, choices: [], own: false, before: [], versions: [],
  changes: [], decided: [], comments: [], sign_offs: [], seal: null, headlines: [], ...more,
});
const now = new Date("2026-04-14T14:00:00");

describe("marks of a text", () => {
  it("take the colour and the initials of who made the change, and leave other texts alone", () => {
    const data = review({ changes: [change("a"), change("h", { field: "headline" })], comments: [comment("q", { kind: "query" })] });
    const marks = marksOf(data, "body", ({ name }) => (name === MAUD.name ? 3 : 1), "a");
    expect(marks.changes).toEqual([{ id: "a", from: 5, to: 13, removed: "about twenty", moved: false, breaks: false, colour: 3, who: "Maud Castell", initials: "MC" }]);
    expect(marks.remarks).toEqual([{ id: "q", from: 20, to: 30, query: true, colour: 3, label: "Query of Maud Castell" }]);
    expect(marks.current).toBe("a");
  });
  it("leave out what is settled, what is gone, and what is about the whole text", () => {
    const comments = [comment("r", { resolved: true }), comment("g", { found: "gone" }), comment("w", { found: "whole", from: null, end: null })];
    expect(marksOf(review({ comments }), "body", () => 1, null).remarks).toEqual([]);
  });
  it("are none before there is a text to compare with", () => {
    const data = review({ against: { baseline: { is: "role", role: "editor" }, label: "the editor last agreed", at: null }, changes: [change("a")] });
    expect(marksOf(data, "body", () => 1, null).changes).toEqual([]);
  });
  it("have a mark for each place of a move, and say somebody when nobody is known", () => {
    const parts = [{ before_from: 0, before_to: 9, from: 0, to: 0, removed: "One two.\n", inserted: "" }, { before_from: 30, before_to: 30, from: 21, to: 30, removed: "", inserted: "One two.\n" }];
    const marks = marksOf(review({ changes: [change("m", { kind: "move", parts, by: [] })] }), "body", () => 1, null);
    expect(marks.changes.map(({ from, to, moved, who }) => [from, to, moved, who])).toEqual([[0, 0, true, "somebody"], [21, 30, true, "somebody"]]);
  });
});

describe("the words of a review", () => {
  it("say of a change who did what, where", () => {
    expect(changeSaid(change("a"), "about twenty", "nineteen")).toBe("Maud Castell replaced “about twenty” with “nineteen”, paragraph 1");
    expect(changeSaid(change("a", { kind: "split", by: [] }), " ", "\n\n")).toBe("Somebody split a paragraph, paragraph 1");
    expect(changeSaid(change("a", { kind: "remove", field: "headline" }), "Bring", "")).toBe("Maud Castell removed “Bring”, headline");
  });
  it("count by people", () => {
    expect(byPeople([change("a"), change("b", { by: [ILSE] })])).toBe("2 by 2 people");
    expect(byPeople([change("a")])).toBe("1 by Maud Castell");
  });
  it("name the day, and the time where it helps", () => {
    expect([dayOf("2026-04-12T09:40:00", now), momentOf("2026-04-12T09:40:00", now), momentOf("2026-04-14T13:48:00", now), dayOf("2025-11-24T09:00:00", now)]).toEqual(["12 April", "12 April, 09.40", "13.48 today", "24 Nov 2025"]);
  });
  it("tell how far apart text and agreement are", () => {
    expect(sinceSaid(review({ changes: [change("a"), change("b")] }), now)).toBe("2 changes since author, 12 April");
    expect(sinceSaid(review(), now)).toBe("No changes since author, 12 April");
  });
  it("keep a row a row", () => {
    expect(inRow(" One.\n\nTwo. ")).toBe("One. ¶ Two.");
  });
});

describe("words in quotation marks", () => {
  it("get marks, and never a second pair", () => {
    expect(quoted("the last ferry")).toBe("“the last ferry”");
    expect(quoted("“Nobody asked us,” she said")).toBe("“Nobody asked us,” she said");
    expect(quoted("she said, “Nobody asked us.”")).toBe("she said, “Nobody asked us.”");
    expect(quoted("‘the last ferry’")).toBe("‘the last ferry’");
    expect(quoted("what they call ‘progress’")).toBe("what they call ‘progress’");
    expect(quoted("\"It leaves\", he said")).toBe("\"It leaves\", he said");
    expect(quoted("er sagte: „Niemand fragte“")).toBe("er sagte: „Niemand fragte“");
  });
  it("tell an apostrophe from a mark", () => {
    expect(quoted("the ferry of the miners’")).toBe("“the ferry of the miners’”");
    expect(quoted("’Twas the last ferry")).toBe("“’Twas the last ferry”");
  });
  it("are cut inside of their marks", () => {
    expect(quoted(`the ${"very ".repeat(60)}last ferry`)).toMatch(/^“the very .*…”$/);
  });
});

describe("sign-offs", () => {
  const signs = [sign("Author", { standing: "agrees" }), sign("Editor", { standing: "changed" }), sign("Legal", { standing: "unneeded" }), sign("Copy")];
  it("are counted without those that are not needed", () => {
    expect(agreement(signs)).toBe("1 of 3 agrees with the text now");
    expect(toCome(signs)).toBe("Editor and copy to come");
    expect(toCome(signs.slice(0, 1))).toBe("All who were asked agree with the text now");
    expect([agreement([]), toCome([])]).toEqual(["Nobody has signed", "Nobody has signed it yet"]);
    const objects = sign("Author", { standing: "objects" });
    expect([agreement([objects]), toCome([...signs, objects])]).toEqual(["0 of 1 agree with the text now", "Author objects"]);
    const conditional = sign("Author", { standing: "conditional" });
    expect([agreement([conditional]), toCome([conditional])]).toEqual(["0 of 1 agree with the text now", "Author agrees on a condition"]);
  });
});
