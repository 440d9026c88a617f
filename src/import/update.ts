import { firstBrokenRule, type Rule } from '../platform/errors/rules.ts';
import type { Candidate, Change, Judge, Verdict } from './kind.ts';
import { refuseByRule } from './refusal.ts';

type Values = { id: string };
type Value = string | boolean | null;

/** What a judge of updates is made of. */
export type Updates<Row extends Values, Stored extends Values, Facts> = {
  /** Columns that the file has: of any other it says nothing, so that the stored value stays. */
  compared: readonly string[];
  /** What is stored for a row. It is kept up to date with what rows before it change. */
  find(row: Row): Stored | undefined;
  rules: readonly Rule<Facts>[];
  /** @param row what the row would be afterwards */
  factsOf(row: Row, stored: Stored | undefined): Facts;
};

/**
 * Compares rows with what is stored, and judges those that differ. An equal one is no update, so that no rule minds it:
 * an export is taken back as it is, whatever has expired in it.
 */
export function judgeUpdates<Row extends Values, Stored extends Values, Facts>({
  compared,
  find,
  rules,
  factsOf,
}: Updates<Row, Stored, Facts>): Judge<Row> {
  return (candidates) => {
    const verdict = {
      accepted: [] as Candidate<Row>[],
      refused: [],
      changes: [] as Change[],
      unchanged: 0,
    } as Required<Verdict<Row>>;
    for (const candidate of candidates) {
      const stored = find(candidate.row);
      const columns = stored === undefined ? {} : differences(compared, stored, candidate.row);
      if (stored !== undefined && Object.keys(columns).length === 0) {
        verdict.unchanged++;
        continue;
      }
      const row = { ...candidate.row, ...stored, ...newValues(columns) };
      const facts = factsOf(row, stored);
      const broken = firstBrokenRule(rules, facts);
      if (broken || stored === undefined) {
        verdict.refused.push(refuseByRule(candidate, broken as Rule<Facts>, facts));
        continue;
      }
      // Later rows are compared with what this one makes of it.
      Object.assign(stored, newValues(columns));
      verdict.accepted.push({ ...candidate, row });
      verdict.changes.push({ line: candidate.line, id: stored.id, columns });
    }
    return verdict;
  };
}

function differences(compared: readonly string[], stored: object, row: object): Change['columns'] {
  const columns: Change['columns'] = {};
  for (const column of compared) {
    const old = ((stored as Record<string, Value>)[column] ?? null) as Value;
    const value = ((row as Record<string, Value>)[column] ?? null) as Value;
    if (old !== value && !(column === 'id' && value === '')) columns[column] = { old, new: value };
  }
  return columns;
}

const newValues = (columns: Change['columns']) =>
  Object.fromEntries(Object.entries(columns).map(([column, { new: value }]) => [column, value]));

/** Rows in groups in which nobody occurs twice: a statement changes each row once. */
export function inRounds<Row extends Values>(rows: readonly Row[]): Row[][] {
  const rounds: Row[][] = [];
  const occurrences = new Map<string, number>();
  for (const row of rows) {
    const earlier = occurrences.get(row.id) ?? 0;
    occurrences.set(row.id, earlier + 1);
    const round = rounds[earlier];
    if (round === undefined) rounds.push([row]);
    else round.push(row);
  }
  return rounds;
}
