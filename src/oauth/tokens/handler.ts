import type { AnswerOf } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { ValueOf } from '../../platform/json/typed-schema.ts';
import { type ExchangeServices, redeemCode, refresh } from './exchange.ts';
import type { GrantedTokens } from './grant.ts';
import { readForm, readNational } from './read.ts';
import type { nationalSchema, tokenForm } from './token-schema.ts';

type Sent =
  | { isForm: false; body: ValueOf<typeof nationalSchema> }
  | { isForm: true; body: ValueOf<typeof tokenForm> };

/**
 * SPEC 11.2: one grant logic, two renderings of its result.
 * @throws ApiError of the first rule that does not hold
 */
export async function exchangeGrant(
  request: HandledRequest<Sent, { principal: null }>,
  services: ExchangeServices,
): Promise<AnswerOf<'envelope' | 'oauth'>> {
  const [authorization, apiKey] = [request.header('authorization'), request.header('api-key')];
  const presented = request.isForm
    ? readForm(request.body, { authorization, apiKey })
    : readNational(request.body.token, apiKey);
  request.note({ grant_type: presented.grantType });
  const tokens =
    presented.grantType === 'authorization_code'
      ? await redeemCode(services, presented, request)
      : await refresh(services, presented, request);
  request.note({ client_id: tokens.clientId, user_id: tokens.userId });
  return request.isForm ? { kind: 'oauth', json: asRfc6749(tokens) } : { data: asNational(tokens) };
}

const asNational = ({
  id,
  value,
  expiresAt,
  userId,
  scope,
  clientId,
  refreshToken,
  grantType,
}: GrantedTokens) => ({
  id,
  name: 'access_token',
  value,
  expires_at: expiresAt,
  user_id: userId,
  details: { scope, client_id: clientId, refresh_token: refreshToken, grant_type: grantType },
});

const asRfc6749 = ({ value, expiresInSeconds, refreshToken, scope }: GrantedTokens) => ({
  access_token: value,
  token_type: 'Bearer',
  expires_in: expiresInSeconds,
  refresh_token: refreshToken,
  scope,
});
