import globals from "globals";
import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** Forbids imports that match `pattern`, and says where they belong. */
const only = (group, message) => ({ group, message });
const tauri = only(["@tauri-apps/*"], "Only src/platform/tauri.ts talks to the shell.");
const editor = only(["@codemirror/*", "@lezer/*"], "The editing library lives in src/editor.");
const features = only(["**/features/**"], "Components know no feature.");
const restrict = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/ipc/generated.ts"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
  },
  // Maps and dates in controllers are mostly not shown; those that are use the reactive ones on purpose.
  { files: ["**/*.svelte.ts"], rules: { "svelte/prefer-svelte-reactivity": "off" } },
  { files: ["src/**"], rules: restrict(tauri, editor) },
  { files: ["src/components/**"], rules: restrict(tauri, editor, features) },
  { files: ["src/editor/**"], rules: restrict(tauri, features) },
  { files: ["src/platform/tauri.ts"], rules: restrict(editor) },
);
