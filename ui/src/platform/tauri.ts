import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";
import { asIpcError, type AppInfo, type DeskEvent, type Output } from "../ipc/client";
import { writeClipboard } from "./clipboard";
import type { Platform } from "./types";

/** What `start.js` did before this was read. */
interface Start {
  heard: DeskEvent[][];
  hear(events: DeskEvent[]): void;
  listening: Promise<unknown>;
  info?: Promise<AppInfo>;
}
const start = (window as { standfirstStart?: Start }).standfirstStart;

const hearers = new Set<(event: DeskEvent) => void>();
/** One ear for all: each of its own would wait for the shell once more at start. */
let listening: Promise<unknown> | null = null;

/** What came of one change, in one go: it is painted once. Who fails at one thing does not keep the others from theirs. */
function tell(events: DeskEvent[]): void {
  for (const event of events) {
    for (const each of [...hearers]) {
      try {
        each(event);
      } catch (thrown) {
        reportError(thrown);
      }
    }
  }
}

const listenToDesk = () => listen<DeskEvent[]>("desk:event", ({ payload }) => tell(payload));

/** Takes over from `start.js`, with what it heard. */
function begin(): Promise<unknown> {
  if (!start) return listenToDesk();
  start.hear = tell;
  start.heard.splice(0).forEach(tell);
  return start.listening.catch(() => {
    // What was asked for behind it was never asked.
    delete start.info;
    return listenToDesk();
  });
}

/** The product's window: the only place that knows the shell. */
export const tauri: Platform = {
  kind: "tauri",
  writeClipboard,

  async call(name, ...args) {
    try {
      if (name === "app_info" && start?.info) {
        const { info } = start;
        // Who asks again wants to know it anew.
        delete start.info;
        return (await info) as Output<typeof name>;
      }
      // Every command takes one argument, named `input`; those without input take none.
      return await invoke(name, args[0] === undefined ? {} : { input: args[0] });
    } catch (thrown) {
      throw asIpcError(thrown);
    }
  },

  async listen(hear) {
    // Each hearer is one of its own, also where one function hears twice.
    const own = (event: DeskEvent) => hear(event);
    hearers.add(own);
    try {
      await (listening ??= begin());
    } catch (thrown) {
      // Who tries again listens anew.
      hearers.delete(own);
      listening = null;
      throw thrown;
    }
    return () => void hearers.delete(own);
  },

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
