import { equal, ok } from "./harness.mjs";

export const tests = {
  async "settings are kept, and change the page"(room) {
    await room.open();
    await room.preview("Opinion");
    await room.key("Control+,");
    await room.sees(".dialog h2", "Settings");
    await room.accessible("settings");
    await room.picture("settings");
    await room.page.getByRole("textbox", { name: "Section, above the piece" }).fill("Debate");
    await room.page.getByRole("textbox", { name: "Most characters of a headline" }).fill("30");
    await room.click("Keep these settings");
    await room.gone(".dialog");
    await room.preview("Debate");
    await room.sees(".f-head .lim", "/30");
  },
  async "a limit that is no number is told"(room) {
    await room.open();
    await room.key("Control+,");
    await room.page.getByRole("textbox", { name: "Most characters of a headline" }).fill("many");
    await room.sees(".dialog", "A whole number, or nothing");
    equal(await room.page.getByRole("button", { name: "Keep these settings" }).getAttribute("aria-disabled"), "true");
  },
  async "Escape closes a dialog and gives the focus back"(room) {
    await room.open();
    await room.focus("Byline");
    await room.key("Control+,");
    await room.sees(".dialog", "Settings");
    for (let i = 0; i < 30; i += 1) {
      await room.key("Tab");
      ok(await room.page.evaluate(() => document.activeElement.closest(".dialog") !== null), "the focus left the dialog");
    }
    await room.key("Escape");
    await room.gone(".dialog");
    equal(await room.focused(), "Byline");
  },
  async "a shortcut is changed, works, and goes back"(room) {
    await room.open();
    await room.command("Keyboard shortcuts");
    await room.page.getByRole("textbox", { name: "Search commands and keys" }).fill("focus");
    await room.click("Change the keys of “Focus”");
    await room.key("Control+Alt+y");
    await room.sees(".dialog footer", "Ctrl Alt Y is now “Focus”.");
    await room.accessible("shortcuts");
    await room.picture("shortcuts");
    await room.key("Escape");
    await room.key("Control+Alt+y");
    await room.gone(".desk");
    await room.key("Escape");
    await room.until("the desk is back", () => document.querySelector(".desk") !== null);
  },
  async "help is there without a network"(room) {
    await room.open();
    await room.key("F1");
    await room.sees(".dialog h2", "Guide");
    await room.accessible("guide");
    await room.picture("guide");
  },
};
