import type { Config } from './variables.ts';

/** What is about to run with a configuration: only `start` and `ael` sign links. */
export type Purpose = 'start' | 'ael' | 'command';

/** All mistakes of the environment at once. */
export class ConfigError extends Error {
  readonly mistakes: string[];
  constructor(mistakes: string[]) {
    super(
      `The environment has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`,
    );
    this.mistakes = mistakes;
  }
}

/** Combinations of variables that make no sense. */
export function crossChecks(config: Config, purpose: Purpose, isSet: (name: string) => boolean): string[] {
  const mistakes: string[] = [];
  if (config.ESOZ_CLOCK !== undefined) {
    if (config.clockStartsAt === undefined)
      mistakes.push(
        'ESOZ_CLOCK must be a date such as 2026-03-29 or a timestamp such as 2026-03-29T00:30:00Z, in the years 1000 to 9000',
      );
    if (config.ENVIRONMENT === 'prod')
      mistakes.push('ESOZ_CLOCK is refused in prod: the registry runs on real time');
  }
  if (config.ENVIRONMENT === 'prod' && config.WEBHOOK_ALLOW_PRIVATE) {
    mistakes.push('WEBHOOK_ALLOW_PRIVATE is refused in prod: use esoz webhook add --allow-private');
  }
  if (purpose !== 'ael' && config.ENVIRONMENT === 'prod' && !isSet('DATABASE_URL')) {
    mistakes.push('DATABASE_URL must be set in prod: embedded PostgreSQL is for laptops');
  }
  if (isSet('DATABASE_READ_URL') && !isSet('DATABASE_URL')) {
    mistakes.push('DATABASE_READ_URL needs DATABASE_URL: the embedded database has no standby');
  }
  if (config.DATABASE_POOLER === 'transaction' && !isSet('DATABASE_URL')) {
    mistakes.push('DATABASE_POOLER needs DATABASE_URL: no pooler stands before the embedded database');
  }
  if (isSet('CONSOLE_CLIENT_ID') !== isSet('CONSOLE_API_KEY')) {
    mistakes.push('CONSOLE_CLIENT_ID and CONSOLE_API_KEY must be set together: the console needs both');
  }
  return mistakes;
}
