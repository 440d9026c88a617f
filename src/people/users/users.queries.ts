import { appendAudit } from '../../audit/append.queries.ts';
import { STAMPED } from '../../audit/stamp.ts';
import { pagedStatement } from '../../platform/database/paged.ts';
import { statement } from '../../platform/database/pool.ts';
import type { User, UserRole } from './user.ts';

/** The columns of a user, of the row `u`; no hash. */
const COLUMNS = `u.id, u.email,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', r.role_name, 'legal_entity_id', r.legal_entity_id)
                             ORDER BY r.role_name, r.legal_entity_id), '[]')
     FROM user_roles r WHERE r.user_id = u.id) AS roles,
  u.password_hash IS NOT NULL AS has_password, u.is_blocked, u.inserted_at, u.updated_at`;

/**
 * $3 role or null, $4 legal entity in which it (or any) counts or null, $5 part of the e-mail or null, in any case, $6 whether
 * the user is blocked or null.
 */
const WHERE = `(($3::text IS NULL AND $4::uuid IS NULL)
       OR EXISTS (SELECT 1 FROM user_roles r
                   WHERE r.user_id = u.id AND ($3::text IS NULL OR r.role_name = $3)
                     AND ($4::uuid IS NULL OR r.legal_entity_id = $4)))
    AND ($5::text IS NULL OR strpos(lower(u.email), lower($5)) > 0)
    AND ($6::boolean IS NULL OR u.is_blocked = $6)`;

/** Users in pages by number, the oldest first. */
export const userPages = pagedStatement<User>('people.user-pages', {
  columns: COLUMNS,
  from: 'users u',
  where: WHERE,
  order: ['inserted_at', 'id'],
  planEachTime: true,
});

/**
 * The same in pages that follow each other by id, from the largest down. $1 the id after which the page begins or null, $2
 * how many.
 */
export const listUsers = statement<User>(
  'people.list-users',
  `SELECT ${COLUMNS} FROM users u WHERE ${WHERE} AND ($1::uuid IS NULL OR u.id < $1) ORDER BY u.id DESC LIMIT $2`,
);

/** $1 id. */
export const findUser = statement<User>('people.find-user', `SELECT ${COLUMNS} FROM users u WHERE u.id = $1`);

/** By e-mail address, in any case. $1 address. */
export const findUserId = statement<{ id: string }>(
  'people.find-user-id',
  'SELECT id FROM users WHERE lower(email) = lower($1)',
);

/** A user who stays as it is until the transaction ends. $1 id. */
export const lockUser = statement<{ id: string; email: string | null; is_blocked: boolean }>(
  'people.lock-user',
  'SELECT id, email, is_blocked FROM users WHERE id = $1 FOR NO KEY UPDATE',
);

export const listRoles = statement<{ name: string; scopes: string[] }>(
  'people.list-roles',
  'SELECT name, scopes FROM roles ORDER BY name',
);

/** Which of these there are not. $1 roles, $2 legal entities. */
export const findUnknown = statement<{ roles: string[]; legalEntities: string[] }>(
  'people.find-unknown',
  `SELECT ARRAY(SELECT unnest($1::text[]) EXCEPT SELECT name FROM roles ORDER BY 1) AS roles,
          ARRAY(SELECT unnest($2::uuid[]) EXCEPT SELECT id FROM legal_entities ORDER BY 1) AS "legalEntities"`,
);

/** No row: somebody has this e-mail. $1 … $4 the stamp, $5 id, $6 e-mail. */
export const insertUser = statement<{ id: string }>(
  'people.insert-user',
  `WITH made AS (
     INSERT INTO users (id, email, is_blocked, inserted_at, updated_at) VALUES ($5, $6, false, $1, $1)
     ON CONFLICT (lower(email)) DO NOTHING RETURNING *
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'user'",
     action: "'create'",
     new: "to_jsonb(made) - 'password_hash'",
     from: 'made',
   })})
   SELECT id FROM made`,
);

/**
 * No row: it was that already. $1 … $4 the stamp, $5 id, $6 e-mail. Violates `users_email_key` when somebody else has it.
 */
export const updateEmail = statement<{ id: string }>(
  'people.update-email',
  `WITH before AS (
     SELECT id, email FROM users WHERE id = $5
   ), changed AS (
     UPDATE users u SET email = $6, updated_at = $1 FROM before
      WHERE u.id = before.id AND before.email IS DISTINCT FROM $6 RETURNING u.id
   )
   ${appendAudit({
     ...STAMPED,
     resource: "'user'",
     action: "'update'",
     old: "jsonb_build_object('email', before.email)",
     new: "jsonb_build_object('email', $6::text)",
     from: 'changed JOIN before USING (id)',
   })} RETURNING id`,
);

/** Changes what differs. $1 … $4 the stamp, $5 id, $6 whether the user is blocked, $7 why. */
export const updateBlocked = statement(
  'people.update-blocked',
  `WITH changed AS (
     UPDATE users SET is_blocked = $6, updated_at = $1 WHERE id = $5 AND is_blocked <> $6 RETURNING id, is_blocked
   )
   ${appendAudit({
     ...STAMPED,
     resource: "'user'",
     action: "CASE WHEN is_blocked THEN 'block' ELSE 'unblock' END",
     old: "jsonb_build_object('is_blocked', NOT is_blocked)",
     new: "jsonb_build_object('is_blocked', is_blocked)",
     reason: '$7::text',
     from: 'changed',
   })}`,
);

/** The roles of a user. $1 user. */
export const findRolesOf = statement<UserRole>(
  'people.find-roles-of',
  'SELECT role_name AS name, legal_entity_id FROM user_roles WHERE user_id = $1',
);
