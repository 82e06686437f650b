import type { Theme } from "../../ipc/client";
import type { Platform } from "../../platform";

let chosen: Theme = "system";
const dark = () => matchMedia("(prefers-color-scheme: dark)");

function paint(): void {
  const now = chosen === "system" ? (dark().matches ? "dark" : "light") : chosen;
  document.documentElement.dataset["theme"] = now;
  document.dispatchEvent(new CustomEvent("theme"));
}

/**
 * Light, dark, or as the system is, now and whenever it changes. The shell is told, too, through `platform`; at the start it
 * knows, and has made the window so.
 */
export function showTheme(theme: Theme, platform?: Platform): void {
  chosen = theme;
  paint();
  try {
    // Read before the first paint of the next start.
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // No storage: the next start begins as the system is.
  }
  void platform?.setTheme(theme).catch(() => undefined);
}

export function followSystem(): () => void {
  const query = dark();
  query.addEventListener("change", paint);
  return () => query.removeEventListener("change", paint);
}
