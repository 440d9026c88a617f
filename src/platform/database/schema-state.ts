import pg from 'pg';
import { connectionOf } from './connection.ts';
import { unfitness } from './fitness.ts';
import { type Migration, MigrationError, readMigrations } from './migrations.ts';
import { type Database, statement } from './pool.ts';
import { requireNoPooler } from './pooler.ts';
import { failWhenUnconfirmed } from './unconfirmed.ts';
import { unnameStatements } from './unnamed.ts';

type Applied = { name: string; checksum: string; breaking: string | null };

export type MigrationState = {
  applied: string[];
  pending: Migration[];
  /** Applied in the database, unknown to this version of the program: a newer process is already there. */
  unknown: string[];
  /** Those of the unknown ones that this version must not run behind, each with its reason. */
  breaking: Pick<Applied, 'name' | 'breaking'>[];
};

/** Whole rows, because a database that no newer version has migrated has no column `breaking`. */
const findApplied = statement<Applied>(
  'migrations.find-applied',
  `SELECT name, checksum, to_jsonb(applied) ->> 'breaking' AS breaking
     FROM public.schema_migrations AS applied ORDER BY name`,
);

/**
 * What is applied and what is missing, without changing anything; any role that may read `schema_migrations`.
 * @throws MigrationError as `migrate`, but for what is breaking: who looks may want to tell more
 */
export async function migrationState({
  url,
  isPooled,
}: {
  url: string;
  isPooled?: boolean;
}): Promise<MigrationState> {
  const migrations = await readMigrations();
  return withMigrator(url, (db) => readState(db, migrations), isPooled);
}

/** @param known migrations of this version */
export async function readState(db: pg.Client, known: readonly Migration[]): Promise<MigrationState> {
  // By the catalogue: without rights to the schema the name alone would look like a database without any.
  const exists = await db.query(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'schema_migrations' AND relnamespace = 'public'::regnamespace) AS yes`,
  );
  const rows: Applied[] = exists.rows[0].yes ? await findApplied(db, []) : [];
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
  const unknown = rows.filter((row) => !names.has(row.name));
  return {
    applied: rows.map((row) => row.name),
    pending,
    unknown: unknown.map((row) => row.name),
    breaking: unknown.filter((row) => row.breaking !== null),
  };
}

type Outdating = Pick<MigrationState, 'breaking'>;

/** Why this version must not run on a schema that a newer one has changed; undefined where it may. */
export function outdated({ breaking: [first] }: Outdating): { message: string; hint: string } | undefined {
  if (first === undefined) return undefined;
  return {
    message: `The database is for a newer version of the program: migration ${first.name} ends the work of this one (${first.breaking}).`,
    hint: 'Start the newer version. The way back to this one is a backup from before that migration.',
  };
}

/** @throws MigrationError with what `outdated` tells */
export function refuseOutdated(state: Outdating): void {
  const reason = outdated(state);
  if (reason) throw new MigrationError(reason.message, { hint: reason.hint });
}

/**
 * For `/ready` of a process that runs while a newer version migrates. The files are read now: later they may be those of the
 * newer version, put in place under the process that runs.
 * @returns a check that throws MigrationError
 */
export function createSchemaCheck(db: Database): () => Promise<void> {
  const reading = readMigrations();
  reading.catch(() => {}); // told to whoever asks
  return async () => {
    const names = new Set((await reading).map(({ name }) => name));
    const rows = await findApplied(db, []);
    refuseOutdated({ breaking: rows.filter((row) => row.breaking !== null && !names.has(row.name)) });
  };
}

/**
 * Runs the work on a connection of its own, as the role of the address.
 * @throws PoolerError where a pooler stands between and `isPooled` does not say so
 */
export async function withMigrator<T>(
  url: string,
  work: (db: pg.Client) => Promise<T>,
  isPooled = false,
): Promise<T> {
  const db = new pg.Client({
    ...connectionOf(url, {
      applicationName: 'esoz migrate',
      settings: { synchronous_commit: 'on' },
      isPooled,
    }),
    connectionTimeoutMillis: 5_000,
  });
  failWhenUnconfirmed(db);
  try {
    await db.connect();
    if (isPooled) unnameStatements(db);
    else await requireNoPooler(db);
    return await work(db);
  } finally {
    // Gives the advisory lock back; and a connection that did not come about would hold the process for a minute.
    await db.end();
  }
}
