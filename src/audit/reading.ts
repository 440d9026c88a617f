import { type Database, inTransaction, type Pool } from '../platform/database/pool.ts';

/**
 * One snapshot, for as long as it takes; and what is read is the table itself: no function or table of another schema in
 * place of what is meant, no policy that hides rows.
 */
export function inReading<T>(pool: Pool, read: (db: Database) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (db) => {
    await db.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await db.query(
      'SET LOCAL statement_timeout = 0; SET LOCAL search_path = pg_catalog; SET LOCAL row_security = off',
    );
    return read(db);
  });
}
