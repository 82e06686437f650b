import { tauri } from "./tauri";
import type { Platform } from "./types";

export type { ClipboardContent, Platform } from "./types";

/** The platform that this page runs in. The fake is a chunk of its own, which the product never loads. */
export async function loadPlatform(): Promise<Platform> {
  if ("__TAURI_INTERNALS__" in window) return tauri;
  return (await import("./fake")).createFake(new URLSearchParams(location.search));
}
