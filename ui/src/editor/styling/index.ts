import type { Extension } from "@codemirror/state";
import { attention } from "./attention";
import { stylingPlugin } from "./plugin";

/** Live Markdown for the body. */
export const bodyStyling: Extension = [attention, stylingPlugin(false)];
/** Emphasis and links only. */
export const noteStyling: Extension = [attention, stylingPlugin(true)];
