import type pg from 'pg';
import type { Database, Pool } from '../platform/database/pool.ts';

/** Any constant: one import at a time, of whatever kind. */
const ADVISORY_LOCK = 4_510_014;
/** Transactions side by side. More would need more cores on both sides, and the commands' pool has two connections. */
const WRITERS = 2;
const LOCK_NOT_AVAILABLE = '55P03';
/** Deadlocks and lock timeouts with other writers: the batches are rolled back and may be tried again. */
const LOST_RACES = new Set(['40001', '40P01', LOCK_NOT_AVAILABLE]);

export function isLostRace(error: unknown): boolean {
  return LOST_RACES.has((error as { code?: string }).code ?? '');
}

type Connections = readonly [Database, ...Database[]];

/**
 * Connections for one import, closed afterwards, and with them its locks and temporary tables. Two imports at once would
 * wait for each other's rows in ways that PostgreSQL cannot see; a dry run writes nothing and may run beside one. It has
 * one connection, because nobody else sees a temporary table.
 */
export async function withImportConnections<T>(
  pool: Pool,
  dryRun: boolean,
  work: (connections: Connections) => Promise<T>,
): Promise<T> {
  const clients: pg.PoolClient[] = [];
  try {
    const first = await connect(pool, clients);
    if (dryRun) return await work([first]);
    await lock(first);
    const others: Database[] = [];
    while (others.length < WRITERS - 1) others.push(await connect(pool, clients));
    return await work([first, ...others]);
  } finally {
    for (const client of clients) client.release(true);
  }
}

async function connect(pool: Pool, clients: pg.PoolClient[]): Promise<pg.PoolClient> {
  const client = await pool.connect();
  clients.push(client);
  return client;
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
