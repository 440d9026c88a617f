import { appendAudit, appendAuditRows } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

/** All statements that write. $1 now, $2 who does it, $3 request id. */
const STAMP = { insertedAt: '$1::timestamptz', actorId: '$2::uuid', requestId: '$3' };

export type PasswordLinkKind = 'invitation' | 'reset';

/** Makes the one link of a person, in place of any before; no row: there is no such person. $4 user, $5 hash of the value, $6 kind, $7 expiry. */
export const putPasswordLink = statement<{ id: string }>(
  'people.put-password-link',
  `WITH link AS (
     INSERT INTO password_links (user_id, value_hash, kind, expires_at, inserted_at)
     SELECT id, $5::bytea, $6::text, $7::timestamptz, $1::timestamptz FROM users WHERE id = $4
     ON CONFLICT (user_id) DO UPDATE
        SET value_hash = excluded.value_hash, kind = excluded.kind, expires_at = excluded.expires_at, used_at = NULL,
            inserted_at = excluded.inserted_at
     RETURNING *
   ), audit AS (${appendAudit({
     ...STAMP,
     resource: "'password_link'",
     resourceId: 'user_id',
     action: "'create'",
     new: "to_jsonb(link) - 'value_hash'",
     from: 'link',
   })})
   SELECT user_id AS id FROM link`,
);

export type FoundLink = {
  userId: string;
  email: string | null;
  kind: PasswordLinkKind;
  isUsed: boolean;
  isExpired: boolean;
};

/** The link of a value; none of a blocked person. $1 now, $2 hash of the value. */
export const findLink = statement<FoundLink>(
  'people.find-password-link',
  `SELECT l.user_id AS "userId", u.email, l.kind, l.used_at IS NOT NULL AS "isUsed", l.expires_at <= $1 AS "isExpired"
     FROM password_links l JOIN users u ON u.id = l.user_id WHERE l.value_hash = $2 AND NOT u.is_blocked`,
);

/** Uses a link up; no row: somebody was first, or it is no longer good. $1 now, $2 hash of the value. */
export const takeLink = statement<{ userId: string }>(
  'people.take-password-link',
  `UPDATE password_links SET used_at = $1 WHERE value_hash = $2 AND used_at IS NULL AND expires_at > $1
   RETURNING user_id AS "userId"`,
);

/** Voids what link a person still has. $1 now, $2 user. */
export const voidLink = statement(
  'people.void-password-link',
  'UPDATE password_links SET used_at = $1 WHERE user_id = $2 AND used_at IS NULL',
);

/**
 * Sets a password; no row: the former is no longer that one. $4 user, $5 hash, $6 hash of the former or null for any.
 * The audit row says that, and no hash.
 */
export const putPassword = statement<{ id: string }>(
  'people.put-password',
  `WITH person AS (
     UPDATE users SET password_hash = $5, updated_at = $1
      WHERE id = $4 AND ($6::text IS NULL OR password_hash = $6) RETURNING id
   ), audit AS (${appendAudit({ ...STAMP, resource: "'user'", action: "'set_password'", from: 'person' })})
   SELECT id FROM person`,
);

/** Ends all that a person's sign-ins have given to programs: the families, and with them their tokens. $4 user. */
export const revokeFamiliesOf = statement(
  'people.revoke-families',
  `WITH revoked AS (
     UPDATE token_families SET revoked_at = $1 WHERE user_id = $4 AND revoked_at IS NULL RETURNING id
   )
   SELECT ${appendAuditRows({ ...STAMP, resource: "'token_family'", action: "'revoke'" })}
     FROM revoked HAVING count(*) > 0`,
);
