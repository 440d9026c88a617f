import type { Database } from '../platform/database/pool.ts';

/**
 * Temporary tables for this connection, empty: a dry run reads the registry and writes beside it, because later rows must
 * see those that would have been accepted. Made by a function of the owner, since the application's role may not.
 */
export async function prepareDryRun(db: Database): Promise<void> {
  await db.query('SELECT import_prepare_dry_run()');
}
