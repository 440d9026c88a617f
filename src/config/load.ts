import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { PARAMETER_DEFAULTS } from '../parameters/parameters.ts';
import { parseClockStart } from '../platform/clock.ts';
import {
  addressRanges,
  integer,
  oneOf,
  someSecrets,
  text,
  timeZone,
  truth,
  url,
  type Variable,
} from './parsers.ts';
import { contractsBucketOf, type Purpose, storageMistakes } from './storage.ts';
import { STORAGE_VARIABLES } from './storage-variables.ts';

/** The environment of SPEC 13.1, one entry a variable; the reference page is generated from it. */
export const VARIABLES = {
  PORT: {
    parse: integer(0, 65_535),
    default: '4000',
    description: 'Port of the API. 0 takes any free one and prints it.',
  },
  HOST: { parse: text, default: '127.0.0.1', description: 'Address the API and the admin port listen on.' },
  ADMIN_PORT: {
    parse: integer(0, 65_535),
    default: '4001',
    description: 'Port of /live, /ready and /metrics. Keep it inside the network.',
  },
  PUBLIC_URL: {
    parse: url('http', 'https'),
    description:
      'Address under which callers reach the API, for what the product prints. Answers use the request.',
  },
  ENVIRONMENT: {
    parse: oneOf('demo', 'preprod', 'prod'),
    default: 'demo',
    description: 'In `prod` nothing embedded starts and no demo world is loaded; migrations are run apart.',
  },
  DATABASE_URL: {
    parse: url('postgres', 'postgresql'),
    secret: true,
    description: 'PostgreSQL 14 or newer. Absent: embedded PostgreSQL under DATA_DIR (refused in prod).',
  },
  DATABASE_OWNER_URL: {
    parse: url('postgres', 'postgresql'),
    secret: true,
    description:
      'Connection of the role that owns the schema and migrates. Absent: DATABASE_URL, and the API assumes the role esoz_app on each connection.',
  },
  DATABASE_POOL_MAX: {
    parse: integer(1, 200),
    default: '16',
    description: 'Connections a process keeps to PostgreSQL.',
  },
  DATA_DIR: {
    parse: text,
    default: './data',
    description: 'Where embedded PostgreSQL, the embedded object store and their credentials live.',
  },
  TIME_ZONE: {
    parse: timeZone,
    default: 'Europe/Kyiv',
    description: "The registry's time zone: decides what the current date is.",
  },
  ESOZ_CLOCK: {
    parse: text,
    description:
      'Date or ISO 8601 timestamp at which the clock starts, for tests and demos. Refused in prod.',
  },
  RATE_LIMIT_MAX: {
    parse: integer(0, 1_000_000),
    default: '0',
    description: 'Requests an address may make in the window, per process; 0 switches the limit off.',
  },
  RATE_LIMIT_WINDOW_SECONDS: {
    parse: integer(1, 86_400),
    default: '60',
    description: 'Length of that window.',
  },
  TRUSTED_PROXIES: {
    parse: addressRanges,
    default: '',
    description: 'Addresses or CIDR ranges, comma-separated, whose X-Forwarded-* headers are believed.',
  },
  CUSTOM_PSK: {
    parse: someSecrets,
    default: '',
    secret: true,
    description: 'Accepted values of X-Custom-PSK, comma-separated. Set: a request without one gets 404.',
  },
  WEBHOOK_ALLOW_PRIVATE: {
    parse: truth,
    default: 'false',
    description:
      'Whether any webhook may be sent to a private address, there also over plain HTTP; for demos and tests. Refused in prod: `esoz webhook add --allow-private` permits it one endpoint.',
  },
  LOG_LEVEL: {
    parse: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'info',
    description: 'Least level of the JSON log on standard error.',
  },
  ...STORAGE_VARIABLES,
} as const satisfies Record<string, Variable<unknown>>;

type Parsed<V> = V extends { parse(text: string): infer T }
  ? V extends { default: string }
    ? T
    : T | undefined
  : never;

export type Config = { [Name in keyof typeof VARIABLES]: Parsed<(typeof VARIABLES)[Name]> } & {
  /** SPEC 9: what a parameter is where the database has no row. */
  parameterFallbacks: Record<string, string>;
  clockStartsAt: Date | undefined;
  /** SPEC 7: where contract files lie, and what AEL signs links for. */
  contractsBucket: string;
  knownBuckets: string[];
};

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

/**
 * Reads and validates the whole environment.
 * @param purpose what will run with it: a command that signs no links does not ask for a store
 * @throws ConfigError with every mistake
 */
export function loadConfig(environment: NodeJS.ProcessEnv, purpose: Purpose = 'command'): Config {
  const mistakes: string[] = [];
  const entries = Object.entries<Variable<unknown>>(VARIABLES).map(([name, variable]) => {
    try {
      const value = readVariable(environment, name, variable) ?? variable.default;
      return [name, value === undefined ? undefined : variable.parse(value)];
    } catch (error) {
      mistakes.push(`${name} ${(error as Error).message}`);
      return [name, undefined];
    }
  });
  const config = Object.fromEntries(entries) as Config;
  config.parameterFallbacks = Object.fromEntries(
    Object.entries(PARAMETER_DEFAULTS).map(([name, value]) => [name, environment[name] ?? value]),
  );
  config.contractsBucket = contractsBucketOf(config);
  config.knownBuckets = config.KNOWN_BUCKETS ?? [config.contractsBucket];
  // Whether the environment has a variable at all: one that is mistaken has been reported above.
  const isSet = (name: string) => Boolean(environment[name] || environment[`${name}_FILE`]);
  mistakes.push(...crossChecks(config, purpose, isSet), ...storageMistakes(config, purpose, isSet));
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

/** The environment as a name of this machine's process in PostgreSQL's list of connections. */
export function applicationName(command: string): string {
  return `esoz ${command} @ ${hostname()}`.slice(0, 63);
}

function readVariable(
  environment: NodeJS.ProcessEnv,
  name: string,
  variable: Variable<unknown>,
): string | undefined {
  const value = environment[name];
  const file = variable.secret ? environment[`${name}_FILE`] : undefined;
  if (file === undefined || file === '') return value === '' ? undefined : value;
  if (value !== undefined && value !== '')
    throw new Error(`is set together with ${name}_FILE; keep one of them`);
  const secret = readSecret(name, file);
  // Not an absent one: a mount that failed would open what the secret was to close.
  if (secret === '') throw new Error(`is empty in the file of ${name}_FILE`);
  return secret;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(
      `cannot be read from the file of ${name}_FILE (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}

function crossChecks(config: Config, purpose: Purpose, isSet: (name: string) => boolean): string[] {
  const mistakes: string[] = [];
  if (config.ESOZ_CLOCK !== undefined) {
    try {
      config.clockStartsAt = parseClockStart(config.ESOZ_CLOCK, config.TIME_ZONE ?? 'UTC');
    } catch {
      mistakes.push(
        'ESOZ_CLOCK must be a date such as 2026-03-29 or a timestamp such as 2026-03-29T00:30:00Z, in the years 1000 to 9000',
      );
    }
    if (config.ENVIRONMENT === 'prod')
      mistakes.push('ESOZ_CLOCK is refused in prod: the registry runs on real time');
  }
  if (config.ENVIRONMENT === 'prod' && config.WEBHOOK_ALLOW_PRIVATE) {
    mistakes.push('WEBHOOK_ALLOW_PRIVATE is refused in prod: use esoz webhook add --allow-private');
  }
  if (purpose !== 'ael' && config.ENVIRONMENT === 'prod' && !isSet('DATABASE_URL')) {
    mistakes.push('DATABASE_URL must be set in prod: embedded PostgreSQL is for laptops');
  }
  return mistakes;
}
