import { equal, ok } from "./harness.mjs";

/** The tab, with its rows. */
async function history(room, query = "", width, height) {
  await room.open(query, width, height);
  await room.focus("Body");
  await room.key("Control+Alt+h");
  await room.until("rows", () => document.querySelectorAll(".hrow").length > 3);
}
const compared = (room) => room.until("a comparison", () => document.querySelector(".differ ins, .differ del"));
const row = (room, words) => room.page.locator(".stretch", { hasText: words }).first();
const body = (room) => room.page.evaluate(() => globalThis.fakeDesk.pieces.get("p1").texts.get("body").text);
const headline = (room) => room.page.evaluate(() => globalThis.fakeDesk.pieces.get("p1").texts.get("headline").text);
/** Another person writes, as from another window. */
const writeAs = (room, texts) => room.page.evaluate((more) => {
  const desk = globalThis.fakeDesk;
  const own = desk.person;
  desk.person = { name: "Jonas Adair", initials: "JA" };
  desk.setTexts(desk.pieces.get("p1"), more, "merge");
  desk.person = own;
}, texts);

const tests = {
  async "the tab shows who worked when, by days, with versions"(room) {
    await history(room);
    await room.sees(".history h2", "Yesterday");
    await room.sees(".seen", "Since you last looked, yesterday 08.55: +9 −1 words");
    await room.sees(".stretch", "Ilse Varden");
    await room.sees(".stretch .did", "Pasted a page");
    await room.sees(".version", "Sent to the desk");
    await room.sees(".hrow .span", "14.02 – 14.40");
    const colours = await room.page.evaluate(() => new Set([...document.querySelectorAll(".hrow .who")].map((e) => `${e.textContent} ${getComputedStyle(e).color}`)).size);
    equal(colours, 2, "colours of two people");
  },
  async "its rows are walked and shown by keys"(room) {
    await history(room);
    await room.key("F6");
    equal(await room.focused(), "History");
    await room.page.locator(".hrow").first().focus();
    await room.key("ArrowDown", "ArrowDown", "ArrowUp");
    ok((await room.focused()).includes("Changed outside"), "the second row");
    await room.picture("history-focus");
    await room.key("End");
    ok((await room.focused()).includes("Began the piece"), "the last row");
    await room.key("Home", "Enter");
    await compared(room);
    await room.sees(".differ ins", "Nobody made a speech.");
    equal(await room.page.locator(".hrow[aria-current=true]").count(), 1);
    ok((await room.focused()).includes("Worked on it"), "the focus stays in the list");
    await room.key("ArrowDown", "ArrowDown", "c");
    await room.until("with now", () => document.querySelector('select[aria-label="To"]').value === "now");
    await room.sees(".summary", "Maud Castell");
    await room.key("Escape");
    await room.gone(".compared");
    equal(await room.focused(), "Body");
  },
  async "one comes back to the text as it was left"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+End");
    await room.type(" Quite");
    const before = await room.page.evaluate(() => ({ scroll: document.querySelector(".scroll").scrollTop, caret: getSelection().getRangeAt(0).getBoundingClientRect().top }));
    ok(before.scroll > 100, "the text is scrolled");
    await room.key("Control+Alt+h");
    await room.until("rows", () => document.querySelectorAll(".hrow").length > 3);
    await room.click("Show");
    await compared(room);
    // The words of a moment ago are in it.
    await room.sees(".differ ins", "Quite");
    await room.click("Back to the text");
    await room.gone(".compared");
    equal(await room.focused(), "Body");
    equal(await room.page.evaluate(() => document.querySelector(".scroll").scrollTop), before.scroll, "scrolling");
    await room.type("!");
    ok((await room.field("Body").innerText()).trimEnd().endsWith("Quite!"), "the caret");
    await room.key("Control+z");
    ok(!(await room.field("Body").innerText()).includes("Quite!"), "the undo history");
  },
  async "what came and what went is told apart without colour, with its writer"(room) {
    await history(room);
    await row(room, "+32 −32").locator(".hrow").click();
    await compared(room);
    const looks = await room.page.evaluate(() => ["ins", "del"].map((tag) => { const el = document.querySelector(`.differ ${tag}`); return [getComputedStyle(el).textDecorationLine, el.title]; }));
    equal(looks, [["underline", "Inserted by Maud Castell"], ["line-through", "Removed by Maud Castell"]]);
    await room.sees(".differ .what", "Moved from paragraph");
    await room.sees(".differ .away", "Moved to paragraph");
    await room.sees(".summary", "paragraph moved");
    await room.accessible("comparison");
    await room.page.emulateMedia({ forcedColors: "active" });
    await room.picture("history-forced-colours");
    await room.page.emulateMedia({ forcedColors: "none" });
    await row(room, "Changed outside").locator(".hrow").click();
    await room.sees(".differ .what", "Several paragraphs became one");
  },
  async "F7 goes from change to change"(room) {
    await history(room);
    await row(room, "First draft").getByRole("button", { name: "First draft" }).click();
    await compared(room);
    const total = await room.page.evaluate(() => document.querySelectorAll("[data-stop]").length);
    ok(total > 5, `${total} changes`);
    await room.key("F7");
    await room.sees(".steps", `1 of ${total}`);
    await room.key("F7", "F7", "F7", "F7");
    await room.sees(".steps", `5 of ${total}`);
    await room.until("it is in sight", () => { const box = document.querySelector(".differ .at").getBoundingClientRect(); return box.top > 150 && box.bottom < innerHeight - 28; });
    await room.picture("history-change");
    await room.key("Shift+F7", "Alt+[");
    await room.sees(".steps", `3 of ${total}`);
    await room.click("Next change");
    await room.sees(".steps", `4 of ${total}`);
  },
  async "both texts are read clean, and the page as it was"(room) {
    await history(room);
    await row(room, "21.10").locator(".hrow").click();
    await compared(room);
    await room.click("Before", "radio");
    await room.sees(".differ .f-head", "Bring back the night boat");
    equal(await room.page.locator(".differ ins, .differ del").count(), 0);
    await room.picture("history-before");
    await room.click("After", "radio");
    await room.sees(".differ .f-head", "A city that stops");
    await room.click("Page", "radio");
    await room.until("the page as it was", () => document.querySelector(".then iframe")?.contentDocument?.body.innerText.includes("A city that stops"));
    await room.click("From", "radio");
    await room.until("the page before", () => document.querySelector(".then iframe").contentDocument.body.innerText.includes("Bring back the night boat"));
    const frame = await room.page.evaluate(() => { const f = document.querySelector(".then iframe"); return [f.getAttribute("sandbox"), Math.abs(f.offsetHeight - f.contentDocument.querySelector(".sheet").getBoundingClientRect().height) < 2]; });
    equal(frame, ["allow-same-origin", true]);
    await room.accessible("page of a moment");
    await room.picture("history-page");
  },
  async "any two moments are chosen, and an earlier text comes back and goes again"(room) {
    await history(room);
    const now = [await headline(room), await body(room)];
    await room.click("Show");
    await compared(room);
    await room.page.getByLabel("From", { exact: true }).selectOption({ label: "Nothing (the beginning)" });
    await room.sees(".summary", "words");
    equal(await room.page.getByRole("button", { name: "Restore this text" }).getAttribute("aria-disabled"), "true");
    await room.page.getByLabel("From", { exact: true }).selectOption({ index: 3 });
    await room.until("a version", () => document.querySelector('select[aria-label="From"]').selectedOptions[0].label.startsWith("First draft"));
    await room.until("the other comparison", () => document.querySelector('.btn.primary')?.getAttribute("aria-disabled") === null);
    await room.click("Restore this text");
    await room.gone(".compared");
    await room.sees(".toast", "Brought back the version “First draft”.");
    await room.sees('.cm-content[aria-label="Headline"]', "Bring back the night boat");
    await room.sees(".stretch", "Brought back an earlier text");
    await room.sees(".history h2", "Today");
    await room.picture("history-restored");
    await room.click("Undo");
    await room.sees(".toast", "Taken back. The text is as it was.");
    await room.sees('.cm-content[aria-label="Headline"]', "A city that stops");
    equal([await headline(room), await body(room)], now);
    await room.saved();
  },
  async "one paragraph is put back, by mouse and by keys"(room) {
    await history(room);
    await room.click("Show");
    await compared(room);
    const paragraph = room.page.locator(".differ .par", { hasText: "Nobody made a speech" });
    await paragraph.hover();
    await room.until("the button is there", () => [...document.querySelectorAll(".put-back")].some((e) => getComputedStyle(e).opacity === "1"));
    await room.picture("history-put-back");
    await paragraph.getByRole("button", { name: "Put back" }).click();
    await room.sees(".toast", "Put back as it was.");
    await room.until("it is the same now", () => ![...document.querySelectorAll(".differ ins")].some((e) => e.textContent.includes("Nobody made")));
    ok(!(await body(room)).includes("Nobody made a speech"), "the text");
    ok((await body(room)).includes("Nobody has rung back"), "the other paragraphs");
    ok((await room.page.evaluate(() => document.activeElement.closest(".compared") !== null)), "the focus stays");
    await room.page.locator(".differ .put-back").last().focus();
    await room.key("Enter");
    await room.until("the second one", () => ![...document.querySelectorAll(".differ ins")].some((e) => e.textContent.includes("rung back")));
    await room.key("Escape");
    ok(!(await room.field("Body").innerText()).includes("Nobody"), "the editor has it");
  },
  async "a text that went on meanwhile is compared again before anything is put back"(room) {
    await history(room);
    await room.click("Show");
    await compared(room);
    await room.page.evaluate(() => {
      // The event is late: the window does not know yet.
      const desk = globalThis.fakeDesk;
      const text = desk.pieces.get("p1").texts.get("body");
      text.set(`Far away. ${text.text}`, [{ from: 0, to: 0, insert: "Far away. " }]);
      desk.pieces.get("p1").log.changes.push({ moment: 999, at: Date.now(), person: { name: "Jonas Adair", initials: "JA" }, kind: "merge", splices: { body: [{ from: 0, to: 0, insert: "Far away. " }] } });
    });
    await room.page.locator(".differ .text .put-back").first().focus();
    await room.key("Enter");
    await room.sees(".toast", "The text changed while it was compared.");
    await room.sees(".differ ins", "Far away.");
    ok((await body(room)).includes("Nobody made a speech"), "nothing was put back");
  },
  async "the tab and the comparison keep up with what is written"(room) {
    await history(room);
    const rows = await room.page.locator(".hrow").count();
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("Then again, ");
    await room.sees(".history h2", "Today");
    await room.until("a new row", (before) => document.querySelectorAll(".hrow").length === before + 1, rows);
    await room.click("Show");
    await compared(room);
    await writeAs(room, { standfirst: "Another hand was here." });
    await room.sees(".differ .f-stand ins", "Another hand");
    await room.sees(".summary", "Jonas Adair");
    await room.sees(".stretch", "Came from another desk");
  },
  async "older rows come when one scrolls to them"(room) {
    await room.open();
    await room.page.evaluate(() => {
      const desk = globalThis.fakeDesk;
      for (let n = 0; n < 110; n += 1) {
        desk.person = n % 2 ? { name: "Ilse Varden", initials: "IV" } : { name: "Maud Castell", initials: "MC" };
        desk.setTexts(desk.pieces.get("p1"), { kicker: `Crossing ${n}` });
      }
    });
    await room.key("Control+Alt+h");
    await room.until("the first rows", () => document.querySelectorAll(".hrow").length === 40);
    await room.until("the oldest row", () => {
      document.querySelector(".history").scrollTop = 1e6;
      return [...document.querySelectorAll(".hrow")].some((e) => e.textContent.includes("Began the piece"));
    });
    equal(await room.page.locator(".hrow").count(), 117);
  },
  async "what can't be read is said, and tried again"(room) {
    await room.open();
    await room.page.evaluate(() => {
      const piece = globalThis.fakeDesk.pieces.get("p1");
      const { log } = piece;
      globalThis.broken = true;
      Object.defineProperty(piece, "log", { get() { if (globalThis.broken) throw { code: "failed", message: "The disk does not answer." }; return log; } });
    });
    await room.key("Control+Alt+h");
    await room.sees("#pane-history", "The history was not read. The disk does not answer.");
    await room.accessible("history that can't be read");
    await room.picture("history-problem");
    await room.page.evaluate(() => { globalThis.broken = false; });
    await room.click("Try again");
    await room.sees(".hrow", "Began the piece");
    await room.page.evaluate(() => { globalThis.broken = true; });
    await room.page.locator(".hrow").first().click();
    await room.sees(".compared", "The texts were not compared");
    await room.accessible("comparison that can't be made");
    await room.page.evaluate(() => { globalThis.broken = false; });
    await room.click("Try again");
    await compared(room);
  },
  async "hostile words stay words"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("<img src=x onerror=alert(1)> ");
    await room.key("Control+Alt+h");
    await room.until("rows", () => document.querySelectorAll(".hrow").length > 3);
    await room.page.locator(".hrow").first().click();
    await room.sees(".differ ins", "<img src=x onerror=alert(1)>");
    equal(await room.page.locator(".differ img").count(), 0);
  },
  async "a version is kept under a name, and found in the history"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+s");
    await room.sees(".toast", "Version kept");
    await room.click("Show");
    await room.until("a flag for it", () => document.querySelectorAll(".version:not(.quiet)").length === 3);
    await room.key("Control+Shift+s");
    await room.sees(".dialog", "Keep a version as…");
    equal(await room.focused(), "Name of this version");
    await room.accessible("name of a version");
    await room.picture("history-name-version");
    await room.type("Before the lawyers");
    await room.key("Enter");
    await room.sees(".toast", "Version kept as “Before the lawyers”.");
    await room.sees(".version", "Before the lawyers");
    await room.key("Escape");
    equal(await room.focused(), "Body");
  },
  async "the text takes the colours of who wrote it"(room) {
    await room.open();
    await room.focus("Body");
    await room.command("Colour by author");
    await room.until("two colours", () => document.querySelectorAll('.cm-content[aria-label="Body"] .cm-by.p1').length > 0 && document.querySelectorAll('.cm-content[aria-label="Body"] .cm-by.p2').length > 0);
    await room.sees(".status .authors", "Ilse Varden");
    await room.key("Control+Home");
    await room.type("Mine. ");
    equal(await room.page.evaluate(() => document.querySelector('.cm-content[aria-label="Body"] .cm-by').textContent), "Mine. ");
    ok(await room.page.evaluate(() => document.querySelector('.cm-content[aria-label="Body"] .cm-by').classList.contains("p1")), "one's own colour");
    await writeAs(room, { headline: "A third hand wrote this headline" });
    await room.until("a third colour", () => document.querySelector('.cm-content[aria-label="Headline"] .cm-by.p3'));
    await room.sees(".status .authors", "Jonas Adair");
    await room.accessible("colour by author");
    await room.picture("history-authors");
    await room.key("Control+Alt+a");
    await room.gone(".cm-by");
    await room.gone(".authors");
  },
};

for (const theme of ["light", "dark"]) {
  for (const [w, h] of [[1280, 800], [960, 640]]) {
    tests[`it is sound in ${theme}, ${w} × ${h}`] = async (room) => {
      const name = (what) => `history-${what}-${theme}-${w}x${h}`;
      await history(room, `theme=${theme}`, w, h);
      await room.accessible(`tab, ${theme}`);
      await room.picture(name("tab"));
      await row(room, "+32 −32").locator(".with-now").focus();
      await room.key("Enter");
      await compared(room);
      await room.key("F7", "F7");
      await room.accessible(`comparison, ${theme}`);
      await room.picture(name("compare"));
      await room.page.evaluate(() => { document.querySelector(".compared > .scroll").scrollTop = 700; });
      await room.picture(name("compare-below"));
      await room.click("Page", "radio");
      await room.until("the page", () => document.querySelector(".then iframe")?.contentDocument?.body.innerText.includes("Courier"));
      await room.picture(name("page"));
      await room.key("Escape", "Control+Alt+a");
      await room.until("colours", () => document.querySelectorAll(".cm-by.p2").length > 0);
      await room.accessible(`authors, ${theme}`);
      await room.picture(name("authors"));
    };
  }
}
tests["a small window turns to the comparison"] = async (room) => {
  await room.open("", 720, 480);
  await room.key("Control+Alt+h");
  await room.until("rows", () => document.querySelectorAll(".hrow").length > 3);
  await room.page.locator(".hrow").first().click();
  await compared(room);
  await room.gone(".inspector");
  await room.accessible("comparison, small");
  await room.picture("history-small");
  ok(await room.page.evaluate(() => document.querySelector(".window").scrollWidth <= innerWidth && document.querySelector(".compared").scrollWidth <= innerWidth), "it scrolls sideways");
  await room.key("Escape");
  equal(await room.focused(), "Body");
};

export { tests };
