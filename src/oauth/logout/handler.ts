import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import { asTransaction } from '../../platform/database/pool.ts';
import { accessTokenInvalid } from '../../platform/errors/http-errors.ts';
import { revokeFamily } from '../family.ts';
import type { ExchangeServices } from '../tokens/exchange.ts';
import { endToken } from '../tokens.queries.ts';

/**
 * SPEC 11.2.
 * @throws ApiError 401 for a token of another issuer, which nobody here can end
 */
export async function logOut(
  { principal, requestId }: HandledRequest,
  { db, clock, writes }: Pick<ExchangeServices, 'db' | 'clock' | 'writes'>,
): Promise<Answer> {
  const { tokenId, clientId } = principal;
  if (tokenId === null) throw accessTokenInvalid();
  const now = clock.now();
  await writes(clientId, async () => {
    // Both or neither: were the token to end alone, nobody could come again and end the family.
    await asTransaction(db, async (transaction) => {
      const [ended] = await endToken(transaction, [now.toISOString(), requestId, tokenId]);
      if (ended?.family_id != null)
        await revokeFamily(transaction, ended.family_id, { now, requestId, reason: 'logout' });
    });
  });
  return { data: {} };
}
