import type { Command } from 'commander';
import { migrate } from '../platform/database/migrate.ts';
import { createLogger, logDestination } from '../platform/log.ts';
import { openDatabase } from '../start/open-database.ts';
import { outcomeCommand } from './command.ts';
import { loadCommandConfig } from './with-database.ts';

/** `esoz migrate`: brings the schema up to this version; safe to run from several machines at once. */
export function migrateCommand(): Command {
  return outcomeCommand('migrate', 'bring the database schema up to this version', async () => {
    const config = loadCommandConfig();
    const log = createLogger('warn', logDestination(config.LOG_FORMAT));
    const database = await openDatabase(config, 'command', log);
    try {
      const { applied } = await migrate(database.ownerUrl);
      const text =
        applied.length === 0
          ? 'The schema is up to date.'
          : `Applied:\n${applied.map((name) => `  ${name}`).join('\n')}`;
      return { text, json: { applied } };
    } finally {
      await database.stop();
    }
  });
}
