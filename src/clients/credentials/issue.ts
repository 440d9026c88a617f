import { randomUUIDv7 } from 'node:crypto';
import { type Change, stampValues } from '../../audit/stamp.ts';
import { hashSecret, randomSecret } from '../../auth/secrets.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { OVERLAP_MS } from '../overlap.ts';
import { insertApiKey, insertToken, rotateStoredKey } from './issue.queries.ts';
import { issueKeyRules, rotateKeyRules } from './rules.ts';

/** `value` is shown this once. */
type Issued = { id: string; value: string };

/** Issues a bearer token that comes of no sign-in. @throws DatabaseError 23503 for an unknown client or user */
export async function issueToken(
  { db, stamp }: Change,
  token: { clientId: string; userId: string; scope: string; ttlSeconds: number },
): Promise<Issued & { expiresAt: string }> {
  const issued = { id: randomUUIDv7(), value: randomSecret() };
  const expiresAt = new Date(stamp.now.getTime() + token.ttlSeconds * 1000).toISOString();
  const { clientId, userId, scope } = token;
  const values = [issued.id, hashSecret(issued.value), clientId, userId, scope, expiresAt];
  await insertToken(db, [...stampValues(stamp), ...values]);
  return { ...issued, expiresAt };
}

/** Issues an API key of a MIS. @throws ApiError 422 for an unknown client */
export async function issueApiKey({ db, stamp, observeRefusal }: Change, clientId: string): Promise<Issued> {
  const issued = { id: randomUUIDv7(), value: randomSecret() };
  const values = [...stampValues(stamp), issued.id, hashSecret(issued.value), clientId];
  const written = await insertApiKey(db, values);
  enforceRules(issueKeyRules, { clientExists: written.length > 0 }, observeRefusal);
  return issued;
}

/**
 * Issues a successor of an API key; the key itself ends after the overlap, or at once.
 * @returns the successor, and when the key ends
 * @throws ApiError 404, or 409 for one that has ended or is about to
 */
export async function rotateApiKey(
  { db, stamp, observeRefusal }: Change,
  { id, immediately }: { id: string | null; immediately: boolean },
): Promise<Issued & { clientId: string; formerExpiresAt: string | null }> {
  const successor = { id: randomUUIDv7(), value: randomSecret() };
  const formerExpiresAt = immediately ? null : new Date(stamp.now.getTime() + OVERLAP_MS).toISOString();
  const values = [...stampValues(stamp), id, successor.id, hashSecret(successor.value), formerExpiresAt];
  const [apiKey] = await rotateStoredKey(db, values);
  enforceRules(rotateKeyRules, { apiKey }, observeRefusal);
  return { ...successor, clientId: (apiKey as NonNullable<typeof apiKey>).client_id, formerExpiresAt };
}
