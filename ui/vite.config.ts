import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const page = (name: string) => new URL(name, import.meta.url).pathname;

export default defineConfig({
  plugins: [svelte()],
  // A fixed port: the shell's development URL names it.
  server: { port: 5317, strictPort: true, fs: { allow: [".."] } },
  preview: { port: 5318 },
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
