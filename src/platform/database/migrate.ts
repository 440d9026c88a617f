import type pg from 'pg';
import { repeatGrants } from './grants.ts';
import { changeSchema, LOCK_PATIENCE, type LockPatience } from './lock-patience.ts';
import { type Migration, MigrationError, readMigrations } from './migrations.ts';
import { readState, refuseOutdated, withMigrator } from './schema-state.ts';
import { UnconfirmedWriteError } from './unconfirmed.ts';

/** The application's role; see docs/adr/0003-two-database-roles.md. */
export const APPLICATION_ROLE = 'esoz_app';
/** The one grant that no migration gives: the table is there before the first of them. */
export const GRANT_SCHEMA_MIGRATIONS = `GRANT SELECT ON schema_migrations TO ${APPLICATION_ROLE}`;
/** Any constant: it only has to be the same in every process that migrates. */
const ADVISORY_LOCK = 4_510_011;

export type MigrateOptions = {
  /** Absent: those of this version. */
  migrations?: readonly Migration[];
  lockPatience?: LockPatience;
};

/**
 * Applies what is missing, each migration in a transaction of its own, under an advisory lock:
 * several processes may call this at once, also of several versions, and one that dies leaves whole migrations only. Then
 * gives the application's role again what migrations give it, which a restored database may lack.
 * @param ownerUrl connection of the role that owns the schema
 * @throws MigrationError when an applied migration was changed afterwards, the database cannot hold the schema, a newer
 * version has ended the work of this one, or a lock could not be had
 */
export async function migrate(
  ownerUrl: string,
  { migrations, lockPatience = LOCK_PATIENCE }: MigrateOptions = {},
): Promise<{ applied: string[] }> {
  const known = migrations ?? (await readMigrations());
  return withMigrator(ownerUrl, async (db) => {
    await requireUsable(db, known); // before the first change: a database that is none for us stays as it is
    await db.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await ensureRole(db, APPLICATION_ROLE);
    await prepareRecord(db, lockPatience);
    const { pending, unknown } = await requireUsable(db, known);
    for (const migration of pending) await apply(db, migration, lockPatience);
    // What a newer version has taken from the role since, only that version knows.
    if (unknown.length === 0) await repeatGrants(db, known);
    return { applied: pending.map(({ name }) => name) };
  });
}

async function requireUsable(db: pg.Client, known: readonly Migration[]) {
  const state = await readState(db, known);
  refuseOutdated(state);
  return state;
}

/** The table of what is applied; `breaking` came later than the first of them. */
async function prepareRecord(db: pg.Client, patience: LockPatience): Promise<void> {
  await db.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    name text CONSTRAINT schema_migrations_pkey PRIMARY KEY, checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(), breaking text)`);
  await db.query(GRANT_SCHEMA_MIGRATIONS);
  // Asked first: ADD COLUMN IF NOT EXISTS locks the table, also against readers, before it finds that there is nothing to do.
  const { rowCount } = await db.query(
    `SELECT FROM pg_attribute WHERE attrelid = 'schema_migrations'::regclass AND attname = 'breaking'`,
  );
  if (rowCount) return;
  await changeSchema(db, 'Preparing schema_migrations', patience, async () => {
    await db.query('ALTER TABLE schema_migrations ADD COLUMN breaking text');
  });
}

function apply(db: pg.Client, { name, sql, checksum, breaking }: Migration, patience: LockPatience) {
  return changeSchema(db, `Migration ${name}`, patience, async () => {
    await db.query(sql);
    await db.query('INSERT INTO schema_migrations (name, checksum, breaking) VALUES ($1, $2, $3)', [
      name,
      checksum,
      breaking,
    ]);
  });
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
