import { appendAudit, changedFields } from '../../audit/append.queries.ts';
import { STAMPED } from '../../audit/stamp.ts';
import { statement } from '../../platform/database/pool.ts';
import { setBlocked } from '../block.queries.ts';
import { listOf } from '../lists.queries.ts';
import { CLIENT_KEYS, type Client } from './client.ts';

const columnsOf = (row: string) => CLIENT_KEYS.map((key) => `${row}.${key}`).join(', ');

/** $3 type or null, $4 part of the name or null, in any case, $5 whether it is blocked, or null. */
export const clientList = listOf<Client>('clients.list', {
  columns: columnsOf('c'),
  from: 'clients c',
  where: `($3::text IS NULL OR c.type = $3) AND ($4::text IS NULL OR strpos(lower(c.name), lower($4)) > 0)
      AND ($5::boolean IS NULL OR c.is_blocked = $5)`,
  id: 'c.id',
});

/** $1 id. */
export const findClient = statement<Client>(
  'clients.find',
  `SELECT ${columnsOf('c')} FROM clients c WHERE c.id = $1`,
);

/** No row: the id is taken. $5 id, $6 name, $7 type, $8 access type, $9 scopes, $10 whether it is public. */
export const insertClient = statement<Client>(
  'clients.insert',
  `WITH client AS (
     INSERT INTO clients (id, name, type, access_type, scopes, is_public, is_blocked, inserted_at, updated_at)
     VALUES ($5, $6, $7, $8, $9, $10, false, $1, $1) ON CONFLICT (id) DO NOTHING RETURNING *
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'client'",
     action: "'create'",
     new: 'to_jsonb(client)',
     from: 'client',
   })})
   SELECT ${columnsOf('client')} FROM client`,
);

/** Nothing is written when nothing differs. No row: there is no such client. $5 id, $6 name, $7 access type, $8 scopes; null: as it is. */
export const updateClient = statement<Client>(
  'clients.update',
  `WITH before AS (
     SELECT * FROM clients WHERE id = $5 FOR UPDATE
   ), client AS (
     UPDATE clients c
        SET name = coalesce($6, before.name), access_type = coalesce($7, before.access_type),
            scopes = coalesce($8, before.scopes), updated_at = $1
       FROM before
      WHERE c.id = before.id
        AND (coalesce($6, before.name), coalesce($7, before.access_type), coalesce($8, before.scopes))
            IS DISTINCT FROM (before.name, before.access_type, before.scopes)
     RETURNING c.*
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'client'",
     resourceId: 'client.id',
     action: "'update'",
     old: 'changed.old',
     new: 'changed.new',
     from: `client JOIN before USING (id), ${changedFields('before', 'client')}`,
   })})
   SELECT ${columnsOf('client')} FROM client
   UNION ALL
   SELECT ${columnsOf('before')} FROM before WHERE NOT EXISTS (SELECT FROM client)`,
);

export const setClientBlocked = setBlocked<Client>('clients', "'client'", {
  columns: columnsOf,
  from: (row) => row,
  // Who blocks the client of the own token locks everybody out who could undo it.
  guard: 'NOT ($6 AND row.id IS NOT DISTINCT FROM $3::uuid)',
});
