import { batchedStatement } from '../platform/database/batched.ts';

/** What a request shows: SHA-256 of its token and of its API key, and when it did so. */
type ShownCredentials = { token_hash: Buffer | null; api_key_hash: Buffer | null; instant: string };

export type CredentialsRow = {
  token_id: string | null;
  user_id: string;
  /** Null: the token opens nothing. */
  client_id: string | null;
  scope: string;
  client_type: string;
  access_type: 'DIRECT' | 'BROKER';
  consumer_id: string | null;
  api_key_id: string | null;
  /** Whether the key is that of a public client, and thereby no secret. */
  api_key_is_public: boolean | null;
};

/**
 * The API key that is shown beside a token. That of a public client is known to every visitor of its page: it counts only
 * where the token was obtained through that client (SPEC 11.5).
 * @param consumer SQL of the client through which the token was obtained, or null
 */
export const apiKeyOf = (consumer: string) => `
       SELECT k.id, c.is_public
         FROM api_keys k JOIN clients c ON c.id = k.client_id
        WHERE k.value_hash = asked.api_key_hash AND k.revoked_at IS NULL AND NOT c.is_blocked
          AND (k.expires_at IS NULL OR k.expires_at > asked.instant)
          AND (NOT c.is_public OR c.id = ${consumer})`;

/**
 * Looks up what one request shows, one row: `client_id` is null when the token is unknown, revoked, expired, its family
 * ended, its client, user, connection or the MIS of that blocked; `api_key_id` is null when the key is unknown, revoked,
 * expired, or its client blocked. Nothing is cached: each is asked after its request arrived, so revocation and blocking
 * hold from the next request on, on every process.
 */
export const findCredentials = batchedStatement<ShownCredentials, CredentialsRow>(
  'auth.find-credentials',
  { token_hash: 'bytea', api_key_hash: 'bytea', instant: 'timestamptz' },
  (asked) => `
   SELECT asked.place::int,
          token.id AS token_id, token.user_id, token.client_id, token.scope, token.client_type, token.access_type,
          token.consumer_id, api_key.id AS api_key_id, api_key.is_public AS api_key_is_public
     FROM ${asked}
     LEFT JOIN LATERAL (
       SELECT t.id, t.user_id, t.client_id, t.scope, c.type AS client_type, c.access_type, n.consumer_id
         FROM tokens t JOIN clients c ON c.id = t.client_id JOIN users u ON u.id = t.user_id
         LEFT JOIN token_families f ON f.id = t.family_id
         LEFT JOIN connections n ON n.id = f.connection_id
         LEFT JOIN clients mis ON mis.id = n.consumer_id
        WHERE t.value_hash = asked.token_hash AND t.expires_at > asked.instant AND t.revoked_at IS NULL
          AND NOT c.is_blocked AND NOT u.is_blocked
          AND f.revoked_at IS NULL AND f.withdrawn_at IS NULL
          AND n.is_blocked IS NOT TRUE AND mis.is_blocked IS NOT TRUE
     ) AS token ON true
     LEFT JOIN LATERAL (${apiKeyOf('token.consumer_id')}) AS api_key ON true`,
);
