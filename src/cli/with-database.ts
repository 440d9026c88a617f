import { randomUUID } from 'node:crypto';
import { SYSTEM_USER_ID } from '../audit/actor.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/variables.ts';
import { type Clock, createClock } from '../platform/clock.ts';
import { migrate } from '../platform/database/migrate.ts';
import { MigrationError } from '../platform/database/migrations.ts';
import { createPool, type Pool } from '../platform/database/pool.ts';
import { requireSession } from '../platform/database/pooler.ts';
import { migrationState, refuseOutdated } from '../platform/database/schema-state.ts';
import { createLogger, logDestination } from '../platform/log.ts';
import { applicationName, hasDatabase, openDatabase } from '../start/open-database.ts';

type CommandContext = {
  config: Config;
  pool: Pool;
  clock: Clock;
  /** For audit rows: when, and who by; the id stands where a request would have its own. */
  stamp: { now: Date; userId: string; requestId: string };
};

/** The environment of a command; what of it was perhaps meant for us is told on standard error. */
export function loadCommandConfig(): Config {
  const config = loadConfig(process.env);
  for (const warning of config.unknownVariables) process.stderr.write(`esoz: ${warning}\n`);
  return config;
}

/**
 * Runs a command that writes against the database of the environment: DATABASE_URL, the embedded one of a running
 * `esoz start`, or the embedded one started for the command's own duration, and made where there is none.
 */
export async function withDatabase<T>(
  command: string,
  run: (context: CommandContext) => Promise<T>,
): Promise<T> {
  return useDatabase(loadCommandConfig(), command, 'write', run);
}

/** As `withDatabase`, for a command that only looks: it makes no database, and leaves the schema as it is. */
export async function readDatabase<T>(
  command: string,
  run: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const config = loadCommandConfig();
  if (!hasDatabase(config)) throw new NoDatabaseError(config.DATA_DIR);
  return useDatabase(config, command, 'read', run);
}

/** There is nothing to look at, and a command that looks makes nothing. */
class NoDatabaseError extends Error {
  readonly hint =
    'Set DATA_DIR to that of the product, or DATABASE_URL; `esoz start` and `esoz migrate` make a database.';
  constructor(dataDir: string) {
    super(`There is no database under ${dataDir}.`);
  }
}

async function useDatabase<T>(
  config: Config,
  command: string,
  purpose: 'read' | 'write',
  run: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const log = createLogger('warn', logDestination(config.LOG_FORMAT));
  const database = await openDatabase(config, 'command', log);
  try {
    const state = await migrationState(database);
    refuseOutdated(state);
    const { pending, applied } = state;
    // A database that is empty has nothing to lose. Any other may be in the hands of a running older version, and its
    // operator decides when it changes.
    const isNew = database.kind === 'embedded' && applied.length === 0;
    if (pending.length > 0 && !(isNew && purpose === 'write')) {
      throw new MigrationError(`The database lacks ${pending.length} migrations. Run: esoz migrate`);
    }
    if (pending.length > 0) await migrate(database.ownerUrl);
    const pool = createPool({
      url: database.url,
      role: database.role,
      isPooled: database.isPooled,
      max: 2,
      applicationName: applicationName(command),
      onError: (error) => log.warn({ err: error }, 'the database connection was lost'),
    });
    const clock = createClock({ timeZone: config.TIME_ZONE, startsAt: config.clockStartsAt });
    try {
      if (database.isPooled) await requireSession(pool, database.role);
      const stamp = { now: clock.now(), userId: SYSTEM_USER_ID, requestId: `cli:${randomUUID()}` };
      return await run({ config, pool, clock, stamp });
    } finally {
      await pool.end();
    }
  } finally {
    await database.stop();
  }
}
