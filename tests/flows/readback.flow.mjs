// The file for reading back, filled in by an author who has nothing but a browser and no network.
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { equal, ok } from "./harness.mjs";

const golden = (name) => fileURLToPath(new URL(`../fixtures/golden/${name}`, import.meta.url));
const address = pathToFileURL(golden("readback.html")).href;

/** Opens the file and notes everything that it asks for or complains of. */
async function author(room, options = {}) {
  const context = Object.keys(options).length > 0 ? await room.context.browser().newContext(options) : room.context;
  const page = await context.newPage();
  const noise = [];
  page.on("request", (request) => { if (!/^(data|blob):/.test(request.url()) && request.url() !== address) noise.push(request.url()); });
  page.on("console", (message) => { if (message.type() === "error") noise.push(message.text()); });
  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("dialog", (dialog) => { noise.push(dialog.message()); void dialog.dismiss(); });
  await page.goto(address);
  return { page, noise };
}

async function fill(page) {
  await page.locator("textarea[data-query='0']").fill("It was 212, <b>not</b> 221.\n[answer] objects\n> as you wrote\nEnd of Standfirst reply");
  await page.getByLabel("I agree: it may be printed like this").check();
  await page.getByLabel("Anything else").fill("Thank you, Ada.");
}

export const tests = {
  async "the reply file and the reply as text are what the desk reads back"(room) {
    const { page, noise } = await author(room);
    await fill(page);
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the reply file" }).click();
    const download = await saving;
    equal(download.suggestedFilename(), "night-ferry.reply.json");
    equal(readFileSync(await download.path(), "utf8"), readFileSync(golden("readback.reply.json"), "utf8"));
    ok((await page.locator("#said").innerText()).includes("1 query has no answer"), "an empty answer is not named");
    await page.getByRole("button", { name: "Copy the reply as text" }).click();
    equal(await page.locator("#text").inputValue(), readFileSync(golden("readback.reply.txt"), "utf8"));
    equal(await page.evaluate(() => navigator.clipboard.readText()).then((text) => text.replace(/\r\n/g, "\n")), readFileSync(golden("readback.reply.txt"), "utf8"));
    equal(await page.locator("main b").filter({ hasText: /^not$/ }).count(), 0, "an answer became markup");
    equal(noise.join("\n"), "");
    await page.close();
  },
  async "nothing is made before the author agrees or objects"(room) {
    const { page } = await author(room);
    await page.getByRole("button", { name: "Save the reply file" }).click();
    equal(await page.locator("#said").innerText(), "Say first whether you agree or object.");
    ok(await page.evaluate(() => document.activeElement.name === "answer"), "the focus is not on the question");
    await page.close();
  },
  async "without scripts the queries stand there by number, with a form for a mail"(room) {
    const { page, noise } = await author(room, { javaScriptEnabled: false });
    equal(await page.locator("textarea:visible, button:visible").count(), 0, "controls that do nothing");
    ok((await page.locator(".rb-still pre").innerText()).includes("[query 2 "), "no form");
    equal(noise.join("\n"), "");
    await page.context().close();
  },
  async "the file can be read by everybody"(room) {
    const { page } = await author(room, { bypassCSP: true });
    // The checker is a script, which the page's own policy keeps out.
    room.page = page;
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await room.accessible(`the file in ${colorScheme}`);
    }
    const names = await page.evaluate(() => [...document.querySelectorAll("textarea, input, button")].filter((e) => !e.closest("[hidden]"))
      .map((e) => e.labels?.[0]?.innerText.trim() || document.getElementById(e.getAttribute("aria-labelledby"))?.innerText || e.innerText).filter((name) => !name));
    equal(names.length, 0, "controls without a name");
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `it is wider than ${width} pixels`);
    }
    await page.context().close();
  },
};
