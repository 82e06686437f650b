import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const page = (name: string) => new URL(name, import.meta.url).pathname;

/**
 * Writes characters beyond ASCII as escapes. The engine keeps a script that has one curly quote in two bytes a character,
 * for as long as the window is open, and reads it slower.
 */
const inAscii: Plugin = {
  name: "in-ascii",
  generateBundle(_, bundle) {
    for (const made of Object.values(bundle)) {
      if (made.type !== "chunk") continue;
      // Behind a backslash the escape would be a backslash and a word.
      if (/\\[^\0-\x7f]/.test(made.code)) this.error(`${made.fileName}: a backslash before a character beyond ASCII`);
      made.code = made.code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    }
  },
};

/** What only looks like a desk is never in the product. */
const noFake: Plugin = {
  name: "no-fake",
  apply: (_, { mode }) => mode === "production",
  generateBundle(_, bundle) {
    for (const made of Object.values(bundle)) {
      if (made.type === "chunk" && made.moduleIds.some((id) => id.includes("/platform/fake"))) this.error(`${made.fileName}: a fake desk`);
    }
  },
};

export default defineConfig({
  plugins: [svelte(), inAscii, noFake],
  // A fixed port: the shell's development URL names it.
  server: { port: 5317, strictPort: true, fs: { allow: [".."] } },
  clearScreen: false,
  build: {
    // WebKitGTK 2.40 and Safari 16 are the oldest engines the window meets.
    target: "safari16",
    outDir: "dist",
    emptyOutDir: true,
    // Fonts stay files: inlined they would delay the first paint and break `font-src 'self'`.
    assetsInlineLimit: (path) => (path.endsWith(".woff2") ? false : undefined),
    modulePreload: { polyfill: false },
    rollupOptions: { input: { index: page("index.html"), preview: page("preview.html"), recovery: page("recovery.html") } },
  },
  // Without it the tests would load Svelte's server build, which has no runes that react.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
