import { PAGE } from "./fixtures.mjs";
import { equal, ok } from "./harness.mjs";

export const tests = {
  async "a pasted page sorts itself and says what it did"(room) {
    await room.open("blank");
    await room.focus("Body");
    await room.paste(PAGE);
    await room.sees(".banner", "Sorted into headline, standfirst, byline and 3 paragraphs. 2 lines set aside.");
    await room.sees('.cm-content[aria-label="Headline"]', "A short headline here");
    await room.preview("A third paragraph.");
    await room.picture("pasted");
    await room.click("Show");
    await room.sees("#pane-receipt", "Share this article");
    await room.accessible("receipt");
    await room.picture("receipt");
  },
  async "a page that can't be sorted goes into the body as it is, and one Undo takes it out"(room) {
    await room.open("blank&fail=disk");
    await room.focus("Headline");
    await room.page.evaluate(() => { document.execCommand = () => { throw new Error("no text is put in by the engine's own command"); }; });
    await room.paste(PAGE);
    await room.sees(".banner", "The page could not be sorted; its text is in the body. The disk is full.");
    await room.sees('.cm-content[aria-label="Body"]', "Share this article");
    equal(await room.focused(), "Body");
    await room.key("Control+z");
    await room.until("the body is empty", () => document.querySelector('.cm-content[aria-label="Body"]').innerText.includes("Write here, or paste"));
    await room.key("Control+y");
    await room.sees('.cm-content[aria-label="Body"]', "Share this article");
  },
  async "a text beyond all measure is told and stays out, of an empty piece as of one with words"(room) {
    for (const words of ["", "Mine"]) {
      await room.open("blank");
      await room.focus("Body");
      await room.type(words);
      const took = await room.page.evaluate(() => {
        const data = new DataTransfer();
        data.setData("text/plain", "A paragraph of a text that never ends.\n\n".repeat(500_000));
        const started = performance.now();
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        return performance.now() - started;
      });
      ok(took < 3000, `the page stood still for ${Math.round(took)} ms`);
      await room.sees(".banner[role=alert]", "This text is too long to be part of a piece; nothing was pasted. It has 20 MB and the limit is 16. Paste the part that you need.");
      await room.type(" more");
      await room.preview(`${words} more`.trim());
      await room.saved();
      equal(await room.page.evaluate(() => [...globalThis.fakeDesk.pieces.values()].at(-1).texts.get("body").text), `${words} more`);
      await room.picture(`too-long-${words === "" ? "empty" : "words"}`);
    }
  },
  async "what was set aside is put back by P"(room) {
    await room.open("blank");
    await room.paste(PAGE);
    await room.sees(".banner", "Sorted");
    await room.key("Control+Alt+r");
    await room.sees("#pane-receipt", "Subscribe to our newsletter");
    await room.page.getByRole("button", { name: "Put back" }).first().focus();
    await room.key("ArrowDown", "p");
    await room.sees("#pane-receipt", "In the body");
    await room.sees('.cm-content[aria-label="Body"]', "Subscribe to our newsletter");
  },
  async "Undo takes the whole paste back, by button and by key"(room) {
    for (const way of [() => room.click("Undo"), () => room.key("Control+z")]) {
      await room.open("blank");
      await room.paste(PAGE);
      await room.sees(".banner", "Sorted");
      await way();
      await room.sees(".cm-placeholder", "What does it argue?");
      await room.gone(".banner");
      equal(await room.page.getByRole("tab", { name: "Receipt" }).count(), 0);
    }
  },
  async "Redo sorts a paste again that was taken back, as often as one likes, until something is typed"(room) {
    await room.open("blank");
    await room.paste(PAGE);
    await room.sees(".banner", "Sorted");
    const texts = () => room.page.evaluate(() => [...[...globalThis.fakeDesk.pieces.values()].at(-1).texts].map(([field, { text }]) => `${field}: ${text}`));
    const sorted = await texts();
    for (const keys of ["Control+y", "Control+Shift+z"]) {
      await room.key("Control+z");
      await room.sees(".toast", "Taken back. The fields are as they were before.");
      await room.sees(".cm-placeholder", "What does it argue?");
      await room.key(keys);
      await room.sees(".banner", "Sorted into headline, standfirst, byline and 3 paragraphs.");
      await room.sees('.cm-content[aria-label="Headline"]', "A short headline here");
      equal(await texts(), sorted);
    }
    await room.key("Control+z");
    await room.sees(".cm-placeholder", "What does it argue?");
    await room.type("Mine");
    await room.key("Control+z");
    await room.sees(".cm-placeholder", "What does it argue?");
    await room.key("Control+y");
    await room.sees('.cm-content[aria-label="Headline"]', "Mine");
  },
  async "Ctrl+Z after typing takes back what was typed, not the paste"(room) {
    await room.open("blank");
    await room.paste(PAGE);
    await room.sees(".banner", "Sorted");
    await room.focus("Body");
    await room.type("Mine. ");
    await room.key("Control+z");
    await room.sees('.cm-content[aria-label="Headline"]', "A short headline here");
  },
  async "a page pasted into a piece with words is a paste"(room) {
    await room.open("blank");
    await room.type("Mine");
    await room.focus("Body");
    await room.paste(PAGE);
    await room.sees('.cm-content[aria-label="Body"]', "A third paragraph.");
    await room.sees('.cm-content[aria-label="Headline"]', "Mine");
    equal(await room.page.locator(".banner").count(), 0);
  },
  async "rich text keeps its links and loses its colours"(room) {
    await room.open("blank");
    await room.type("Not empty");
    await room.focus("Body");
    await room.paste("See the report", "<p style='color:red'>See <a href='https://example.org/a'>the <b>report</b></a><img src='x.png'></p>");
    await room.sees(".toast", "Pasted 3 words: 1 image left out.");
    await room.until("the link is on the page", () => document.querySelector("iframe").contentDocument.querySelector("a")?.textContent.includes("report"));
  },
  async "Undo of the receipt takes a rich paste back, unless something was typed since"(room) {
    await room.open("blank");
    await room.type("Not empty");
    await room.focus("Body");
    await room.type("Mine. ");
    await room.paste("Hello you", "<p>Hello <b>you</b></p>");
    await room.sees(".toast", "Pasted 2 words.");
    await room.sees('.cm-content[aria-label="Body"]', "Hello");
    await room.click("Undo");
    await room.until("the paste is gone", () => !document.querySelector('.cm-content[aria-label="Body"]').textContent.includes("Hello"));
    await room.sees('.cm-content[aria-label="Body"]', "Mine.");
    await room.paste("Hello you", "<p>Hello <b>you</b></p>");
    await room.sees(".toast", "Pasted 2 words.");
    await room.type(" More.");
    await room.click("Undo");
    await room.sees(".toast", "Something was typed since");
    await room.sees('.cm-content[aria-label="Body"]', "More.");
  },
  async "the words alone are pasted by a command"(room) {
    await room.open("blank");
    await room.type("Not empty");
    await room.focus("Body");
    await room.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await room.page.evaluate(() => navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob(["Hello you"], { type: "text/plain" }), "text/html": new Blob(["<p>Hello <b>you</b></p>"], { type: "text/html" }),
    })]));
    await room.command("Paste without formatting");
    await room.sees('.cm-content[aria-label="Body"]', "Hello you");
    ok(!(await room.page.locator('.cm-content[aria-label="Body"]').textContent()).includes("**"), "no mark comes with the words");
    equal(await room.page.locator(".toast").count(), 0);
  },
  async "a file becomes a piece with a receipt"(room) {
    await room.open();
    await room.key("Control+o");
    await room.sees(".banner", "Sorted into");
    await room.sees(".stage", "Filed");
    equal(await room.page.getByRole("tab", { name: "Receipt" }).count(), 1);
  },
  async "several dropped files are listed with what became of them"(room) {
    await room.open();
    await room.page.evaluate(() => globalThis.fakeDesk.tell({ type: "files_dropped", paths: ["/a/one.txt", "/a/two.exe", "/a/three.md"], x: 0, y: 0 }));
    await room.sees(".dialog", "2 pieces from 3 files");
    await room.sees(".dialog", "does not read files of this kind");
    await room.accessible("results");
    await room.picture("several-files");
    await room.key("Escape");
    await room.gone(".dialog");
  },
  async "one file that can't be read says why"(room) {
    await room.open();
    await room.page.evaluate(() => globalThis.fakeDesk.tell({ type: "files_dropped", paths: ["/a/tune.mp3"], x: 0, y: 0 }));
    await room.sees(".banner[role=alert]", "tune.mp3: Standfirst does not read files of this kind");
    await room.click("Close this line");
    await room.gone(".banner");
  },
  async "text from a piece is never taken for HTML"(room) {
    await room.open("blank");
    await room.type("<img src=x onerror=globalThis.hurt=1><b>bold</b>");
    await room.sees(".row[aria-current=true]", "<b>bold</b>");
    await room.preview("<b>bold</b>");
    ok(!(await room.page.evaluate(() => "hurt" in globalThis)), "a script ran");
  },
};
