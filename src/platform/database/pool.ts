import pg from 'pg';
import { unavailable } from '../errors/http-errors.ts';
import { createTurns, type Turns } from '../turns.ts';
import { connectionOf } from './connection.ts';
import { loadOf } from './load.ts';
import { isTransient } from './postgres-errors.ts';
import { type NamedQuery, traceConnections, traceStatements } from './traced.ts';
import { failWhenUnconfirmed } from './unconfirmed.ts';
import { unnameStatements } from './unnamed.ts';

/** A pool, or one connection inside a transaction: what every query function takes first. */
export type Database = Pick<pg.ClientBase, 'query'>;
export type Pool = pg.Pool;

/** Dates are civil days: a JavaScript Date would move them by the zone of the process. */
const parseDateAsText = (text: string) => text;
/** Timestamps leave as SPEC 2 writes them: ISO 8601, UTC, `Z`. */
const parseTimestampAsIso = (text: string) => new Date(text).toISOString();

const types: pg.CustomTypesConfig = {
  getTypeParser(id, format) {
    if (format !== 'binary' && id === pg.types.builtins.DATE) return parseDateAsText;
    if (format !== 'binary' && id === pg.types.builtins.TIMESTAMPTZ) return parseTimestampAsIso;
    return pg.types.getTypeParser(id, format);
  },
};

export type PoolOptions = {
  url: string;
  /** Role to assume at connection, when the URL's own role can do more than the application should. */
  role?: string | undefined;
  /** A pooler in transaction mode stands between: nothing is asked of a session (ADR 0092). */
  isPooled?: boolean | undefined;
  /** More than 16 on two cores lose throughput. */
  max?: number;
  /**
   * Longest wait for the answer to a statement, in milliseconds. The server's own limit does not help where the network
   * swallows packets: there the system reports an error after a quarter of an hour. Absent: no limit but the server's.
   */
  answerTimeoutMs?: number;
  /** Longest run of a statement; ten seconds unless said otherwise. */
  statementTimeoutMs?: number;
  /** A statement keeps to one process of the server, and is not compiled: it takes no more of the machine than one core. */
  onOneCore?: true;
  /** Statements become spans of the requests that they are for. */
  isTraced?: boolean;
  applicationName: string;
  /** Called when an idle connection dies; the pool replaces it by itself. */
  onError(error: Error): void;
};

const STATEMENT_TIMEOUT_MS = 10_000;
const ON_ONE_CORE = { max_parallel_workers_per_gather: '0', jit: 'off' };

/** A pool of connections that wait at most two seconds for a place and ten for any statement. */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    ...connectionOf(options.url, {
      applicationName: options.applicationName,
      // An acknowledged write is on disk, whatever the server's or the role's default says.
      settings: {
        synchronous_commit: 'on',
        role: options.role,
        ...(options.onOneCore ? ON_ONE_CORE : {}),
      },
      isPooled: options.isPooled,
    }),
    max: options.max ?? 16,
    types,
    connectionTimeoutMillis: 2_000,
    ...(options.answerTimeoutMs === undefined ? {} : { query_timeout: options.answerTimeoutMs }),
    ...(options.isPooled ? {} : sessionLimits(options)),
    keepAlive: true,
  });
  if (options.isPooled) pool.on('connect', unnameStatements); // first: what follows is told the names
  pool.on('error', options.onError);
  // A connection that dies while a transaction holds it says so twice: the query rejects, and the client emits
  // 'error', which without a listener would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('connect', (client) => failWhenUnconfirmed(client, () => loadOf(pool).unconfirmed++));
  if (options.isTraced) {
    pool.on('connect', traceStatements);
    traceConnections(pool);
  }
  return pool;
}

const sessionLimits = ({ statementTimeoutMs = STATEMENT_TIMEOUT_MS }: PoolOptions): pg.ClientConfig => ({
  statement_timeout: statementTimeoutMs,
  idle_in_transaction_session_timeout: 10_000,
});

/** A prepared statement as a function from a database and the `$1…` values to the rows; `text` is its SQL. */
export type Statement<Row> = ((db: Database, values: unknown[]) => Promise<Row[]>) & { text: string };

/** A named prepared statement, parsed once a connection. */
export function statement<Row extends pg.QueryResultRow>(name: string, text: string): Statement<Row> {
  const run = (db: Database, values: unknown[]) => rowsOf<Row>(db, { name, text, values });
  return Object.assign(run, { text });
}

/** A statement that PostgreSQL is told no name of, so that it is planned for its values each time it runs. */
export function plannedStatement<Row extends pg.QueryResultRow>(
  summary: string,
  text: string,
): Statement<Row> {
  const run = (db: Database, values: unknown[]) => rowsOf<Row>(db, { summary, text, values });
  return Object.assign(run, { text });
}

async function rowsOf<Row extends pg.QueryResultRow>(db: Database, query: NamedQuery): Promise<Row[]> {
  const { rows } = await (db instanceof pg.Pool ? queryOnce<Row>(db, query) : db.query<Row>(query));
  return rows;
}

/**
 * As `pool.query`, which closes the connection after any error: each constraint that says no, a lost race, a list cut
 * off by its limit, would cost its pool a new connection.
 */
export async function queryOnce<Row extends pg.QueryResultRow>(
  pool: Pool,
  query: pg.QueryConfig,
): Promise<pg.QueryResult<Row>> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await client.query<Row>(query);
  } catch (error) {
    if (!isVerdict(error)) broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * The server has judged a value or a constraint (classes 22 and 23) or ended a statement at its limit (57014), and the
 * connection is as good as before. Not so after other errors, such as a prepared statement whose tables have changed: it
 * would fail there for ever.
 */
function isVerdict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(2[23]|57014)/.test(error.code ?? '');
}

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export async function inTransaction<T>(pool: Pool, work: (db: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = await rollBack(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** In the transaction that `db` is, as that of an idempotency key; in one of its own where `db` is the pool. */
export function asTransaction<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  return db instanceof pg.Pool ? inTransaction(db, work) : work(db);
}

/**
 * Undefined when the connection can go back to the pool. Where the server or the network failed it is closed, which rolls
 * back as well: it may never answer, belong to a server that has become read-only, or hold a plan of former tables.
 */
async function rollBack(client: pg.PoolClient, cause: unknown): Promise<Error | undefined> {
  if (isTransient(cause) || (cause instanceof pg.DatabaseError && !isVerdict(cause))) return cause as Error;
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (failure) {
    return failure as Error;
  }
}

/** Writes of one caller that may wait; what lies behind them is told so by its own limit of time. */
const MAX_WAITING_WRITES = 5_000;
const WRITE_PATIENCE_MS = 5_000;

/**
 * Turns for what locks rows: one caller whose writes wait for each other, or for a lock that somebody else holds, has half
 * of the connections at most, and the others go on (ADR 0053).
 */
export function writesInTurns(pool: Pool): Turns {
  return createTurns({
    perCaller: Math.max(1, Math.floor(pool.options.max / 2)),
    waitingPerCaller: MAX_WAITING_WRITES,
    patienceMs: WRITE_PATIENCE_MS,
    refusal: (reason) => unavailable(`write: ${reason}`),
  });
}
