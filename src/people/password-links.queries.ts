import { appendAudit } from '../audit/append.queries.ts';
import { STAMPED } from '../audit/stamp.ts';
import { statement } from '../platform/database/pool.ts';

export type PasswordLinkKind = 'invitation' | 'reset';

/**
 * Makes the one link of a person, in place of any before; no row: there is no such person. $1 … $4 the stamp,
 * $5 user, $6 hash of the value, $7 kind, $8 expiry.
 */
export const putPasswordLink = statement<{ id: string }>(
  'people.put-password-link',
  `WITH link AS (
     INSERT INTO password_links (user_id, value_hash, kind, expires_at, inserted_at)
     SELECT id, $6::bytea, $7::text, $8::timestamptz, $1::timestamptz FROM users WHERE id = $5
     ON CONFLICT (user_id) DO UPDATE
        SET value_hash = excluded.value_hash, kind = excluded.kind, expires_at = excluded.expires_at, used_at = NULL,
            inserted_at = excluded.inserted_at
     RETURNING *
   ), audit AS (${appendAudit({
     ...STAMPED,
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
 * Sets a password; no row: the former is no longer that one. The audit row says so, without a hash. $1 … $4 the stamp,
 * $5 user, $6 hash, $7 hash of the former or null for any.
 */
export const putPassword = statement<{ id: string }>(
  'people.put-password',
  `WITH person AS (
     UPDATE users SET password_hash = $6, updated_at = $1
      WHERE id = $5 AND ($7::text IS NULL OR password_hash = $7) RETURNING id
   ), audit AS (${appendAudit({ ...STAMPED, resource: "'user'", action: "'set_password'", from: 'person' })})
   SELECT id FROM person`,
);
