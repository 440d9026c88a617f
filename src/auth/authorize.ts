import type { IncomingMessage } from 'node:http';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { accessTokenInvalid, httpErrors } from '../platform/errors/http-errors.ts';
import { headerValues } from '../platform/http/headers.ts';
import { type Access, missingScopes, type Principal, parseScopes } from './access.ts';
import { type CredentialsRow, findCredentials } from './credentials.queries.ts';
import { hashSecret } from './secrets.ts';

/**
 * Lets a request pass or says why not, in the order of SPEC 3: API key (administrative routes), token, scope.
 * @returns the caller, or null for a route that asks for no token
 * @throws ApiError 401 or 403
 */
export async function authorize(
  db: Database,
  clock: Clock,
  access: Access,
  request: IncomingMessage,
): Promise<Principal | null> {
  if (access === 'public' || access === 'service') return null;
  const token = bearerToken(request);
  const apiKeys = headerValues(request, 'api-key');
  if (access.apiKey === 'always' && apiKeys.length === 0) throw new ApiError(httpErrors.apiKeyMissing);
  if (access.apiKey !== 'always' && token === undefined) throw accessTokenInvalid(); // no question to the database

  // Two keys are no key: nobody can say which of them was meant.
  const apiKey = apiKeys.length === 1 ? apiKeys[0] : undefined;
  const [credentials] = (await findCredentials(db, {
    token_hash: token === undefined ? null : hashSecret(token),
    api_key_hash: apiKey === undefined ? null : hashSecret(apiKey),
    instant: clock.now().toISOString(),
  })) as [CredentialsRow];
  if (access.apiKey === 'always' && credentials.api_key_id === null)
    throw new ApiError(httpErrors.apiKeyInvalid);
  if (credentials.token_id === null) throw accessTokenInvalid();
  // DIRECT clients may leave the key out, but a wrong one is refused all the same.
  const keyExpected = apiKeys.length > 0 || credentials.access_type === 'BROKER';
  if (keyExpected && credentials.api_key_id === null) throw accessTokenInvalid();

  const scopes = parseScopes(credentials.scope);
  const missing = missingScopes(access.scope, scopes);
  if (missing.length > 0) {
    throw new ApiError(httpErrors.scopeMissing, { values: { scopes: missing.join(', ') } });
  }
  return {
    tokenId: credentials.token_id,
    userId: credentials.user_id,
    clientId: credentials.client_id,
    clientType: credentials.client_type,
    scopes,
  };
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
