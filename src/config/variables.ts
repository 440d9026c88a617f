import { JWT_VARIABLES } from './jwt-variables.ts';
import {
  addressRanges,
  databaseUrl,
  headerValue,
  integer,
  oneOf,
  origins,
  processes,
  someSecrets,
  text,
  timeZone,
  truth,
  url,
  uuid,
  type Variable,
} from './parsers.ts';
import { STORAGE_VARIABLES } from './storage-variables.ts';
import { TELEMETRY_VARIABLES } from './telemetry-variables.ts';

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
    parse: databaseUrl,
    secret: true,
    description:
      'PostgreSQL 14 or newer. Absent: embedded PostgreSQL under DATA_DIR (refused in prod). What the address leaves out comes from PGHOST, PGPORT, PGUSER, PGPASSWORD or PGPASSFILE, PGDATABASE and PGSSLMODE, as with psql; no other PG variable counts, and for the embedded one none. With sslmode=verify-full (require means the same here) the certificate of the server is checked against sslrootcert=<file>, or else the authorities that Node.js knows.',
  },
  DATABASE_OWNER_URL: {
    parse: databaseUrl,
    secret: true,
    description:
      'Connection of the role that owns the schema and migrates. Absent: DATABASE_URL, and the API assumes the role esoz_app on each connection.',
  },
  DATABASE_READ_URL: {
    parse: databaseUrl,
    secret: true,
    description:
      'Hot standby of the server of DATABASE_URL. Lists and searches are read there where it has everything that was confirmed before, else from DATABASE_URL: no caller sees a difference.',
  },
  DATABASE_POOLER: {
    parse: oneOf('none', 'transaction'),
    default: 'none',
    description:
      '`transaction`: a pooler such as PgBouncer stands before DATABASE_URL and hands out servers by transaction (or by session), so that nothing is asked of a session. DATABASE_OWNER_URL and DATABASE_READ_URL name PostgreSQL itself.',
  },
  DATABASE_POOL_MAX: {
    parse: integer(1, 200),
    default: '16',
    description:
      'Connections a process (each of WORKERS) keeps to PostgreSQL; an eighth more, at least one, are for lists and searches alone.',
  },
  WORKERS: {
    parse: processes(64),
    default: '1',
    description:
      'Processes that serve the API behind its one port; `auto`: one for each core. With more than one there is a parent besides, which serves nobody and keeps up to four connections to PostgreSQL.',
  },
  DRAIN_DELAY_SECONDS: {
    parse: integer(0, 5),
    default: '0',
    description:
      'How long requests are still served after a signal to stop, while /ready says `draining`: for a load balancer to notice. It is taken from the seven seconds that requests in flight get.',
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
  MAX_CONNECTIONS: {
    parse: integer(10, 100_000),
    default: '1000',
    description:
      'Connections the API, or AEL, takes at a time; further ones are closed at once. Each of WORKERS takes its share. The admin port has its own.',
  },
  RATE_LIMIT_MAX: {
    parse: integer(0, 1_000_000),
    default: '0',
    description:
      'Requests an address may make in the window, of one `esoz start` with all its WORKERS; 0 switches the limit off.',
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
  CORS_ORIGINS: {
    parse: origins,
    default: '',
    description:
      'Origins, comma-separated, whose pages may call the API from a browser, such as https://mis.example. Neither `*` nor `null`.',
  },
  CONSOLE_CLIENT_ID: {
    parse: uuid,
    description:
      'Public client of type MIS through which people sign in to the console. Absent: in demo that of the demo world, elsewhere there is no console.',
  },
  CONSOLE_API_KEY: {
    parse: headerValue,
    description:
      'API key of that client. Every browser is shown it, and it is good only beside tokens obtained through the console, so it is no secret.',
  },
  CUSTOM_PSK: {
    parse: someSecrets,
    default: '',
    secret: true,
    description: 'Accepted values of X-Custom-PSK, comma-separated. Set: a request without one gets 404.',
  },
  ACCESS_TOKEN_TTL: {
    parse: integer(60, 31_536_000),
    default: '2592000',
    description: 'Seconds that an access token lives; that of a public client a quarter of an hour at most.',
  },
  REFRESH_TOKEN_ROTATION: {
    parse: truth,
    default: 'true',
    description:
      'Whether a refresh token is good for one refresh, whose answer has the next; `false`: it goes on for its seven days.',
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
    description: 'Least level of the log on standard error.',
  },
  LOG_FORMAT: {
    parse: oneOf('json', 'text'),
    description:
      'Lines of the log for programs or for people. Absent: `text` when standard error is a terminal, else `json`. Colours are for terminals, without NO_COLOR.',
  },
  ...JWT_VARIABLES,
  ...STORAGE_VARIABLES,
  ...TELEMETRY_VARIABLES,
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
  /** What of the environment was perhaps meant for us, a sentence each. */
  unknownVariables: string[];
  /** SPEC 7: where contract files lie, and what AEL signs links for. */
  contractsBucket: string;
  knownBuckets: string[];
};
