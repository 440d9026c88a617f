import { randomUUIDv7 } from 'node:crypto';
import { SYSTEM_USER_ID } from '../audit/actor.ts';
import { type Database, statement } from '../platform/database/pool.ts';
import { hashSecret, randomSecret } from './secrets.ts';

/** Rows of credentials and their audit rows are one statement; the value itself is never stored. */
const AUDIT = (resource: string, action: string, from: string, changeset: string) => `
  INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
  SELECT $1, '${SYSTEM_USER_ID}', client_id, $2, '${resource}', id, '${action}', ${changeset} FROM ${from}`;

const insertToken = statement<{ id: string }>(
  'auth.insert-token',
  `WITH token AS (
     INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at)
     VALUES ($3, $4, $5, $6, $7, $8, $1) RETURNING *
   ), audit AS (${AUDIT('token', 'create', 'token', "jsonb_build_object('old', NULL, 'new', to_jsonb(token) - 'value_hash')")})
   SELECT id FROM token`,
);

const insertApiKey = statement<{ id: string }>(
  'auth.insert-api-key',
  `WITH api_key AS (
     INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($3, $4, $5, $1) RETURNING *
   ), audit AS (${AUDIT('api_key', 'create', 'api_key', "jsonb_build_object('old', NULL, 'new', to_jsonb(api_key) - 'value_hash')")})
   SELECT id FROM api_key`,
);

const revoke = (table: 'tokens' | 'api_keys', resource: string) =>
  statement<{ id: string; was_revoked: boolean }>(
    `auth.revoke-${resource}`,
    `WITH found AS (
       SELECT id, client_id, revoked_at FROM ${table} WHERE id = $3 FOR UPDATE
     ), revoked AS (
       UPDATE ${table} t SET revoked_at = $1 FROM found WHERE t.id = found.id AND found.revoked_at IS NULL RETURNING t.*
     ), audit AS (${AUDIT(resource, 'revoke', 'revoked', `jsonb_build_object('old', jsonb_build_object('revoked_at', NULL), 'new', jsonb_build_object('revoked_at', revoked_at))`)})
     SELECT id, revoked_at IS NOT NULL AS was_revoked FROM found`,
  );
const revokeTokenRow = revoke('tokens', 'token');
const revokeApiKeyRow = revoke('api_keys', 'api_key');

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
  return revocation(await revokeTokenRow(db, [now.toISOString(), requestId, id]));
}

export async function revokeApiKey(
  db: Database,
  { now, requestId }: IssueContext,
  id: string,
): Promise<Revocation> {
  return revocation(await revokeApiKeyRow(db, [now.toISOString(), requestId, id]));
}

function revocation([row]: { was_revoked: boolean }[]): Revocation {
  if (!row) return 'not_found';
  return row.was_revoked ? 'already_revoked' : 'revoked';
}
