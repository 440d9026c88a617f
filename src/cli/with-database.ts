import { randomUUID } from 'node:crypto';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/variables.ts';
import { type Clock, createClock } from '../platform/clock.ts';
import { MigrationError, migrate, migrationState } from '../platform/database/migrate.ts';
import { createPool, type Pool } from '../platform/database/pool.ts';
import { createLogger } from '../platform/log.ts';
import { applicationName, openDatabase } from '../start/open-database.ts';

export type CommandContext = {
  config: Config;
  pool: Pool;
  clock: Clock;
  /** Stands in audit rows where a request would have its id. */
  requestId: string;
};

/**
 * Runs a command against the database of the environment: DATABASE_URL, the embedded one of a running `esoz start`,
 * or the embedded one started for the command's own duration.
 */
export async function withDatabase<T>(
  command: string,
  run: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const config = loadConfig(process.env);
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
      return await run({ config, pool, clock, requestId: `cli:${randomUUID()}` });
    } finally {
      await pool.end();
    }
  } finally {
    await database.stop();
  }
}
