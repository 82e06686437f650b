// The whole window in a browser, on a desk in memory: node tests/flows/run.mjs [words of a test's name]
// Prints a line per test and "N passed, N failed"; pictures go to tests/artifacts/flows.
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./harness.mjs";

const here = new URL(".", import.meta.url);
const files = ["desk", "page", "import", "preview", "pictures", "export", "pages", "outlets", "palette", "menus", "status", "settings", "history", "folder", "review", "signing", "layout", "fits", "looks", "hostile", "readback"];
const wanted = process.argv.slice(2).join(" ").toLowerCase();
mkdirSync(fileURLToPath(new URL("../artifacts/flows/", here)), { recursive: true });

const server = await serve();
const browser = await launch();
let passed = 0;
let failed = 0;
for (const file of files) {
  if (!existsSync(new URL(`${file}.flow.mjs`, here))) throw new Error(`${file}.flow.mjs is missing`);
  const { tests } = await import(`./${file}.flow.mjs`);
  for (const [name, run] of Object.entries(tests)) {
    if (wanted && !`${file}: ${name}`.toLowerCase().includes(wanted)) continue;
    const started = performance.now();
    const room = await browser.room(server.address);
    try {
      await run(room);
      room.mustBeQuiet();
      passed += 1;
      console.log(`ok      ${file}: ${name} (${Math.round(performance.now() - started)} ms)`);
    } catch (error) {
      failed += 1;
      await room.picture(`failed-${file}-${name}`).catch(() => undefined);
      console.log(`FAILED  ${file}: ${name}\n        ${String(error.stack ?? error).split("\n").slice(0, 8).join("\n        ")}`);
    } finally {
      await room.leave();
    }
  }
}
await browser.close();
await server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
