import type { AnswerOf } from '../../api/answers.ts';
import { hashSecret } from '../../auth/secrets.ts';
import { ApiError } from '../../platform/errors/error-definition.ts';
import { authenticateClient } from '../client.ts';
import { oauthErrors } from '../errors.ts';
import { askingClient, type TokenQuestion } from '../token-question.ts';
import type { ExchangeServices } from '../tokens/exchange.ts';
import { findToken } from '../tokens.queries.ts';

const unixSeconds = (timestamp: string): number => Math.floor(Date.parse(timestamp) / 1000);

/**
 * RFC 7662. A refresh token is not active: whoever asks wants to know what a bearer may do, and it is none. Nor is what
 * belongs to another client.
 * @throws ApiError 401 for a client that does not show itself, or has nothing to show
 */
export async function introspect(
  request: TokenQuestion,
  services: Pick<ExchangeServices, 'db' | 'clock' | 'noteUse'>,
): Promise<AnswerOf<'oauth'>> {
  const { connections, isPublic } = await authenticateClient(services, askingClient(request));
  if (isPublic) throw new ApiError(oauthErrors.clientInvalid);
  const [token] = await findToken(services.db, [hashSecret(request.body.token)]);
  const isActive =
    token !== undefined &&
    connections.includes(token.redeemer_id) &&
    !token.has_ended &&
    token.withdrawn_at === null &&
    Date.parse(token.expires_at) > services.clock.now().getTime();
  if (!isActive) return { kind: 'oauth', json: { active: false } };
  const json = {
    active: true,
    scope: token.scope,
    client_id: token.client_id,
    exp: unixSeconds(token.expires_at),
    iat: unixSeconds(token.inserted_at),
    sub: token.user_id,
    token_type: 'Bearer',
  };
  return { kind: 'oauth', json };
}
