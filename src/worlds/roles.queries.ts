import { appendAuditRows } from '../audit/append.queries.ts';
import { type Database, statement } from '../platform/database/pool.ts';
import type { World } from './schema.ts';
import type { Stamp, UpsertCounts } from './upsert.queries.ts';

/** Both statements read the file's users as this. $1 users as a JSON array, $2 now, $3 user, $4 request id. */
const INPUT = `input AS (
  SELECT user_id, ARRAY(SELECT DISTINCT name FROM unnest(roles) AS name ORDER BY name) AS roles
    FROM jsonb_to_recordset($1) AS r(user_id uuid, roles text[])
)`;
const STAMP = { insertedAt: '$2::timestamptz', actorId: '$3::uuid', requestId: '$4' };

/**
 * Gives every user of a world exactly the roles that the file gives, with an audit row for each user that this changes.
 * @returns what happened to the roles that the file names, and how many users had theirs set (from none), changed or left
 */
export async function writeRoles(
  db: Database,
  users: NonNullable<World['users']>,
  stamp: Stamp,
): Promise<{ impliedRoles: UpsertCounts; userRoles: UpsertCounts }> {
  const input = JSON.stringify(users.map(({ id, roles = [] }) => ({ user_id: id, roles })));
  const values = [input, stamp.now.toISOString(), stamp.userId, stamp.requestId];
  const [impliedRoles] = (await makeRoles(db, values)) as [UpsertCounts];
  const [userRoles] = (await giveRoles(db, values)) as [UpsertCounts];
  return { impliedRoles, userRoles };
}

/** A role that no migration seeded grants no scopes until somebody says which. */
const makeRoles = statement<UpsertCounts>(
  'worlds.make-roles',
  `WITH ${INPUT}, named AS (
     SELECT DISTINCT unnest(roles) AS name FROM input
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

/** A user has the roles of the file afterwards, and no others. */
const giveRoles = statement<UpsertCounts>(
  'worlds.give-roles',
  `WITH ${INPUT}, change AS (
     SELECT * FROM (
       SELECT user_id, roles AS new,
              ARRAY(SELECT role_name::text FROM user_roles u WHERE u.user_id = input.user_id ORDER BY 1) AS old
         FROM input
     ) AS compared WHERE old <> new
   ), taken AS (
     DELETE FROM user_roles u USING change WHERE u.user_id = change.user_id AND u.role_name <> ALL (new)
   ), given AS (
     INSERT INTO user_roles SELECT user_id, unnest(new) FROM change ON CONFLICT DO NOTHING
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
