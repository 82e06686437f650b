import { equal, ok } from "./harness.mjs";

export const tests = {
  async "Enter and the arrows go from field to field"(room) {
    await room.open("blank");
    equal(await room.focused(), "Headline");
    await room.type("A headline");
    await room.key("Enter");
    equal(await room.focused(), "Standfirst");
    await room.key("ArrowDown");
    equal(await room.focused(), "Byline");
    await room.key("Enter");
    equal(await room.focused(), "Body");
    await room.key("ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp");
    equal(await room.focused(), "Kicker");
    await room.key("ArrowUp");
    equal(await room.focused(), "Outlet");
    await room.key("ArrowDown");
    equal(await room.focused(), "Kicker");
  },
  async "an empty piece asks, and offers what there is"(room) {
    await room.open("blank");
    await room.sees(".cm-placeholder", "What does it argue?");
    await room.sees(".offers", "Paste a piece");
    await room.accessible("empty");
    await room.type("x");
    await room.gone(".offers");
  },
  async "a headline over its limit says by how much"(room) {
    await room.open("blank");
    await room.type("A".repeat(64));
    await room.sees(".f-head .lim", "64/60, 4 over");
  },
  async "outlet, tagline and date are typed above the piece"(room) {
    await room.open("blank");
    await room.key("ArrowUp", "ArrowUp");
    equal(await room.focused(), "Outlet");
    await room.type("The Lantern");
    await room.key("Enter");
    await room.type("Light Along the Coast");
    await room.key("Enter");
    await room.type("next spring");
    await room.key("Enter");
    equal(await room.focused(), "Kicker");
    await room.sees(".understood", "not read as a date");
    await room.page.getByRole("textbox", { name: "Date as printed" }).fill("April 14. 2026. 9:44");
    await room.key("Tab");
    await room.sees(".understood", "14 April 2026");
    await room.saved();
  },
  async "quotes and dashes are set in house style, and Undo takes that back"(room) {
    await room.open("blank");
    await room.type('The "late" boat');
    await room.key("Enter", "Enter", "Enter");
    await room.type('It "runs" -- at six.');
    await room.command("Set quotes and dashes in house style");
    await room.sees(".toast", "4 quotation marks and 1 dash set as the outlet sets them.");
    await room.preview("It “runs” – at six.");
    await room.sees(".f-head", "The “late” boat");
    await room.saved();
    await room.page.locator(".toast").getByRole("button", { name: "Undo", exact: true }).click();
    await room.preview('It "runs" -- at six.');
    await room.sees(".f-head", 'The "late" boat');
    await room.page.getByRole("textbox", { name: "Body" }).click();
    await room.type(' "');
    await room.command("Set quotes and dashes in house style");
    await room.sees(".toast", "1 paragraph left alone: the quotation marks there do not pair.");
    await room.sees(".f-head", "The “late” boat");
    await room.command("Set quotes and dashes in house style");
    await room.sees(".toast", "1 paragraph left alone");
    await room.picture("house style");
    await room.page.locator(".toast").getByRole("button", { name: "Show", exact: true }).click();
    equal(await room.focused(), "Body");
  },
  async "furniture is added from the menu and stays when it has words"(room) {
    await room.open("blank");
    await room.command("Add a correction");
    await room.until("the new field has the caret", () => document.activeElement.getAttribute("aria-label") === "Correction note");
    await room.type("An earlier version was wrong.");
    await room.preview("An earlier version was wrong.");
    await room.command("Add a web headline");
    await room.until("the new field has the caret", () => document.activeElement.getAttribute("aria-label") === "Web headline");
    await room.picture("furniture");
  },
  async "undo goes back over the fields in the order of typing"(room) {
    await room.open("blank");
    await room.type("Head");
    await room.key("Enter");
    await room.type("Stand");
    await room.key("Control+z");
    await room.until("the standfirst is empty", () => document.querySelector('.cm-content[aria-label="Standfirst"]').innerText.includes("One or two"));
    await room.key("Control+z");
    await room.until("the headline is empty", () => document.querySelector('.cm-content[aria-label="Headline"]').innerText.includes("What does it argue"));
    await room.key("Control+y");
    await room.sees('.cm-content[aria-label="Headline"]', "Head");
  },
  async "Ctrl+Z in another field is that field's own"(room) {
    await room.open("blank");
    await room.type("Kept");
    await room.key("Control+Shift+f");
    await room.type("abc");
    await room.key("Control+z");
    await room.sees('.cm-content[aria-label="Headline"]', "Kept");
  },
  async "formatting is done by its keys"(room) {
    await room.open("blank");
    await room.focus("Body");
    await room.type("word");
    await room.key("Control+a", "Control+b");
    await room.preview("word");
    await room.until("it is strong on the page", () => document.querySelector("iframe").contentDocument.querySelector("strong")?.textContent === "word");
    await room.key("Control+2");
    await room.until("it is a heading", () => document.querySelector("iframe").contentDocument.querySelector("h2") !== null);
  },
  async "words between two presses of a formatting key are set, and what follows is not"(room) {
    await room.open("blank");
    await room.focus("Body");
    for (const [key, tag] of [["Control+b", "strong"], ["Control+i", "em"]]) {
      await room.key("Control+a", "Delete");
      await room.type("It is");
      await room.key(key);
      await room.type("n’t");
      await room.key(key);
      await room.type(" late, ");
      await room.key(key);
      await room.type("not now ");
      await room.key(key);
      await room.type("but then.");
      await room.preview("It isn’t late, not now but then.");
      await room.until("the right words are set", (wanted) => [...document.querySelector("iframe").contentDocument.querySelectorAll(`.body ${wanted}`)].map((each) => each.textContent).join("|") === "n’t|not now", tag);
      await room.key(key, key);
      await room.preview("It isn’t late, not now but then.");
    }
  },
  async "find opens in the text and Escape leads back"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+f");
    await room.until("the find bar", () => document.activeElement.tagName === "INPUT");
    await room.type("Eastgate");
    await room.picture("find");
    await room.key("Escape");
    await room.until("the caret in the body", () => document.activeElement.getAttribute("aria-label") === "Body");
  },
  async "reading takes the caret away and gives it back"(room) {
    await room.open();
    await room.key("Control+e");
    equal(await room.field("Body").getAttribute("aria-readonly"), "true");
    await room.key("Control+e");
    equal(await room.field("Body").getAttribute("aria-readonly"), null);
  },
  async "what reads from right to left is set, typed and marked from right to left; the lines beside it are as before"(room) {
    await room.open("blank");
    await room.focus("Headline");
    await room.type("مدينة تتوقف عند منتصف الليل.");
    await room.key("Enter");
    await room.focus("Body");
    await room.type("قالت: «لا!»");
    const line = (n) => room.page.locator('.cm-content[aria-label="Body"] .cm-line').nth(n);
    const at = (n) => line(n).evaluate((el) => {
      const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
      const places = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) for (let i = 0; i < node.length; i += 1) {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        places.push(range.getBoundingClientRect().left);
      }
      return { first: places[0], last: places.at(-1), direction: getComputedStyle(el).direction, right: el.getBoundingClientRect().right, left: el.getBoundingClientRect().left };
    });
    // The caret is drawn with the next frame.
    const caret = (what, low, high) => room.until(what, (between) => {
      const at = document.activeElement.closest(".cm-editor").querySelector(".cm-cursor").getBoundingClientRect().left;
      return at > between[0] && at < between[1];
    }, [low, high]);
    const head = await room.page.locator('.cm-content[aria-label="Headline"] .cm-line').evaluate((el) => [el.dir, getComputedStyle(el).direction]);
    equal(head, ["rtl", "rtl"]);
    const arabic = await at(0);
    equal(arabic.direction, "rtl");
    ok(arabic.last < arabic.first && arabic.right - arabic.first < 40, `the quotation mark stands on the wrong side: ${JSON.stringify(arabic)}`);
    await caret("the caret is at the end of the words", arabic.last - 4, arabic.last + 4);
    // To the left is onwards; what is typed comes where the caret stands.
    await room.key("Home");
    await caret("Home is on the right", arabic.right - 6, 1e6);
    await room.key("ArrowLeft", "ArrowLeft");
    await room.type("X");
    await room.key("Backspace", "ArrowRight");
    await room.type("ـ");
    await room.sees('.cm-content[aria-label="Body"]', "قـالت");
    await room.key("ArrowLeft", "Control+End", "Enter");
    await caret("the caret of the new paragraph is on the right", arabic.right - 6, 1e6);
    await room.type("A city (مدينة) that stops.");
    equal([await line(2).getAttribute("dir"), (await at(2)).direction], [null, "ltr"]);
    const latin = await at(2);
    ok(latin.first - latin.left < 2 && latin.last > latin.first, `the other line moved: ${JSON.stringify(latin)}`);
    await room.key("Enter");
    await room.type("- عنوان");
    await room.until("the bullet hangs on the right", () => {
      const hang = [...document.querySelectorAll(".cm-hang")].at(-1).getBoundingClientRect();
      return hang.left > document.querySelector(".manuscript").getBoundingClientRect().right - 60;
    });
    await room.saved();
    await room.picture("right to left");
    // The same where the words are shown again.
    equal(await room.page.locator(".row[aria-current=true] .ttl").evaluate((el) => getComputedStyle(el).direction), "rtl");
    await room.key("F2");
    await room.page.getByRole("textbox", { name: "Slugline" }).fill("مدينة");
    equal(await room.page.getByRole("textbox", { name: "Slugline" }).evaluate((el) => getComputedStyle(el).direction), "rtl");
    await room.key("Escape");
    await room.focus("Body");
    await room.key("Control+Home", "Control+Alt+m");
    await room.page.locator(".card.draft textarea").fill("هل هذا صحيح؟");
    equal(await room.page.locator(".card.draft textarea").evaluate((el) => getComputedStyle(el).direction), "rtl");
    await room.key("Control+Enter");
    await room.sees(".card .say", "هل هذا صحيح؟");
    equal(await room.page.locator(".card .say").evaluate((el) => getComputedStyle(el).direction), "rtl");
    // Signed, then changed: the words that went and those that came are in their own direction, in the text and in the list.
    await room.click("Sign off…");
    await room.page.locator(".dialog").getByRole("button", { name: "Sign off", exact: true }).click();
    await room.gone(".dialog");
    await room.focus("Headline");
    await room.key("Control+a");
    await room.type("قريةتتوقف!");
    await room.sees(".line .q, .card.change .q", "قريةتتوقف!");
    equal(await room.page.locator(".line .q, .card.change .q").first().evaluate((el) => getComputedStyle(el).direction), "rtl");
    equal(await room.page.locator('.cm-content[aria-label="Headline"] .cm-line').evaluate((el) => getComputedStyle(el).direction), "rtl");
    await room.picture("right to left review");
  },
  async "a piece that does not open says why, and nothing on the window belongs to the one before"(room) {
    await room.open("review");
    await room.focus("Body");
    await room.key("Control+Home", "F7");
    await room.page.evaluate(() => { const { fakeDesk } = globalThis; fakeDesk.tell({ type: "open_piece", id: "nowhere" }); });
    await room.sees("[role=alert]", "This piece did not open");
    await room.until("the way back has the focus", () => document.activeElement.textContent.trim() === "Back to the last piece" && document.activeElement.matches(".primary"));
    equal(await room.page.locator(".stage-page .bar button").evaluateAll((all) => all.map((each) => each.getAttribute("aria-label") ?? each.innerText)), ["Hide the desk", "Menu"]);
    equal(await room.page.locator(".blank button").allInnerTexts(), ["Back to the last piece"]);
    equal(await room.page.locator(".inspector, .strip, .row[aria-current=true]").count(), 0);
    equal(await room.page.locator(".status").innerText(), "Where the desk is kept");
    const before = await room.page.evaluate(() => { const { stage, texts } = globalThis.fakeDesk.piece("p1"); return [stage, texts.get("body").text, globalThis.fakeReview.of(globalThis.fakeDesk.piece("p1")).decided.length]; });
    await room.key("Control+Enter", "Control+Shift+Enter");
    await room.sees(".toast", "no change is looked at");
    equal(await room.page.evaluate(() => { const { stage, texts } = globalThis.fakeDesk.piece("p1"); return [stage, texts.get("body").text, globalThis.fakeReview.of(globalThis.fakeDesk.piece("p1")).decided.length]; }), before);
    await room.accessible("error");
    await room.picture("did-not-open");
    await room.key("Enter");
    await room.sees('.cm-content[aria-label="Headline"]', "A city that stops");
    await room.sees(".status", "7 changes since editor");
    await room.type("X");
    await room.saved();
    await room.page.evaluate(() => { globalThis.fakeDesk.tell({ type: "open_piece", id: "nowhere" }); });
    await room.sees("[role=alert]", "This piece did not open");
    await room.page.locator(".row", { hasText: "A city that stops" }).click();
    await room.gone("[role=alert]");
    await room.key("Control+z");
    await room.saved();
    equal(await room.page.evaluate(() => globalThis.fakeDesk.piece("p1").texts.get("body").text), before[1]);
  },
  async "a piece that does not open for a while can be tried again"(room) {
    await room.open();
    await room.page.evaluate(() => {
      const { fakeDesk } = globalThis;
      const piece = fakeDesk.piece.bind(fakeDesk);
      fakeDesk.piece = (id) => {
        if (id !== "p2") return piece(id);
        fakeDesk.piece = piece;
        throw { code: "failed", message: "The disk did not answer." };
      };
      fakeDesk.tell({ type: "open_piece", id: "p2" });
    });
    await room.sees("[role=alert]", "The disk did not answer.");
    equal(await room.page.locator(".blank button").allInnerTexts(), ["Back to the last piece", "Try again"]);
    await room.click("Try again");
    await room.gone("[role=alert]");
    await room.until("the other piece", () => document.querySelector('.cm-content[aria-label="Headline"]').innerText === globalThis.fakeDesk.piece("p2").texts.get("headline").text);
  },
  async "caret and scroll are as they were when one comes back to a piece"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+End");
    await room.type(" Here.");
    await room.saved();
    const top = await room.page.evaluate(() => document.querySelector(".scroll").scrollTop);
    ok(top > 100, "the page did not scroll");
    await room.page.locator(".row").first().click();
    await room.until("another piece", () => !document.querySelector(".row[aria-current=true]").innerText.includes("A city"));
    await room.page.locator(".row", { hasText: "A city that stops" }).click();
    await room.until("the place is found again", (before) => Math.abs(document.querySelector(".scroll").scrollTop - before) < 40 && document.activeElement.getAttribute("aria-label") === "Body", top);
    await room.type("X");
    await room.sees('.cm-content[aria-label="Body"]', "Here.X");
  },
};
