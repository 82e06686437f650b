import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";
import { asIpcError, type DeskEvent } from "../ipc/client";
import { writeClipboard } from "./clipboard";
import type { Platform } from "./types";

/** The product's window: the only place that knows the shell. */
export const tauri: Platform = {
  kind: "tauri",
  writeClipboard,

  async call(name, ...args) {
    try {
      // Every command takes one argument, named `input`; those without input take none.
      return await invoke(name, args[0] === undefined ? {} : { input: args[0] });
    } catch (thrown) {
      throw asIpcError(thrown);
    }
  },

  listen: (hear) => listen<DeskEvent>("desk:event", (event) => hear(event.payload)),

  setTitle: (title) => getCurrentWindow().setTitle(title),

  setTheme: (theme) => getCurrentWindow().setTheme(theme === "system" ? null : theme),

  onClose(before) {
    let insisted = false;
    return getCurrentWindow().onCloseRequested(async (event) => {
      event.preventDefault();
      try {
        await before();
      } catch {
        // Words would be lost: the window stays, and says so. Whoever closes it again means it.
        if (!insisted) {
          insisted = true;
          return;
        }
      }
      await invoke("app_quit");
    });
  },
};
