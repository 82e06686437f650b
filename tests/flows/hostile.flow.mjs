// Attacks, exported by the command line and opened in a browser: nothing may run, and nothing may be asked for.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { equal, ok } from "./harness.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = [process.env.CARGO_TARGET_DIR && join(process.env.CARGO_TARGET_DIR, "debug/standfirst"), file("../../target/debug/standfirst")].find((path) => path && existsSync(path));
const corpus = file("../../../shared/corpus/hostile/html-payloads.json");
const own = file("../fixtures/hostile.json");

const lists = [own, corpus].filter((path) => existsSync(path) || void console.log(`left out: ${path.includes("shared") ? "the shared corpus" : "a list of attacks"} is not here`));
const attacks = lists.flatMap((path) => JSON.parse(readFileSync(path, "utf8")));

/** Opens exported files one after the other, and tells what they did besides being read. */
async function watch(room, files) {
  const done = [];
  const page = await room.context.newPage();
  page.on("dialog", (dialog) => { done.push(`a dialog: ${dialog.message()}`); void dialog.dismiss(); });
  page.on("popup", () => done.push("another window"));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && !files.includes(url)) done.push(`asked for ${url.slice(0, 200)}`);
  });
  await page.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = () => { globalThis.__canary = name; };
  });
  for (const url of files) {
    await page.goto(url);
    // Handlers that wait for a person: the mouse, the keyboard, a click on every link.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll("*")) {
        for (const name of ["mouseover", "pointerenter", "focus", "click", "animationend", "toggle"]) {
          element.addEventListener("click", (event) => event.preventDefault(), { once: true });
          element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
        }
      }
    });
    const ran = await page.evaluate(() => globalThis.__canary ?? null);
    if (ran !== null) done.push(`a script ran (${ran}) in ${url}`);
    if (page.url() !== url) done.push(`led away to ${page.url()}`);
  }
  await page.close();
  return done;
}

async function exported(room, format) {
  const folder = mkdtempSync(join(tmpdir(), "standfirst-hostile-"));
  try {
    const files = [];
    // Some in each file: one that swallows the rest would hide it, so each stands alone once and among others once.
    const texts = [...attacks, attacks.join("\n\n")];
    for (const [number, attack] of texts.entries()) {
      const source = join(folder, `${number}.md`);
      const target = join(folder, `${number}.html`);
      writeFileSync(source, `---\nheadline: ${JSON.stringify(attack.slice(0, 500))}\nstandfirst: ${JSON.stringify(attack.slice(0, 500))}\n---\n\nBefore.\n\n${attack}\n\nAfter.\n`);
      const { status, stderr } = spawnSync(program, ["convert", source, "--to", format, "-o", target], { encoding: "utf8" });
      // Text that is no text (a NUL byte among it) is refused, which is safe too.
      if (status === 0) files.push(pathToFileURL(target).href);
      else if (status !== 2 || !stderr.includes("not a plain text file")) throw new Error(`convert ended with ${status}: ${stderr}`);
    }
    ok(files.length > texts.length * 0.9, `only ${files.length} of ${texts.length} could be exported`);
    equal(await watch(room, files), [], format);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A page that does what is watched for must be caught, or the watching is worth nothing. */
async function caught(room) {
  const folder = mkdtempSync(join(tmpdir(), "standfirst-hostile-"));
  try {
    const source = join(folder, "bad.html");
    writeFileSync(source, "<img src='https://example.invalid/x.png' onerror='alert(1)'><p onmouseover='alert(2)'>x</p>");
    const done = await watch(room, [pathToFileURL(source).href]);
    equal([done.some((line) => line.startsWith("asked for")), done.some((line) => line.startsWith("a script ran"))], [true, true]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const needsProgram = (test) => async (room) => {
  if (!program) return console.log("left out: the command line is not built (`cargo build -p standfirst-cli`)");
  await test(room);
};

export const tests = {
  "an attack would be noticed": async (room) => caught(room),
  "no attack runs or calls out in an exported web page": needsProgram((room) => exported(room, "html")),
  "no attack runs or calls out in clean HTML": needsProgram((room) => exported(room, "html-fragment")),
};
