import type { Platform } from "./types";

export type { ClipboardContent, Platform } from "./types";

/** The platform that this page runs in. Each is a chunk of its own, so the product never loads the fake. */
export async function loadPlatform(): Promise<Platform> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauri;
  return (await import("./fake")).createFake(new URLSearchParams(location.search));
}
