import { describe, expect, it } from "vitest";
import type { ComparedRun } from "../ipc/client";
import { around } from "./verified";

const run = (kind: ComparedRun["kind"], text: string): ComparedRun => ({ kind, text, person: null });
const long = "It is a sentence that goes on and on. ".repeat(9);

describe("what differs from the sealed text", () => {
  it("keeps every difference whole, with a few words on either side", () => {
    const shown = around([run("same", long), run("removed", "wall."), run("inserted", "wall,"), run("same", long), run("inserted", "end")]);
    expect(shown.map(({ kind }) => kind)).toEqual(["same", "removed", "inserted", "same", "inserted"]);
    expect(shown[1]?.text + shown[2]!.text + shown[4]!.text).toBe("wall.wall,end");
    expect(shown[0]?.text.startsWith("…")).toBe(true);
    expect(shown[3]?.text).toContain(" … ");
    for (const { text } of shown) expect(text.length).toBeLessThan(160);
  });
  it("leaves short stretches as they are", () => {
    expect(around([run("same", "A "), run("inserted", "b"), run("same", " c")]).map(({ text }) => text)).toEqual(["A ", "b", " c"]);
  });
  it("is nothing when nothing differs", () => {
    expect(around([run("same", long)])).toEqual([]);
  });
});
