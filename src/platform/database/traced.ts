import type pg from 'pg';
import { type SpanDetails, traced } from '../tracing.ts';

/** What a span says of a statement: its name, never its text or values. */
export function statementSpan(name: string, server: { host?: string; port?: number } = {}): SpanDetails {
  return {
    kind: 'client',
    attributes: {
      'db.system.name': 'postgresql',
      'db.query.summary': name,
      'server.address': server.host,
      'server.port': server.port,
    },
  };
}

/** Which server a pool is of, as far as its address says so. */
export function serverOf(pool: pg.Pool): { host?: string; port?: number } {
  const { connectionString = '' } = pool.options;
  if (!URL.canParse(connectionString)) return {};
  const { hostname, port } = new URL(connectionString);
  return hostname === '' ? {} : { host: hostname, port: Number(port || DEFAULT_PORT) };
}

const DEFAULT_PORT = 5432;

/** Statements without a name that are ours, whole or in their beginning. */
const COMMAND = /^(BEGIN|COMMIT|ROLLBACK TO SAVEPOINT|ROLLBACK|SAVEPOINT|RELEASE SAVEPOINT|SET LOCAL)\b/;

type Query = (...given: unknown[]) => unknown;

/**
 * Makes a span of every statement of a connection whose work is traced. Of node-postgres's forms of `query` it knows the
 * promise, which all statements of requests have.
 */
export function traceStatements(client: pg.ClientBase): void {
  const { host, port } = client as pg.Client;
  const query = client.query.bind(client) as Query;
  const tracedQuery: Query = (...given) => {
    if (given.some((value) => typeof value === 'function')) return query(...given);
    const name = nameOf(given[0]);
    return traced(name, statementSpan(name, { host, port }), async () => query(...given));
  };
  client.query = tracedQuery as typeof client.query;
}

function nameOf(config: unknown): string {
  const { name, summary, text } = (typeof config === 'string' ? { text: config } : config) as NamedQuery;
  return name ?? summary ?? COMMAND.exec(text)?.[1] ?? 'statement without a name';
}

/** A statement that is planned anew each time has no name for PostgreSQL, and one for us. */
export type NamedQuery = pg.QueryConfig & { summary?: string };

/** Makes a span of the wait for a connection, where all that are open are in use. */
export function traceConnections(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as Query;
  const tracedConnect: Query = (...given) =>
    given.length > 0 || pool.idleCount > pool.waitingCount
      ? connect(...given)
      : traced('wait for a connection', {}, async () => connect());
  pool.connect = tracedConnect as typeof pool.connect;
}
