import { equal, ok } from "./harness.mjs";

export const tests = {
  async "the panel says what goes out and what stays here"(room) {
    await room.open();
    await room.key("Control+Shift+e");
    await room.sees("#pane-export", "History, versions, and who typed what");
    await room.sees("#pane-export", "ferry-night-op.html");
    await room.accessible("export");
    await room.picture("export");
    await room.page.locator('[data-format="html"]').focus();
    await room.key("ArrowDown", "ArrowDown");
    await room.sees("#pane-export", "ferry-night-op.icml");
    await room.sees("#pane-export", "every style named and declared");
    await room.page.locator('[data-format="ninjs"]').click();
    await room.sees("#pane-export", "Slugline and keywords");
    await room.sees("#pane-export", "ferry-night-op.ninjs");
  },
  async "what stops the final copy is told, and shown in its place"(room) {
    await room.open();
    await room.key("Control+Shift+e");
    await room.gone(".stops");
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("The board met TK times. ");
    await room.sees("#pane-export", "1 thing stops the final copy");
    await room.accessible("stops");
    await room.picture("stops");
    await room.click("Show TK");
    equal(await room.page.evaluate(() => getSelection()?.toString()), "TK");
  },
  async "a piece is written where one chooses"(room) {
    await room.open();
    await room.command("Save as Markdown");
    await room.sees(".toast", "Written to /desk/Desktop/ferry-night-op.md");
  },
  async "a file that is there is not replaced without asking"(room) {
    await room.open();
    await room.page.evaluate(() => { globalThis.fakeDesk.pieces.get("p1").slugline = "exists"; });
    await room.key("Control+Shift+e");
    await room.sees("#pane-export", "exists.html");
    await room.click("Save as…");
    await room.sees("[role=dialog]", "Replace exists.html?");
    equal(await room.focused(), "Keep the old file");
    await room.accessible("replace");
    await room.picture("replace");
    await room.key("Escape");
    await room.gone(".dialog");
    await room.click("Save as…");
    await room.click("Replace it");
    await room.sees(".toast", "Written to");
  },
  async "clean HTML goes to the clipboard"(room) {
    await room.open();
    await room.key("Control+Alt+c");
    await room.sees(".toast", "Copied for the CMS");
    const html = await room.page.evaluate(async () => (await navigator.clipboard.read())[0].types.join());
    ok(html.includes("text/html"), `the clipboard holds ${html}`);
  },
};
