import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../log.ts';
import { createPool, type Database, type Pool, type PoolOptions, queryOnce } from './pool.ts';
import { findPosition, findStanding, type Position, type Standing } from './replica.queries.ts';

/** `away`: no answer; `behind`: it had not caught up; the others are no standby of this primary, or no longer. */
export type ReplicaState =
  | 'used'
  | 'away'
  | 'behind'
  | 'no standby'
  | 'another cluster'
  | 'another database'
  | 'another timeline';

/** A standby that statements are read from, as if they were read from its primary. */
export type Replica = {
  /** The answer of the replica where it has all that was confirmed before this call; else that of the primary. */
  read<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
  /** As of the last look, and how many statements either server has answered. */
  observed(): { state: ReplicaState; behindBytes: number; reads: { primary: number; replica: number } };
  end(): Promise<void>;
};

const LOOK_EVERY_MS = 5_000;
/** Replaying takes about as long as the way from here to there; who waits longer is better off with the primary. */
const CATCH_UP_MS = [1, 2, 4, 8, 16];

/**
 * Reads from a standby without a caller noticing (ADR 0091): before each statement the primary is asked how far its log is,
 * and the standby, on the connection of the statement, whether it has replayed that much. Any doubt, and any error of the
 * standby, is a reason to read from the primary.
 */
export function openReplica(
  primary: Pool,
  options: PoolOptions,
  log: Pick<Logger, 'warn' | 'info'>,
  onPrimary = queryOnce,
): Replica {
  const pool = createPool({ ...options, max: (options.max ?? 1) + 1 }); // one for the looks
  const reads = { primary: 0, replica: 0 };
  let state: ReplicaState = 'away';
  let behindBytes = 0;
  let isFirstLook = true;

  function enter(next: ReplicaState, error?: unknown): void {
    const isNews = next !== state || (isFirstLook && next !== 'used');
    state = next;
    if (!isNews) return;
    if (next === 'used') log.info('lists are read from the replica');
    else
      log.warn({ replica: next, err: error }, 'lists are read from the primary: the replica cannot be used');
  }

  /** A primary that does not tell its position is away for lists too, and no fault of the replica. */
  const position = () => positionOf(primary).catch(() => undefined);

  async function look(): Promise<void> {
    const asked = await position();
    if (asked === undefined) return;
    try {
      const standing = await onConnection(pool, (db) => standingOf(db, asked));
      behindBytes = Math.max(0, standing.behindBytes);
      enter(stateOf(standing));
    } catch (error) {
      enter('away', error);
    }
    isFirstLook = false;
  }

  async function readThere<Row extends pg.QueryResultRow>(query: pg.QueryConfig) {
    const asked = await position();
    if (asked === undefined) return undefined;
    try {
      return await onConnection(pool, async (db) => {
        if (stateOf(await standingOf(db, asked)) !== 'used') return undefined;
        return await db.query<Row>(query);
      });
    } catch (error) {
      // A statement may be cancelled there because it stood in the way of replaying, and have no such trouble here.
      if (!(error instanceof pg.DatabaseError) || error.severity === 'FATAL') enter('away', error);
      return undefined;
    }
  }

  const stop = new AbortController();
  const looking = lookAgain(look, stop.signal);
  return {
    async read<Row extends pg.QueryResultRow>(query: pg.QueryConfig) {
      const answer = state === 'used' ? await readThere<Row>(query) : undefined;
      reads[answer ? 'replica' : 'primary']++;
      return answer ?? (await onPrimary<Row>(primary, query));
    },
    observed: () => ({ state, behindBytes, reads }),
    async end() {
      stop.abort();
      await looking;
      await pool.end();
    },
  };
}

async function lookAgain(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await look();
    await delay(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}

export function stateOf(standing: Standing): ReplicaState {
  const { isStandby, isSameCluster, isSameDatabase, isSameTimeline, behindBytes } = standing;
  if (!isSameCluster) return 'another cluster';
  if (!isStandby) return 'no standby';
  if (!isSameDatabase) return 'another database';
  if (!isSameTimeline) return 'another timeline';
  return behindBytes > 0 ? 'behind' : 'used';
}

async function positionOf(primary: Database): Promise<Position> {
  const [position] = await findPosition(primary, []);
  return position as Position;
}

/** Asked again for a moment while it is behind. */
async function standingOf(db: Database, { wal, cluster, timeline, database }: Position): Promise<Standing> {
  const ask = async () => (await findStanding(db, [wal, cluster, timeline, database]))[0] as Standing;
  let standing = await ask();
  for (const ms of CATCH_UP_MS) {
    if (stateOf(standing) !== 'behind') break;
    await delay(ms);
    standing = await ask();
  }
  return standing;
}

/** What is asked of a standing holds for its connection alone: a server that was started anew may be further behind. */
async function onConnection<T>(pool: Pool, work: (db: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
