import { coalescePerPool } from '../platform/database/coalesce.ts';
import { statement } from '../platform/database/pool.ts';

/** What a request shows: SHA-256 of its token and of its API key, and when it did so. */
type ShownCredentials = { tokenHash: Buffer | null; apiKeyHash: Buffer | null; now: Date };

type CredentialsRow = {
  token_id: string | null;
  user_id: string;
  client_id: string;
  scope: string;
  client_type: string;
  access_type: 'DIRECT' | 'BROKER';
  api_key_id: string | null;
};

/**
 * Tokens and API keys of many requests in one round trip, a row each in their order: `token_id` is null when the token
 * is unknown, revoked, expired, or its client or user is blocked; `api_key_id` is null when the key is unknown, revoked
 * or its client blocked. $1 token hashes, $2 API key hashes, $3 instants; nulls where there is none.
 */
export const findCredentials = statement<CredentialsRow>(
  'auth.find-credentials',
  `SELECT token.id AS token_id, token.user_id, token.client_id, token.scope, token.client_type, token.access_type,
          api_key.id AS api_key_id
     FROM unnest($1::bytea[], $2::bytea[], $3::timestamptz[]) WITH ORDINALITY
            AS shown (token_hash, api_key_hash, instant, place)
     LEFT JOIN LATERAL (
       SELECT t.id, t.user_id, t.client_id, t.scope, c.type AS client_type, c.access_type
         FROM tokens t JOIN clients c ON c.id = t.client_id JOIN users u ON u.id = t.user_id
        WHERE t.value_hash = shown.token_hash AND t.expires_at > shown.instant AND t.revoked_at IS NULL
          AND NOT c.is_blocked AND NOT u.is_blocked
     ) AS token ON true
     LEFT JOIN LATERAL (
       SELECT k.id
         FROM api_keys k JOIN clients c ON c.id = k.client_id
        WHERE k.value_hash = shown.api_key_hash AND k.revoked_at IS NULL AND NOT c.is_blocked
     ) AS api_key ON true
    ORDER BY shown.place`,
);

/**
 * Looks up what one request shows; requests that arrive together go together. Nothing is cached: each is asked after
 * its request arrived, so revocation and blocking hold from the next request on, on every process.
 */
export const lookUpCredentials = coalescePerPool((db, shown: ShownCredentials[]) =>
  findCredentials(db, [
    shown.map(({ tokenHash }) => tokenHash),
    shown.map(({ apiKeyHash }) => apiKeyHash),
    shown.map(({ now }) => now.toISOString()),
  ]),
);
