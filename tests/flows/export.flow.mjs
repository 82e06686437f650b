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
  async "a packet says what travels before it is written, and takes the least along"(room) {
    await room.open();
    await room.command("Send as packet");
    await room.sees("[role=dialog]", "The text as it is, without its history");
    await room.sees("[role=dialog]", "What was deleted or replaced in");
    equal(await room.page.locator("[role=dialog] .missing").count(), 0);
    await room.accessible("packet");
    await room.page.getByLabel("How much of its history travels").selectOption("1");
    await room.sees("[role=dialog] .missing", "Everything that was ever deleted in it");
    await room.click("Choose where…");
    await room.sees("body", "with what was deleted");
  },
  async "what stops the final copy is told, and shown in its place"(room) {
    await room.open();
    await room.key("Control+Shift+e");
    await room.gone(".stops");
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("The board met TK times. ");
    await room.sees("#pane-export", "To look at before it leaves");
    await room.page.getByRole("radio", { name: "Final" }).click();
    await room.sees("#pane-export", "2 things stop the final copy");
    await room.sees("#pane-export", "The text is not sealed");
    await room.sees("#pane-export", "No reason lets this pass");
    equal(await room.page.getByRole("button", { name: /^Save as…/ }).getAttribute("aria-disabled"), "true");
    await room.accessible("stops");
    await room.picture("stops");
    await room.click("Show TK");
    equal(await room.page.evaluate(() => getSelection()?.toString()), "TK");
    // The way to the seal seals nothing yet.
    await room.page.getByRole("button", { name: "Seal… in the review" }).focus();
    await room.key("Enter");
    await room.sees("[role=tab][aria-selected=true]", "Review");
    await room.until("the focus is on Seal", () => document.activeElement.matches(".sealbar button") && document.activeElement.textContent.trim() === "Seal");
    equal(await room.page.evaluate(() => globalThis.fakeReview.of(globalThis.fakeDesk.piece("p1")).seals.length), 0);
    await room.key("Control+Shift+e");
    await room.page.getByRole("radio", { name: "Draft" }).click();
    await room.sees("#pane-export", "To look at before it leaves");
    await room.click("Save as…");
    await room.sees(".toast", "Written to");
    await room.sees(".left", "draft");
  },
  async "many places of which the same is said are one line, and are shown one after the other"(room) {
    await room.open("", 960, 640);
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("TK one. TK two. TK three. ");
    await room.key("Control+Shift+e");
    await room.sees("#pane-export .stops", "Body, 3 places");
    equal(await room.page.locator("#pane-export .stops li").count(), 1);
    const from = () => room.page.evaluate(() => document.querySelector('.cm-content[aria-label="Body"]').cmTile.view.state.selection.main.from);
    await room.click("Show TK");
    equal(await from(), 0);
    await room.click("Next TK");
    equal(await from(), 8);
    await room.click("Next TK");
    await room.click("Next TK");
    equal(await from(), 0);
    await room.accessible("one line for many");
    await room.picture("stops many");
  },
  async "a final copy leaves with what stops it only for a reason, which is kept in the list of what left"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("The board met TK times. ");
    await room.command("Seal the text");
    await room.click("Seal all the same");
    await room.sees(".toast", "Sealed as");
    await room.key("Control+Shift+e");
    await room.sees("#pane-export", "1 thing stops the final copy");
    await room.command("Save as a web page");
    await room.sees(".toast", "settled, or passed with a reason");
    await room.page.getByRole("textbox", { name: "Why it leaves all the same" }).fill("TK is what the shop is called.");
    await room.click("Save as…");
    await room.sees(".toast", "Written to /desk/Desktop/ferry-night-op.html");
    await room.sees(".left", "Web page, final,");
    await room.sees(".left", "Let pass 1 thing: TK is what the shop is called.");
    await room.accessible("left");
    await room.page.locator(".left").scrollIntoViewIfNeeded();
    await room.picture("left");
  },
  async "a piece goes out for the outlet that is chosen for it"(room) {
    await room.open();
    await room.key("Control+Shift+e");
    await room.page.getByRole("combobox", { name: "Outlet" }).selectOption("the-daily");
    await room.click("Save as…");
    await room.sees(".left", "Web page, draft, for The Daily");
    equal(await room.page.getByRole("combobox", { name: "Outlet" }).inputValue(), "the-daily");
  },
  async "an error that was printed is corrected, and what carried it is sent again"(room) {
    await room.open();
    await room.command("Seal the text");
    await room.click("Seal all the same");
    await room.sees(".toast", "Sealed as");
    await room.command("Save as a web page");
    await room.sees(".toast", "Written to");
    const words = await room.page.evaluate(() => {
      const piece = globalThis.fakeDesk.pieces.get("p1");
      piece.stage = "published";
      return piece.texts.get("body").text.slice(0, 24);
    });
    await room.command("Correct what was printed");
    await room.sees("[role=dialog]", "Correct what was printed");
    await room.accessible("correcting");
    await room.picture("correcting");
    await room.page.getByRole("textbox", { name: "What was wrong" }).fill(words);
    await room.page.getByRole("textbox", { name: "What is right" }).fill("What is right");
    await room.click("Correct and seal");
    await room.sees("[role=dialog]", "1 export left with the error");
    await room.accessible("corrected");
    await room.picture("corrected");
    await room.click("Send again");
    await room.sees(".carried", "Sent again");
    await room.click("Done");
    await room.key("Control+Shift+e");
    await room.sees(".left", "final, wren 1932 elm");
  },
  async "a Word file is clean, or marked since a text that is chosen, and tells what becomes of the piece"(room) {
    await room.open("review");
    await room.key("Control+Shift+e");
    await room.page.locator('[data-format="docx"]').click();
    await room.sees("#pane-export", "All is kept");
    await room.sees("#pane-export", "ferry-night-op.docx");
    await room.page.locator('[data-format="docx-marked"]').click();
    await room.sees('[data-format="docx-marked"]', "Changes since");
    await room.sees("#pane-export", "ferry-night-op.marked.docx");
    await room.sees("#pane-export", "Word knows comments only");
    equal(await room.page.getByRole("radio", { name: "Final" }).count(), 0);
    await room.page.locator(".since").scrollIntoViewIfNeeded();
    const since = room.page.getByRole("combobox", { name: "Marks since" });
    const choices = await since.locator("option").allTextContents();
    ok(choices.length > 1, choices.join());
    const before = await since.inputValue();
    await since.selectOption({ index: choices.length - 1 });
    ok((await since.inputValue()) !== before, "another text was chosen");
    await room.accessible("marked word");
    await room.picture("export-word-marked");
    await room.click("Save as…");
    await room.sees(".toast", "Written to /desk/Desktop/ferry-night-op.marked.docx. 1 thing changed.");
    await room.sees(".left", "Word, marked, draft");
    await room.click("Show");
    equal(await room.page.evaluate(() => document.activeElement?.textContent?.startsWith("What becomes of it")), true);
    await room.picture("export-word-receipt");
  },
  async "what a form leaves out is told with its place, and a click goes there"(room) {
    await room.open("theme=dark", 960, 640);
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("See [the notice](https://board.example/notice). ");
    await room.key("Control+Shift+e");
    await room.page.locator('[data-format="txt"]').click();
    await room.sees(".became", "https://board.example/notice");
    await room.accessible("became");
    await room.page.locator(".became").scrollIntoViewIfNeeded();
    await room.picture("export-became-dark");
    await room.page.locator(".became li", { hasText: "https://board.example/notice" }).getByRole("button").click();
    equal(await room.page.evaluate(() => getSelection()?.toString()), "https://board.example/notice");
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
  async "several pieces leave together, and what is stopped stays and is named"(room) {
    await room.open();
    await room.command("Export several pieces");
    await room.sees("[role=dialog]", "No piece is chosen");
    await room.accessible("several");
    const boxes = room.page.getByRole("dialog").getByRole("list", { name: "Pieces" }).getByRole("checkbox");
    await boxes.nth(0).check({ force: true });
    await boxes.nth(1).check({ force: true });
    await room.sees("[role=dialog] footer", "2 pieces chosen");
    await room.page.getByRole("combobox", { name: "Form" }).selectOption("epub");
    await room.page.getByRole("radio", { name: "One book" }).click();
    await room.picture("several");
    await room.click("Export 2 pieces…");
    await room.sees("[role=dialog]", "2 pieces left in 1 file.");
    await room.sees("[role=dialog]", "/desk/Desktop/pieces.epub");
    await room.accessible("several left");
    await room.picture("several left");
    await room.click("Export others");
    await room.sees("[role=dialog] footer", "No piece is chosen");
    await boxes.nth(0).check({ force: true });
    await boxes.nth(1).check({ force: true });
    await room.page.getByRole("radio", { name: "Final" }).click();
    await room.sees("[role=dialog]", "Something stops all of them.");
    await room.picture("several stopped");
    equal(await room.page.getByRole("button", { name: /^Export pieces/ }).getAttribute("aria-disabled"), "true");
    await room.page.getByRole("radio", { name: "Draft" }).click();
    await room.page.getByRole("combobox", { name: "Form" }).selectOption("pdf");
    equal(await room.page.getByRole("radio", { name: "One archive" }).getAttribute("aria-checked"), "true");
    await room.page.getByRole("dialog").getByRole("checkbox", { name: /^All/ }).check({ force: true });
    await room.page.getByRole("button", { name: /^Export \d+ pieces/ }).click();
    await room.sees("[role=dialog] footer", "of");
    await room.click("Stop");
    await room.sees("[role=dialog]", "Stopped.");
    await room.key("Escape");
    await room.gone("[role=dialog]");
  },
  async "what the typesetter says of one of several is told"(room) {
    await room.open();
    await room.type("漢");
    await room.command("Export several pieces");
    await room.page.getByRole("dialog").getByRole("checkbox", { name: /^All/ }).check({ force: true });
    await room.page.getByRole("combobox", { name: "Form" }).selectOption("pdf");
    await room.page.getByRole("radio", { name: "A file each" }).click();
    await room.page.getByRole("button", { name: /^Export \d+ pieces/ }).click();
    await room.sees("[role=dialog]", "1 piece is not set as asked");
    await room.sees("[role=dialog]", "漢 (U+6F22)");
    await room.accessible("several told");
    await room.picture("several told");
  },
};
