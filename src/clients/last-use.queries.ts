import { statement } from '../platform/database/pool.ts';

const write = (kind: string, table: string, column: string) => `
  ${table}_written AS (
    UPDATE ${table} SET ${column} = free.used_at
      FROM (SELECT ${table}.id, used.used_at FROM ${table} JOIN used USING (id)
             WHERE kind = '${kind}' AND (${column} IS NULL OR ${column} < used.used_at)
               FOR UPDATE OF ${table} SKIP LOCKED) AS free
     WHERE ${table}.id = free.id)`;

/**
 * Writes last uses of any kind at once. A row that somebody else is changing is passed over: two processes that write the
 * same rows in another order would wait for each other, and a request must not wait for this at all.
 * $1 kinds, $2 ids, $3 times.
 */
export const writeLastUses = statement(
  'clients.write-last-uses',
  `WITH used AS (
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS used (kind, id, used_at)
   ),${[
     write('token', 'tokens', 'last_used_at'),
     write('api_key', 'api_keys', 'last_used_at'),
     write('connection', 'connections', 'secret_last_used_at'),
   ].join(',')}
   SELECT 1`,
);
