import type { AnswerOf } from '../../api/answers.ts';
import { hashSecret } from '../../auth/secrets.ts';
import { authenticateClient } from '../client.ts';
import { revokeFamily } from '../family.ts';
import { askingClient, type TokenQuestion } from '../token-question.ts';
import type { ExchangeServices } from '../tokens/exchange.ts';
import { endToken, findRefreshToken, findToken } from '../tokens.queries.ts';

/**
 * RFC 7009: an access token ends alone, a refresh token with its family. Whether it was one, and whose, the answer does not
 * tell.
 * @throws ApiError 401 for a client that does not show itself
 */
export async function revoke(
  request: TokenQuestion,
  services: Pick<ExchangeServices, 'db' | 'clock' | 'writes' | 'noteUse'>,
): Promise<AnswerOf<'oauth'>> {
  const { db, clock, writes } = services;
  const client = askingClient(request);
  const { connections } = await authenticateClient(services, client);
  const hash = hashSecret(request.body.token);
  const [now, { requestId }] = [clock.now(), request];
  const [token] = await findToken(db, [hash]);
  const [refreshToken] = token ? [] : await findRefreshToken(db, [hash]);
  await writes(client.clientId, async () => {
    if (token && connections.includes(token.redeemer_id))
      await endToken(db, [now.toISOString(), requestId, token.id]);
    if (refreshToken && connections.includes(refreshToken.redeemer_id))
      await revokeFamily(db, refreshToken.family_id, { now, requestId, reason: 'revocation' });
  });
  return { kind: 'oauth', json: {} };
}
