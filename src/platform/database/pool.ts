import pg from 'pg';
import { isTransient } from './postgres-errors.ts';
import { failWhenUnconfirmed } from './unconfirmed.ts';

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
  /** More than 16 on two cores lose throughput. */
  max?: number;
  /**
   * Longest wait for the answer to a statement, in milliseconds. The server's own limit does not help where the network
   * swallows packets: there the system reports an error after a quarter of an hour. Absent: no limit but the server's.
   */
  answerTimeoutMs?: number;
  applicationName: string;
  /** Called when an idle connection dies; the pool replaces it by itself. */
  onError(error: Error): void;
};

/** A pool of connections that wait at most two seconds for a place and ten for any statement. */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 16,
    types,
    application_name: options.applicationName,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 10_000,
    ...(options.answerTimeoutMs === undefined ? {} : { query_timeout: options.answerTimeoutMs }),
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    // An acknowledged write is on disk, whatever the server's or the role's default says.
    options: `-c synchronous_commit=on -c TimeZone=UTC${options.role ? ` -c role=${options.role}` : ''}`,
  });
  pool.on('error', options.onError);
  // A connection that dies while a transaction holds it says so twice: the query rejects, and the client emits
  // 'error', which without a listener would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('connect', failWhenUnconfirmed);
  return pool;
}

/** A prepared statement as a function from a database and the `$1…` values to the rows; `text` is its SQL. */
export type Statement<Row> = ((db: Database, values: unknown[]) => Promise<Row[]>) & { text: string };

/** A named prepared statement, parsed once a connection. */
export function statement<Row extends pg.QueryResultRow>(name: string, text: string): Statement<Row> {
  const run = async (db: Database, values: unknown[]) => {
    const query = { name, text, values };
    const { rows } = await (db instanceof pg.Pool ? queryOnce<Row>(db, query) : db.query<Row>(query));
    return rows;
  };
  return Object.assign(run, { text });
}

/**
 * As `pool.query`, which closes the connection after any error: each constraint that says no, a lost race, would cost
 * its pool a new connection.
 */
async function queryOnce<Row extends pg.QueryResultRow>(
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
 * The server has judged a value or a constraint (classes 22 and 23), and the connection is as good as before. Not so after
 * other errors, such as a prepared statement whose tables have changed: it would fail there for ever.
 */
function isVerdict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');
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
