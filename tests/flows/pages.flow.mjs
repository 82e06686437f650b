import { equal, ok } from "./harness.mjs";

const printed = async (room) => {
  await room.key("Control+Shift+e");
  await room.page.locator('[data-format="pdf"]').click();
  await room.sees(".printed", "As it is printed");
};
const source = (room) => room.page.locator(".printed .thumb img").getAttribute("src").then((src) => decodeURIComponent(src ?? ""));

export const tests = {
  async "the printed page is shown as it comes out, and follows the text"(room) {
    await room.open();
    await printed(room);
    await room.sees(".printed", "210 × 297 mm");
    await room.accessible("printed page");
    await room.picture("pages");
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("Nineteen people. ");
    await room.page.waitForFunction(() => decodeURIComponent(document.querySelector(".printed .thumb img")?.src ?? "").includes("Nineteen people."));
    await room.page.locator(".printed").getByRole("button", { name: "Print…" }).click();
    await room.sees(".toast", "Opened as a PDF. Print it from there.");
    await room.sees(".left", "the printer");
    await room.page.locator('[data-format="annotated"]').click();
    await room.sees("#pane-export", "A draft: it is for the house");
    await room.sees("#pane-export .source", "Not for publication");
    await room.page.locator('[data-format="html"]').click();
    await room.gone(".printed");
  },
  async "pages are turned, and fitted to the window"(room) {
    await room.open("words=3000", 960, 640);
    await room.command("Look at the printed page");
    await room.sees("[role=dialog]", "Page 1 of");
    await room.accessible("pages");
    await room.picture("pages 960");
    await room.page.getByRole("dialog").getByRole("button", { name: "Next page" }).click();
    await room.sees("[role=dialog]", "Page 2 of");
    await room.accessible("pages turned");
    await room.key("PageUp");
    await room.sees("[role=dialog]", "Page 1 of");
    await room.page.getByRole("radio", { name: "Whole page" }).click();
    const fits = await room.page.evaluate(() => {
      const [board, img] = [document.querySelector(".board"), document.querySelector(".board img")].map((each) => each.getBoundingClientRect());
      return img.top >= board.top && img.bottom <= board.bottom && img.left >= board.left && img.right <= board.right;
    });
    ok(fits, "the whole page is seen");
    await room.picture("pages whole");
    await room.key("Escape");
    ok((await source(room)).includes("<svg"), "the sheet stays in the tab");
    equal(await room.page.getByRole("dialog").count(), 0);
  },
};
