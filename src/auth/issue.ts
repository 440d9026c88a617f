import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '../platform/database/pool.ts';
import { insertApiKey, insertToken, markApiKeyRevoked, markTokenRevoked } from './issue.queries.ts';
import { hashSecret, randomSecret } from './secrets.ts';

export type Issued = { id: string; value: string };
export type IssueContext = { now: Date; requestId: string };

/** Issues a bearer token; `value` is shown this once. @throws DatabaseError 23503 for an unknown client or user */
export async function issueToken(
  db: Database,
  { now, requestId }: IssueContext,
  token: { clientId: string; userId: string; scope: string; ttlSeconds: number },
): Promise<Issued & { expiresAt: string }> {
  const issued = { id: randomUUIDv7(), value: randomSecret() };
  const expiresAt = new Date(now.getTime() + token.ttlSeconds * 1000).toISOString();
  await insertToken(db, [
    now.toISOString(),
    requestId,
    issued.id,
    hashSecret(issued.value),
    token.clientId,
    token.userId,
    token.scope,
    expiresAt,
  ]);
  return { ...issued, expiresAt };
}

/** Issues an API key of a MIS; `value` is shown this once. @throws DatabaseError 23503 for an unknown client */
export async function issueApiKey(
  db: Database,
  { now, requestId }: IssueContext,
  clientId: string,
): Promise<Issued> {
  const issued = { id: randomUUIDv7(), value: randomSecret() };
  await insertApiKey(db, [now.toISOString(), requestId, issued.id, hashSecret(issued.value), clientId]);
  return issued;
}

export type Revocation = 'revoked' | 'already_revoked' | 'not_found';

export async function revokeToken(
  db: Database,
  { now, requestId }: IssueContext,
  id: string,
): Promise<Revocation> {
  return revocation(await markTokenRevoked(db, [now.toISOString(), requestId, id]));
}

export async function revokeApiKey(
  db: Database,
  { now, requestId }: IssueContext,
  id: string,
): Promise<Revocation> {
  return revocation(await markApiKeyRevoked(db, [now.toISOString(), requestId, id]));
}

function revocation([row]: { was_revoked: boolean }[]): Revocation {
  if (!row) return 'not_found';
  return row.was_revoked ? 'already_revoked' : 'revoked';
}
