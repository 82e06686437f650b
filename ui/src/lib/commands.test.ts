import { describe, expect, it } from "vitest";
import { bindings, command, COMMANDS, keysOf, MENUS, type Hands, type Menu } from "./commands";
import { refused, tidy, typedAnywhere } from "./shortcuts";

describe("the command table", () => {
  it("names every command once", () => {
    expect(new Set(COMMANDS.map((c) => c.id)).size).toBe(COMMANDS.length);
    expect(new Set(COMMANDS.map((c) => c.title)).size).toBe(COMMANDS.length);
  });
  it("gives no shortcut to two commands", () => {
    const all = COMMANDS.flatMap((c) => c.keys ?? []);
    expect(new Set(all).size).toBe(all.length);
  });
  it("gives every command that has shortcuts one that every keyboard can type", () => {
    for (const c of COMMANDS) if (c.keys?.length) expect(c.keys.some(typedAnywhere), c.id).toBe(true);
  });
  it("writes shortcuts in order and takes none from typing", () => {
    for (const c of COMMANDS) for (const keys of c.keys ?? []) expect([tidy(keys), refused(keys)], c.id).toEqual([keys, null]);
  });
  it("puts every command into a menu or into the palette alone on purpose", () => {
    const inMenus = MENUS.flatMap((m) => m.items).flatMap((i) => (typeof i === "string" ? [i] : i.items)).filter((i) => i !== "-");
    for (const id of inMenus) expect(command(id), id).toBeDefined();
    const only = COMMANDS.map((c) => c.id).filter((id) => !inMenus.includes(id));
    expect(only).toEqual(["region.text", "menubar"]);
  });
  it("keeps every menu short enough for a window that is 800 high", () => {
    // A line has 28 of them, a rule 13; the bar has 44 and the menu's edge 20.
    const height = (items: Menu["items"]) => items.reduce((sum, item) => sum + (item === "-" ? 13 : 28), 64);
    for (const m of MENUS) expect(height(m.items), m.title).toBeLessThan(800);
  });
  it("gives each menu its own letter", () => {
    expect(new Set(MENUS.map((m) => m.letter)).size).toBe(MENUS.length);
    for (const m of MENUS) expect(m.title.toLowerCase()).toContain(m.letter);
  });
});

describe("shortcuts of one's own", () => {
  it("replace the usual ones", () => {
    const own = { "text.bold": ["Ctrl+Alt+B"] };
    expect(bindings(own).get("Ctrl+Alt+B")?.id).toBe("text.bold");
    expect(bindings(own).get("Ctrl+B")).toBeUndefined();
    expect(keysOf(command("text.bold")!, own)).toEqual(["Ctrl+Alt+B"]);
  });
  it("win over another command's usual one", () => {
    expect(bindings({ settings: ["Ctrl+B"] }).get("Ctrl+B")?.id).toBe("settings");
  });
});

describe("a command that can't be done", () => {
  it("says why", () => {
    const nothing = { hasPiece: false, canEdit: false, binned: false, hasReceipt: false } as Hands;
    expect(command("text.bold")!.when!(nothing)).toBe("No piece is open");
    expect(command("show.receipt")!.when!({ ...nothing, hasPiece: true })).toBe("This piece was not pasted or imported");
    expect(command("piece.rename")!.when!({ ...nothing, hasPiece: true, binned: true })).toBe("This piece is in the bin");
  });
});
