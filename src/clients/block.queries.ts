import { appendAudit } from '../audit/append.queries.ts';
import { STAMPED } from '../audit/stamp.ts';
import { type Statement, statement } from '../platform/database/pool.ts';

/**
 * Blocks or unblocks a row, with the reason in its audit row; nothing is written when it is so already. No row: there is
 * none of this id. Both hold from the next request on. $5 id, $6 whether it is blocked, $7 reason.
 * @param shown how a row is shown: its columns, and what they are read from
 * @param guard a condition over `row` without which nothing is written either
 */
export function setBlocked<Row extends { id: string }>(
  table: 'clients' | 'connections',
  resource: string,
  shown: { columns(row: string): string; from(row: string): string; guard?: string },
): Statement<Row> {
  const { columns, from, guard = 'true' } = shown;
  return statement<Row>(
    `clients.set-blocked.${table}`,
    `WITH before AS (
       SELECT * FROM ${table} WHERE id = $5 FOR UPDATE
     ), changed AS (
       UPDATE ${table} row SET is_blocked = $6, updated_at = $1
         FROM before WHERE row.id = before.id AND before.is_blocked <> $6 AND ${guard} RETURNING row.*
     ), audit AS (${appendAudit({
       ...STAMPED,
       resource,
       action: "CASE WHEN $6 THEN 'block' ELSE 'unblock' END",
       old: "jsonb_build_object('is_blocked', NOT is_blocked)",
       new: "jsonb_build_object('is_blocked', is_blocked)",
       reason: '$7::text',
       from: 'changed',
     })}), after AS (
       SELECT * FROM changed UNION ALL SELECT * FROM before WHERE NOT EXISTS (SELECT FROM changed)
     )
     SELECT ${columns('after')} FROM ${from('after')}`,
  );
}
