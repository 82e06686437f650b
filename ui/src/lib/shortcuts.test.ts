import { describe, expect, it } from "vitest";
import { ariaKeys, keycaps, refused, said, spell, tidy, typedAnywhere, type KeyPress } from "./shortcuts";

const press = (key: string, code: string, held = ""): KeyPress => ({
  key, code, ctrlKey: held.includes("c"), metaKey: held.includes("m"), altKey: held.includes("a"), shiftKey: held.includes("s"),
});

describe("shortcuts", () => {
  it("are spelt with their modifiers in order", () => {
    expect(spell(press("P", "KeyP", "sc"))).toBe("Ctrl+Shift+P");
    expect(spell(press("ArrowUp", "ArrowUp", "a"))).toBe("Alt+Up");
    expect(spell(press("F6", "F6", "s"))).toBe("Shift+F6");
    expect(spell(press("Control", "ControlLeft", "c"))).toBeNull();
    expect(tidy("Shift+Ctrl+P")).toBe("Ctrl+Shift+P");
  });
  it("take a figure by its place, as French keyboards type it with Shift", () => {
    expect(spell(press("&", "Digit1", "c"))).toBe("Ctrl+1");
    expect(spell(press("=", "Digit0", "cs"))).toBe("Ctrl+Shift+0");
  });
  it("take a letter by its place on a keyboard without Latin letters", () => {
    expect(spell(press("з", "KeyP", "c"))).toBe("Ctrl+P");
    expect(spell(press("z", "KeyY", "c"))).toBe("Ctrl+Z");
  });
  it("know plus with and without Shift", () => {
    expect([spell(press("+", "Equal", "cs")), spell(press("=", "Equal", "c")), spell(press("+", "BracketRight", "c"))]).toEqual(["Ctrl+Plus", "Ctrl+Plus", "Ctrl+Plus"]);
  });
  it("mean Cmd on macOS", () => {
    expect(spell(press("p", "KeyP", "m"), true)).toBe("Ctrl+P");
    expect(spell(press("p", "KeyP", "c"), true)).toBeNull();
    expect(keycaps("Ctrl+Shift+P", true)).toEqual(["⌘", "⇧", "P"]);
    expect(said("Alt+Up")).toBe("Alt ↑");
    expect(ariaKeys(["Ctrl+Up"], false)).toBe("Control+ArrowUp");
  });
  it("say which keys some keyboards do not have", () => {
    expect(["Ctrl+\\", "Alt+]", "Ctrl+P", "F4", "Ctrl+,"].map(typedAnywhere)).toEqual([false, false, true, true, true]);
  });
  it("refuse keys that type", () => {
    expect(refused("P")).not.toBeNull();
    expect(refused("Ctrl+V")).not.toBeNull();
    expect(refused("Ctrl+Alt+P")).toBeNull();
    expect(refused("F7")).toBeNull();
  });
});
