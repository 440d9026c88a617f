import { firstBrokenRule, type Rule } from '../platform/errors/rules.ts';
import type { Judge, Verdict } from './kind.ts';
import { refuseByRule } from './refusal.ts';

/** Rows judged by rules over what is known, which grows with every row that is accepted. */
export function judgeByRules<Row, Facts>(
  rulesFor: (row: Row) => readonly Rule<Facts>[],
  factsOf: (row: Row) => Facts,
  remember: (row: Row) => void,
): Judge<Row> {
  return (candidates, ahead) => {
    ahead.forEach(remember);
    const verdict: Verdict<Row> = { accepted: [], refused: [] };
    for (const candidate of candidates) {
      const facts = factsOf(candidate.row);
      const broken = firstBrokenRule(rulesFor(candidate.row), facts);
      if (broken) verdict.refused.push(refuseByRule(candidate, broken, facts));
      else {
        verdict.accepted.push(candidate);
        remember(candidate.row);
      }
    }
    return verdict;
  };
}
