// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFake } from "../../platform/fake";
import { forgetAll } from "../piece/session.svelte";
import { App } from "../window/app.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  vi.useRealTimers();
  await forgetAll();
});

async function open(query = "pieces=3&review") {
  const platform = createFake(new URLSearchParams(query));
  const app = new App(platform);
  const starting = app.start();
  await vi.advanceTimersByTimeAsync(2000);
  await starting;
  return { app, platform, review: app.review };
}
const settle = () => vi.advanceTimersByTimeAsync(1500);

describe("the review of a piece", () => {
  it("is asked for when the piece opens, against the hat’s own agreement", async () => {
    const { review } = await open();
    expect(review.data?.against.baseline).toEqual({ is: "role", role: "editor" });
    expect(review.acceptable).toBe(true);
    expect(review.waits).toBe(review.changes.length + 3);
  });
  it("is asked for once after many changes, and not while they come", async () => {
    const { app, platform, review } = await open();
    const calls = vi.spyOn(platform, "call");
    for (let n = 0; n < 20; n++) {
      review.typed();
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(calls.mock.calls.filter(([name]) => name === "review_get")).toHaveLength(0);
    await settle();
    expect(calls.mock.calls.filter(([name]) => name === "review_get")).toHaveLength(1);
    expect(app.openError).toBeNull();
  });
  it("accepts only into the hat’s own baseline, and says why not", async () => {
    const { review, app } = await open();
    review.setAgainst({ is: "role", role: "author" });
    await settle();
    expect(review.acceptable).toContain("sign-off of the author");
    const before = review.changes.length;
    await review.decide("accept", review.changes.map(({ id }) => id));
    expect(review.changes.length).toBe(before);
    expect(app.toasts.list.at(-1)?.kind).toBe("stop");
  });
  it("decides, takes back, and leaves nothing decided twice", async () => {
    const { review } = await open();
    const ids = review.changes.map(({ id }) => id);
    const deciding = review.decide("reject", ids.slice(1, 3));
    await settle();
    await deciding;
    expect(review.changes.map(({ id }) => id)).toEqual([ids[0], ...ids.slice(3)]);
    const undoing = review.undo();
    await settle();
    await undoing;
    expect(review.changes.map(({ id }) => id)).toEqual(ids);
    expect(review.undoable).toBe(false);
  });
  it("forgets the piece before when another one opens", async () => {
    const { app, review } = await open();
    review.lookAt(review.changes[0]!.id);
    review.chosen.add(review.changes[0]!.id);
    const opening = app.open("p2");
    await settle();
    await opening;
    expect(review.data?.id).toBe("p2");
    expect([review.current, review.chosen.size, review.mode]).toEqual([null, 0, "marked"]);
  });
  it("chooses a run of changes from the one that is looked at", async () => {
    const { review } = await open();
    const ids = review.changes.map(({ id }) => id);
    review.lookAt(ids[1]!);
    review.choose(ids[3]!, true, ids);
    expect([...review.chosen]).toEqual(ids.slice(1, 4));
    expect(review.decidable).toEqual(ids.slice(1, 4));
    review.choose(ids[2]!, false, ids);
    expect(review.decidable).toEqual([ids[1], ids[3]]);
  });
  it("drops what is chosen and looked at when it reads otherwise", async () => {
    const { review, platform } = await open();
    const headline = review.changes.find(({ field }) => field === "headline")!;
    review.lookAt(headline.id);
    review.chosen.add(headline.id);
    platform.desk.setTexts(platform.desk.piece("p1"), { headline: "Bring back the night boat" });
    await settle();
    expect([review.current, review.chosen.size]).toEqual([null, 0]);
  });
});

describe("the flow of a piece", () => {
  it("makes a step at once when nothing is missing, and asks when something is", async () => {
    const { app } = await open();
    expect(app.flow.usual?.label).toBe("Send to author");
    app.flow.takeUsual();
    await settle();
    expect(app.session?.stage).toBe("with_author");
    app.flow.takeUsual();
    await settle();
    expect([app.session?.stage, app.over]).toEqual(["with_author", { kind: "step", action: "send_to_copy" }]);
  });
  it("never kills by one press", async () => {
    const { app } = await open();
    app.flow.begin(app.flow.step("kill")!);
    expect(app.over).toEqual({ kind: "step", action: "kill" });
  });
});
