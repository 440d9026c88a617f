import type { Answer, OutgoingRequest } from './call.ts';
import type { StandingCase } from './case.ts';
import { readingOf } from './judge.ts';
import { standingCases } from './table/standing.ts';
import { broken, held, notApplicable, type Verdict } from './verdict.ts';

/** Judges each answer as it comes, so that none is kept but the first that breaks a sentence. */
export function judgeStanding(origin: string, secrets: readonly string[]) {
  const found = new Map<StandingCase, Verdict>();
  let answers = 0;
  return {
    note(request: OutgoingRequest, answer: Answer): void {
      answers += 1;
      for (const each of standingCases) {
        if (found.has(each)) continue;
        const why = readingOf(() => each.judge(answer, origin));
        if (why !== undefined) found.set(each, broken(each, why, { request, result: answer }, secrets));
      }
    },
    verdicts: (): Verdict[] =>
      standingCases.map(
        (each) =>
          found.get(each) ?? (answers === 0 ? notApplicable(each, 'nothing was answered') : held(each)),
      ),
  };
}
