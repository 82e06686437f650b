import { describe, expect, it } from "vitest";
import type { PrintSheet } from "../../../ipc/client";
import type { App } from "../../window/app.svelte";
import { Pages, paperOf } from "./pages.svelte";

const sheet = (svg: string, number = 1): PrintSheet => ({ svg, number, of: 3, width: 595, height: 842, reports: [] });

/** Pages whose answers come when the test says so. */
function waiting() {
  const answers: ((sheet: PrintSheet) => void)[] = [];
  const exporter = { format: "pdf", sends: () => false, against: () => ({}) };
  const call = () => new Promise<PrintSheet>((resolve) => answers.push(resolve));
  const pages = new Pages({ session: { id: "p1" }, exporter, platform: { call } } as unknown as App);
  return { pages, answers, exporter };
}

describe("the printed sheets", () => {
  it("drop an answer that was overtaken by a later question", async () => {
    const { pages, answers } = waiting();
    const [first, second] = [pages.refresh(), pages.refresh()];
    answers[1]!(sheet("<svg>new</svg>"));
    await second;
    answers[0]!(sheet("<svg>old</svg>"));
    await first;
    expect(decodeURIComponent(pages.now!.src)).toContain("new");
  });
  it("turn within what there is, and begin anew with another form", async () => {
    const { pages, answers, exporter } = waiting();
    const first = pages.refresh();
    answers[0]!(sheet("<svg/>"));
    await first;
    pages.turn(-1);
    expect(answers.length).toBe(1);
    pages.turn(5);
    expect([pages.number, answers.length]).toEqual([3, 2]);
    exporter.format = "galley";
    expect(pages.now).toBeNull();
    void pages.refresh();
    expect(pages.number).toBe(1);
    exporter.format = "html";
    await pages.refresh();
    expect(answers.length).toBe(3);
  });
  it("name their paper in millimetres", () => {
    expect(paperOf(sheet(""))).toBe("210 × 297 mm");
  });
});
