import { expect, it } from "vitest";
import type { Platform } from "../../platform/types";
import { OwnCalls } from "./own";

function room() {
  let at = 0;
  const answers: (() => void)[] = [];
  const platform = { kind: "fake", call: () => new Promise((resolve) => answers.push(() => resolve(null))) } as unknown as Platform;
  const own = new OwnCalls(platform, () => at);
  return { own, pass: (ms: number) => (at += ms), answer: () => answers.shift()!() };
}

it("a change that this window asked for is its own, a moment longer than the call lasts", async () => {
  const { own, pass, answer } = room();
  expect(own.lately).toBe(false);
  const call = own.platform.call("collision_decide", { id: 1, take: "both" });
  expect(own.lately).toBe(true);
  pass(60_000);
  expect(own.lately).toBe(true);
  answer();
  await call;
  pass(1000);
  expect(own.lately).toBe(true);
  pass(1000);
  expect(own.lately).toBe(false);
});

it("other calls say nothing about the text", async () => {
  const { own, answer } = room();
  const call = own.platform.call("folder_get");
  expect(own.lately).toBe(false);
  answer();
  await call;
});
