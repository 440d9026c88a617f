import { appendAuditRows } from '../audit/append.queries.ts';
import { type Database, statement } from '../platform/database/pool.ts';
import type { WorldTable } from './tables.ts';

export type UpsertCounts = { created: number; updated: number; unchanged: number };
export type Stamp = { now: Date; userId: string; requestId: string };

/**
 * Makes rows be as described: inserts what is missing, updates what differs, leaves alone what is equal,
 * and writes an audit row for each change, in one statement for the whole list.
 */
export async function upsert(
  db: Database,
  table: WorldTable,
  rows: readonly object[],
  { now, userId, requestId }: Stamp,
): Promise<UpsertCounts> {
  if (rows.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  const values = [JSON.stringify(rows), now.toISOString(), userId, requestId];
  const [counts] = await upsertRows(table)(db, values);
  const { created, updated } = counts as { created: number; updated: number };
  return { created, updated, unchanged: rows.length - created - updated };
}

/** $1 rows as a JSON array, $2 now, $3 user, $4 request id. */
function upsertRows({ table, resource, columns, stamps, secret }: WorldTable) {
  const names = Object.keys(columns);
  const settable = names.filter((name) => name !== 'id');
  const list = (prefix: string, of: readonly string[]) => of.map((name) => `${prefix}${name}`).join(', ');
  const stamped = (['inserted_at', ...stamps] as const).filter((name) => !names.includes(name));
  const stampValue = (name: string) => (name.endsWith('_by') ? '$3::uuid' : '$2::timestamptz');
  const renewed = stamps.filter((name) => name !== 'inserted_by');
  const shown = (row: string) =>
    secret.reduce((expression, name) => `${expression} - '${name}'`, `to_jsonb(${row})`);
  return statement<{ created: number; updated: number }>(
    `worlds.upsert-${table}`,
    `WITH input AS (
       SELECT * FROM jsonb_to_recordset($1) AS r(${names.map((name) => `${name} ${columns[name]}`).join(', ')})
     ), before AS (
       SELECT t.* FROM ${table} t JOIN input USING (id)
     ), changed AS (
       INSERT INTO ${table} AS t (${[...names, ...stamped].join(', ')})
       SELECT ${[...names, ...stamped.map(stampValue)].join(', ')}
         FROM input
       ON CONFLICT (id) DO UPDATE
         SET ${[...settable, ...renewed].map((name) => `${name} = excluded.${name}`).join(', ')}
       WHERE (${list('t.', settable)}) IS DISTINCT FROM (${list('excluded.', settable)})
       RETURNING t.*
     ), change AS (
       SELECT changed.id, CASE WHEN before.id IS NULL THEN 'create' ELSE 'update' END AS action,
              ${shown('before')} AS old, ${shown('changed')} AS new
         FROM changed LEFT JOIN before USING (id)
     ), audit AS (
       SELECT action, ${appendAuditRows({
         insertedAt: '$2::timestamptz',
         actorId: '$3::uuid',
         requestId: '$4',
         resource: `'${resource}'`,
         action: 'action',
         old: 'old',
         new: 'new',
       })} AS written
         FROM change GROUP BY action
     )
     SELECT coalesce(sum(written) FILTER (WHERE action = 'create'), 0)::int AS created,
            coalesce(sum(written) FILTER (WHERE action = 'update'), 0)::int AS updated
       FROM audit`,
  );
}
