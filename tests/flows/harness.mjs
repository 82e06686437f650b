import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const ui = new URL("../../ui/", import.meta.url);
const require = createRequire(new URL("package.json", ui));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const axePath = require.resolve("axe-core/axe.min.js");

/** The window as it is now, built with a fake desk, and served. */
export async function serve() {
  const { build, preview } = await load("vite");
  const outDir = fileURLToPath(new URL("../artifacts/window", import.meta.url));
  const options = { root: fileURLToPath(ui), mode: "flows", logLevel: "warn" };
  await build({ ...options, build: { outDir } });
  const server = await preview({ ...options, build: { outDir }, preview: { port: 5397, strictPort: false } });
  return { address: server.resolvedUrls.local[0], close: () => server.close() };
}

export async function launch() {
  const { chromium } = (await load("playwright-core")).default ?? (await load("playwright-core"));
  const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return { room: (address) => Room.in(browser, address), close: () => browser.close() };
}

/** A window of its own for one test. */
class Room {
  #noise = [];

  static async in(browser, address) {
    const room = new Room();
    room.address = address;
    room.context = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-read", "clipboard-write"] });
    room.page = await room.context.newPage();
    room.page.on("pageerror", (error) => room.#noise.push(String(error.stack ?? error)));
    room.page.on("console", (message) => {
      if (message.type() === "error" && !/404|Blocked script execution/.test(message.text())) room.#noise.push(message.text());
    });
    return room;
  }

  /** Opens the window: `open("blank&theme=dark", 960, 640)`. */
  async open(query = "", width = 1280, height = 800) {
    await this.page.setViewportSize({ width, height });
    await this.page.goto(`${this.address}?${query}`);
    await this.page.waitForSelector(".window.ready");
    // Focus and layout have settled two frames later.
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  mustBeQuiet() {
    if (this.#noise.length > 0) throw new Error(`the console says: ${this.#noise.join("\n")}`);
  }

  leave() {
    return this.context.close();
  }

  picture(name) {
    const file = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/-$/, "");
    return this.page.screenshot({ path: fileURLToPath(new URL(`../artifacts/flows/${file}.png`, import.meta.url)) });
  }

  key(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  click(name, role = "button") {
    return this.page.getByRole(role, { name, exact: true }).first().click();
  }

  /** The text of a field, as the person sees it. */
  field(name) {
    return this.page.locator(`.cm-content[aria-label="${name}"]`);
  }

  async focus(name) {
    await this.field(name).focus();
  }

  /** The accessible name of what has the focus. */
  focused() {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute("aria-label") ?? at?.textContent?.trim() ?? "";
    });
  }

  /** Waits until something is true. What can't be asked yet (a page that has no body so far) is not true yet; in the end it is told. */
  async until(what, test, ...args) {
    const patient = new Function("given", `try { window.unasked = ""; return (${test})(given); } catch (error) { window.unasked = String(error); return false; }`);
    try {
      await this.page.waitForFunction(patient, args.length > 1 ? args : args[0], { timeout: 8000, polling: 30 });
    } catch (error) {
      const why = await this.page.evaluate(() => window.unasked).catch(() => "");
      throw new Error(`${what}: waited in vain (${why || String(error).split("\n")[0]})`, { cause: error });
    }
  }

  sees(css, words) {
    return this.until(`${css} says “${words}”`, ([at, text]) => [...document.querySelectorAll(at)].some((e) => (e.innerText ?? e.textContent).includes(text)), css, words);
  }

  /** Words that end in "…", or behind the edge of what holds them. */
  cut(css) {
    return this.page.evaluate((at) => [...document.querySelectorAll(at)]
      .filter((each) => each.getClientRects().length > 0 && each.scrollWidth > each.clientWidth + 1).map((each) => `${each.textContent.trim()}: ${each.clientWidth} of ${each.scrollWidth}`), css);
  }

  gone(css) {
    return this.until(`${css} is gone`, (at) => ![...document.querySelectorAll(at)].some((e) => e.getClientRects().length > 0), css);
  }

  saved() {
    return this.sees(".status", "Saved");
  }

  preview(words) {
    return this.until(`the preview says “${words}”`, (text) => document.querySelector("iframe")?.contentDocument?.body.innerText.includes(text), words);
  }

  /** Pastes into what has the focus. */
  paste(text, html) {
    return this.page.evaluate(([plain, rich]) => {
      const data = new DataTransfer();
      data.setData("text/plain", plain);
      if (rich) data.setData("text/html", rich);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, [text, html ?? null]);
  }

  /** Does a command by its name in the palette. */
  async command(name) {
    await this.key("Control+Shift+p");
    await this.page.waitForSelector("[role=combobox]");
    await this.type(name);
    await this.sees("[role=option][aria-selected=true]", name);
    await this.key("Enter");
    await this.gone(".palette");
  }

  /** No fault that axe can find, in the window as it stands. */
  async accessible(what) {
    if (!(await this.page.evaluate(() => "axe" in globalThis))) await this.page.addScriptTag({ path: axePath });
    const faults = await this.page.evaluate(async () => {
      // What moves is judged where it comes to rest.
      await Promise.all(document.getAnimations().filter((a) => a.effect?.getComputedTiming().endTime !== Infinity).map((a) => a.finished.catch(() => undefined)));
      const { violations } = await globalThis.axe.run(document, { iframes: false, rules: { region: { enabled: true } } });
      return violations.map((v) => `${v.id}: ${v.help}\n          ${v.nodes.slice(0, 4).map((n) => `${n.target.join(" ")} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ""}`).join("\n          ")}`);
    });
    if (faults.length > 0) throw new Error(`${what}: ${faults.join("\n        ")}`);
  }
}

export function equal(actual, expected, what = "") {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what ? `${what}: ` : ""}expected ${b}, found ${a}`);
}

export function ok(value, what) {
  if (!value) throw new Error(what);
}
