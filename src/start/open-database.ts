import { hostname } from 'node:os';
import {
  type EmbeddedPostgres,
  embeddedPostgresExists,
  joinEmbeddedPostgres,
  openEmbeddedPostgres,
  startEmbeddedPostgres,
} from '#embedded-postgres';
import type { Config } from '../config/variables.ts';
import { APPLICATION_ROLE } from '../platform/database/migrate.ts';
import type { Logger } from '../platform/log.ts';

/** Where the database is, and as whom to use it. */
export type OpenDatabase = {
  kind: 'embedded' | 'external';
  /** Connection of the schema's owner, for migrations. */
  ownerUrl: string;
  /** Connection of the application. */
  url: string;
  /** Role that the application assumes after connecting; undefined when `url` is that role's already. */
  role: string | undefined;
  /** Whether a pooler in transaction mode stands before `url`; never before `ownerUrl`. */
  isPooled: boolean;
  /** Stops the embedded PostgreSQL if it was started here. */
  stop(): Promise<void>;
};

/**
 * The database of the configuration: DATABASE_URL, else embedded PostgreSQL under DATA_DIR.
 * @param purpose `serve` claims DATA_DIR for a running product; `command` joins one that runs, or starts it for itself
 * @throws EmbeddedPostgresError with a hint how to mend it
 */
export async function openDatabase(
  config: Config,
  purpose: 'serve' | 'command',
  log: Logger,
): Promise<OpenDatabase> {
  const external = externalDatabase(config);
  if (external !== undefined) return external;
  const open = purpose === 'serve' ? startEmbeddedPostgres : openEmbeddedPostgres;
  return asOpenDatabase(await open({ dataDir: config.DATA_DIR, log }));
}

/** As `openDatabase`, but nothing is started: undefined when the embedded database does not run. */
export async function joinDatabase(config: Config): Promise<OpenDatabase | undefined> {
  const external = externalDatabase(config);
  if (external !== undefined) return external;
  const running = await joinEmbeddedPostgres(config.DATA_DIR);
  return running && asOpenDatabase(running);
}

/** Whether there is a database to open, running or not; an external one is taken to be there. */
export function hasDatabase(config: Config): boolean {
  return config.DATABASE_URL !== undefined || embeddedPostgresExists(config.DATA_DIR);
}

function externalDatabase(config: Config): OpenDatabase | undefined {
  if (config.DATABASE_URL === undefined) return undefined;
  return {
    kind: 'external',
    ownerUrl: config.DATABASE_OWNER_URL ?? config.DATABASE_URL,
    url: config.DATABASE_URL,
    role: config.DATABASE_OWNER_URL === undefined ? APPLICATION_ROLE : undefined,
    isPooled: config.DATABASE_POOLER === 'transaction',
    stop: async () => {},
  };
}

function asOpenDatabase({ ownerUrl, applicationUrl, stop }: EmbeddedPostgres): OpenDatabase {
  return { kind: 'embedded', ownerUrl, url: applicationUrl, role: undefined, isPooled: false, stop };
}

/** How a process of ours names itself in PostgreSQL's list of connections, which keeps 63 bytes. */
export function applicationName(command: string): string {
  return `esoz ${command} @ ${hostname()}`.slice(0, 63);
}
