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
    equal(await room.cut(".dialog .in, .dialog .sub, .dialog .folder"), []);
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
  async "where there is no gutter, a field's name stands above its words and touches nothing"(room) {
    for (const [theme, width, height] of [["light", 960, 640], ["dark", 960, 640], ["light", 640, 480]]) {
      await room.open(`theme=${theme}`, width, height);
      for (const name of ["Outlet", "Kicker", "Headline", "Standfirst", "Byline", "Author note", "Disclosure"]) {
        const field = name === "Outlet" ? room.page.getByRole("textbox", { name, exact: true }) : room.field(name);
        await field.focus();
        const faults = await room.page.evaluate((field) => {
          const furn = document.activeElement.closest(".furn");
          const tag = furn.querySelector(".tag");
          const [at, words] = [tag.getBoundingClientRect(), document.activeElement.getBoundingClientRect()];
          const over = (other) => other.left < at.right && other.right > at.left && other.top < at.bottom - 1 && other.bottom > at.top + 1;
          const others = [...document.querySelectorAll(".manuscript .cm-line, .dateline input, .furn .lim")].filter((each) => each !== document.activeElement && each.getClientRects().length > 0 && over(each.getBoundingClientRect()));
          return [
            ...(at.width > 0 ? [] : [`${field} has no name`]),
            ...(Math.abs(at.left - words.left) <= 8 ? [] : [`${field} stands ${Math.round(at.left - words.left)} px beside its words`]),
            ...(at.bottom <= words.top + 1 ? [] : [`${field} lies on its own words`]),
            ...others.map((each) => `${field} lies on ${each.value ?? each.textContent.slice(0, 30)}`),
          ];
        }, name);
        equal(faults, [], `${theme} ${width}`);
        if (name === "Kicker" || name === "Standfirst") await room.picture(`fits name ${name} ${theme} ${width}`);
      }
    }
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
        equal(await room.cut(".pf, .pf .pf-part"), [], `${part} at ${width}`);
      }
      await room.picture(`fits-outlet-${width}`);
    }
  },
  async "the time of the last word on the disk is never cut"(room) {
    for (const [width, height] of [[860, 600], [720, 480], [640, 400]]) {
      await room.open("review", width, height);
      await room.sees(".status .saved", "11.00.00");
      equal(await room.cut(".status .live, .status .live .g"), [], `${width}`);
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
      equal(await room.cut(".margin-cards .card.cur :is(b, .open, .cut)"), [], `${width}`);
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
    await room.click("Seal all the same");
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
    const rights = await room.page.evaluate(() => [...document.querySelectorAll(".row")].map((row) => Math.round(row.querySelector(".meta > span:last-child").getBoundingClientRect().right)));
    ok(rights.length > 4 && new Set(rights).size === 1, `dates end at ${rights}`);
  },
  async "a piece's way is told with names"(room) {
    await room.open("review");
    await room.command("Who has it, until when…");
    await room.sees(".head.went", "From Ilse Varden to Maud Castell");
  },
  async "the page of a piece begins where the lines of its language do"(room) {
    await room.open("new&blank");
    await room.focus("Headline");
    await room.type("مدينة تتوقف عند منتصف الليل");
    await room.focus("Body");
    await room.type("غادر آخر قارب ليلي.");
    await room.preview("غادر");
    const ends = () => room.page.evaluate(() => {
      const page = document.querySelector("iframe").contentDocument;
      const range = page.createRange();
      range.selectNodeContents(page.querySelector(".headline"));
      const [line, box] = [range.getClientRects()[0], page.querySelector(".headline").getBoundingClientRect()];
      return { dir: page.documentElement.dir, right: Math.abs(box.right - line.right) < 4 };
    });
    await room.click("English (UK)");
    await room.page.getByRole("radio", { name: "Arabic" }).click();
    await room.until("the page is turned round", () => document.querySelector("iframe").contentDocument.documentElement.dir === "rtl");
    ok((await ends()).right, "the headline begins at the right");
  },
  async "a killed piece tells its fee, its rights, and its reason to the last word"(room) {
    await room.open("review", 960, 640);
    await room.page.getByRole("button", { name: /^Stage/ }).click();
    await room.page.getByText("Kill…").click();
    await room.page.getByLabel("Reason").fill("Overtaken by the vote of the council on Thursday, and by a piece of the same author elsewhere.");
    await room.page.getByLabel("Fee").fill("half of 300 crowns");
    await room.page.getByLabel("Rights go back on").fill("soon");
    await room.click("Kill");
    await room.sees(".dialog", "A date as 2026-11-30");
    await room.page.getByLabel("Rights go back on").fill("2026-06-01");
    await room.click("Kill");
    await room.command("Who has it, until when…");
    await room.sees(".went", "elsewhere.");
    await room.sees(".went", "Fee: half of 300 crowns · Rights go back on 2026-06-01");
    equal((await room.cut(".went span")).length, 0);
  },
};
