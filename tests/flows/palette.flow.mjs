import { equal, ok } from "./harness.mjs";

export const tests = {
  async "a command is found by a few letters and done with the caret in place"(room) {
    await room.open("blank");
    await room.focus("Body");
    await room.type("Crosshead");
    await room.command("Heading 2");
    await room.until("a heading on the page", () => document.querySelector("iframe").contentDocument.querySelector("h2")?.textContent === "Crosshead");
    await room.type("s");
    await room.preview("Crossheads");
  },
  async "commands used lately come first"(room) {
    await room.open();
    await room.command("Larger text");
    await room.key("Control+Shift+p");
    await room.sees(".palette .group", "Used lately");
    await room.sees("[role=option][aria-selected=true]", "Larger text");
    await room.accessible("palette");
    await room.picture("palette");
    await room.key("Escape");
  },
  async "pieces are found by their words, and > switches to commands"(room) {
    await room.open();
    await room.key("Control+p");
    await room.type("libraries");
    await room.sees("[role=option][aria-selected=true]", "Let the libraries lend tools");
    await room.picture("palette-pieces");
    for (let i = 0; i < 9; i += 1) await room.key("Backspace");
    await room.type(">bold");
    await room.sees("[role=option][aria-selected=true]", "Bold");
    await room.key("Escape", "Control+p");
    await room.type("libraries");
    await room.sees("[role=option][aria-selected=true]", "Let the libraries lend tools");
    await room.key("Enter");
    await room.sees('.cm-content[aria-label="Headline"]', "Let the libraries lend tools");
  },
  async "what can't be done says why and stays"(room) {
    await room.open();
    await room.key("Control+Shift+p");
    await room.type("receipt");
    await room.sees(".opt[aria-disabled=true]", "this piece was not pasted or imported");
    await room.key("Enter");
    ok(await room.page.locator(".palette").isVisible(), "the palette closed");
  },
  async "menus open by Alt and their letter, and go round by arrows"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Alt+f");
    await room.sees("[role=menu]", "New piece");
    await room.accessible("menu");
    await room.picture("menu");
    await room.key("ArrowRight");
    await room.sees("[role=menu]", "Undo");
    await room.key("Escape");
    await room.gone("[role=menu]");
    equal(await room.focused(), "Body");
    await room.key("F10");
    await room.until("File has the focus", () => document.activeElement.textContent.trim() === "File");
    await room.key("ArrowRight", "ArrowRight", "ArrowDown");
    await room.sees("[role=menu]", "Footnote");
    await room.key("Escape", "Alt");
    await room.until("a lone Alt shows the bar", () => document.querySelector("[role=menubar]") !== null);
    await room.key("Escape");
    await room.gone("[role=menubar]");
  },
  async "a menu's command works on the text"(room) {
    await room.open("blank");
    await room.focus("Body");
    await room.type("word");
    await room.key("Control+a", "Alt+o", "Enter");
    await room.until("strong", () => document.querySelector("iframe").contentDocument.querySelector("strong") !== null);
  },
};
