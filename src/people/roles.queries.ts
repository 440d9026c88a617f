import { appendAuditRows } from '../audit/append.queries.ts';
import type { Stamp } from '../audit/stamp.ts';
import { type Database, statement } from '../platform/database/pool.ts';

/** A role of a user. `legal_entity_id`: where it counts; null: everywhere (НСЗУ, operators). */
export type GrantedRole = { role_name: string; legal_entity_id: string | null };

/** How many were made, changed, and left as they were. */
type Counts = { created: number; updated: number; unchanged: number };

/** Both statements read the users as this. $1 users as a JSON array, $2 now, $3 who changes, $4 request id. */
const INPUT = `input AS (
  SELECT user_id, grants FROM jsonb_to_recordset($1) AS r(user_id uuid, grants jsonb)
), wanted AS (
  SELECT DISTINCT user_id, role_name, legal_entity_id
    FROM input, jsonb_to_recordset(grants) AS g(role_name text, legal_entity_id uuid)
)`;
const STAMP = { insertedAt: '$2::timestamptz', actorId: '$3::uuid', requestId: '$4' };

/** What the audit log calls the roles of a user: `OWNER@<legal entity>`, or `OPERATOR` for everywhere. */
const labels = (from: string) =>
  `ARRAY(SELECT role_name || coalesce('@' || legal_entity_id, '') FROM ${from} WHERE user_id = input.user_id ORDER BY 1)`;

/**
 * Gives every user exactly these roles, with an audit row for each user that this changes.
 * @returns what happened to the roles that are named, and how many users had theirs set (from none), changed or left
 */
export async function writeRoles(
  db: Database,
  users: readonly { id: string; grants: readonly GrantedRole[] }[],
  stamp: Stamp,
): Promise<{ impliedRoles: Counts; userRoles: Counts }> {
  const input = JSON.stringify(users.map(({ id, grants }) => ({ user_id: id, grants })));
  const values = [input, stamp.now.toISOString(), stamp.userId, stamp.requestId];
  const [impliedRoles] = (await makeRoles(db, values)) as [Counts];
  const [userRoles] = (await giveRoles(db, values)) as [Counts];
  return { impliedRoles, userRoles };
}

/** A role that no migration seeded grants no scopes until somebody says which. */
const makeRoles = statement<Counts>(
  'people.make-roles',
  `WITH ${INPUT}, named AS (
     SELECT DISTINCT role_name AS name FROM wanted
   ), made AS (
     INSERT INTO roles AS r (name, scopes) SELECT name, '{}' FROM named ON CONFLICT DO NOTHING RETURNING r.*
   ), audit AS (
     SELECT ${appendAuditRows({ ...STAMP, resource: "'role'", resourceId: 'name', action: "'create'", new: 'to_jsonb(made)' })} AS written
       FROM made HAVING count(*) > 0
   )
   SELECT coalesce(max(written), 0)::int AS created, 0 AS updated,
          (SELECT count(*) FROM named)::int - coalesce(max(written), 0)::int AS unchanged
     FROM audit`,
);

/** A user has these roles afterwards, and no others. */
const giveRoles = statement<Counts>(
  'people.give-roles',
  `WITH ${INPUT}, change AS (
     SELECT * FROM (
       SELECT user_id, ${labels('wanted')} AS new, ${labels('user_roles')} AS old FROM input
     ) AS compared WHERE old <> new
   ), taken AS (
     DELETE FROM user_roles u USING change
      WHERE u.user_id = change.user_id
        AND NOT EXISTS (SELECT 1 FROM wanted w
                         WHERE w.user_id = u.user_id AND w.role_name = u.role_name
                           AND w.legal_entity_id IS NOT DISTINCT FROM u.legal_entity_id)
   ), given AS (
     INSERT INTO user_roles (user_id, role_name, legal_entity_id)
     SELECT user_id, role_name, legal_entity_id FROM change JOIN wanted USING (user_id) ON CONFLICT DO NOTHING
   ), audit AS (
     SELECT action, ${appendAuditRows({
       ...STAMP,
       resource: "'user_roles'",
       resourceId: 'user_id',
       action: 'action',
       old: 'to_jsonb(old)',
       new: 'to_jsonb(new)',
     })} AS written
       FROM (SELECT *, CASE WHEN old = '{}' THEN 'create' ELSE 'update' END AS action FROM change) AS named
      GROUP BY action
   )
   SELECT coalesce(sum(written) FILTER (WHERE action = 'create'), 0)::int AS created,
          coalesce(sum(written) FILTER (WHERE action = 'update'), 0)::int AS updated,
          (SELECT count(*) FROM input)::int - coalesce(sum(written), 0)::int AS unchanged
     FROM audit`,
);
