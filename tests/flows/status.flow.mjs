import { ok } from "./harness.mjs";

export const tests = {
  async "saving is said, and saved with its time"(room) {
    await room.open("delay=120");
    await room.focus("Body");
    await room.type("Hello ");
    await room.sees(".status", "Saving…");
    await room.until("saved", () => /Saved\s*\d\d\.\d\d\.\d\d/.test(document.querySelector(".status").innerText));
  },
  async "the word does not change with every key, and is true at the end"(room) {
    await room.open();
    await room.focus("Body");
    await room.page.evaluate(() => {
      const live = document.querySelector(".status .live");
      window.said = [];
      const note = () => { const word = live.innerText.trim().split(/\s/)[0]; if (window.said.at(-1) !== word) window.said.push(word); };
      new MutationObserver(note).observe(live, { subtree: true, childList: true, characterData: true });
    });
    await room.page.keyboard.type("It was late, and the ferry was later. ", { delay: 40 });
    await room.until("saved", () => window.said.at(-1) === "Saved");
    const said = await room.page.evaluate(() => window.said.join(" "));
    ok(said === "Saving… Saved", `it said: ${said}`);
    const kept = await room.page.evaluate(() => globalThis.fakeDesk.piece("p1").texts.get("body").text);
    ok(kept.includes("the ferry was later. "), "it said so of words that the desk does not have");
  },
  async "a full disk is told, with the words that are not on it"(room) {
    await room.open("fail=disk");
    await room.focus("Body");
    await room.type("Nine words ");
    await room.sees(".banner[role=alert]", "are not on the disk.");
    await room.sees(".status .failed", "Not saved: the disk is full");
    await room.accessible("full disk");
    await room.picture("full-disk");
    await room.page.evaluate(() => { globalThis.fakeDesk.failing = false; globalThis.fakeDesk.tell({ type: "save", state: "recovered" }); });
    await room.gone(".banner");
    await room.saved();
  },
  async "all words that a full disk did not take are counted while one goes on typing"(room) {
    for (const [theme, width, height] of [["light", 1280, 800], ["dark", 960, 640]]) {
      await room.open(`fail=full&theme=${theme}`, width, height);
      await room.focus("Body");
      await room.type("One ");
      await room.sees(".banner[role=alert]", "Your last 1 word is not on the disk. The disk is full. It is safe while this window is open.");
      await room.type("and two and three and four ");
      await room.sees(".banner[role=alert]", "Your last 7 words are not on the disk. The disk is full. They are safe while this window is open.");
      await room.sees(".status", "412 words");
      await room.sees(".inspector .tools", "412 words");
      await room.sees(".inspector", "The page shows the text as of the last save.");
      await room.accessible("full disk");
      await room.picture(`full-disk-typing-${theme}-${width}`);
      await room.page.evaluate(() => globalThis.fakeDesk.setFull(false));
      await room.gone(".banner");
      await room.preview("One and two and three and four");
      await room.saved();
      await room.gone(".note.still");
    }
  },
  async "words are counted against the commission, and of what is selected"(room) {
    await room.open();
    await room.sees(".status", "short");
    await room.focus("Body");
    await room.key("Control+Home", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight");
    await room.sees(".status", "3 of ");
    await room.page.locator('[data-pop="words"]').click();
    await room.sees(".popover", "Words selected");
    await room.page.getByRole("textbox", { name: "Commissioned words" }).fill("100");
    await room.accessible("words");
    await room.key("Enter");
    await room.sees(".status", "Saved");
    await room.gone(".popover");
  },
  async "the language is chosen"(room) {
    await room.open();
    await room.page.locator('[data-pop="language"]').click();
    await room.sees(".popover", "German");
    await room.accessible("language");
    await room.page.getByRole("radio", { name: "German" }).click();
    await room.sees(".status", "German");
  },
  async "Ctrl+S keeps a version and offers to name it"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+s");
    await room.sees(".toast", "Version kept");
    await room.click("Name it");
    await room.type("Sent to the author");
    await room.key("Enter");
    await room.sees(".toast", "Version kept as “Sent to the author”.");
  },
  async "a toast stays while the pointer is on it"(room) {
    await room.open();
    await room.page.clock.install();
    await room.focus("Body");
    await room.key("Control+s");
    await room.page.locator(".toast").hover();
    await room.page.clock.runFor(9000);
    ok(await room.page.locator(".toast").isVisible(), "it went");
    await room.page.mouse.move(10, 400);
    await room.page.clock.runFor(7000);
    await room.gone(".toast");
  },
  async "who signs is asked once, after the first words"(room) {
    await room.open("new");
    ok((await room.page.locator(".banner").count()) === 0, "it asks too early");
    await room.focus("Body");
    await room.type("x");
    await room.sees(".banner", "Changes are signed Maud Castell");
    await room.click("Change");
    await room.type("Joss Arlen");
    await room.picture("who-signs");
    await room.accessible("who signs");
    await room.click("Sign with this name");
    await room.gone(".banner");
  },
};
