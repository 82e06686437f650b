import { describe, expect, it, vi } from "vitest";
import type { AppInfo } from "../../ipc/client";
import type { Platform } from "../../platform/types";
import { FirstLook } from "./first";

const rows = { rows: [], total: 0, stages: [], desk_count: 0, bin_count: 0 };
const info = { open_piece: "p1", first: { rows: 200, list: rows, folder: { path: null }, piece: { id: "p1" }, preview: { id: "p1" } } } as unknown as AppInfo;
const list = { bin: false, search: "", offset: 0, limit: 200 };

function look() {
  const call = vi.fn((name: string) => Promise.resolve(`asked for ${name}`));
  const first = new FirstLook({ call } as unknown as Platform);
  return { call, first, ask: (name: "desk_list" | "piece_open", input: object) => first.platform.call(name, input as never) as Promise<unknown> };
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
    const after = look();
    after.first.read(info);
    after.first.end();
    expect(await after.ask("desk_list", list)).toBe("asked for desk_list");
    const before = look();
    before.first.end();
    before.first.read(info);
    expect(await before.ask("desk_list", list)).toBe("asked for desk_list");
  });
  it("may be missing", async () => {
    const { first, ask } = look();
    first.read({ ...info, first: null });
    expect(await ask("piece_open", { id: "p1" })).toBe("asked for piece_open");
  });
});
