import { describe, expect, it, vi } from "vitest";
import { ROWS, type AppInfo, type DeskEvent } from "../../ipc/client";
import type { Platform } from "../../platform/types";
import { FirstAnswers } from "./first";

const rows = { rows: [], total: 0, stages: [], desk_count: 0, bin_count: 0 };
const info = { open_piece: "p1", first: { rows: ROWS, list: rows, folder: { path: null }, piece: { id: "p1" }, preview: { id: "p1" } } } as unknown as AppInfo;
const list = { bin: false, search: "", offset: 0, limit: ROWS };

function look() {
  const call = vi.fn((name: string) => Promise.resolve(`asked for ${name}`));
  const first = new FirstAnswers({ call } as unknown as Platform);
  return { call, first, ask: (name: "desk_list" | "piece_open" | "folder_get", input: object | undefined) => first.platform.call(name, input as never) as Promise<unknown> };
}

describe("what came along with the start", () => {
  it("is answered once, and only to the same question", async () => {
    const { first, ask, call } = look();
    first.read(info);
    expect(await ask("desk_list", { ...list, search: "ferry" })).toBe("asked for desk_list");
    expect(await ask("desk_list", list)).toBe(rows);
    expect(await ask("desk_list", list), "the second time").toBe("asked for desk_list");
    expect(await ask("piece_open", { id: "p2" }), "another piece").toBe("asked for piece_open");
    expect(await ask("piece_open", { id: "p1" })).toEqual({ id: "p1" });
    expect(call).toHaveBeenCalledTimes(3);
  });
  it("is not believed once the desk changed, before or after it came", async () => {
    for (const early of [true, false]) {
      const { first, ask } = look();
      if (early) first.hear({ type: "list_changed" });
      first.read(info);
      if (!early) first.hear({ type: "list_changed" });
      expect(await ask("desk_list", list)).toBe("asked for desk_list");
      expect(await ask("piece_open", { id: "p1" })).toBe("asked for piece_open");
    }
  });
  it("keeps the rest when only the folder looked around", async () => {
    for (const early of [true, false]) {
      const { first, ask } = look();
      const changed = { type: "folder_changed", status: { path: "/a" } } as unknown as DeskEvent;
      if (early) first.hear(changed);
      first.read(info);
      if (!early) first.hear(changed);
      expect(await ask("folder_get", undefined)).toBe("asked for folder_get");
      expect(await ask("desk_list", list)).toBe(rows);
    }
  });
  it("may be missing", async () => {
    const { first, ask } = look();
    first.read({ ...info, first: null });
    expect(await ask("piece_open", { id: "p1" })).toBe("asked for piece_open");
  });
});
