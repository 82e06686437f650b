/** The time, as often as "5 min ago" needs it. */
export function clockTick(every = 30_000): { readonly current: Date } {
  let current = $state.raw(new Date());
  $effect(() => {
    const timer = setInterval(() => (current = new Date()), every);
    return () => clearInterval(timer);
  });
  return { get current() { return current; } };
}
