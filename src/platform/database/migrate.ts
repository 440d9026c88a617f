import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { connectionOf } from './connection.ts';
import { unfitness } from './fitness.ts';
import { repeatGrants } from './grants.ts';
import { failWhenUnconfirmed, UnconfirmedWriteError } from './unconfirmed.ts';

const MIGRATIONS = new URL('../../../db/migrations/', import.meta.url);
/** The application's role; see docs/adr/0003-two-database-roles.md. */
export const APPLICATION_ROLE = 'esoz_app';
/** The one grant that no migration gives: the table is there before the first of them. */
export const GRANT_SCHEMA_MIGRATIONS = `GRANT SELECT ON schema_migrations TO ${APPLICATION_ROLE}`;
/** Any constant: it only has to be the same in every process that migrates. */
const ADVISORY_LOCK = 4_510_011;

export type Migration = { name: string; sql: string; checksum: string };
export type MigrationState = {
  applied: string[];
  pending: Migration[];
  /** Applied in the database, unknown to this version of the program: a newer process is already there. */
  unknown: string[];
};

/** The database is not in a state that this version can work with; the message says what to do. */
export class MigrationError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, { hint, ...options }: ErrorOptions & { hint?: string } = {}) {
    super(message, options);
    this.hint = hint;
  }
}

/** All migrations of this version in the order of their names. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, MIGRATIONS), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, each migration in a transaction of its own, under an advisory lock:
 * several processes may call this at once, and one that dies leaves whole migrations only. Then gives the application's
 * role again what migrations give it, which a restored database may lack.
 * @param ownerUrl connection of the role that owns the schema
 * @throws MigrationError when an applied migration was changed afterwards, or the database cannot hold the schema
 */
export async function migrate(ownerUrl: string): Promise<{ applied: string[] }> {
  const migrations = await readMigrations();
  return withConnection(ownerUrl, async (db) => {
    await readState(db, migrations); // before the first change: a database that is none for us stays as it is
    await db.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await ensureRole(db, APPLICATION_ROLE);
    await db.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
      name text CONSTRAINT schema_migrations_pkey PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    await db.query(GRANT_SCHEMA_MIGRATIONS);
    const { pending } = await readState(db, migrations);
    for (const migration of pending) await apply(db, migration);
    await repeatGrants(db, migrations);
    return { applied: pending.map((migration) => migration.name) };
  });
}

/**
 * What is applied and what is missing, without changing anything; any role that may read `schema_migrations`.
 * @throws MigrationError as `migrate`
 */
export async function migrationState(url: string): Promise<MigrationState> {
  const migrations = await readMigrations();
  return withConnection(url, (db) => readState(db, migrations));
}

/** @param known migrations of this version */
async function readState(db: pg.Client, known: readonly Migration[]): Promise<MigrationState> {
  // By the catalogue: without rights to the schema the name alone would look like a database without any.
  const exists = await db.query(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'schema_migrations' AND relnamespace = 'public'::regnamespace) AS yes`,
  );
  const rows: { name: string; checksum: string }[] = exists.rows[0].yes
    ? (await db.query('SELECT name, checksum FROM public.schema_migrations ORDER BY name')).rows
    : [];
  const checksums = new Map(rows.map((row) => [row.name, row.checksum]));
  for (const migration of known) {
    const checksum = checksums.get(migration.name);
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new MigrationError(
        `Migration ${migration.name} was changed after it had been applied to this database. Restore the file; a change of the schema is a new migration.`,
      );
    }
  }
  const pending = known.filter((migration) => !checksums.has(migration.name));
  const misfit = pending.length > 0 ? await unfitness(db) : undefined;
  if (misfit) throw new MigrationError(misfit.message, { hint: misfit.hint });
  const names = new Set(known.map((migration) => migration.name));
  return {
    applied: rows.map((row) => row.name),
    pending,
    unknown: rows.map((row) => row.name).filter((name) => !names.has(name)),
  };
}

async function apply(db: pg.Client, migration: Migration): Promise<void> {
  try {
    await db.query('BEGIN');
    await db.query(migration.sql);
    await db.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await db.query('COMMIT');
  } catch (error) {
    if (error instanceof UnconfirmedWriteError) throw error; // it was not rolled back
    await db.query('ROLLBACK').catch(() => {});
    throw new MigrationError(
      `Migration ${migration.name} failed and was rolled back: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/**
 * Makes a role of the cluster, with the caller as its member, where it is not there. The advisory lock is one database's,
 * so migrations of several databases of one cluster may come here together.
 * @throws MigrationError when the caller may not
 */
export async function ensureRole(db: pg.Client, role: string): Promise<void> {
  const { rowCount } = await db.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount) return;
  try {
    await db.query('BEGIN');
    await db.query(`CREATE ROLE ${role} NOLOGIN`);
    // So that a deployment with one DATABASE_URL can still run with the application's rights (SET ROLE).
    await db.query(`GRANT ${role} TO CURRENT_USER`);
    await db.query('COMMIT');
  } catch (error) {
    if (error instanceof UnconfirmedWriteError) throw error;
    await db.query('ROLLBACK').catch(() => {});
    // duplicate_object, or unique_violation for who waited for the other's commit.
    if (['42710', '23505'].includes((error as { code?: string }).code ?? '')) return;
    throw new MigrationError(
      `The role ${role} does not exist and could not be created (${(error as Error).message}). As an administrator run: CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO <the role of DATABASE_URL>;`,
      { cause: error },
    );
  }
}

async function withConnection<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({
    ...connectionOf(url, {
      applicationName: 'esoz migrate',
      settings: { synchronous_commit: 'on' },
    }),
    connectionTimeoutMillis: 5_000,
  });
  failWhenUnconfirmed(db);
  try {
    await db.connect();
    return await work(db);
  } finally {
    // Gives the advisory lock back; and a connection that did not come about would hold the process for a minute.
    await db.end();
  }
}
