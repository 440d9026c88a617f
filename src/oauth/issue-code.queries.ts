import { appendAudit } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

/**
 * Begins a family with its code, for as long as the person is signed in and agrees. FOR SHARE: a session that is being ended
 * (with the password, say) and a consent that is being taken back are waited for, and whoever ends them waits for the family,
 * so that none outlives them. $1 now, $2 user, $3 request id, $4 id, $5 connection, $6 redeemer, $7 requested scope, $8 scope,
 * $9 redirect URI, $10 hash of the code, $11 challenge, $12 when the code expires, $13 scopes, $14 session.
 */
export const insertFamily = statement<{ id: string }>(
  'oauth.insert-family',
  `WITH session AS (
     SELECT user_id FROM sessions WHERE id = $14 AND user_id = $2 AND ended_at IS NULL FOR SHARE
   ), consent AS (
     SELECT c.user_id FROM session JOIN consents c USING (user_id)
      WHERE c.connection_id = $5 AND c.scopes @> $13::text[] FOR SHARE OF c
   ), family AS (
     INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash,
                                 code_challenge, code_expires_at, inserted_at)
     SELECT $4, $5, $6, user_id, $7, $8, $9, $10, $11, $12, $1 FROM consent RETURNING *
   ), audit AS (${appendAudit({
     insertedAt: '$1',
     actorId: '$2',
     clientId: '(SELECT client_id FROM connections WHERE id = connection_id)',
     requestId: '$3',
     resource: "'token_family'",
     action: "'create'",
     new: "to_jsonb(family) - 'code_hash' - 'code_challenge'",
     from: 'family',
   })})
   SELECT id FROM family`,
);
