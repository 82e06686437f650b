export interface Stacked {
  id: string;
  /** Where it wants to stand. */
  top: number;
  height: number;
}

/**
 * Where cards stand beside their passages, in order, without touching: each as near to its passage as those before it
 * let it, and the one that is looked at exactly there.
 */
export function stack(cards: readonly Stacked[], current: string | null, gap = 8): Map<string, number> {
  const out = new Map<string, number>();
  const at = cards.findIndex(({ id }) => id === current);
  const fixed = at < 0 ? 0 : at;
  let end = -Infinity;
  for (const { id, top, height } of cards.slice(fixed)) {
    const place = Math.max(top, end + gap);
    out.set(id, place);
    end = place + height;
  }
  // Those above give way upwards.
  let start = cards[fixed] ? out.get(cards[fixed].id)! : Infinity;
  for (const { id, top, height } of cards.slice(0, fixed).reverse()) {
    const place = Math.min(top, start - gap - height);
    out.set(id, place);
    start = place;
  }
  return out;
}
