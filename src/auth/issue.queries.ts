import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { appendAudit } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

/** What all audit rows of credentials say alike. $1 now, $2 request id. */
const CREDENTIAL = { insertedAt: '$1', actorId: SYSTEM_ACTOR, clientId: 'client_id', requestId: '$2' };

/** Of the value only its hash is stored, and the audit row does without that. $3 … $8 columns of the token. */
export const insertToken = statement<{ id: string }>(
  'auth.insert-token',
  `WITH token AS (
     INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at)
     VALUES ($3, $4, $5, $6, $7, $8, $1) RETURNING *
   ), audit AS (${appendAudit({
     ...CREDENTIAL,
     resource: "'token'",
     action: "'create'",
     new: "to_jsonb(token) - 'value_hash'",
     from: 'token',
   })})
   SELECT id FROM token`,
);

/** As a token. $3 id, $4 hash of the value, $5 client. */
export const insertApiKey = statement<{ id: string }>(
  'auth.insert-api-key',
  `WITH api_key AS (
     INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($3, $4, $5, $1) RETURNING *
   ), audit AS (${appendAudit({
     ...CREDENTIAL,
     resource: "'api_key'",
     action: "'create'",
     new: "to_jsonb(api_key) - 'value_hash'",
     from: 'api_key',
   })})
   SELECT id FROM api_key`,
);

/** Nothing is written when it is revoked already; no row: there is no such credential. $3 id. */
const markRevoked = (table: 'tokens' | 'api_keys', resource: string) =>
  statement<{ id: string; was_revoked: boolean }>(
    `auth.revoke-${resource}`,
    `WITH found AS (
       SELECT id, client_id, revoked_at FROM ${table} WHERE id = $3 FOR UPDATE
     ), revoked AS (
       UPDATE ${table} t SET revoked_at = $1 FROM found WHERE t.id = found.id AND found.revoked_at IS NULL RETURNING t.*
     ), audit AS (${appendAudit({
       ...CREDENTIAL,
       resource: `'${resource}'`,
       action: "'revoke'",
       old: "jsonb_build_object('revoked_at', NULL)",
       new: "jsonb_build_object('revoked_at', revoked_at)",
       from: 'revoked',
     })})
     SELECT id, revoked_at IS NOT NULL AS was_revoked FROM found`,
  );
export const markTokenRevoked = markRevoked('tokens', 'token');
export const markApiKeyRevoked = markRevoked('api_keys', 'api_key');
