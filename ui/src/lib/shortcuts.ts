/**
 * Shortcuts are written "Ctrl+Shift+P"; Ctrl means Cmd on macOS. Letters follow what the key types (or, on keyboards that
 * type no Latin letters, its place), figures follow the place of the key, since some layouts type them with Shift.
 */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const NAMED: Record<string, string> = {
  " ": "Space", ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right", Escape: "Esc", "+": "Plus", "=": "Plus",
};
const MODIFIERS = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "Fn", "Dead", "Process", "Unidentified", "Compose"]);

/** The press as it would be written, or none for a lone modifier. */
export function spell(press: KeyPress, mac = false): string | null {
  if (MODIFIERS.has(press.key)) return null;
  const key = keyName(press);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (other) return null;
  // Plus needs Shift on some layouts and not on others: it is one key either way.
  const shift = press.shiftKey && key !== "Plus";
  return [mod ? "Ctrl" : "", press.altKey ? "Alt" : "", shift ? "Shift" : "", key].filter(Boolean).join("+");
}

function keyName(press: KeyPress): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code);
  if (digit?.[1]) return digit[1];
  if (press.code === "NumpadAdd") return "Plus";
  if (press.code === "NumpadSubtract") return "-";
  if (NAMED[press.key]) return NAMED[press.key]!;
  if (press.key.length === 1) {
    if (/[a-z]/i.test(press.key)) return press.key.toUpperCase();
    const place = /^Key([A-Z])$/.exec(press.code);
    if (place?.[1] && (press.ctrlKey || press.metaKey || press.altKey)) return place[1];
  }
  return press.key.length === 1 ? press.key.toUpperCase() : press.key;
}

const ORDER = ["Ctrl", "Alt", "Shift"];

/** Puts the modifiers of a written shortcut in order. */
export function tidy(keys: string): string {
  const bits = keys === "+" ? ["+"] : keys.split("+");
  const key = bits.pop() ?? "";
  return [...ORDER.filter((m) => bits.includes(m)), key].join("+");
}

/** For showing: "Ctrl", "Shift", "P", or "⌘", "⇧", "P" on macOS. */
export function keycaps(keys: string, mac = false): string[] {
  const bits = tidy(keys).split("+");
  const caps: Record<string, string> = mac
    ? { Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Up: "↑", Down: "↓", Left: "←", Right: "→", Plus: "+", Enter: "↩" }
    : { Up: "↑", Down: "↓", Left: "←", Right: "→", Plus: "+" };
  return bits.map((b) => caps[b] ?? b);
}

/** Said aloud and in tooltips: "Ctrl Shift P". */
export const said = (keys: string, mac = false): string => keycaps(keys, mac).join(" ");

/** For `aria-keyshortcuts`. */
export function ariaKeys(keys: readonly string[] | undefined, mac = false): string | undefined {
  if (!keys?.length) return undefined;
  return keys.map((k) => k.replace("Ctrl", mac ? "Meta" : "Control").replace("Esc", "Escape").replace(/(Up|Down|Left|Right)$/, "Arrow$1")).join(" ");
}

/** Whether every keyboard layout can type it: letters, figures, F keys, named keys, comma, minus and plus. */
export function typedAnywhere(keys: string): boolean {
  const key = tidy(keys).split("+").pop() ?? "";
  return /^([A-Z]|\d|F\d{1,2}|Up|Down|Left|Right|Enter|Esc|Space|Tab|Delete|Backspace|Home|End|PageUp|PageDown|Plus|-|,)$/.test(key);
}

/** Keys that belong to typing or to the system and can't be given to a command. */
export function refused(keys: string): string | null {
  const bits = tidy(keys).split("+");
  const key = bits.pop() ?? "";
  const held = bits.filter((b) => b !== "Shift");
  if (held.length === 0 && !/^F\d{1,2}$/.test(key)) return "That key types a character. Hold Ctrl or Alt with it.";
  if (["Tab", "Esc"].includes(key)) return "That key moves the focus.";
  if (["Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"].includes(tidy(keys))) return "That key belongs to the clipboard.";
  if (tidy(keys) === "Alt+F4") return "That key closes the window.";
  return null;
}
