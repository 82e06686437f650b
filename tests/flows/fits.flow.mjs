import { equal, ok } from "./harness.mjs";

/** Neighbours of which the one begins before the other ends. */
const overlapping = (room, css) => room.page.evaluate((at) => {
  const seen = [...document.querySelectorAll(at)].filter((each) => each.getClientRects().length > 0);
  return seen.slice(1).flatMap((each, index) => {
    // What really stands there: a box can be lower than its text.
    const range = document.createRange();
    range.selectNodeContents(seen[index]);
    return range.getBoundingClientRect().bottom > each.getBoundingClientRect().top + 1 ? [seen[index].textContent.slice(0, 40)] : [];
  });
}, css);
/** Words that end in "…", or behind the edge of what holds them. */
const cut = (room, css) => room.page.evaluate((at) => [...document.querySelectorAll(at)]
  .filter((each) => each.getClientRects().length > 0 && each.scrollWidth > each.clientWidth + 1).map((each) => `${each.textContent.trim()}: ${each.clientWidth} of ${each.scrollWidth}`), css);
const look = (room, css, name) => room.page.evaluate(([at, property]) => getComputedStyle(document.querySelector(at))[property], [css, name]);

export const tests = {
  async "a comparison is set as its page is, one paragraph below the other"(room) {
    for (const [query, width, height] of [["", 1280, 800], ["theme=dark", 960, 640]]) {
      await room.open(query, width, height);
      await room.focus("Body");
      await room.key("Control+Alt+h");
      await room.page.locator(".hrow").first().click();
      await room.sees(".differ ins", "Nobody made a speech.");
      equal(await look(room, ".differ .text .words", "fontSize"), "18px");
      equal(await look(room, ".differ .f-head .words", "fontSize"), "35px");
      ok((await room.page.locator(".differ ins", { hasText: "Nobody made a speech." }).boundingBox()).width > 120, "the new sentence runs on in its line");
      equal(await overlapping(room, ".differ .par"), []);
      await room.picture(`fits-comparison-${width}`);
      await room.click("After", "radio");
      await room.until("the clean text", () => document.querySelector(".differ.clean"));
      equal(await overlapping(room, ".differ .par"), []);
    }
  },
  async "places that changed on both sides are read in two columns"(room) {
    await room.open("collisions=4");
    await room.click("Compare");
    await room.sees(".collision", "nineteen people aboard");
    equal(await look(room, ".collision .both .words", "fontSize"), "14.5px");
    equal(await overlapping(room, ".collision:first-of-type .col:first-child .words, .collision:first-of-type .base, .collision:first-of-type .row-acts"), []);
    equal(await overlapping(room, ".collision"), []);
    await room.picture("fits-collisions");
  },
  async "what is wrong with a file is said in full"(room) {
    await room.open("problems=3");
    await room.click("Show");
    await room.sees(".dialog", "Write it again");
    equal(await cut(room, ".dialog .in, .dialog .sub, .dialog .folder"), []);
    await room.picture("fits-folder");
  },
  async "a stopped button stays readable under the pointer"(room) {
    for (const theme of ["light", "dark"]) {
      await room.open(`review&theme=${theme}`);
      await room.page.locator("button.stage").click();
      await room.page.getByRole("menuitem", { name: "Send to copy…" }).click();
      const stopped = room.page.locator(".dialog .btn.primary");
      const colours = () => stopped.evaluate((each) => {
        // Colours that come slowly are judged where they come to rest.
        each.getAnimations().forEach((moving) => moving.finish());
        return [getComputedStyle(each).color, getComputedStyle(each).backgroundColor];
      });
      const before = await colours();
      await stopped.hover();
      equal(await colours(), before, theme);
      ok(before[0] !== before[1], "words and ground differ");
    }
  },
  async "larger text takes the gutter's names away before it cuts them"(room) {
    await room.open();
    const names = () => room.page.evaluate(() => [...document.querySelectorAll(".furn .tag")].filter((each) => each.textContent && each.getClientRects().length > 0).map((each) => {
      const [box, pane] = [each.getBoundingClientRect(), each.closest(".scroll").getBoundingClientRect()];
      return { name: each.textContent, whole: box.left >= pane.left - 3 && box.right <= pane.right };
    }));
    equal((await names()).length >= 4, true, "the gutter holds names");
    for (let step = 0; step < 4; step += 1) {
      await room.key("Control+=");
      await room.focus("Headline");
      equal(await names(), [{ name: "Headline", whole: true }]);
    }
    await room.picture("fits-larger-text");
    await room.key("Control+Alt+0", "Control+-");
    equal((await names()).length >= 4, true, "smaller text has room for them");
  },
  async "how much a headline is too long is said in full"(room) {
    for (const [width, height] of [[1280, 800], [960, 640], [720, 480]]) {
      await room.open("", width, height);
      for (const headline of ["A city that stops at midnight is not a city, and never was one at all, ever", "A city that stops at midnight is not a city. ".repeat(30)]) {
        await room.page.evaluate((text) => globalThis.fakeDesk.setTexts(globalThis.fakeDesk.piece("p1"), { headline: text }), headline);
        await room.sees(".f-head .lim", `${headline.length}/60, ${headline.length - 60} over`);
        await room.until("it stands in the pane", () => {
          const [said, pane] = [document.querySelector(".f-head .lim").getBoundingClientRect(), document.querySelector(".scroll").getBoundingClientRect()];
          return said.width > 30 && said.left >= pane.left && said.right <= pane.right;
        });
      }
    }
    await room.open("review");
    await room.key("Control+Shift+r");
    await room.page.evaluate(() => globalThis.fakeDesk.setTexts(globalThis.fakeDesk.piece("p1"), { headline: "A city that stops at midnight is not a city, and never was one at all, ever" }));
    await room.sees(".sheets.marked .f-head .lim", "75/60, 15 over");
    await room.until("it leaves the gutter to those who changed it", () => document.querySelector(".f-head .lim").getBoundingClientRect().right <= document.querySelector(".f-head").getBoundingClientRect().right);
  },
  async "who saw a headline stands in the gutter, whole"(room) {
    await room.open("review");
    await room.key("Control+Shift+r");
    await room.page.locator(".f-head").hover();
    const edges = () => room.page.evaluate(() => [...document.querySelectorAll(".seen-by")].map((each) => Math.round(each.getBoundingClientRect().left - document.querySelector(".scroll").getBoundingClientRect().left)));
    await room.sees(".f-head .seen-by", "unseen");
    ok((await edges()).every((left) => left >= 0), `cut at the left: ${await edges()}`);
    await room.page.locator(".f-head .seen-by").click();
    await room.click("Write it down");
    await room.key("Escape");
    await room.focus("Headline");
    await room.key("End");
    await room.type(" ever");
    await room.sees(".f-head .seen-by", "changed");
    ok((await edges()).every((left) => left >= 0), `cut at the left: ${await edges()}`);
  },
  async "an outlet is written in a small window too"(room) {
    for (const [width, height] of [[720, 480], [640, 400]]) {
      await room.open("", width, height);
      await room.command("Outlets");
      await room.click("New outlet");
      await room.sees(".dialog", "Tagline");
      for (const part of ["Name and head", "Page design", "Hand-overs"]) {
        await room.click(part, "tab");
        await room.until("the fields have room", () => [...document.querySelectorAll(".pf .field:not(.short)")].every((each) => each.getBoundingClientRect().width >= 150));
        equal(await cut(room, ".pf, .pf .pf-part"), [], `${part} at ${width}`);
      }
      await room.picture(`fits-outlet-${width}`);
    }
  },
  async "the time of the last word on the disk is never cut"(room) {
    for (const [width, height] of [[860, 600], [720, 480], [640, 400]]) {
      await room.open("review", width, height);
      await room.sees(".status .saved", "11.00.00");
      equal(await cut(room, ".status .live, .status .live .g"), [], `${width}`);
      equal(await room.page.evaluate(() => document.querySelector(".status").scrollWidth <= innerWidth), true);
      await room.picture(`fits-status-${width}`);
    }
  },
  async "a comment beside the text names who wrote it and whom it asks"(room) {
    const widths = [];
    for (const width of [1440, 1920]) {
      await room.open("review", width, 900);
      await room.key("Control+Alt+v", "Shift+F4");
      await room.sees(".margin-cards", "Which budget year");
      await room.page.locator("mark.cm-remark", { hasText: "carries too few" }).click();
      await room.sees(".margin-cards .card.cur", "asks");
      equal(await cut(room, ".margin-cards .card.cur :is(b, .open, .cut)"), [], `${width}`);
      widths.push((await room.page.locator(".margin-cards").boundingBox()).width);
      await room.picture(`fits-margin-${width}`);
    }
    ok(widths[1] > widths[0] && widths[1] > 300, `a wide margin is used: ${widths}`);
  },
  async "a picture's fields are named beside them"(room) {
    await room.open();
    await room.focus("Body");
    await room.command("Insert picture");
    await room.sees(".dialog", "Insert a picture");
    equal(await room.page.locator(".dialog .lab").allInnerTexts(), ["What it shows", "Caption", "Credit"]);
    ok(await room.page.evaluate(() => [...document.querySelectorAll(".dialog .lab")].every((label) => label.getBoundingClientRect().right < label.nextElementSibling.getBoundingClientRect().left)), "each at the left of its field");
    await room.picture("fits-picture");
  },
  async "dialogs keep their rows apart, and begin at their first"(room) {
    const gap = (from, to) => room.page.evaluate(([a, b]) => document.querySelector(b).getBoundingClientRect().top - document.querySelector(a).getBoundingClientRect().bottom, [from, to]);
    await room.open();
    await room.command("Seal the text");
    await room.command("Correct what was printed");
    await room.sees(".dialog", "What was wrong");
    equal(await gap(".dialog header", ".dialog .form"), 16);
    ok((await gap(".dialog .area:has(+ .checks)", ".dialog .checks .box")) >= 9, "the tick stands off the field above");
    await room.open("review");
    await room.command("Write a file for reading back…");
    await room.sees(".dialog", "For");
    equal(await gap(".dialog .lead", ".dialog .form"), 16);
  },
  async "a row's date stands at the right, whatever else the row says"(room) {
    await room.open("new&blank");
    await room.focus("Headline");
    await room.type("x");
    await room.sees(".row.on", "x");
    const rights = await room.page.evaluate(() => [...document.querySelectorAll(".row .meta:nth-of-type(2) .when")].map((each) => Math.round(each.getBoundingClientRect().right)));
    ok(rights.length > 4 && new Set(rights).size === 1, `dates end at ${rights}`);
  },
  async "a piece's way is told with names"(room) {
    await room.open("review");
    await room.command("Who has it, until when…");
    await room.sees(".head.went", "From Ilse Varden to Maud Castell");
  },
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
      equal(await cut(room, ".menu .whynot, .menu .lbl"), []);
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
      equal((await cut(room, ".palette .opt .m")).filter((each) => each.startsWith("Word")), []);
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
      equal(await cut(room, ".findbar, .fb-count"), [], `${width}`);
      await room.picture(`fits-find-${width}`);
    }
  },
};
