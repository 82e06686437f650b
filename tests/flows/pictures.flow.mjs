// Pictures: into the text by the menu, the clipboard and the mouse, and onto the page from the desk's own bytes.
import { equal, ok } from "./harness.mjs";

const body = '.cm-content[aria-label="Body"]';

/** The pictures of the page: how they are called and whether they are painted. */
const shown = (room) =>
  room.page.evaluate(() => [...document.querySelector("iframe").contentDocument.querySelectorAll("figure.picture img")].map((image) => ({ alt: image.alt, src: image.src.slice(0, 22), wide: image.naturalWidth })));

/** Puts a file on the body as the clipboard hands it over. */
const paste = (room, name, text = "") =>
  room.page.evaluate(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([137, 80, 78, 71])], name, { type: "image/png" }));
    if (text) data.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, { name, text });

export const tests = {
  async "a picture is chosen, described, and stands on the page with its caption"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+Home");
    await room.command("Insert picture");
    await room.sees(".dialog", "Insert a picture");
    await room.sees(".dialog", "hear this");
    await room.accessible("picture");
    await room.picture("insert-picture");
    await room.page.getByLabel("What it shows").fill("A ferry [at dawn]");
    await room.page.getByLabel("Caption").fill("It sails");
    await room.page.getByLabel("Credit").fill("Bo Lind");
    await room.click("Insert it");
    await room.gone(".dialog");
    await room.sees(body, "A ferry");
    await room.until("the picture is painted", () => document.querySelector("iframe").contentDocument.querySelector("figure.picture img")?.naturalWidth > 0);
    equal(await shown(room), [{ alt: "A ferry [at dawn]", src: "data:image/png;base64,", wide: 1 }]);
    await room.preview("It sails");
    equal(await room.page.locator(".toast").count(), 0, "what is described needs no hint");
  },
  async "a pasted picture is in the text at once, and a quiet line says what is missing"(room) {
    await room.open();
    await room.focus("Body");
    await room.key("Control+End");
    await paste(room, "Chart of the tides.png");
    await room.sees(body, "![](pictures/chart-of-the-tides-");
    await room.sees(".toast", "Nothing says yet what it shows");
    await room.click("Say it");
    await room.type("The tides");
    await room.sees(body, "![The tides](pictures/chart-of-the-tides-");
    await room.until("the page tells it", () => document.querySelector("iframe").contentDocument.querySelector('figure.picture img[alt="The tides"]') !== null);
    await room.key("Control+z");
  },
  async "what has words beside a picture is pasted as words"(room) {
    await room.open("blank");
    await room.focus("Body");
    await paste(room, "whole.png", "Only these words.");
    await room.sees(body, "Only these words.");
    ok(!(await room.page.locator(body).textContent()).includes("pictures/"), "no picture came along");
  },
  async "pictures that are dropped on the text come in where they fell; beside it they are files"(room) {
    await room.open();
    const box = await room.page.locator(body).boundingBox();
    const tell = (paths, x, y) => room.page.evaluate((event) => globalThis.fakeDesk.tell(event), { type: "files_dropped", paths, x, y });
    await tell(["/a/One.jpg", "/a/Two.webp"], box.x + 80, box.y + 40);
    await room.sees(body, "pictures/one-");
    await room.sees(body, "pictures/two-");
    await tell(["/a/three.jpg"], 5, 5);
    await room.sees(".banner[role=alert]", "three.jpg: Standfirst does not read files of this kind");
  },
  async "a picture that the desk refuses is told, and the text stays"(room) {
    await room.open();
    await room.focus("Body");
    const before = await room.page.locator(body).textContent();
    await paste(room, "damaged.png");
    await room.sees(".toast", "The picture is damaged");
    equal(await room.page.locator(body).textContent(), before);
  },
  async "no picture of elsewhere is asked for, and no name of one that is not there"(room) {
    const asked = [];
    room.page.on("request", (request) => asked.push(request.url()));
    await room.open("blank");
    await room.focus("Body");
    await room.type("![x](https://canary.example/a.png)");
    await room.key("Enter");
    await room.key("Enter");
    await room.type("![gone](pictures/gone-0123456789abcdef0123456789abcdef.png)");
    await room.until("the page has it", () => document.querySelector("iframe").contentDocument.querySelector('figure.picture img[alt="gone"]') !== null);
    await room.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    equal(asked.filter((url) => /canary|gone-/.test(url)), []);
  },
};
