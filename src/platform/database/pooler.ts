import pg from 'pg';
import { type Database, statement } from './pool.ts';

/** What a session needs and a pooler does not hand on: behind one it has to be the default of the role. */
const SESSION: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  synchronous_commit: 'on',
  statement_timeout: '10s',
  idle_in_transaction_session_timeout: '10s',
};

/** A pooler stands between, and not as the environment says. */
export class PoolerError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * A pooler tells a process number of its own. Where nobody has said that there is one, prepared statements and advisory
 * locks would be lost now and then, whenever it gives a connection to somebody else: better at once.
 * @throws PoolerError where something between here and the server keeps the connections
 */
export async function requireNoPooler(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  // The driver keeps it for its cancel requests, and its types do not say so.
  if (rows[0]?.pid === (client as pg.ClientBase & { processID?: number }).processID) return;
  throw new PoolerError(
    'A pooler stands between here and PostgreSQL, which may change servers under a session.',
    'Set DATABASE_POOLER=transaction, and in DATABASE_OWNER_URL name PostgreSQL itself: it migrates (docs/explanation/scale.md).',
  );
}

const findSession = statement<{ name: string; value: string; role: string }>(
  'database.find-session',
  'SELECT name, current_setting(name) AS value, current_user AS role FROM unnest($1::text[]) AS name',
);

/**
 * @param role that the product has to run as; undefined: whatever the address says
 * @throws PoolerError where a session behind the pooler is not what it would be without
 */
export async function requireSession(db: Database, role: string | undefined): Promise<void> {
  const found = await findSession(db, [Object.keys(SESSION)]);
  const user = found[0]?.role as string;
  if (role !== undefined && user !== role)
    throw new PoolerError(
      `DATABASE_URL logs in as ${user}, and behind a pooler no other role can be assumed.`,
      `Put the role ${role} into DATABASE_URL, and ${user} into DATABASE_OWNER_URL for esoz migrate.`,
    );
  const wrong = found.filter(({ name, value }) => value !== SESSION[name]);
  if (wrong.length === 0) return;
  const told = wrong.map(({ name, value }) => `${name} is ${value}`).join(', ');
  const statements = wrong.map(
    ({ name }) => `  ALTER ROLE ${pg.escapeIdentifier(user)} SET ${name} = '${SESSION[name]}';`,
  );
  throw new PoolerError(
    `Behind the pooler a session of ${user} is not what the product needs: ${told}.`,
    `As an administrator run:\n${statements.join('\n')}\nand let the pooler connect anew (PgBouncer: RECONNECT).`,
  );
}
