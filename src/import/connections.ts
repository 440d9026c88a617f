import type { Database, Pool } from '../platform/database/pool.ts';
import { prepareDryRun } from './dry-run.queries.ts';

/** Any constant: one import at a time, of whatever kind. */
const ADVISORY_LOCK = 4_510_014;
const LOCK_NOT_AVAILABLE = '55P03';
/** Deadlocks and lock timeouts with other writers: the batches are rolled back and may be tried again. */
const LOST_RACES = new Set(['40001', '40P01', LOCK_NOT_AVAILABLE]);

export function isLostRace(error: unknown): boolean {
  return LOST_RACES.has((error as { code?: string }).code ?? '');
}

type Connections = readonly [Database, ...Database[]];

/**
 * Connections for one import. Two imports at once would wait for each other's rows in ways that PostgreSQL cannot see; a
 * dry run writes nothing and may run beside one. It has one connection, because nobody else sees a temporary table.
 */
export async function withImportConnections<T>(
  pool: Pool,
  { dryRun, writers }: { dryRun: boolean; writers: number },
  work: (connections: Connections) => Promise<T>,
): Promise<T> {
  // Closed in the end, not given back: with them go locks and temporary tables.
  using clients = new DisposableStack();
  const connect = async () => clients.adopt(await pool.connect(), (client) => client.release(true));
  const first = await connect();
  if (dryRun) {
    await prepareDryRun(first, []);
    return await work([first]);
  }
  await lock(first);
  return await work([first, ...(await Array.fromAsync({ length: writers - 1 }, connect))]);
}

/** Waits a moment: the server may not have noticed yet that an import was killed. */
async function lock(db: Database): Promise<void> {
  try {
    await db.query(`SET lock_timeout = '5s'`);
    await db.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await db.query('RESET lock_timeout');
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
    throw new Error('Another import is running.', { cause: error });
  }
}
