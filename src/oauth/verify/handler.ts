import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import { hashSecret } from '../../auth/secrets.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { findToken, type TokenRow } from '../tokens.queries.ts';
import { verifyRules } from './rules.ts';

/**
 * SPEC 11.2. The value stands in the path, and comes back nowhere.
 * @throws ApiError of the first rule that does not hold
 */
export async function verifyToken(
  { params, observeRefusal }: HandledRequest<{ params: { value: string } }, { principal: null }>,
  { db, clock }: { db: Database; clock: Clock },
): Promise<Answer> {
  const [found] = await findToken(db, [hashSecret(params.value)]);
  enforceRules(verifyRules, { token: found, now: clock.now() }, observeRefusal);
  const token = found as TokenRow;
  return {
    data: {
      id: token.id,
      name: 'access_token',
      expires_at: Math.floor(Date.parse(token.expires_at) / 1000),
      user_id: token.user_id,
      details: { scope: token.scope, client_id: token.client_id },
    },
  };
}
