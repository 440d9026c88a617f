import { statement } from '../../platform/database/pool.ts';

export const FORGOTTEN_AT_ONCE = 1000;

/** Forgets the answers to refresh tokens that were used before $1; passes over those that a request holds. */
export const forgetSealedAnswers = statement<{ forgotten: number }>(
  'oauth.forget-answers',
  `WITH forgotten AS (
     UPDATE refresh_tokens SET sealed_answer = NULL WHERE id = ANY (ARRAY(
       SELECT id FROM refresh_tokens WHERE sealed_answer IS NOT NULL AND used_at < $1
        LIMIT ${FORGOTTEN_AT_ONCE} FOR UPDATE SKIP LOCKED))
     RETURNING 1
   )
   SELECT count(*)::int AS forgotten FROM forgotten`,
);
