import type pg from 'pg';
import { unavailable } from '../errors/http-errors.ts';
import type { Logger } from '../log.ts';
import { createTurns } from '../turns.ts';
import { createPool, type Database, inTransaction, type Pool, type PoolOptions, queryOnce } from './pool.ts';
import { openReplica, type Replica } from './replica.ts';

/** SPEC 2, "Cost": what a statement of a list or search may take. */
const STATEMENT_TIMEOUT_MS = 2_000;
/** Where the server cannot tell that it has ended a statement. */
const ANSWER_TIMEOUT_MS = 3_000;
/** A caller that asks for sixteen lists at once gets them one after the other. */
const PATIENCE_MS = 5_000;
/** As many more than a process has for everybody else; few, since each can keep a core of the server busy. */
const SHARE = 1 / 8;

/** The connections that lists and searches of all callers take turns on. */
export type Lane = {
  /** What a list of this caller is to be read from. Each statement waits for its turn. */
  of(caller: string): Database;
  /** What they are read from beside the primary, if anything. */
  replica: Replica | undefined;
  end(): Promise<void>;
};

/** How many they are beside a pool of so many. */
export const laneConnections = (others: number): number => Math.max(1, Math.floor(others * SHARE));

/**
 * A share of the connections for statements whose cost grows with the registry (ADR 0053). They are a pool of their own,
 * so that no statement of a list can hold up one that is no list; one caller has at most half of them.
 * @param elsewhere a standby that they are read from where it has everything that was confirmed (ADR 0091)
 */
export function createLane(
  connections: number,
  connection: Omit<PoolOptions, 'max'>,
  elsewhere: { url?: string | undefined; log: Pick<Logger, 'warn' | 'info'> },
): Lane {
  const options: PoolOptions = {
    ...connection,
    max: connections,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    answerTimeoutMs: ANSWER_TIMEOUT_MS,
    onOneCore: true,
  };
  const pool = createPool(options);
  const { url, log } = elsewhere;
  const onPrimary = connection.isPooled ? queryLimited : queryOnce;
  // The standby is asked twice on one connection, so never through a pooler.
  const replica =
    url === undefined ? undefined : openReplica(pool, { ...options, url, isPooled: false }, log, onPrimary);
  const read = replica?.read ?? ((config: pg.QueryConfig) => onPrimary(pool, config));
  const turns = createTurns({
    atOnce: connections,
    perCaller: Math.max(1, Math.floor(connections / 2)),
    patienceMs: PATIENCE_MS,
    refusal: (reason) => unavailable(`list: ${reason}`),
  });
  return {
    of(caller) {
      const query = (config: pg.QueryConfig) => turns(caller, () => read(config));
      return { query } as Database;
    },
    replica,
    async end() {
      await replica?.end();
      await pool.end();
    },
  };
}

/** Behind a pooler the limits of a list are those of its transaction. */
function queryLimited<Row extends pg.QueryResultRow>(
  pool: Pool,
  query: pg.QueryConfig,
): Promise<pg.QueryResult<Row>> {
  return inTransaction(pool, async (db) => {
    await db.query(
      `SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off`,
    );
    return db.query<Row>(query);
  });
}
