import { randomUUID } from 'node:crypto';
import { SYSTEM_USER_ID } from '../audit/actor.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/variables.ts';
import { type Clock, createClock } from '../platform/clock.ts';
import { MigrationError, migrate, migrationState } from '../platform/database/migrate.ts';
import { createPool, type Pool } from '../platform/database/pool.ts';
import { createLogger } from '../platform/log.ts';
import { applicationName, openDatabase } from '../start/open-database.ts';

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
 * Runs a command against the database of the environment: DATABASE_URL, the embedded one of a running `esoz start`,
 * or the embedded one started for the command's own duration.
 */
export async function withDatabase<T>(
  command: string,
  run: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const config = loadCommandConfig();
  const log = createLogger('warn');
  const database = await openDatabase(config, 'command', log);
  try {
    const { pending } = await migrationState(database.url);
    if (pending.length > 0 && database.kind === 'external') {
      throw new MigrationError(`The database lacks ${pending.length} migrations. Run: esoz migrate`);
    }
    if (pending.length > 0) await migrate(database.ownerUrl);
    const pool = createPool({
      url: database.url,
      role: database.role,
      max: 2,
      applicationName: applicationName(command),
      onError: (error) => log.warn({ err: error }, 'the database connection was lost'),
    });
    const clock = createClock({ timeZone: config.TIME_ZONE, startsAt: config.clockStartsAt });
    try {
      const stamp = { now: clock.now(), userId: SYSTEM_USER_ID, requestId: `cli:${randomUUID()}` };
      return await run({ config, pool, clock, stamp });
    } finally {
      await pool.end();
    }
  } finally {
    await database.stop();
  }
}
