import { appendAudit } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

export type TokenRow = {
  id: string;
  user_id: string;
  client_id: string;
  scope: string;
  inserted_at: string;
  expires_at: string;
  /** The connection that may ask about it and end it; of a token that an operator issued, the client's own. */
  redeemer_id: string;
  family_id: string | null;
  withdrawn_at: string | null;
  /** Revoked, or its family is, or user, client, connection or MIS is blocked: refused as a bearer token. */
  has_ended: boolean;
};

/** An access token by its hash. $1 hash. */
export const findToken = statement<TokenRow>(
  'oauth.find-token',
  `SELECT t.id, t.user_id, t.client_id, t.scope, t.inserted_at, t.expires_at, t.family_id, f.withdrawn_at,
          coalesce(f.redeemer_id, t.client_id) AS redeemer_id,
          t.revoked_at IS NOT NULL OR f.revoked_at IS NOT NULL OR c.is_blocked OR u.is_blocked
            OR coalesce(n.is_blocked, false) OR coalesce(m.is_blocked, false) AS has_ended
     FROM tokens t JOIN clients c ON c.id = t.client_id JOIN users u ON u.id = t.user_id
     LEFT JOIN token_families f ON f.id = t.family_id LEFT JOIN connections n ON n.id = f.connection_id
     LEFT JOIN clients m ON m.id = n.consumer_id
    WHERE t.value_hash = $1`,
);

/** The family of a refresh token. $1 hash. */
export const findRefreshToken = statement<{ family_id: string; redeemer_id: string }>(
  'oauth.find-refresh-token',
  `SELECT f.id AS family_id, f.redeemer_id FROM refresh_tokens r JOIN token_families f ON f.id = r.family_id
    WHERE r.value_hash = $1`,
);

/** Ends one access token; no row: it has ended before. $1 now, $2 request id, $3 token. */
export const endToken = statement<{ id: string; family_id: string | null }>(
  'oauth.end-token',
  `WITH ended AS (
     UPDATE tokens SET revoked_at = $1 WHERE id = $3 AND revoked_at IS NULL RETURNING *
   ), audit AS (${appendAudit({
     insertedAt: '$1',
     actorId: 'user_id',
     clientId: 'client_id',
     requestId: '$2',
     resource: "'token'",
     action: "'revoke'",
     old: "jsonb_build_object('revoked_at', NULL)",
     new: "jsonb_build_object('revoked_at', revoked_at)",
     from: 'ended',
   })})
   SELECT id, family_id FROM ended`,
);
