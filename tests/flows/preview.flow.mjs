import { equal, ok } from "./harness.mjs";

/** Whether a block of the page's body stands in the pane: its last line for the last block, its first for any other. */
const inSight = (room, which, what) => room.until(`${what}: the block is in sight`, (at) => {
  const pane = document.querySelector(".pane").getBoundingClientRect();
  const iframe = document.querySelector("iframe");
  const parts = [...[...iframe.contentDocument.querySelectorAll(".body > *")].at(at).getClientRects()];
  const outer = iframe.getBoundingClientRect().top;
  const y = at < 0 ? outer + parts.at(-1).bottom - 8 : outer + parts[0].top + 8;
  return y > pane.top && y < pane.bottom;
}, which);

/** The window's memory as it is kept, and the paragraph at the text's top edge. */
const left = (room) => room.page.evaluate(() => {
  const box = document.querySelector(".scroll").getBoundingClientRect();
  const line = [...document.querySelectorAll('.cm-content[aria-label="Body"] .cm-line')].find((each) => each.getBoundingClientRect().bottom > box.top + 2);
  return [globalThis.fakeDesk.view, { words: line.textContent, at: line.getBoundingClientRect().top - box.top }];
});
/** Waits until the place where the text stands is kept. */
const kept = (room) => room.until("the place is kept", () => {
  const { scroll, line } = JSON.parse(globalThis.fakeDesk.view ?? "null").places[0];
  return line > 1 && scroll === Math.round(document.querySelector(".scroll").scrollTop);
});
const isAt = (room, place) => room.until("the text is where it was", ({ words, at }) => {
  const box = document.querySelector(".scroll").getBoundingClientRect();
  return [...document.querySelectorAll('.cm-content[aria-label="Body"] .cm-line')].some((each) => each.textContent === words && Math.abs(each.getBoundingClientRect().top - box.top - at) < 12);
}, place);

export const tests = {
  async "the page follows every key, and the time is measured"(room) {
    await room.open();
    await room.focus("Headline");
    await room.key("End");
    await room.type(" indeed");
    await room.preview("indeed");
    const times = await room.page.evaluate(() => performance.getEntriesByName("key-to-preview").map((e) => e.duration));
    ok(times.length > 0, "no key-to-preview");
    await room.until("the frame's measure", () => performance.getEntriesByName("key-to-preview-frame").length > 0);
  },
  async "no script runs in the frame, and it is as high as its page"(room) {
    await room.open();
    await room.preview("A city that stops");
    const frame = await room.page.evaluate(() => {
      const iframe = document.querySelector("iframe");
      return { sandbox: iframe.getAttribute("sandbox"), events: getComputedStyle(iframe).pointerEvents, gap: Math.abs(iframe.offsetHeight - iframe.contentDocument.querySelector(".sheet").getBoundingClientRect().height) };
    });
    equal(frame.sandbox, "allow-same-origin");
    equal(frame.events, "none");
    ok(frame.gap < 2, `the frame is ${frame.gap} px off`);
  },
  async "the notes below the text are set as on the exported page, and go when they are emptied"(room) {
    await room.open();
    await room.preview("A city that stops");
    const parts = () => room.page.evaluate(() => [...document.querySelector("iframe").contentDocument.querySelector(".sheet").children].map((part) => `${part.localName}.${part.className}`));
    equal((await parts()).filter((part) => !part.startsWith("div.body on")), ["header.", "div.top", "div.body drop", "footer.foot"]);
    const set = await room.page.evaluate(() => {
      const foot = document.querySelector("iframe").contentDocument.querySelector(".sheet > .foot");
      const { display, borderTopWidth } = getComputedStyle(foot);
      return [display, parseFloat(borderTopWidth) > 0, getComputedStyle(foot.querySelector("b")).display];
    });
    equal(set, ["grid", true, "block"]);
    await room.page.locator(".pane").evaluate((pane) => { pane.scrollTop = pane.scrollHeight; });
    await room.picture("preview notes");
    await room.page.evaluate(() => globalThis.fakeDesk.setTexts(globalThis.fakeDesk.piece("p1"), { author_note: "", disclosure: "", correction_note: "" }));
    await room.until("no empty foot is left", () => document.querySelector("iframe").contentDocument.querySelector(".sheet > footer") === null);
    await room.page.evaluate(() => globalThis.fakeDesk.setTexts(globalThis.fakeDesk.piece("p1"), { disclosure: "The author was not paid." }));
    await room.until("it comes back below the text", () => document.querySelector("iframe").contentDocument.querySelector(".sheet").lastElementChild.matches("footer.foot"));
    await room.preview("The author was not paid.");
  },
  async "a click on a paragraph leads to it in the text"(room) {
    await room.open();
    await room.preview("honest case");
    const at = await room.page.evaluate(() => {
      const iframe = document.querySelector("iframe");
      const p = [...iframe.contentDocument.querySelectorAll("p")].find((e) => e.textContent.includes("honest case"));
      p.scrollIntoView({ block: "center" });
      document.querySelector(".pane").scrollTop = iframe.offsetTop + p.getBoundingClientRect().top - 200;
      const [box, outer] = [p.getClientRects()[0], iframe.getBoundingClientRect()];
      return { x: outer.left + box.left + 30, y: outer.top + box.top + 6 };
    });
    await room.page.mouse.click(at.x, at.y);
    await room.until("the caret is in the body", () => document.activeElement.getAttribute("aria-label") === "Body");
    await room.type("Q");
    await room.sees('.cm-content[aria-label="Body"]', "QThere is an honest case");
  },
  async "what a click on the page does is told beside it, never over it"(room) {
    for (const width of [1280, 960]) {
      await room.open("", width, 640);
      await room.preview("honest case");
      equal(await room.page.locator(".pane [title]:not(iframe)").count(), 0, "tooltips over the page");
      await room.page.locator(".glass").hover({ position: { x: 100, y: 200 } });
      await room.sees(".inspector .tools", "Click to go to the text");
      equal(await room.page.evaluate(() => { const tools = document.querySelector(".inspector .tools"); return [tools.scrollWidth <= tools.clientWidth, tools.lastElementChild.getClientRects().length]; }), [true, 1], "it stands on one line");
      await room.picture(`preview hint ${width}`);
      await room.page.mouse.move(500, 500);
      await room.sees(".inspector .tools", "405 words");
    }
  },
  async "the page scrolls along with the text, one column"(room) {
    await room.open();
    await room.click("Phone", "radio");
    await room.page.mouse.move(560, 500);
    await room.page.mouse.wheel(0, 600);
    await room.until("the page scrolled", () => document.querySelector(".pane").scrollTop > 150);
    const text = await room.page.evaluate(() => document.querySelector(".scroll").scrollTop);
    await room.page.mouse.move(1100, 500);
    await room.page.mouse.wheel(0, 500);
    await room.until("the text followed", (before) => document.querySelector(".scroll").scrollTop > before + 60, text);
  },
  async "the page keeps its place while one types"(room) {
    await room.open();
    await room.click("Web", "radio");
    await room.page.mouse.move(560, 500);
    await room.page.mouse.wheel(0, 500);
    await room.until("the page scrolled", () => document.querySelector(".pane").scrollTop > 100);
    await room.focus("Body");
    await room.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    const before = await room.page.evaluate(() => document.querySelector(".pane").scrollTop);
    await room.type("ab");
    await room.saved();
    const after = await room.page.evaluate(() => document.querySelector(".pane").scrollTop);
    ok(Math.abs(after - before) < 60, `the page jumped from ${before} to ${after}`);
  },
  async "the caret's words are in sight on the page, in columns as in one"(room) {
    for (const [kind, query, height] of [["Print", "", 640], ["Print", "words=3000", 800], ["Web", "words=3000", 800], ["Phone", "words=3000", 800]]) {
      await room.open(query, height === 640 ? 960 : 1280, height);
      await room.click(kind, "radio");
      await room.preview("A city that stops");
      await room.focus("Body");
      for (const [key, which] of [["Control+End", -1], ["Control+Home", 0]]) {
        await room.key(key);
        await inSight(room, which, `${kind}, ${key}`);
      }
      await room.key("Control+End");
      await room.type(" The very last words of all.");
      await room.preview("The very last words of all.");
      await inSight(room, -1, `${kind}, typed`);
      await room.picture(`preview end ${kind}`);
    }
  },
  async "a piece that is opened again shows page and text at the place where it was left a moment ago"(room) {
    for (const kind of ["Print", "Phone"]) {
      await room.open("words=3000");
      await room.click(kind, "radio");
      await room.preview("A city that stops");
      await room.focus("Body");
      await room.key("Control+End");
      await kept(room);
      // As after a kill: nothing more is asked of the window.
      const [view, end] = await left(room);
      await room.open(`words=3000&view=${encodeURIComponent(view)}`);
      await isAt(room, end);
      equal(await room.focused(), "Body");
      await inSight(room, -1, `${kind}, opened again`);
      await room.picture(`opened again ${kind}`);
      // Somewhere in the middle, by the wheel: no caret there.
      await room.page.mouse.move(560, 500);
      await room.page.mouse.wheel(0, -1500);
      await room.until("the wheel turned the text", (before) => { const { scroll } = JSON.parse(globalThis.fakeDesk.view).places[0]; return scroll < before - 1000; }, JSON.parse(view).places[0].scroll);
      await kept(room);
      const [middle, at] = await left(room);
      const page = await room.page.evaluate(() => document.querySelector(".pane").scrollTop);
      ok(at.words !== end.words, "the wheel did nothing");
      await room.open(`words=3000&view=${encodeURIComponent(middle)}`);
      await isAt(room, at);
      if (kind === "Phone") await room.until("the page is there too", (before) => Math.abs(document.querySelector(".pane").scrollTop - before) < 60, page);
    }
  },
  async "a missing patch leads to the whole page again"(room) {
    await room.open();
    await room.preview("A city");
    await room.page.evaluate(() => {
      document.querySelector("iframe").contentDocument.querySelector(".headline").textContent = "stale";
      globalThis.fakeDesk.tell({ type: "preview_changed", patch: { id: "p1", seq: 9999, head: null, foot: null, from: 0, remove: 0, insert: [], lines: null, words: 1, reading_seconds: 1 } });
    });
    await room.preview("A city that stops");
  },
  async "the page is lit like the room"(room) {
    await room.open("theme=dark");
    await room.preview("A city");
    equal(await room.page.evaluate(() => document.querySelector("iframe").contentDocument.documentElement.dataset.theme), "dark");
    await room.command("Light");
    await room.until("a light page", () => document.querySelector("iframe").contentDocument.documentElement.dataset.theme === "light");
  },
};
