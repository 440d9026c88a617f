import type { Logger } from '../platform/log.ts';
import { aelUnavailable } from './ael-error.ts';
import type { Ael, AelResults } from './contract.ts';

/** How long an answer is good for: probes come every few seconds, from several places. */
const GOOD_FOR_MS = 5_000;
const BAD_FOR_MS = 1_000;

/**
 * The conditions of `/ready` that AEL answers for, from one question for both: `ael` that it answers, `bucket` that
 * links of the bucket will work. Both reject where it is not so.
 */
export function createBucketCheck(ael: Ael, bucket: string) {
  let asked: { answer: Promise<AelResults['check']>; until: number } | undefined;

  function ask(): Promise<AelResults['check']> {
    const now = performance.now();
    if (asked !== undefined && now < asked.until) return asked.answer;
    const answer = ael.check({ bucket });
    const question = { answer, until: Number.POSITIVE_INFINITY }; // shared while it runs
    asked = question;
    const settle = (isGood: boolean) => {
      question.until = performance.now() + (isGood ? GOOD_FOR_MS : BAD_FOR_MS);
    };
    answer.then(
      ({ usable }) => settle(usable),
      () => settle(false),
    );
    return answer;
  }

  return {
    async ael(): Promise<void> {
      await ask();
    },
    async bucket(): Promise<void> {
      const { usable } = await ask();
      if (!usable) throw aelUnavailable('the bucket is not usable');
    },
  };
}

/** Tells the operator at start, with remedies, what will not work; the product starts all the same. Never rejects. */
export async function warnOfFindings(ael: Ael, bucket: string, log: Logger): Promise<void> {
  try {
    const { findings } = await ael.check({ bucket });
    for (const { name, state, detail, remedy } of findings) {
      if (state !== 'ok') log.warn({ finding: name, state, detail, remedy }, 'object storage');
    }
  } catch (error) {
    log.warn({ err: error }, 'object storage could not be checked');
  }
}
