import type { IncomingMessage } from 'node:http';
import { ApiError } from '../platform/errors/error-definition.ts';
import { accessTokenInvalid, httpErrors } from '../platform/errors/http-errors.ts';
import { headerValues } from '../platform/http/headers.ts';
import { traced } from '../platform/tracing.ts';
import { type Access, asksApiKey, asksToken, missingScopes, type Principal } from './access.ts';
import { type LookedUp, lookUp, type Sources } from './look-up.ts';

/** What a caller is judged with. */
export type Authority = Sources & {
  /** Told of each credential that was accepted. */
  noteUse?(kind: 'token' | 'api_key', id: string): void;
};

/**
 * Lets a request pass or says why not, in the order of SPEC 3: API key (where it is always asked for), token, scope.
 * @returns the caller, or null for a route that asks for no token
 * @throws ApiError 401 or 403
 */
export async function authorize(
  authority: Authority,
  access: Access,
  request: IncomingMessage,
): Promise<Principal | null> {
  if (typeof access === 'string') return null;
  const token = asksToken(access) ? bearerToken(request) : undefined;
  const apiKeys = headerValues(request, 'api-key');
  if (asksApiKey(access) && apiKeys.length === 0) throw new ApiError(httpErrors.apiKeyMissing);
  if (!asksApiKey(access) && token === undefined) throw accessTokenInvalid(); // no question to the database

  const credentials = await traced('authorize', {}, () => lookUp(authority, token, apiKeys));
  const { client_id: clientId, refused } = credentials;
  if (asksApiKey(access) && credentials.api_key_id === null) throw new ApiError(httpErrors.apiKeyInvalid);
  if (!asksToken(access)) {
    noteUses(authority, credentials);
    return null;
  }
  if (clientId === null) throw accessTokenInvalid(refused);
  // DIRECT clients may leave the key out, but a wrong one is refused all the same.
  const keyExpected = apiKeys.length > 0 || credentials.access_type === 'BROKER';
  if (keyExpected && credentials.api_key_id === null) throw accessTokenInvalid();
  noteUses(authority, credentials);

  const missing = missingScopes(access.scope, credentials.scopes);
  if (missing.length > 0) {
    throw new ApiError(httpErrors.scopeMissing, { values: { scopes: missing.join(', ') } });
  }
  return {
    tokenId: credentials.token_id,
    userId: credentials.user_id,
    clientId,
    clientType: credentials.client_type,
    consumerId: credentials.consumer_id,
    hasSecretKey: credentials.api_key_is_public === false,
    scopes: credentials.scopes,
  };
}

function noteUses({ noteUse }: Authority, { token_id, api_key_id }: LookedUp): void {
  if (token_id !== null) noteUse?.('token', token_id);
  if (api_key_id !== null) noteUse?.('api_key', api_key_id);
}

/**
 * The one token of the one Authorization header. The scheme's name is case-insensitive, and blanks follow it, one or more:
 * no tabs (RFC 9110, 11.4).
 */
export function bearerToken(request: IncomingMessage): string | undefined {
  const values = headerValues(request, 'authorization');
  if (values.length !== 1) return undefined;
  return /^bearer +([\x21-\x7e]{1,4096})$/i.exec(values[0] as string)?.[1];
}
