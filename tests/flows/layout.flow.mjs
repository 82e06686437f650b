import { equal, ok } from "./harness.mjs";

const width = (room, css) => room.page.evaluate((at) => document.querySelector(at)?.getBoundingClientRect().width ?? 0, css);

export const tests = {
  async "panes hide, come back and are sized by keys and mouse"(room) {
    await room.open();
    equal(await width(room, ".desk"), 236);
    await room.key("F4");
    equal(await width(room, ".desk"), 0);
    await room.key("Control+\\");
    equal(await width(room, ".desk"), 236);
    await room.key("Shift+F4");
    equal(await width(room, ".inspector"), 0);
    await room.key("Shift+F4");
    await room.page.locator(".inspector .edge").focus();
    await room.key("ArrowLeft", "ArrowLeft");
    equal(await width(room, ".inspector"), 412);
    const edge = await room.page.locator(".desk .edge").boundingBox();
    await room.page.mouse.move(edge.x + 4, 300);
    await room.page.mouse.down();
    await room.page.mouse.move(edge.x + 44, 300, { steps: 3 });
    await room.page.mouse.up();
    equal(await width(room, ".desk"), 276);
  },
  async "F6 goes round the parts of the window, Escape leads back to the text"(room) {
    await room.open();
    await room.focus("Body");
    const region = () => room.page.evaluate(() => document.activeElement.closest("[data-region]")?.dataset.region);
    const seen = [await region()];
    for (let i = 0; i < 3; i += 1) { await room.key("F6"); seen.push(await region()); }
    equal([...seen].sort(), ["desk", "inspector", "page", "status"]);
    await room.key("Escape");
    equal(await region(), "page");
    await room.key("Shift+F6");
    equal(await region(), "desk");
  },
  async "a narrow window calls the desk in the inspector's place"(room) {
    await room.open("", 960, 640);
    equal(await width(room, ".desk"), 0);
    equal(await width(room, ".inspector"), 352);
    await room.picture("narrow");
    await room.key("F4");
    equal(await width(room, ".desk"), 236);
    equal(await width(room, ".inspector"), 0);
    await room.key("Escape");
    equal(await width(room, ".inspector"), 352);
  },
  async "a small window lets the inspector cover the page"(room) {
    await room.open("", 720, 480);
    equal(await width(room, ".inspector"), 0);
    await room.key("Shift+F4");
    equal(await width(room, ".stage-page"), 720);
    equal(await width(room, ".inspector"), 420);
    await room.picture("small-inspector");
    await room.key("Escape");
    equal(await width(room, ".inspector"), 0);
    await room.picture("small");
  },
  async "nothing scrolls sideways, down to twice the size"(room) {
    for (const [w, h] of [[1280, 800], [1120, 700], [1119, 700], [960, 640], [860, 600], [720, 480], [640, 400]]) {
      await room.open("", w, h);
      ok(await room.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.querySelector(".window").scrollWidth <= innerWidth), `${w} × ${h} scrolls sideways`);
      const cut = await room.page.evaluate(() => [...document.querySelectorAll(".bar button, .tabs button, .tools button, .status button")].filter((b) => { const r = b.getBoundingClientRect(); return r.width > 0 && (r.right > innerWidth + 1 || r.left < -1); }).map((b) => b.getAttribute("aria-label") ?? b.textContent));
      equal(cut, [], `${w} × ${h}`);
    }
  },
  async "focus mode leaves only the page, zoom sizes the text"(room) {
    await room.open();
    await room.key("F8");
    await room.gone(".inspector");
    await room.picture("focus");
    await room.key("F8");
    const size = () => room.page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.cm-content[aria-label="Body"]')).fontSize));
    const before = await size();
    await room.key("Control+=");
    ok((await size()) > before, "the text did not grow");
    await room.key("Control+Alt+0");
    equal(await size(), before);
  },
  async "it follows the system's theme, and moves nothing when that is asked for"(room) {
    await room.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await room.open();
    equal(await room.page.evaluate(() => document.documentElement.dataset.theme), "dark");
    await room.page.emulateMedia({ colorScheme: "light" });
    await room.until("light", () => document.documentElement.dataset.theme === "light");
  },
};
