import { equal, ok } from "./harness.mjs";

/** Opens the first piece, which is under review, with the list beside it. */
export async function review(room, query = "", width, height) {
  await room.open(`review${query ? `&${query}` : ""}`, width, height);
  await room.key("Control+Shift+r");
  await room.sees("#pane-review", "Sign-offs");
  await room.page.waitForSelector(".cm-ins");
}
const body = (room) => room.page.evaluate(() => globalThis.fakeDesk.piece("p1").texts.get("body").text);
const decide = (room) => room.page.locator(".filters select[aria-label=State]");
const select = async (room, words) => {
  await room.focus("Body");
  await room.page.evaluate((text) => {
    const walker = document.createTreeWalker(document.querySelector('.cm-content[aria-label="Body"]'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(text);
      if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + text.length);
    }
    throw new Error(`no ${text} in the body`);
  }, words);
  await room.sees(".status", " of ");
};

export const tests = {
  async "changes stand in the text and in the furniture, with who made them"(room) {
    await review(room);
    equal(await room.page.locator('.cm-content[aria-label="Headline"] .cm-gone del').innerText(), "Bring back the night boat");
    const inserted = room.page.locator(".cm-ins", { hasText: "nineteen" });
    equal(await inserted.getAttribute("aria-description"), "inserted by Maud Castell");
    equal(await inserted.evaluate((el) => el.tagName), "INS");
    await room.sees(".cm-gone", "removed by Maud Castell:");
    equal(await room.page.locator("mark.cm-remark").first().getAttribute("aria-description"), "Query of Maud Castell");
    ok((await room.page.locator(".cm-mg .who").allInnerTexts()).includes("IV"), "no initials in the gutter");
    await room.until("a bar is in line with its words", () => {
      const words = [...document.querySelectorAll(".cm-ins")].find((el) => el.textContent === "nineteen").getBoundingClientRect();
      return [...document.querySelectorAll(".cm-mg")].some((bar) => Math.abs(bar.getBoundingClientRect().top - words.top) < 8);
    });
    await room.sees(".status", "7 changes since editor");
    await room.sees("[role=tab][aria-selected=true]", "Review");
  },
  async "the words of a link that changed stand without its marks, in the text and in the list"(room) {
    await review(room);
    const row = room.page.locator(".line", { hasText: "310,000" });
    equal(await row.locator(".q").innerText(), "300,000 310,000");
    ok((await row.locator(".vh").first().textContent()).includes("replaced “300,000” with “310,000”"), "it is told with its marks");
    equal(await room.page.locator(".cm-gone", { hasText: "300,000" }).locator("del").innerText(), "300,000");
    await row.getByRole("button", { name: "Maud Castell replaced" }).first().click();
    await room.sees(".card.cur", "310,000");
    equal(await room.page.locator(".card.cur .q").innerText(), "300,000 310,000");
    await room.page.locator(".card.cur").getByRole("button", { name: "Accept" }).click();
    await decide(room).selectOption("decided");
    equal(await room.page.locator(".decided .q").innerText(), "300,000 310,000");
    // Only the address changed: it is seen, wherever the change is shown.
    await decide(room).selectOption("open");
    await room.focus("Body");
    await room.key("Control+f");
    await room.type("[310,000 crowns](");
    await room.key("Escape", "ArrowRight");
    await room.type("https://board.example/");
    await room.sees(".line .q, .card.change .q", "https://board.example/");
  },
  async "one steps from change to change by key, and the list comes along"(room) {
    await review(room);
    await room.focus("Body");
    await room.key("Control+Home", "F7");
    await room.sees(".card.cur", "nineteen");
    await room.sees(".strip [role=status]", "Change 2 of 7: Maud Castell replaced “about twenty” with “nineteen”, paragraph 1");
    ok(await room.page.locator(".cm-ins.cm-cur", { hasText: "nineteen" }).isVisible(), "the change is not marked as the current one");
    await room.key("Alt+]");
    await room.sees(".card.cur", "somebody who cleans");
    await room.key("Shift+F7", "Shift+F7");
    await room.sees(".card.cur", "Bring back");
    equal(await room.focused(), "Headline");
  },
  async "accepting moves the baseline and leaves the text; taken back, the change is open again"(room) {
    await review(room);
    const before = await body(room);
    await room.focus("Body");
    await room.key("Control+Home", "F7", "Control+Enter");
    await room.sees(".toast", "Accepted 1 change by Maud Castell");
    await room.sees(".status", "6 changes since editor");
    equal(await body(room), before);
    equal(await room.page.locator(".cm-ins", { hasText: "nineteen" }).count(), 0);
    await room.sees(".card.cur", "somebody who cleans");
    await decide(room).selectOption("decided");
    await room.sees(".decided", "accepted by Maud Castell as the editor");
    await room.key("Control+Alt+z");
    await room.sees(".status", "7 changes since editor");
    await room.gone(".decided");
  },
  async "undoing takes a decision back in its turn, like a word that was typed"(room) {
    await review(room);
    const before = await body(room);
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("Typed first. ");
    await room.key("F7", "F7", "Control+Shift+Enter");
    await room.sees(".toast", "Rejected 1 change");
    const rejected = await body(room);
    ok(rejected !== `Typed first. ${before}`, "nothing was rejected");
    await room.focus("Body");
    await room.key("Control+z");
    await room.sees(".toasts", "The decision is taken back.");
    equal(await body(room), `Typed first. ${before}`);
    await room.focus("Body");
    await room.key("Control+z");
    await room.until("the typed words are gone", (text) => [...document.querySelectorAll('.cm-content[aria-label="Body"]')].every((each) => !each.innerText.includes(text)), "Typed first.");
    equal(await body(room), before);
  },
  async "rejecting puts the old words back, and the toast takes it back"(room) {
    await review(room);
    const before = await body(room);
    await room.focus("Body");
    await room.key("Control+Home", "F7", "Control+Shift+Enter");
    await room.sees(".toast", "Rejected 1 change");
    ok((await body(room)).includes("with about twenty people aboard"), "the old words are not back");
    await room.page.locator(".toast").getByText("Undo").first().click();
    await room.sees(".status", "7 changes since editor");
    equal(await body(room), before);
  },
  async "who decides by key keeps a place in the list, and is told what was decided"(room) {
    await review(room);
    const told = (words) => room.sees(".toasts[role=status][aria-live=polite]", words);
    const focus = (what, css, words) => room.until(`the focus is on ${what}`, ([at, text]) => document.activeElement.closest(at)?.textContent.includes(text), css, words);
    await room.page.locator(".line .main").first().focus();
    await room.key("Enter", "Tab");
    equal(await room.focused(), "Accept");
    await room.key("Enter");
    await told("Accepted 1 change by Ilse Varden");
    await focus("the next change", ".card.cur [data-stop][aria-label*=nineteen]", "Maud");
    // The same by the window's own keys, and for what is rejected.
    await room.key("Control+Shift+Enter");
    await told("Rejected 1 change by Maud Castell");
    await focus("the one after", ".card.cur [data-stop][aria-label*=somebody]", "Maud");
    await room.page.getByRole("button", { name: "Accept all" }).focus();
    await room.key("Enter");
    await told("Accepted 5 changes");
    await focus("the heading", "#review-changes", "Changes");
    await room.sees("#pane-review", "No changes since");
    await decide(room).selectOption("decided");
    await room.page.locator(".decided").getByRole("button", { name: "Undo", exact: true }).first().focus();
    await room.key("Enter");
    await told("is open again");
    await room.until("the focus is in the list", () => document.activeElement.closest(".pane.review") !== null);
  },
  async "who settles a comment by key comes to the next one, and by sealing to what verifies it"(room) {
    await review(room);
    const told = (words) => room.sees(".toasts[role=status][aria-live=polite]", words);
    const card = (words) => room.page.locator("[data-comment]", { hasText: words });
    const resolve = async (words, said) => {
      await card(words).locator("[data-stop]").focus();
      await room.key("Enter");
      await card(words).getByRole("button", { name: "Resolve" }).focus();
      await room.key("Enter");
      await told(said);
    };
    await resolve("minutes or from", "The query is settled.");
    await room.until("the focus is on the next", () => document.activeElement.matches("[data-stop]") && document.activeElement.textContent.includes("Which budget year"));
    await resolve("Which budget year", "The query is settled.");
    await room.until("the focus is on the one that is left", () => document.activeElement.textContent.includes("Older than"));
    // An answer that is sent leaves the focus on its card; a word that is changed, too.
    await room.key("Enter");
    await card("Older than").getByRole("textbox").fill("No.");
    await room.page.getByRole("button", { name: "Reply" }).focus();
    await room.key("Enter");
    await room.until("the focus is on the card", () => document.activeElement.closest("[data-comment]")?.textContent.includes("No."));
    await room.page.getByRole("button", { name: "More about this comment" }).click();
    await room.key("Enter");
    await room.until("the words can be changed", () => document.activeElement.tagName === "TEXTAREA");
    await room.key("Escape");
    await room.until("the focus is on the card", () => document.activeElement.matches("[data-comment] [data-stop]"));
    await resolve("Older than", "The comment is settled.");
    await room.until("the focus is on a heading", () => document.activeElement.matches(".pane.review h2"));
    await room.page.getByRole("button", { name: "Seal", exact: true }).focus();
    await room.key("Enter");
    await room.sees(".dialog .needs", "for the editor");
    await room.page.getByRole("button", { name: "Seal all the same" }).focus();
    await room.key("Enter");
    await told("Sealed as");
    await room.until("the focus is on what verifies it", () => document.activeElement.textContent.trim() === "Verify…");
  },
  async "what is chosen is decided together"(room) {
    await review(room);
    const rows = room.page.locator(".line .main");
    await rows.nth(1).click({ modifiers: ["Control"] });
    await room.page.locator(".line .main").nth(1).click({ modifiers: ["Shift"] });
    await room.sees("#review-changes", "2 of 7 chosen");
    await room.click("Reject 2 chosen");
    await room.sees(".toast", "Rejected 2 changes by Maud Castell");
    await room.sees("#review-changes", "5 by");
  },
  async "one person’s changes are found and decided alone"(room) {
    await review(room);
    await room.page.locator(".filters select").first().selectOption("Ilse Varden");
    await room.sees("#review-changes", "3 by Ilse Varden");
    await room.click("Accept 3 shown");
    await room.sees(".toast", "Accepted 3 changes by Ilse Varden");
    await room.click("Show all");
    await room.sees("#review-changes", "4 by Maud Castell");
  },
  async "one of many decided together is taken back by itself"(room) {
    await review(room);
    await room.page.locator(".filters select").first().selectOption("Ilse Varden");
    await room.click("Reject 3 shown");
    await room.sees(".toast", "Rejected 3 changes by Ilse Varden");
    await room.click("Show all");
    await decide(room).selectOption("all");
    await room.sees("#pane-review", "3 changes decided together.");
    await room.page.locator(".card.decided").nth(1).getByRole("button", { name: "Undo", exact: true }).click();
    await room.sees(".toast", "This one is open again");
    await room.sees("#review-changes", "5 by");
    await room.sees("#pane-review", "2 changes decided together.");
    await room.click("Undo all 2");
    await room.sees("#review-changes", "7 by");
    // The same where the others are out of sight.
    await room.command("Reject all changes");
    await room.sees(".toast", "Rejected");
    await decide(room).selectOption("decided");
    await room.page.locator('.filters select[aria-label="Kind"]').selectOption("insert");
    await room.until("some of the seven are shown", () => { const n = document.querySelectorAll(".card.decided").length; return n >= 1 && n < 7; });
    await room.page.locator(".card.decided").first().getByRole("button", { name: "Undo", exact: true }).click();
    await room.sees(".toast", "This one is open again");
    await room.click("Show all");
    await room.sees("#review-changes", "1 by");
  },
  async "the panel is filtered by the role and by the stage in which something was written"(room) {
    await review(room);
    const pick = (name) => room.page.locator(`.filters select[aria-label="${name}"]`);
    await pick("Role").selectOption("editor");
    await room.sees(".filters", "Editor");
    const of = async () => ({ changes: await room.page.locator("li[data-change]").count(), comments: await room.page.locator(".card.comment").count() });
    const editor = await of();
    await room.click("Show all");
    const all = await of();
    if (!(editor.changes + editor.comments > 0 && editor.changes + editor.comments < all.changes + all.comments)) throw new Error(`role: ${JSON.stringify({ editor, all })}`);
    await pick("Stage").selectOption({ index: 1 });
    const early = await of();
    await pick("Stage").selectOption({ index: 2 });
    const late = await of();
    if (early.changes + late.changes !== all.changes || early.changes === 0 || late.changes === 0) throw new Error(`stage: ${JSON.stringify({ early, late, all })}`);
  },
  async "all rejected, the text is the one that was agreed to"(room) {
    await review(room);
    await room.click("Reject all");
    await room.sees("#pane-review", "No changes since");
    equal(await room.page.evaluate(() => {
      const { fakeReview, fakeDesk } = globalThis;
      const piece = fakeDesk.piece("p1");
      return fakeReview.changes(piece, fakeReview.texts(piece, { is: "role", role: "editor" })).length;
    }), 0);
  },
  async "against another’s agreement one can reject, not accept"(room) {
    await review(room);
    await room.page.getByLabel("Changes since").selectOption({ label: "the author last agreed" });
    await room.sees(".status", "since author");
    const accept = room.page.getByRole("button", { name: /^Accept all/ });
    equal(await accept.getAttribute("aria-disabled"), "true");
    ok((await accept.getAttribute("title")).includes("sign-off of the author"), "it does not say why");
    await room.focus("Body");
    await room.key("F7", "Control+Enter");
    await room.sees(".toast", "moves only with a sign-off");
    await room.page.getByLabel("You review as").selectOption("author");
    await room.until("the author can accept", () => document.querySelector(".bulk .btn")?.getAttribute("aria-disabled") === null);
  },
  async "the text is shown marked, as it reads now, and as it read before"(room) {
    await review(room);
    await room.click("Now", "radio");
    await room.gone(".cm-ins");
    await room.click("Before", "radio");
    await room.sees('.before-page .cm-content[aria-label="Headline, before"]', "Bring back the night boat");
    await room.page.locator('.before-page .cm-content[aria-label="Body, before"]').click();
    await room.type("x");
    ok(!(await room.page.locator('.before-page .cm-content[aria-label="Body, before"]').innerText()).startsWith("x"), "the text of before was changed");
    await room.accessible("before");
    await room.key("Escape");
    await room.page.waitForSelector(".cm-ins");
    equal(await room.focused(), "Body");
  },
  async "marks go with the words while somebody types, and what is typed is marked after"(room) {
    await review(room);
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("Yes, indeed. ");
    equal(await room.page.locator(".cm-ins", { hasText: "nineteen" }).innerText(), "nineteen");
    await room.sees(".cm-ins", "Yes, indeed.");
    equal(await room.focused(), "Body");
    await room.sees(".status", "8 changes since editor");
  },
  async "an edit from elsewhere is marked by who made it"(room) {
    await review(room);
    await room.page.evaluate(() => {
      const { fakeDesk } = globalThis;
      fakeDesk.person = { name: "Petra Lund", initials: "PL" };
      fakeDesk.setTexts(fakeDesk.piece("p1"), { kicker: "The night crossing" });
      fakeDesk.person = { name: "Maud Castell", initials: "MC" };
    });
    await room.until("Petra Lund’s insertion", () => document.querySelector('[aria-label="Kicker"] .cm-ins')?.getAttribute("aria-description") === "inserted by Petra Lund");
  },
  async "a comment hangs on what is selected, is answered, settled and opened again"(room) {
    await review(room);
    await select(room, "six hours of every night");
    await room.key("Control+Alt+m");
    await room.sees(".card.draft", "six hours of every night");
    await room.type("Seven, by the timetable.");
    await room.accessible("a comment being written");
    await room.key("Control+Enter");
    await room.gone(".card.draft");
    equal(await room.focused(), "Body");
    await room.sees("mark.cm-remark.cm-cur", "six hours of every night");
    await room.sees(".card.cur", "Seven, by the timetable.");
    await room.page.locator(".card.cur textarea").fill("Six. I counted.");
    await room.click("Reply");
    await room.sees(".card.cur .reply", "Six. I counted.");
    await room.click("Resolve");
    await room.sees(".toast", "settled");
    await room.page.locator(".toast").getByText("Undo").click();
    await room.sees(".card.cur", "Seven, by the timetable.");
    await room.page.locator(".card.cur").getByRole("button", { name: "More about this comment" }).click();
    await room.page.getByRole("menuitem", { name: "Change the words" }).click();
    await room.page.getByRole("textbox", { name: "The words" }).fill("Seven, says the timetable.");
    await room.key("Control+Enter");
    await room.sees(".card.cur .say", "changed later");
    await room.page.locator(".card.cur").getByRole("button", { name: "More about this comment" }).click();
    await room.page.getByRole("menuitem", { name: "Delete" }).click();
    await room.until("the comment is gone", () => ![...document.querySelectorAll(".card")].some((el) => el.textContent.includes("timetable")));
  },
  async "comments stand beside their passages where the page has room, and hold still while one types"(room) {
    await room.open("review", 1720, 900);
    await room.key("Control+Alt+v", "Shift+F4");
    await room.sees(".margin-cards", "Which budget year");
    const beside = () => room.until("the card is beside its passage", () => {
      const card = [...document.querySelectorAll(".margin-cards .card")].find((el) => el.textContent.includes("Which budget year"));
      const words = [...document.querySelectorAll("mark.cm-remark")].find((el) => el.textContent.startsWith("a"));
      return card && words && Math.abs(card.getBoundingClientRect().top - words.getBoundingClientRect().top) < 60;
    });
    await beside();
    await room.page.locator("mark.cm-remark", { hasText: "carries too few" }).click();
    await room.sees(".margin-cards .card.cur", "Minutes of 17 February");
    await room.until("the current card is exactly there", () => {
      const card = document.querySelector(".margin-cards .card.cur");
      const words = document.querySelector("mark.cm-remark.cm-cur");
      return Math.abs(card.getBoundingClientRect().top - words.getBoundingClientRect().top) < 14;
    });
    await room.accessible("comments beside the text");
    await room.picture("review-beside");
    // Its menu opens at its button, however far the text is scrolled.
    await room.page.locator(".sheets > .scroll").evaluate((el) => el.scrollBy(0, 150));
    const more = room.page.locator(".margin-cards .card.cur").getByRole("button", { name: "More about this" });
    await more.click();
    await room.until("the menu stands by its button", () => {
      const menu = document.querySelector(".menu")?.getBoundingClientRect();
      const button = document.querySelector(".margin-cards .card.cur [aria-label^='More about this']")?.getBoundingClientRect();
      return menu && button && Math.abs(menu.left - button.left) < 400 && (Math.abs(menu.top - button.bottom) < 12 || Math.abs(menu.bottom - button.top) < 12);
    });
    equal(await room.page.locator(".menu").evaluate((el) => { const box = el.getBoundingClientRect(); return el.contains(document.elementFromPoint(box.right - 4, box.bottom - 4)); }), true, "the menu is whole");
    await room.key("Escape");
    await room.until("it is gone, and its button has the focus", () => !document.querySelector(".menu") && document.activeElement.getAttribute("aria-label")?.startsWith("More about this"));
    await more.click();
    await room.page.getByRole("menuitem", { name: "Change the words" }).click();
    await room.until("the words can be changed", () => document.activeElement.tagName === "TEXTAREA" && !document.querySelector(".menu"));
    await room.key("Escape");
    await room.page.locator(".sheets > .scroll").evaluate((el) => el.scrollBy(0, -150));
    await room.until("the current card is there again", () => {
      const card = document.querySelector(".margin-cards .card.cur");
      const words = document.querySelector("mark.cm-remark.cm-cur");
      return card && words && Math.abs(card.getBoundingClientRect().top - words.getBoundingClientRect().top) < 14;
    });
    const top = () => room.page.locator(".margin-cards .card.cur").evaluate((el) => el.getBoundingClientRect().top);
    const before = await top();
    await room.focus("Body");
    await room.key("Control+Home");
    for (let n = 0; n < 14; n += 1) await room.type("A few more words. ");
    equal(await top(), before, "the card moved under somebody who types");
    await room.until("after a pause it follows", (was) => document.querySelector(".margin-cards .card.cur").getBoundingClientRect().top > was + 20, before);
  },
  async "a paragraph that was split, or merged, shows the sign of the break"(room) {
    await review(room);
    await room.page.evaluate(() => {
      const { fakeDesk, fakeReview } = globalThis;
      const piece = fakeDesk.piece("p1");
      fakeReview.of(piece).signed.push({ record: "own", role: "editor", by: fakeDesk.person, at: fakeDesk.now(), how: "here", note: "", conditions: "", texts: fakeReview.now(piece) });
      fakeDesk.setTexts(piece, { body: piece.texts.get("body").text.replace("Pier Four. It", "Pier Four.\n\nIt").replace("villains.\n\nWhat would", "villains. What would") });
    });
    await room.sees("ins.cm-ins", "¶");
    await room.sees(".line", "split a paragraph, paragraph 1");
    await room.sees(".line", "merged two paragraphs");
    await room.picture("review-split");
    await room.accessible("a split");
  },
  async "marks come back after two texts were compared"(room) {
    await review(room);
    await room.key("Control+Alt+h");
    await room.page.locator(".hrow").first().click();
    await room.page.waitForSelector(".compared");
    await room.key("Escape");
    await room.gone(".compared");
    await room.page.waitForSelector(".cm-ins");
    await room.sees(".strip", "the editor last agreed");
  },
  async "what moved is marked in both places"(room) {
    await review(room);
    await room.page.evaluate(() => {
      const { fakeDesk, fakeReview } = globalThis;
      const piece = fakeDesk.piece("p1");
      fakeReview.of(piece).signed.push({ record: "own", role: "editor", by: fakeDesk.person, at: fakeDesk.now(), how: "here", note: "", conditions: "", texts: fakeReview.now(piece) });
      const parts = piece.texts.get("body").text.split("\n\n");
      [parts[0], parts[1]] = [parts[1], parts[0]];
      fakeDesk.setTexts(piece, { body: parts.join("\n\n") });
    });
    await room.sees(".cm-gone-block", "⇄");
    await room.sees(".cm-gone-block", "moved away by");
    await room.until("and where it stands now", () => [...document.querySelectorAll(".cm-ins")].some((el) => el.getAttribute("aria-description")?.startsWith("moved here by ")));
    await room.sees("#review-changes", "1 by ");
    await room.picture("review-moved");
    await room.accessible("a move");
  },
  async "without a selection a comment is about the piece, and Escape leaves it"(room) {
    await room.open("review");
    await room.focus("Headline");
    await room.key("Control+Shift+m");
    await room.sees(".card.draft", "About the piece as a whole");
    await room.key("Escape");
    await room.gone(".card.draft");
    equal(await room.focused(), "Headline");
  },
  async "a query asks somebody, and waits for them over all pieces"(room) {
    await review(room);
    await select(room, "the gate came down");
    await room.key("Control+Shift+y");
    await room.page.getByLabel("Who is asked").selectOption("editor");
    await room.page.getByRole("textbox", { name: "Your question" }).fill("By road or by water?");
    await room.click("Ask");
    await room.sees(".card.cur", "asks the editor");
    await room.page.locator(".card.cur").getByRole("button", { name: "More about this query" }).click();
    await room.page.getByRole("menuitem", { name: "Ask somebody else…" }).click();
    await room.page.getByRole("menuitemcheckbox", { name: "the lawyer" }).click();
    await room.sees(".card.cur", "asks the lawyer");
    await room.key("Control+Alt+w");
    await room.sees(".desk .row", "1 query");
    await room.page.getByLabel("You review as").selectOption("legal");
    await room.key("Control+Alt+w", "Control+Alt+w");
    await room.sees(".desk .row", "1 query");
    await room.accessible("what waits");
    await room.page.locator(".desk .row").first().click();
    await room.key("Control+Alt+w");
    await room.click("Back to all pieces");
    await room.sees(".desk h2", "Desk");
  },
  async "a comment whose words are gone keeps them, and is attached to others"(room) {
    await review(room);
    await room.page.locator(".card .open", { hasText: "Older than the one" }).click();
    await room.sees(".card.cur .anch.gone", "the oldest ferry in the north");
    await room.click("Attach again");
    await room.sees(".toast", "Select the words");
    await select(room, "The deckhand coiled the rope");
    await room.click("Attach to what is selected");
    await room.sees("mark.cm-remark", "The deckhand coiled the rope");
    await room.sees(".card.cur .anch", "The deckhand coiled the rope");
  },
  async "the hat and the marks are remembered"(room) {
    await review(room);
    await room.page.getByLabel("You review as").selectOption("legal");
    await room.sees(".strip", "the lawyer last agreed");
    await room.until("the desk keeps both", () => /"marks":true/.test(globalThis.fakeDesk.view) && /"role":"legal"/.test(globalThis.fakeDesk.view));
  },
  async "the list is gone through by keys alone"(room) {
    await review(room);
    await room.page.locator(".line .main").first().focus();
    await room.key("Enter");
    await room.sees(".card.cur", "Bring back");
    await room.key("ArrowDown");
    await room.sees(".card.cur", "nineteen");
    await room.key("End");
    await room.until("the last one is looked at", () => document.querySelector(".card.cur.change")?.closest("li").ariaPosInSet === document.querySelector(".changes > li").ariaSetSize);
    await room.key("Home", "Shift+ArrowDown");
    await room.sees("#review-changes", "2 of 7 chosen");
    await room.key("Control+Shift+Enter");
    await room.sees(".toast", "Rejected 2 changes");
  },
  async "keys of their own go from comment to comment"(room) {
    await review(room);
    await room.focus("Body");
    await room.key("Control+Home", "Control+F7");
    await room.until("a comment is looked at", () => document.querySelector(".card.cur[data-comment]"));
    const first = await room.page.locator(".card.cur[data-comment]").first().getAttribute("data-comment");
    await room.key("Control+F7");
    await room.until("another one", (known) => document.querySelector(".card.cur[data-comment]")?.dataset.comment !== known, first);
    await room.key("Control+Shift+F7");
    await room.until("the first one again", (known) => document.querySelector(".card.cur[data-comment]")?.dataset.comment === known, first);
  },
  async "what changed since a role agreed, and the role one reviews as, are never cut"(room) {
    for (const [w, h] of [[1280, 800], [960, 640]]) {
      await review(room, "", w, h);
      const cut = await room.page.evaluate(() => [...document.querySelectorAll(".sign button.s .cut, .strip .as .pick .cut")].filter((each) => each.scrollWidth > each.clientWidth + 1 || each.clientWidth < 20).map((each) => each.textContent));
      equal(cut.join(", "), "", `${w} × ${h}`);
    }
  },
  async "nobody has agreed to a new piece, and the list says so"(room) {
    await room.open("blank");
    await room.key("Control+Shift+r");
    await room.sees("#pane-review", "Nobody has agreed to a text of this piece yet");
    await room.accessible("an empty review");
  },
  async "five hundred changes leave typing fast and the list short"(room) {
    await room.open("review&words=10000");
    await room.page.evaluate(() => {
      const { fakeDesk, fakeReview } = globalThis;
      const piece = fakeDesk.piece("p1");
      fakeReview.of(piece).signed.push({ record: "own", role: "editor", by: fakeDesk.person, at: fakeDesk.now(), how: "here", note: "", conditions: "", texts: fakeReview.now(piece) });
      let n = 0;
      fakeDesk.setTexts(piece, { body: piece.texts.get("body").text.replace(/\b(asked|costs|were|public|plan|season)\b/g, (word) => (n++ < 560 ? `${word}ly` : word)) });
      fakeReview.tell(piece);
    });
    await room.key("Control+Shift+r");
    await room.until("five hundred changes", () => Number(/([\d,]+) change/.exec(document.querySelector(".status").textContent)?.[1].replace(",", "")) >= 400);
    const rows = await room.page.locator(".changes > li").count();
    ok(rows < 60, `${rows} rows are drawn`);
    const key = async () => {
      await room.focus("Body");
      await room.key("Control+Home");
      return room.page.evaluate(async () => {
        const out = [];
        for (let n = 0; n < 41; n++) {
          const start = performance.now();
          document.execCommand("insertText", false, "x");
          document.activeElement.getBoundingClientRect();
          out.push(performance.now() - start);
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        }
        return out.sort((a, b) => a - b)[20];
      });
    };
    const marked = await key();
    await room.key("Control+Alt+v");
    await room.gone(".strip");
    const plain = await key();
    console.log(`        a key takes ${marked.toFixed(1)} ms with the changes marked, ${plain.toFixed(1)} ms without`);
    // Machines that test are busy; the changes may cost no more than a part of a frame.
    ok(marked < plain + 6, `a key takes ${marked.toFixed(1)} ms, without marks ${plain.toFixed(1)} ms`);
    await room.key("Control+Alt+v");
    await room.sees(".cm-ins", "x".repeat(82));
  },
};

const views = [
  ["review-current", async (room) => { await room.key("F7", "F7", "F7"); await room.page.waitForSelector(".card.cur"); }],
  ["review-query", async (room) => { await room.page.locator(".card .open").nth(1).click(); await room.page.waitForSelector(".card.cur .reply"); }],
  ["review-decided", async (room) => { await decide(room).selectOption("all"); await room.sees(".card.past", "Say"); }],
];
for (const theme of ["light", "dark"]) {
  for (const [w, h] of [[1280, 800], [960, 640]]) {
    tests[`every view of a review is sound in ${theme}, ${w} × ${h}`] = async (room) => {
      await review(room, `theme=${theme}`, w, h);
      for (const [name, act] of views) {
        await room.accessible(`${name}, ${theme}, ${w} × ${h}`);
        await act(room);
        await room.accessible(`${name}, ${theme}, ${w} × ${h}`);
        await room.picture(`${name}-${theme}-${w}x${h}`);
      }
      ok(await room.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the window is wider than itself");
    };
  }
}
