import { appendAudit } from '../../audit/append.queries.ts';
import { STAMPED } from '../../audit/stamp.ts';
import { statement } from '../../platform/database/pool.ts';

/** Of the value only its hash is stored, and the audit row does without that. $5 … $10 columns of the token. */
export const insertToken = statement<{ id: string }>(
  'credentials.insert-token',
  `WITH token AS (
     INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at)
     VALUES ($5, $6, $7, $8, $9, $10, $1) RETURNING *
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'token'",
     action: "'create'",
     new: "to_jsonb(token) - 'value_hash'",
     from: 'token',
   })})
   SELECT id FROM token`,
);

/** As a token. No row: there is no such client. $5 id, $6 hash of the value, $7 client. */
export const insertApiKey = statement<{ id: string }>(
  'credentials.insert-api-key',
  `WITH api_key AS (
     INSERT INTO api_keys (id, value_hash, client_id, inserted_at)
     SELECT $5, $6, id, $1 FROM clients WHERE id = $7 RETURNING *
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'api_key'",
     action: "'create'",
     new: "to_jsonb(api_key) - 'value_hash'",
     from: 'api_key',
   })})
   SELECT id FROM api_key`,
);

/** Whether the key could be rotated, which it then was. */
type Rotated = { client_id: string; is_in_force: boolean };

/**
 * Issues a successor, and says when the key itself ends. A key that ends already has a successor, or needs none: of two
 * rotations at once the second finds that. No row: there is no such key.
 * $5 id of the key, $6 id and $7 hash of its successor, $8 when it ends, or null: now.
 */
export const rotateStoredKey = statement<Rotated>(
  'credentials.rotate-api-key',
  `WITH before AS (
     SELECT id, client_id, revoked_at IS NULL AND expires_at IS NULL AS is_in_force
       FROM api_keys WHERE id = $5 FOR UPDATE
   ), former AS (
     UPDATE api_keys k SET expires_at = $8, revoked_at = CASE WHEN $8::timestamptz IS NULL THEN $1::timestamptz END
       FROM before WHERE k.id = before.id AND is_in_force RETURNING k.*
   ), successor AS (
     INSERT INTO api_keys (id, value_hash, client_id, inserted_at)
     SELECT $6, $7, client_id, $1 FROM former RETURNING *
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'api_key'",
     resourceId: 'former.id',
     action: "'rotate'",
     new: "jsonb_build_object('expires_at', former.expires_at, 'revoked_at', former.revoked_at, 'successor_id', successor.id)",
     from: 'former, successor',
   })}), audit_of_successor AS (${appendAudit({
     ...STAMPED,
     resource: "'api_key'",
     action: "'create'",
     new: "to_jsonb(successor) - 'value_hash'",
     from: 'successor',
   })})
   SELECT client_id, is_in_force FROM before`,
);

/** Nothing is written when it is revoked already; no row: there is no such credential. $5 id. */
const markRevoked = (table: 'tokens' | 'api_keys', resource: string) =>
  statement<{ was_revoked: boolean }>(
    `credentials.revoke-${resource}`,
    `WITH found AS (
       SELECT id, revoked_at FROM ${table} WHERE id = $5 FOR UPDATE
     ), revoked AS (
       UPDATE ${table} t SET revoked_at = $1 FROM found WHERE t.id = found.id AND found.revoked_at IS NULL RETURNING t.*
     ), audit AS (${appendAudit({
       ...STAMPED,
       resource: `'${resource}'`,
       action: "'revoke'",
       old: "jsonb_build_object('revoked_at', NULL)",
       new: "jsonb_build_object('revoked_at', revoked_at)",
       from: 'revoked',
     })})
     SELECT revoked_at IS NOT NULL AS was_revoked FROM found`,
  );
export const markTokenRevoked = markRevoked('tokens', 'token');
export const markApiKeyRevoked = markRevoked('api_keys', 'api_key');

/** As a token, with all that came and could come of the same authorization. No row: there is no such token. $5 id of any of its tokens. */
export const markFamilyRevoked = statement<{ has_family: boolean; was_revoked: boolean }>(
  'credentials.revoke-family',
  `WITH token AS (
     SELECT family_id FROM tokens WHERE id = $5
   ), found AS (
     SELECT f.id, f.revoked_at FROM token_families f JOIN token ON f.id = token.family_id FOR UPDATE OF f
   ), revoked AS (
     UPDATE token_families f SET revoked_at = $1
       FROM found WHERE f.id = found.id AND found.revoked_at IS NULL RETURNING f.*
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'token_family'",
     action: "'revoke'",
     old: "jsonb_build_object('revoked_at', NULL)",
     new: "jsonb_build_object('revoked_at', revoked_at)",
     from: 'revoked',
   })})
   SELECT token.family_id IS NOT NULL AS has_family, found.revoked_at IS NOT NULL AS was_revoked
     FROM token LEFT JOIN found ON true`,
);
