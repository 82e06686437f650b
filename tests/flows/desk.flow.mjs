import { equal, ok } from "./harness.mjs";

const rows = (room) => room.page.locator(".row").allInnerTexts();

export const tests = {
  async "the first page comes with one answer"(room) {
    await room.open();
    const asked = await room.page.evaluate(() => globalThis.fakeDesk.asked.join(" "));
    ok(asked.startsWith("app_info "), asked);
    ok(!/desk_list|folder_get|piece_open|preview_open/.test(asked), `asked once more: ${asked}`);
  },
  async "a piece that another program asks for while the window starts is shown"(room) {
    await room.open("show=p2");
    await room.sees(".row[aria-current=true]", await room.page.evaluate(() => globalThis.fakeDesk.piece("p2").texts.get("headline").text.slice(0, 20)));
  },
  async "pieces stand by stage, the open one is marked"(room) {
    await room.open();
    await room.sees(".row[aria-current=true]", "A city that stops");
    ok((await room.page.locator(".group").count()) > 3, "no headings");
    await room.sees(".desk footer", "12 pieces");
  },
  async "only the first page of five thousand pieces is fetched"(room) {
    await room.open("pieces=5000");
    const before = await room.page.locator(".row").count();
    ok(before < 45, `${before} rows are drawn`);
    await room.page.locator(".row[tabindex='0']").focus();
    await room.key("End");
    await room.until("the last row has the focus, its words and its place", () => {
      const at = document.activeElement;
      const [box, list] = [at.getBoundingClientRect(), at.closest(".list")?.getBoundingClientRect()];
      return at.dataset.index === "4999" && at.innerText.trim().length > 5 && box.bottom <= list.bottom + 1;
    });
    ok((await room.page.locator(".row").count()) < 45, "too many rows are drawn");
  },
  async "a row says when its piece is due and what is open in it"(room) {
    await room.open("review");
    const row = room.page.locator('.desk .row[aria-current="true"]');
    await room.sees('.desk .row[aria-current="true"]', "1 query, 2 comments");
    await room.page.evaluate(() => {
      const { fakeReview, fakeDesk } = globalThis;
      fakeReview.of(fakeDesk.piece("p1")).due = new Date(Date.now() - 60_000).toISOString();
      fakeDesk.tell({ type: "list_changed" });
    });
    await room.sees('.desk .row[aria-current="true"]', "Was due");
    equal(await row.locator(".due.late").count(), 1);
    ok((await row.innerText()).includes("3 open"), await row.innerText());
  },
  async "arrows, Home, End and letters move in the list, Enter opens"(room) {
    await room.open();
    await room.page.locator(".row[aria-current=true]").focus();
    await room.key("Home");
    const first = await room.focused();
    await room.key("ArrowDown");
    ok((await room.focused()) !== first, "the arrow does not move");
    await room.key("ArrowUp");
    equal(await room.focused(), first);
    await room.key("End");
    ok((await room.focused()) !== first, "End does not move");
    await room.type("my st");
    ok((await room.focused()).startsWith("My street"), `typing found ${await room.focused()}`);
    await room.key("Enter");
    await room.sees(".row[aria-current=true]", "My street has two names");
    await room.until("the caret in the text", () => document.activeElement.classList.contains("cm-content"));
  },
  async "search shows the words it found as text"(room) {
    await room.open();
    await room.key("Control+Shift+f");
    await room.type("roundabout");
    await room.sees(".row mark", "roundabout");
    equal(await room.page.locator(".group").count(), 0, "headings");
    await room.picture("search");
    await room.key("ArrowDown", "Escape", "Control+Shift+f", "Escape");
    await room.until("all pieces again", () => document.querySelectorAll(".row").length > 5);
  },
  async "rows never lie on one another, however many come and go"(room) {
    await room.open();
    const apart = () => room.until("every row in its place", () => {
      const boxes = [...document.querySelectorAll(".slot")].map((e) => e.getBoundingClientRect()).sort((a, b) => a.top - b.top);
      return boxes.length > 5 && boxes.every((box, i) => i === 0 || Math.abs(box.top - boxes[i - 1].bottom) < 1.5);
    });
    await apart();
    for (let i = 0; i < 3; i += 1) { await room.key("Control+n"); await room.type(`A new piece with a headline that needs two lines, ${i}`); await apart(); }
    await room.page.locator(".row[aria-current=true]").focus();
    await room.key("Delete");
    await room.sees(".toast", "Moved to the bin");
    await apart();
  },
  async "a search without a find says so"(room) {
    await room.open();
    await room.key("Control+Shift+f");
    await room.type("zyzzyva");
    await room.sees(".desk .teach", "No piece has these words");
  },
  async "Delete moves a piece to the bin, Undo brings it back"(room) {
    await room.open();
    await room.page.locator(".row").first().focus();
    await room.key("Home");
    const name = (await rows(room))[0].split("\n")[0];
    await room.key("Delete");
    await room.sees(".toast", "Moved to the bin");
    await room.until("the row is gone", (text) => ![...document.querySelectorAll(".row")].some((r) => r.innerText.includes(text)), name);
    ok(await room.page.evaluate(() => document.activeElement.classList.contains("row")), "the focus left the list");
    await room.click("Undo");
    await room.sees(".row", name);
  },
  async "the bin shows what lies in it, and gives it back"(room) {
    await room.open();
    await room.command("Move to the bin");
    await room.sees(".toast", "Moved to the bin");
    await room.click("Bin 1");
    await room.sees(".desk h2", "Bin");
    await room.page.locator(".row").first().click();
    await room.sees(".banner", "This piece is in the bin");
    equal(await room.field("Headline").getAttribute("aria-readonly"), "true");
    await room.accessible("bin");
    await room.picture("bin");
    await room.click("Move back to the desk");
    await room.sees(".desk h2", "Desk");
    await room.sees(".row[aria-current=true]", "A city that stops");
    await room.until("it can be written again", () => document.querySelector('.cm-content[aria-label="Headline"]').getAttribute("aria-readonly") !== "true");
  },
  async "the menu of a row opens by keyboard, and does what it says"(room) {
    await room.open();
    await room.page.locator(".row[aria-current=true]").focus();
    await room.key("Shift+F10");
    await room.sees("[role=menu]", "Duplicate");
    await room.picture("row-menu");
    await room.key("Escape");
    await room.gone("[role=menu]");
    ok(await room.page.evaluate(() => document.activeElement.classList.contains("row")), "the focus did not return");
    await room.key("Shift+F10", "d", "Enter");
    await room.sees(".toast", "Duplicated");
  },
  async "the slugline is renamed in the bar"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("F2");
    await room.type("night-boat");
    await room.key("Enter");
    await room.sees(".slug", "night-boat");
    await room.page.locator(".slug button").click();
    await room.type("something else");
    await room.key("Escape");
    await room.sees(".slug", "night-boat");
  },
  async "a new piece opens with the caret in its headline"(room) {
    await room.open();
    await room.key("Control+n");
    await room.sees(".row[aria-current=true]", "A piece without a headline");
    await room.until("the headline has the caret", () => document.activeElement.getAttribute("aria-label") === "Headline");
    await room.type("Told as it is typed");
    await room.sees(".row[aria-current=true]", "Told as it is typed");
  },
};
