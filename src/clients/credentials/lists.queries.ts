import { anyOf, listOf } from '../lists.queries.ts';
import type { ListedApiKey, ListedToken } from './credential.ts';

/** When a token ended before its time: it, its family, or the consent. */
const TOKEN_REVOKED_AT = 'coalesce(t.revoked_at, f.revoked_at, f.withdrawn_at)';
const TOKEN_BLOCKED =
  '(c.is_blocked OR u.is_blocked OR coalesce(connection.is_blocked OR mis.is_blocked, false))';

/** $3 now, $4 client or null, $5 user or null, $6 valid ones, $7 expired, $8 revoked, $9 of a blocked client, user, connection or MIS. */
export const tokenList = listOf<ListedToken>('tokens.list', {
  columns: `t.id, t.client_id, c.name AS client_name, t.user_id, u.email AS user_email, t.scope,
    CASE WHEN ${TOKEN_REVOKED_AT} IS NOT NULL THEN 'revoked' WHEN t.expires_at <= $3 THEN 'expired'
         WHEN ${TOKEN_BLOCKED} THEN 'blocked' ELSE 'valid' END AS state,
    t.family_id, connection.consumer_id, t.inserted_at, t.expires_at, ${TOKEN_REVOKED_AT} AS revoked_at, t.last_used_at`,
  from: `tokens t JOIN clients c ON c.id = t.client_id JOIN users u ON u.id = t.user_id
    LEFT JOIN token_families f ON f.id = t.family_id LEFT JOIN connections connection ON connection.id = f.connection_id
    LEFT JOIN clients mis ON mis.id = connection.consumer_id`,
  where: `($4::uuid IS NULL OR t.client_id = $4) AND ($5::uuid IS NULL OR t.user_id = $5)
      AND ${anyOf({
        $6: `${TOKEN_REVOKED_AT} IS NULL AND t.expires_at > $3 AND NOT ${TOKEN_BLOCKED}`,
        $7: 't.expires_at <= $3',
        $8: `${TOKEN_REVOKED_AT} IS NOT NULL`,
        $9: TOKEN_BLOCKED,
      })}`,
  id: 't.id',
});

/** $3 now, $4 client or null, $5 valid ones, $6 expired, $7 revoked, $8 of a blocked client. */
export const apiKeyList = listOf<ListedApiKey>('api-keys.list', {
  columns: `k.id, k.client_id, c.name AS client_name,
    CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN k.expires_at <= $3 THEN 'expired'
         WHEN c.is_blocked THEN 'blocked' ELSE 'valid' END AS state,
    k.inserted_at, k.expires_at, k.revoked_at, k.last_used_at`,
  from: 'api_keys k JOIN clients c ON c.id = k.client_id',
  where: `($4::uuid IS NULL OR k.client_id = $4)
      AND ${anyOf({
        $5: 'k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $3) AND NOT c.is_blocked',
        $6: 'k.expires_at <= $3',
        $7: 'k.revoked_at IS NOT NULL',
        $8: 'c.is_blocked',
      })}`,
  id: 'k.id',
});
