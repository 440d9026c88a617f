import type { HandledRequest } from '../api/route.ts';
import { typedSchema, type ValueOf } from '../platform/json/typed-schema.ts';
import { readFormClient } from './client.ts';
import { oauthErrors } from './errors.ts';
import { CLIENT_PARAMETERS } from './tokens/token-schema.ts';

/** What a client asks about a token, or has done to it (RFC 7009, RFC 7662). The hint of its type is not needed. */
export const tokenQuestionForm = typedSchema({
  title: 'TokenQuestionForm',
  type: 'object',
  required: ['token'],
  properties: { ...CLIENT_PARAMETERS, token: { type: 'string', minLength: 1 } },
});

export type TokenQuestion = HandledRequest<{ body: ValueOf<typeof tokenQuestionForm> }, { principal: null }>;

/** Of a client that does not show itself, or twice. */
export const askingRefusals = [oauthErrors.clientInvalid, oauthErrors.credentialsTwice];

/** Who asks. @throws ApiError 401, or 422 where the credentials are sent twice */
export function askingClient({ body, header }: TokenQuestion) {
  const { client_id, client_secret } = body as { client_id?: string; client_secret?: string };
  const given = {
    ...(client_id ? { client_id } : {}),
    ...(client_secret ? { client_secret } : {}),
  };
  return { ...readFormClient(given, header('authorization')), apiKey: header('api-key') };
}
