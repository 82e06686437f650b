import type { LeavingFinding } from "../ipc/client";

/** Findings that say the same of several places of one text. */
export interface FindingGroup {
  key: string;
  /** The first of them: what is said. */
  first: LeavingFinding;
  places: readonly LeavingFinding[];
}

/** Findings that say the same in one line each, in the order of the first of each. */
export function groupsOf(findings: readonly LeavingFinding[]): FindingGroup[] {
  const groups = new Map<string, { first: LeavingFinding; places: LeavingFinding[] }>();
  for (const finding of findings) {
    const key = [finding.rule, finding.field ?? "", finding.words, finding.reason].join("\n");
    const group = groups.get(key);
    if (group) group.places.push(finding);
    else groups.set(key, { first: finding, places: [finding] });
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}
