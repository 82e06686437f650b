import { equal, ok } from "./harness.mjs";

export const tests = {
  async "the desk's search shows the key that leads to it"(room) {
    await room.open();
    await room.command("Move to the bin");
    for (const name of ["Search all pieces", "Search the bin"]) {
      if (name === "Search the bin") await room.click("Bin 1");
      const field = room.page.getByRole("searchbox", { name });
      equal(await field.evaluate((each) => [...each.parentElement.querySelectorAll("kbd")].map((cap) => cap.textContent)), ["Ctrl", "Shift", "F"]);
      ok(await field.evaluate((each) => each.parentElement.querySelector("kbd:last-child").getBoundingClientRect().bottom <= each.parentElement.getBoundingClientRect().bottom), "there is room for it");
      await room.focus("Body");
      await room.key("Control+Shift+f");
      equal(await room.focused(), name);
      await room.key("Escape");
      const whole = await field.evaluate((each) => {
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = getComputedStyle(each).font;
        return pen.measureText(each.placeholder).width <= each.clientWidth;
      });
      ok(whole, `“${name}” is cut`);
      await room.picture(`fits-${name}`);
    }
  },
  async "a menu says in full, and once, why something can't be done"(room) {
    await room.open();
    for (const letter of ["r", "f"]) {
      await room.key(`Alt+${letter}`);
      await room.sees("[role=menu]", letter === "r" ? "Reject all changes" : "New piece");
      equal(await room.cut(".menu .whynot, .menu .lbl"), []);
      if (letter === "r") {
        const why = await room.page.evaluate(() => [...document.querySelectorAll(".menu [role=menuitem]")].filter((each) => /(Accept|Reject) all/.test(each.dataset.title)).map((each) => each.querySelector(".whynot").textContent));
        equal(why, ["No change is open", "No change is open"]);
      }
      await room.key("Escape");
    }
  },
  async "an empty piece and the palette name every kind of file that opens"(room) {
    const kinds = "Word, OpenDocument, RTF, Markdown, text, a web page";
    for (const [width, height] of [[1280, 800], [960, 640]]) {
      await room.open("blank", width, height);
      await room.sees(".offer", kinds);
      const lines = await room.page.locator(".offer", { hasText: kinds }).locator("> span").first().evaluate((each) => each.getClientRects().length === 1 && each.getBoundingClientRect().height < 20);
      ok(lines, `it takes one line at ${width}`);
      await room.picture(`fits-offers-${width}`);
      await room.key("Control+Shift+p");
      await room.sees(".opt", kinds);
      equal((await room.cut(".palette .opt .m")).filter((each) => each.startsWith("Word")), []);
      await room.key("Escape");
    }
  },
  async "a menu stands below the bar, and leaves its titles to be clicked"(room) {
    for (const [width, height] of [[1280, 800], [960, 640], [640, 400]]) {
      await room.open("", width, height);
      await room.key("Alt+f");
      await room.sees("[role=menu]", "Save as");
      const [menu, bar] = [await room.page.locator(".menu").boundingBox(), await room.page.locator(".menubar").boundingBox()];
      ok(menu.y >= bar.y + bar.height && menu.y + menu.height <= height, `at ${width} × ${height} it reaches from ${menu.y} to ${menu.y + menu.height}`);
      if (height === 800) ok(await room.page.locator(".menu").evaluate((each) => each.scrollHeight <= each.clientHeight), "all of it is in sight");
      await room.picture(`fits-menu-${width}`);
      await room.page.getByRole("menuitem", { name: "Insert" }).click();
      await room.sees("[role=menu]", "Footnote");
      await room.key("Escape");
    }
  },
  async "a menu inside a menu is entered and left by keys and mouse"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Alt+f");
    await room.page.getByRole("menuitem", { name: "Save as" }).click();
    await room.sees("[role=menu]", "Save as a Word file…");
    ok((await room.focused()).startsWith("Save as a Word file…"), await room.focused());
    await room.accessible("a menu inside a menu");
    await room.key("ArrowLeft");
    await room.sees("[role=menu]", "New piece");
    equal(await room.focused(), "Save as");
    await room.key("ArrowRight");
    await room.sees("[role=menu]", "Save as plain text…");
    await room.picture("fits-menu-inside");
    await room.key("Escape", "ArrowRight");
    await room.sees("[role=menu]", "Save as plain text…");
    await room.key("Home", "Enter", "Escape");
    await room.gone("[role=menu]");
    equal(await room.focused(), "Body");
  },
  async "the button of the menu opens it where it stands"(room) {
    for (const [width, height] of [[1280, 800], [720, 480]]) {
      await room.open("", width, height);
      const opener = room.page.getByRole("button", { name: "Menu", exact: true });
      await opener.click();
      await room.sees("[role=menu]", "Furniture");
      const [menu, box] = [await room.page.locator(".menu").boundingBox(), await opener.boundingBox()];
      ok(menu.y >= box.y + box.height && menu.x <= box.x + box.width && menu.x + menu.width >= box.x, "it hangs on its button");
      await room.picture(`fits-menu-button-${width}`);
      await room.page.getByRole("menuitem", { name: "View", exact: true }).click();
      await room.page.getByRole("menuitem", { name: "Light or dark" }).click();
      await room.page.getByRole("menuitemcheckbox", { name: "Dark", exact: true }).click();
      await room.until("dark", () => document.documentElement.dataset.theme === "dark");
      await room.gone("[role=menu]");
      equal(await room.focused(), "Menu");
    }
  },
  async "finding says where it looks, and replacing all says so"(room) {
    for (const [width, height] of [[1280, 800], [960, 640], [640, 400]]) {
      await room.open("", width, height);
      await room.focus("Headline");
      await room.key("Control+f");
      equal(await room.page.locator(".fb-input").first().getAttribute("placeholder"), "Find in the body");
      await room.type("midnight");
      await room.sees(".fb-count", "in the body");
      await room.key("Enter");
      await room.sees(".fb-count", "1 of 3 in the body");
      await room.key("Control+h");
      equal(await room.page.locator(".fb-row:not([hidden]) .fb-btn", { hasText: "Replace" }).allInnerTexts(), ["Replace", "Replace all"]);
      equal(await room.cut(".findbar, .fb-count"), [], `${width}`);
      await room.picture(`fits-find-${width}`);
    }
  },
};
