import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import { asTransaction, type Database } from '../../platform/database/pool.ts';
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
  // Both or neither: with the token alone ended nobody could come again to end its family.
  const end = async (transaction: Database) => {
    const [ended] = await endToken(transaction, [now.toISOString(), requestId, tokenId]);
    if (ended?.family_id != null)
      await revokeFamily(transaction, ended.family_id, { now, requestId, reason: 'logout' });
  };
  await writes(clientId, () => asTransaction(db, end));
  return { data: {} };
}
