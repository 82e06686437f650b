import { equal, ok } from "./harness.mjs";

const said = (room) => room.page.locator("[data-pop=folder]");
/** Whether a place is marked in the text of a field. */
const selected = (room, field) => room.page.evaluate((name) => {
  const at = document.querySelector(`.cm-content[aria-label="${name}"]`);
  return at?.cmTile?.view?.state.sliceDoc(at.cmTile.view.state.selection.main.from, at.cmTile.view.state.selection.main.to) ?? getSelection().toString();
}, field);
const body = (room) => room.page.evaluate(() => globalThis.fakeDesk.piece("p1").texts.get("body").text);

export const tests = {
  async "a folder is chosen from the menu, and given up again"(room) {
    await room.open("delay=150");
    await room.command("Desk folder");
    await room.sees(".dialog", "Every piece lies there as a Markdown file");
    equal(await room.focused(), "Choose a folder…");
    await room.accessible("no folder");
    await room.picture("folder none");
    await room.key("Enter");
    await room.sees(".dialog", "Files come in and go out");
    await room.sees(".dialog", "/desk/Columns");
    await room.sees(".dialog", "12 files, watched.");
    await room.sees(".toast", "12 files in /desk/Columns");
    await room.accessible("a folder");
    await room.picture("folder chosen");
    await room.key("Escape");
    await room.sees(".status", "In the folder");
    await room.command("Desk folder");
    await room.click("Give it up");
    await room.sees(".toast", "The desk folder is given up. Its 12 files stay in /desk/Columns.");
    await room.sees(".dialog", "Other files of the folder are left alone.");
    await room.click("Undo");
    await room.sees(".dialog", "12 files, watched.");
  },
  async "settings hold the desk folder too, and say why one can't be it"(room) {
    await room.open("folder");
    await room.key("Control+,");
    await room.sees(".dialog", "/desk/Columns");
    await room.page.evaluate(() => (globalThis.fakeFolder.next = "/desk/Standfirst"));
    await room.click("Choose another folder…");
    await room.sees(".dialog [role=alert]", "Choose another folder, which holds nothing but texts.");
    await room.sees(".dialog", "12 files, watched.");
    await room.accessible("settings with a folder");
    await room.picture("folder settings");
    await room.page.evaluate(() => (globalThis.fakeFolder.next = null));
    await room.click("Choose another folder…");
    await room.gone(".dialog [role=alert]");
  },
  async "the status bar tells where the pieces lie"(room) {
    await room.open("folder");
    await room.sees(".status", "In the folder");
    await said(room).click();
    await room.sees(".popover", "12 files, watched.");
    await room.accessible("folder popover");
    await room.picture("folder popover");
    await room.click("Desk folder…");
    await room.sees(".dialog h2", "Desk folder");
    await room.gone(".popover");
    const holds = room.page.getByRole("combobox", { name: "What the files hold" });
    await holds.selectOption({ label: "Changes since the author agreed" });
    await room.sees(".dialog", "stand in the files as CriticMarkup");
    await room.accessible("folder with marks");
    await room.picture("folder marks");
    await holds.selectOption({ label: "The clean text" });
    await room.sees(".toast", "The files hold the clean texts.");
  },
  async "another computer on the same folder is told of"(room) {
    await room.open("folder=shared", 960, 640);
    await room.sees(".toast", "“newsroom-2” has this folder too, last today");
    await said(room).click();
    await room.sees(".popover", "“newsroom-2” has this folder too");
    await room.accessible("folder shared");
    await room.picture("folder shared");
    await room.click("Desk folder…");
    await room.sees(".dialog", "What either writes comes to the other.");
    await room.picture("folder shared dialog");
  },
  async "a pause is told, and answered by looking again"(room) {
    await room.open("folder=paused");
    await room.sees(".banner", "12 of 12 files are gone from the desk folder at once.");
    await room.sees(".status", "Folder paused");
    await room.accessible("paused");
    await room.picture("folder paused");
    await room.click("Look again");
    await room.sees(".toast", "nothing has changed");
    await said(room).click();
    await room.sees(".popover", "12 files, paused. 12 of 12");
    await room.picture("folder paused popover");
    await room.key("Escape");
    await room.page.evaluate(() => (globalThis.fakeFolder.mended = true));
    await room.click("Look again");
    await room.gone(".banner");
    await room.sees(".toast", "all is well");
    await room.sees(".status", "In the folder");
  },
  async "all files are written again only after a question that counts them"(room) {
    await room.open("folder=paused&theme=dark");
    await room.picture("folder paused dark");
    await room.click("Write all files again…");
    await room.sees(".dialog h2", "Write 12 files again?");
    equal(await room.focused(), "Leave the folder as it is");
    await room.accessible("write all, dark");
    await room.picture("folder write all dark");
    await room.key("Enter");
    await room.gone(".dialog");
    await room.sees(".banner", "paused");
    await room.command("Desk folder");
    await room.sees(".dialog", "12 of 12 files");
    await room.picture("folder paused dialog dark");
    await room.page.locator(".dialog").getByRole("button", { name: "Write all files again…" }).click();
    await room.key("Escape");
    await room.sees(".dialog h2", "Desk folder");
    await room.page.locator(".dialog").getByRole("button", { name: "Write all files again…" }).click();
    await room.click("Write 12 files");
    await room.sees(".dialog", "12 files, watched.");
    await room.key("Escape");
    await room.gone(".banner");
  },
  async "a paused folder can be changed for another"(room) {
    await room.open("folder=paused", 960, 640);
    await room.picture("folder paused narrow");
    await room.page.evaluate(() => (globalThis.fakeFolder.next = "/desk/Other"));
    await room.click("Choose another folder…");
    await room.gone(".banner");
    await room.sees(".toast", "12 files in /desk/Other");
  },
  async "a file that is gone is written again"(room) {
    await room.open("problems=1");
    await room.sees(".banner", "“ferry-night-op.md” was removed from the desk folder.");
    await room.sees(".status", "1 file needs you");
    await room.accessible("a file is gone");
    await room.picture("folder one gone");
    await room.click("Write it again");
    await room.sees(".toast", "Written again: ferry-night-op.md");
    await room.gone(".banner");
    await room.sees(".status", "In the folder");
  },
  async "a file that is gone may take its piece to the bin, and back"(room) {
    await room.open("problems=1");
    await room.focus("Body");
    await room.type("Mine. ");
    await room.click("Move the piece to the bin");
    await room.sees(".toast", "Moved to the bin: ferry-night-op.md");
    await room.until("another piece is open", () => !document.querySelector('.cm-content[aria-label="Headline"]').textContent.includes("midnight"));
    ok((await body(room)).includes("Mine. "), "the last words are lost");
    await room.click("Undo");
    await room.sees('.cm-content[aria-label="Headline"]', "midnight");
  },
  async "a damaged file is kept beside the new one, and its line can be put aside"(room) {
    await room.open("problems=2");
    await room.page.evaluate(() => globalThis.fakeFolder.set({ problems: globalThis.fakeFolder.status.problems.slice(1) }));
    await room.sees(".banner", "The damaged file is then kept beside it.");
    await room.picture("folder one damaged");
    await room.click("Look again");
    await room.sees(".toast", "nothing has changed");
    await room.click("Close this line");
    await room.gone(".banner");
    await room.sees(".status", "1 file needs you");
    await said(room).click();
    await room.sees(".popover", "1 file of the desk folder needs you.");
    await room.picture("folder problem popover");
  },
  async "several files are answered one after the other by keys"(room) {
    await room.open("problems=3&theme=dark");
    await room.sees(".banner", "3 files of the desk folder need you.");
    await room.sees(".status", "3 files need you");
    await room.picture("folder several dark");
    await room.click("Show");
    await room.sees(".dialog", "3 files of the desk folder need you.");
    await room.accessible("several files, dark");
    await room.picture("folder several dialog dark");
    equal(await room.focused(), "Write it again");
    await room.key("ArrowDown", "Tab");
    equal(await room.focused(), "Look again");
    await room.key("ArrowUp", "Tab");
    equal(await room.focused(), "Move the piece to the bin");
    await room.key("Shift+Tab", "Enter");
    await room.sees(".dialog", "2 files of the desk folder need you.");
    equal(await room.focused(), "Write it again");
    await room.key("Enter");
    await room.sees(".dialog", "1 file of the desk folder needs you.");
    await room.key("Enter");
    await room.sees(".dialog", "12 files, watched.");
    equal(await room.focused(), "Done");
    await room.key("Enter");
    await room.gone(".dialog");
    await room.gone(".banner");
  },
  async "places that changed on both sides are compared and decided by keys"(room) {
    await room.open("collisions=4");
    await room.sees(".banner", "4 places changed here and in ferry-night-op.md at the same time. Both are kept.");
    await room.accessible("collisions wait");
    await room.picture("collisions wait");
    await room.click("Compare");
    await room.sees("#pane-collisions", "two dozen people aboard");
    await room.gone(".banner");
    equal(await selected(room, "Body"), "nineteen people aboard");
    await room.accessible("collisions");
    await room.picture("collisions");
    await room.key("ArrowDown");
    equal(await selected(room, "Standfirst"), "for the price of a roundabout ");
    await room.sees("#pane-collisions", "cut there");
    await room.picture("collisions second");
    await room.key("ArrowUp", "2");
    await room.until("the file’s words are in the text", () => globalThis.fakeDesk.piece("p1").texts.get("body").text.includes("two dozen people aboard, most"));
    await room.sees('.cm-content[aria-label="Body"]', "two dozen people aboard");
    await room.sees("#tab-collisions", "3");
    await room.key("h");
    await room.sees("#tab-collisions", "2");
    await room.key("b");
    await room.until("both are there", () => globalThis.fakeDesk.piece("p1").texts.get("body").text.includes("Nobody made a speech.  Nobody said a word."));
    await room.sees("#pane-collisions", "Language");
    await room.picture("collisions a value");
    await room.key("f");
    await room.sees(".toast", "All decided.");
    await room.gone("#tab-collisions");
    await room.sees(".status", "French");
    await room.until("the preview is back", () => document.querySelector("#pane-preview") !== null);
    await room.until("the text has the focus", () => document.activeElement.classList.contains("cm-content"));
    equal(await room.page.locator(".banner").count(), 0);
  },
  async "places are decided by mouse, and shown where they stand"(room) {
    await room.open("collisions=3&theme=dark", 960, 640);
    await room.picture("collisions wait narrow dark");
    await room.click("Compare");
    await room.sees("#pane-collisions", "Nobody said a word.");
    await room.picture("collisions narrow dark");
    await room.accessible("collisions, dark and narrow");
    await room.page.locator(".collision").nth(1).locator(".own").first().click();
    equal(await selected(room, "Standfirst"), "for the price of a roundabout ");
    await room.page.locator(".collision").nth(1).getByRole("button", { name: "Take the file’s" }).click();
    await room.sees('.cm-content[aria-label="Standfirst"]', "To close it is to tell");
    await room.key("Enter");
    await room.until("the caret is in the text", () => document.activeElement.classList.contains("cm-content"));
  },
  async "what is typed just before a decision is kept"(room) {
    await room.open("collisions=1&delay=120");
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("Now: ");
    await room.click("Compare");
    await room.key("3");
    await room.sees(".toast", "All decided.");
    const text = await body(room);
    ok(text.startsWith("Now: It is 41 days") && text.includes("nineteen people aboard two dozen people aboard"), text.slice(0, 300));
    await room.until("the window shows the same", (words) => document.querySelector('.cm-content[aria-label="Body"]').textContent.includes(words), "nineteen people aboard two dozen people aboard");
  },
  async "words that were rewritten since stay, and the place says so"(room) {
    await room.open("collisions=2");
    await room.page.evaluate(() => globalThis.fakeFolder.outside("p1", { body: "It is all rewritten." }));
    await room.sees('.cm-content[aria-label="Body"]', "It is all rewritten.");
    await room.command("Compare what collides");
    await room.sees(".collision [role=alert]", "not in the text any more");
    await room.key("2");
    await room.sees(".collision [role=alert]", "These words were rewritten since.");
    await room.accessible("a place that is gone");
    await room.picture("collisions rewritten");
    equal(await body(room), "It is all rewritten.");
    await room.key("1");
    await room.sees("#pane-collisions", "for the price of a roundabout");
    await room.until("one is left", () => document.querySelectorAll(".collision").length === 1);
  },
  async "collisions belong to their piece, and come by themselves"(room) {
    await room.open("folder");
    await room.page.evaluate(() => globalThis.fakeFolder.collide("p1", "kicker", "The crossing", "The ferry", "The boat"));
    await room.sees(".banner", "1 place changed here and in ferry-night-op.md at the same time. It is kept both ways.");
    await room.click("Compare");
    await room.sees("#pane-collisions", "The boat");
    await room.key("Control+p");
    await room.page.waitForSelector("[role=combobox]");
    await room.type("our harbour is");
    await room.sees("[role=option][aria-selected=true]", "harbour");
    await room.key("Enter");
    await room.gone("#tab-collisions");
    equal(await room.page.locator(".banner").count(), 0);
    await room.key("Control+p");
    await room.page.waitForSelector("[role=combobox]");
    await room.type("stops at midnight");
    await room.sees("[role=option][aria-selected=true]", "midnight");
    await room.key("Enter");
    await room.sees(".banner", "1 place changed");
  },
  async "changes from outside are told once, one’s own never"(room) {
    await room.open("folder&collisions=1");
    await room.click("Compare");
    await room.key("2");
    await room.sees(".toast", "All decided.");
    ok(!(await room.page.locator(".toasts").innerText()).includes("came in"), "its own change is told as another’s");
    await room.page.waitForTimeout(1600);
    await room.page.evaluate(() => globalThis.fakeFolder.outside("p1", { kicker: "The river", byline: "By Ilse Varden and Maud Castell" }));
    await room.sees(".toast", "Changes came in from the desk folder.");
    await room.page.evaluate(() => globalThis.fakeFolder.outside("p1", { kicker: "The wall" }));
    await room.sees('.cm-content[aria-label="Kicker"]', "The wall");
    equal(await room.page.locator(".toast", { hasText: "came in" }).count(), 1);
  },
};
