import { timingSafeEqual } from 'node:crypto';
import { hashSecret } from '../auth/secrets.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { isUuid } from '../platform/json/validator.ts';
import { oauthErrors } from './errors.ts';
import { type ClientRow, findClient, type UsableConnection } from './tokens/facts.queries.ts';
import type { ClientCredentials } from './tokens/grant.ts';

/**
 * The connections as which a program has shown itself: those whose secret it sent, or all of a public client, which has
 * none. Every one is compared, in a time that depends on nothing secret.
 */
export function shownConnections(row: ClientRow, { clientSecret }: ClientCredentials): string[] {
  if (row.client_is_public === null) return [];
  const hash = clientSecret === null ? undefined : hashSecret(clientSecret);
  const isShown = ({ secret, former_secret }: UsableConnection): boolean =>
    [equals(secret, hash), equals(former_secret, hash)].includes(true);
  const isOpen = ({ secret }: UsableConnection): boolean =>
    row.client_is_public === true && hash === undefined && secret === null;
  return row.connections
    .map((connection) => ({ connection, isGood: isShown(connection) || isOpen(connection) }))
    .filter(({ isGood }) => isGood)
    .map(({ connection }) => connection.id);
}

/** Who is told of each connection whose secret was good. */
export type SecretUses = { noteUse?(kind: 'connection', id: string): void };

/** @param connections as which the program has shown itself; a public client has no secret to be used */
export function noteSecretUse(
  { noteUse }: SecretUses,
  { clientSecret }: ClientCredentials,
  connections: readonly string[],
): void {
  if (clientSecret === null) return;
  for (const id of connections) noteUse?.('connection', id);
}

function equals(stored: string | null, hash: Buffer | undefined): boolean {
  if (stored === null || hash === undefined) return false;
  return timingSafeEqual(Buffer.from(stored, 'hex'), hash);
}

/**
 * Whether the API key, or its absence, will do: a BROKER needs one, and a wrong one is refused from anybody (SPEC 3).
 * @param isBroker the client of the request, or the one whose tokens are asked for
 */
export function isApiKeyGood(row: ClientRow, { apiKey }: ClientCredentials, isBroker: boolean): boolean {
  const isExpected = apiKey !== undefined || isBroker;
  return !isExpected || row.api_key_scopes !== null;
}

/**
 * The client of a form: `Authorization: Basic`, or `client_id` and `client_secret` in the body (RFC 6749, 2.3.1).
 * @param authorization the header; undefined: not sent
 * @throws ApiError 401, or 422 where both are sent
 */
export function readFormClient(
  form: { client_id?: string; client_secret?: string },
  authorization: string | undefined,
): Pick<ClientCredentials, 'clientId' | 'clientSecret'> {
  if (authorization === undefined) {
    if (form.client_id === undefined) throw new ApiError(oauthErrors.clientInvalid);
    return { clientId: form.client_id, clientSecret: form.client_secret ?? null };
  }
  const basic = readBasic(authorization);
  if (basic === undefined) throw new ApiError(oauthErrors.clientInvalid);
  const isTwice = form.client_secret !== undefined || (form.client_id ?? basic.clientId) !== basic.clientId;
  if (isTwice) throw new ApiError(oauthErrors.credentialsTwice);
  return basic;
}

/** Both parts are encoded like a form before they are joined; undefined where it is no such header. */
function readBasic(authorization: string): { clientId: string; clientSecret: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const [id, secret, ...others] = Buffer.from(encoded, 'base64').toString('utf8').split(':').map(formDecoded);
  return id === undefined || secret === undefined || others.length > 0
    ? undefined
    : { clientId: id, clientSecret: secret };
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/**
 * The connections as which the program of a form has shown itself.
 * @throws ApiError 401 where it has not
 */
export async function authenticateClient(
  { db, clock, ...uses }: { db: Database; clock: Clock } & SecretUses,
  credentials: ClientCredentials,
): Promise<{ connections: string[]; isPublic: boolean }> {
  const { clientId, apiKey } = credentials;
  const [row] = (await findClient(db, {
    client_id: isUuid(clientId) ? clientId : null,
    api_key_hash: apiKey === undefined ? null : hashSecret(apiKey),
    instant: clock.now().toISOString(),
  })) as [ClientRow];
  const connections = shownConnections(row, credentials);
  const isBroker = row.client_access_type === 'BROKER';
  if (connections.length === 0 || !isApiKeyGood(row, credentials, isBroker))
    throw new ApiError(oauthErrors.clientInvalid);
  noteSecretUse(uses, credentials, connections);
  return { connections, isPublic: row.client_is_public === true };
}
