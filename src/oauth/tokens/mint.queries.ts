import { appendAudit } from '../../audit/append.queries.ts';
import { statement } from '../../platform/database/pool.ts';

/**
 * What every exchange writes, for the family that `family` names by `family_id`: $1 now, $2 request id, $3 family, $4 id
 * of the token, $5 its hash, $6 client, $7 user, $8 scope, $9 when it expires.
 */
const TOKEN = `token AS (
     INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at, family_id)
     SELECT $4, $5, $6, $7, $8, $9, $1, family_id FROM family RETURNING *
   ), audit AS (${appendAudit({
     insertedAt: '$1',
     actorId: 'user_id',
     clientId: 'client_id',
     requestId: '$2',
     resource: "'token'",
     action: "'create'",
     new: "to_jsonb(token) - 'value_hash' - 'last_used_at' - 'revoked_at'",
     from: 'token',
   })})
   SELECT id FROM token`;

/** $10 id of the refresh token, $11 its hash, $12 when it expires. */
const REFRESH_TOKEN = `refresh AS (
     INSERT INTO refresh_tokens (id, value_hash, family_id, expires_at, inserted_at)
     SELECT $10, $11, family_id, $12, $1 FROM family
   )`;

/** No row: the code was redeemed, or the family ended, since it was read. */
export const redeem = statement<{ id: string }>(
  'oauth.redeem-code',
  `WITH family AS (
     UPDATE token_families SET redeemed_at = $1
      WHERE id = $3 AND redeemed_at IS NULL AND revoked_at IS NULL AND withdrawn_at IS NULL RETURNING id AS family_id
   ), ${REFRESH_TOKEN}, ${TOKEN}`,
);

/** Not by the rows' `family_id`: a refresh token is found by its id, however many its family has had. */
const LIVES =
  'EXISTS (SELECT 1 FROM token_families WHERE id = $3 AND revoked_at IS NULL AND withdrawn_at IS NULL)';

/** A rotation. No row: the refresh token was used, or the family ended, since it was read. $13 its id, $14 sealed answer. */
export const rotate = statement<{ id: string }>(
  'oauth.rotate-refresh-token',
  `WITH family AS (
     UPDATE refresh_tokens SET used_at = $1, sealed_answer = $14
      WHERE id = $13 AND used_at IS NULL AND ${LIVES} RETURNING family_id
   ), ${REFRESH_TOKEN}, ${TOKEN}`,
);

/** A refresh token that goes on. No row: the family has ended. */
export const renew = statement<{ id: string }>(
  'oauth.renew-access-token',
  `WITH family AS (SELECT $3::uuid AS family_id WHERE ${LIVES}), ${TOKEN}`,
);

export const FORGOTTEN_AT_ONCE = 1_000;

/**
 * Forgets answers to refresh tokens that were used a minute before $1: twice as long as anybody can fetch them again, for
 * clocks that differ.
 */
export const forgetAnswers = statement<{ forgotten: number }>(
  'oauth.forget-sealed-answers',
  `WITH forgotten AS (
     UPDATE refresh_tokens SET sealed_answer = NULL WHERE id = ANY (ARRAY(
       SELECT id FROM refresh_tokens
        WHERE sealed_answer IS NOT NULL AND used_at < $1::timestamptz - interval '1 minute'
        LIMIT ${FORGOTTEN_AT_ONCE} FOR UPDATE SKIP LOCKED))
     RETURNING 1
   )
   SELECT count(*)::int AS forgotten FROM forgotten`,
);
