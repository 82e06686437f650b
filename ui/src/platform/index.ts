import { tauri } from "./tauri";
import type { Platform } from "./types";

export type { ClipboardContent, Platform } from "./types";

/** The platform that this page runs in. The fake desk is for development and for the flows: the product does not have it. */
export async function loadPlatform(): Promise<Platform> {
  if ("__TAURI_INTERNALS__" in window) return tauri;
  if (import.meta.env.MODE !== "production") return (await import("./fake")).createFake(new URLSearchParams(location.search));
  throw new Error("This page is the window of Standfirst, and of no use outside it.");
}
