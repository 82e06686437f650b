import type { CallArgs, CommandName, DeskEvent, Output } from "../ipc/client";

export interface ClipboardContent {
  text: string;
  html?: string;
}

/** The seam between the window and what it runs in. */
export interface Platform {
  /** `tauri` in the product's window; `fake` in a browser, for development and the flow tests. */
  readonly kind: "tauri" | "fake";
  /** Calls the desk; rejects with an `IpcError` and nothing else. */
  call<K extends CommandName>(name: K, ...args: CallArgs<K>): Promise<Output<K>>;
  /** Hears the desk; resolves once listening, with the way to stop. */
  listen(hear: (event: DeskEvent) => void): Promise<() => void>;
  /** Puts text, and the same as HTML, on the clipboard. To be called straight from a click or a key. */
  writeClipboard(content: ClipboardContent): Promise<void>;
  /** The window's title. */
  setTitle(title: string): Promise<void>;
  /** Light, dark or as the system, for the frame that the system draws around the window. */
  setTheme(theme: "system" | "light" | "dark"): Promise<void>;
  /**
   * Runs `before` when the person closes the window, and ends the program after. When `before` rejects, the window stays
   * open for once.
   */
  onClose(before: () => Promise<void>): Promise<() => void>;
}
