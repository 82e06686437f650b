interface Line {
  id: string;
  title: string;
  keys?: string | undefined;
  /** Ticked or not; none for what can't be ticked. */
  checked?: boolean | undefined;
  /** Why it can't be done now. */
  stopped?: string | undefined;
  danger?: boolean | undefined;
}

/** A line of a menu: what it does, or the menu that it leads to; "-" is a rule. */
export type MenuEntry = "-" | (Line & { run: () => void; more?: undefined }) | (Line & { more: readonly MenuEntry[]; run?: undefined });
