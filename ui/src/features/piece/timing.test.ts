import { afterEach, expect, it } from "vitest";
import { KEEP, measureSince, type Measure } from "./timing";

const NAMES: Measure[] = ["key-to-saved", "key-to-preview", "key-to-preview-frame"];
afterEach(() => performance.clearMeasures());

it.each(NAMES)("a day of typing leaves no more measures of %s behind than a bench needs", (name) => {
  let most = 0;
  for (let key = 0; key < 3 * KEEP; key++) {
    measureSince(name, performance.now());
    most = Math.max(most, performance.getEntriesByName(name).length);
  }
  expect(most).toBeLessThanOrEqual(500);
});

it("a bench that clears them first finds every one of its 300, however many were taken before", () => {
  for (let key = 0; key < 450; key++) measureSince("key-to-saved", performance.now());
  performance.clearMeasures("key-to-saved");
  for (let key = 0; key < 300; key++) measureSince("key-to-saved", performance.now());
  expect(performance.getEntriesByName("key-to-saved")).toHaveLength(300);
});
