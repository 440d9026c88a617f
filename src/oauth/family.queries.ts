import { appendAudit } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

/** A family's client, for its audit row. */
const CLIENT = '(SELECT client_id FROM connections WHERE id = connection_id)';

/**
 * Ends a family; no row: it has ended before. $1 now, $2 request id, $3 family, $4 why, $5 whether it must be one whose
 * code was not redeemed.
 */
export const markFamilyRevoked = statement<{ id: string }>(
  'oauth.revoke-family',
  `WITH revoked AS (
     UPDATE token_families SET revoked_at = $1
      WHERE id = $3 AND revoked_at IS NULL AND (redeemed_at IS NULL OR NOT $5) RETURNING *
   ), audit AS (${appendAudit({
     insertedAt: '$1',
     actorId: 'user_id',
     clientId: CLIENT,
     requestId: '$2',
     resource: "'token_family'",
     action: "'revoke'",
     old: "jsonb_build_object('revoked_at', NULL)",
     new: "jsonb_build_object('revoked_at', revoked_at, 'reason', $4::text)",
     from: 'revoked',
   })})
   SELECT id FROM revoked`,
);
