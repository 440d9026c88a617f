import { randomUUIDv7 } from 'node:crypto';
import { type Change, stampValues } from '../../audit/stamp.ts';
import { hashSecret, randomSecret } from '../../auth/secrets.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { OVERLAP_MS } from '../overlap.ts';
import type { Connection } from './connection.ts';
import {
  insertConnection,
  replaceSecret,
  setConnectionBlocked,
  updateRedirectUris,
} from './connections.queries.ts';
import { connectionRules, createConnectionRules, refreshSecretRules } from './rules.ts';

/**
 * Connects a client with a MIS, or with itself: then the connection has the id of the client.
 * @param connection whose redirect URIs `redirectUriMistake` has passed
 * @returns it with its secret, which is shown this once; null where one side is a public client
 * @throws ApiError 422 for an unknown side, 409 when they are connected already
 */
export async function createConnection(
  { db, stamp, observeRefusal }: Change,
  connection: { client_id: string; consumer_id: string; redirect_uris: readonly string[] },
): Promise<Connection & { secret: string | null }> {
  const clientId = connection.client_id.toLowerCase();
  const consumerId = connection.consumer_id.toLowerCase();
  const id = clientId === consumerId ? clientId : randomUUIDv7();
  const secret = randomSecret();
  const values = [
    ...stampValues(stamp),
    id,
    clientId,
    consumerId,
    connection.redirect_uris,
    hashSecret(secret),
  ];
  const [row] = (await insertConnection(db, values)) as [Awaited<ReturnType<typeof insertConnection>>[0]];
  const { client_exists: clientExists, consumer_exists: consumerExists, ...made } = row;
  enforceRules(
    createConnectionRules,
    { clientExists, consumerExists, isNew: made.id !== null },
    observeRefusal,
  );
  return { ...(made as Connection), secret: made.has_secret ? secret : null };
}

/** @throws ApiError 404 */
export async function changeRedirectUris(
  { db, stamp, observeRefusal }: Change,
  id: string | null,
  redirectUris: readonly string[],
): Promise<Connection> {
  const values = [...stampValues(stamp), id, redirectUris];
  const [connection] = await updateRedirectUris(db, values);
  enforceRules(connectionRules, { connection }, observeRefusal);
  return connection as Connection;
}

/** Neither its secret nor its tokens are good while it is blocked. @throws ApiError 404 */
export async function blockConnection(
  { db, stamp, observeRefusal }: Change,
  { id, isBlocked, reason }: { id: string | null; isBlocked: boolean; reason: string },
): Promise<Connection> {
  const [connection] = await setConnectionBlocked(db, [...stampValues(stamp), id, isBlocked, reason]);
  enforceRules(connectionRules, { connection }, observeRefusal);
  return connection as Connection;
}

/**
 * Gives a connection a new secret; the old one works for the time of the overlap, unless it is to end `immediately`.
 * @param which `clientId`: only a connection of this client; null: any
 * @returns the connection with its secret, which is shown this once
 * @throws ApiError 404, or 409 where there is no secret, or a third one would be needed
 */
export async function refreshSecret(
  { db, stamp, observeRefusal }: Change,
  which: { id: string | null; clientId: string | null; immediately: boolean },
): Promise<Connection & { secret: string }> {
  const secret = randomSecret();
  const oldExpiresAt = which.immediately ? null : new Date(stamp.now.getTime() + OVERLAP_MS).toISOString();
  const values = [...stampValues(stamp), which.id, which.clientId, hashSecret(secret), oldExpiresAt];
  const [row] = await replaceSecret(db, values);
  enforceRules(refreshSecretRules, { connection: row }, observeRefusal);
  const { is_public, former_secret_is_valid, ...connection } = row as NonNullable<typeof row>;
  return { ...connection, secret };
}
