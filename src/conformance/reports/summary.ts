import { sectionOf } from '../case.ts';
import type { Report } from '../run.ts';
import type { Verdict } from '../verdict.ts';

export type Counts = { held: number; broken: number; not_applicable: number };

export const withStatus = ({ verdicts }: Report, status: Verdict['status']) =>
  verdicts.filter((verdict) => verdict.status === status);

export const countsOf = (verdicts: readonly Verdict[]): Counts => {
  const counts: Counts = { held: 0, broken: 0, not_applicable: 0 };
  for (const { status } of verdicts) counts[status] += 1;
  return counts;
};

/** Cases or verdicts by section of SPEC.md, in its order. */
export function sectionsInOrder<Entry extends { id: string }>(
  entries: readonly Entry[],
): [section: string, entries: Entry[]][] {
  const sections = Map.groupBy(entries, ({ id }) => sectionOf(id));
  const order = new Intl.Collator('en', { numeric: true });
  return [...sections].sort(([one], [other]) => order.compare(one, other));
}

/** Sentences that could not be tried, by what they lack. */
export const missingOf = (report: Report): [why: string, ids: string[]][] =>
  [...Map.groupBy(withStatus(report, 'not_applicable'), ({ why }) => why ?? '')].map(([why, verdicts]) => [
    why,
    verdicts.map(({ id }) => id),
  ]);

/** Whether every sentence that was tried holds, and the run was whole. */
export const isConformant = (report: Report): boolean => {
  const { held, broken } = countsOf(report.verdicts);
  return broken === 0 && held > 0 && report.stopped === undefined;
};
