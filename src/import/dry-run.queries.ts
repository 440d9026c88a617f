import { type Database, statement } from '../platform/database/pool.ts';
import { plainArray } from './array-literal.ts';

/**
 * Temporary tables for this connection, empty: a dry run reads the registry and writes beside it, because later rows must
 * see those that would have been accepted. Made by a function of the owner, since the application's role may not.
 */
export const prepareDryRun = statement('import.prepare-dry-run', 'SELECT import_prepare_dry_run()');

/** Asks for those of the rows' ids that the registry has, or that the dry run has noted. */
export function takenIdsIn(table: 'legal_entities' | 'licenses', dryRun: boolean) {
  const idsOf = (from: string) => `SELECT id FROM ${from} WHERE id = ANY ($1)`;
  const find = statement<{ id: string }>(
    `import.find-ids-of-${table}${dryRun ? '-in-dry-run' : ''}`,
    dryRun ? `${idsOf(table)} UNION ALL ${idsOf(`pg_temp.dry_run_${table}`)}` : idsOf(table),
  );
  return async (db: Database, rows: readonly { id: string }[]): Promise<Set<string>> => {
    const taken = await find(db, [plainArray(rows.map(({ id }) => id))]);
    return new Set(taken.map(({ id }) => id));
  };
}
