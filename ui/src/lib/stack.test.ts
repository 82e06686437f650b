import { describe, expect, it } from "vitest";
import { chance } from "../editor/random";
import { stack, type Stacked } from "./stack";

const card = (id: string, top: number, height = 40): Stacked => ({ id, top, height });

describe("cards beside the text", () => {
  it("stand beside their passages when there is room", () => {
    expect([...stack([card("a", 0), card("b", 100)], null).values()]).toEqual([0, 100]);
  });
  it("give way downwards, and upwards above the one that is looked at", () => {
    const cards = [card("a", 0), card("b", 10), card("c", 20)];
    expect(Object.fromEntries(stack(cards, null))).toEqual({ a: 0, b: 48, c: 96 });
    expect(Object.fromEntries(stack(cards, "c"))).toEqual({ a: -76, b: -28, c: 20 });
  });
  it("never touch, whatever they want", () => {
    const random = chance(7);
    for (let n = 0; n < 200; n++) {
      let top = 0;
      const cards = Array.from({ length: 1 + random.number(12) }, (_, i) => card(String(i), (top += random.number(90)), 20 + random.number(120)));
      const current = random.number(2) ? String(random.number(cards.length)) : null;
      const places = stack(cards, current);
      cards.slice(1).forEach(({ id }, i) => expect(places.get(id)!).toBeGreaterThanOrEqual(places.get(cards[i]!.id)! + cards[i]!.height + 8));
      if (current !== null) expect(places.get(current)).toBe(cards[Number(current)]!.top);
    }
  });
});
