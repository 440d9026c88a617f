import { type Database, statement } from '../platform/database/pool.ts';

const prepare = statement('import.prepare-dry-run', 'SELECT import_prepare_dry_run()');

/**
 * Temporary tables for this connection, empty: a dry run reads the registry and writes beside it, because later rows must
 * see those that would have been accepted. Made by a function of the owner, since the application's role may not.
 */
export async function prepareDryRun(db: Database): Promise<void> {
  await prepare(db, []);
}
