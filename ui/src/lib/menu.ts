/** A line of a menu; "-" is a rule. */
export type MenuEntry = "-" | {
  id: string;
  title: string;
  keys?: string | undefined;
  /** Ticked or not; none for what can't be ticked. */
  checked?: boolean | undefined;
  /** Why it can't be done now. */
  stopped?: string | undefined;
  danger?: boolean | undefined;
  run: () => void;
};
