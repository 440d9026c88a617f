import { statement } from '../platform/database/pool.ts';
import type { SealedPayload, StoredPayload } from './seal.ts';

/**
 * Claims a key for 24 hours; waits while another transaction holds it. No row: the key is taken and unexpired.
 * $1 client, $2 key, $3 method, $4 path, $5 SHA-256 of the body's value, $6 now, $7 expiry.
 */
export const claimKey = statement<{ claimed: boolean }>(
  'idempotency.claim-key',
  `INSERT INTO idempotency_keys (client_id, key, method, path, body_hash, expires_at)
   VALUES ($1, $2, $3, $4, $5, $7)
   ON CONFLICT (client_id, key, method, path)
   DO UPDATE SET body_hash = excluded.body_hash, expires_at = excluded.expires_at, status = NULL, payload = NULL
   WHERE idempotency_keys.expires_at <= $6
   RETURNING true AS claimed`,
);

/** The first answer of a key. $1 client, $2 key, $3 method, $4 path. */
export const findAnswer = statement<{
  body_hash: Buffer;
  status: number;
  payload: StoredPayload | SealedPayload;
}>(
  'idempotency.find-answer',
  `SELECT body_hash, status, payload FROM idempotency_keys
    WHERE client_id = $1 AND key = $2 AND method = $3 AND path = $4`,
);

/** Keeps the answer of a key claimed in this transaction. $1 client, $2 key, $3 method, $4 path, $5 status, $6 payload. */
export const storeAnswer = statement(
  'idempotency.store-answer',
  `UPDATE idempotency_keys SET status = $5, payload = $6
    WHERE client_id = $1 AND key = $2 AND method = $3 AND path = $4`,
);

/** How many keys one statement deletes at most. */
export const DELETED_AT_ONCE = 1000;

/** Forgets what expired before $1, a thousand keys at a time; passes over keys that a request is claiming anew. */
export const deleteExpiredKeys = statement<{ deleted: number }>(
  'idempotency.delete-expired',
  `WITH expired AS (
     DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM idempotency_keys WHERE expires_at <= $1 LIMIT ${DELETED_AT_ONCE} FOR UPDATE SKIP LOCKED))
     RETURNING 1
   )
   SELECT count(*)::int AS deleted FROM expired`,
);
