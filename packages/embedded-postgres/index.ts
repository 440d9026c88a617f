import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { bringUp } from './bring-up.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import { EmbeddedPostgresError, translateSystemError } from './errors.ts';
import { type LockHolder, type LockKind, tryLock } from './lock.ts';
import type { Logger } from './logger.ts';
import { makeDataDir } from './ownership.ts';
import { type Paths, pathsIn } from './paths.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { processMark } from './process-identity.ts';

export { EmbeddedPostgresError } from './errors.ts';

/** A database that accepts connections. `stop()` resolves when it no longer runs on our behalf. */
export type EmbeddedPostgres = {
  /** `postgres://` URL of the role that owns database `esoz` and migrates it. */
  ownerUrl: string;
  /** `postgres://` URL of the role that runs the application, without any right to DDL. */
  applicationUrl: string;
  /** `postgres://` URL of the superuser, for tests that make databases from templates. */
  superuserUrl: string;
  port: number;
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** DATA_DIR; created when missing. */
  dataDir: string;
  log: Logger;
  /** How long to wait for another command to finish, or for a server to accept connections (default 30). */
  waitSeconds?: number;
  /** PATH for `unshare` and `setpriv`; the system's usual directories by default. */
  toolPath?: string;
};

/** What the address does not say, drivers take from PGSSLMODE and its like, which are about other servers. */
const NOTHING_LEFT_OUT = 'sslmode=disable&sslnegotiation=postgres&replication=false';

function connectionsOf(credentials: Credentials): Omit<EmbeddedPostgres, 'stop'> {
  const { port } = credentials;
  const url = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}?${NOTHING_LEFT_OUT}`;
  return {
    ownerUrl: url('esoz_owner', credentials.ownerPassword, 'esoz'),
    applicationUrl: url('esoz_app', credentials.applicationPassword, 'esoz'),
    superuserUrl: url('postgres', credentials.superuserPassword, 'postgres'),
    port,
  };
}

function alreadyRunning(paths: Paths, holder: LockHolder): EmbeddedPostgresError {
  const who = holder.kind === 'server' ? 'Another "esoz start"' : 'An esoz command';
  return new EmbeddedPostgresError(
    'already_running',
    `${who} (process ${holder.pid}) is using ${paths.dataDir}.`,
    `Wait for it, stop it (kill ${holder.pid}), or give this one a DATA_DIR of its own.`,
  );
}

function notReady(paths: Paths, holder: LockHolder): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'start_timeout',
    `The database of the running "esoz start" (process ${holder.pid}) does not accept connections.`,
    `Try again in a moment; if it stays so, see the end of ${paths.logPath}.`,
  );
}

async function startUnderLock(options: EmbeddedPostgresOptions, paths: Paths, kind: LockKind) {
  const attempt = await tryLock(paths.dataDir, kind);
  if ('holder' in attempt) return attempt;
  try {
    const { credentials, stop: stopServer } = await bringUp(paths, options.log, options.toolPath);
    const stop = () => stopServer().finally(() => attempt.held.release());
    return { database: { ...connectionsOf(credentials), stop } };
  } catch (error) {
    await attempt.held.release();
    throw error;
  }
}

/** The database of a live `esoz start`, or undefined while it does not accept connections. */
async function joinRunning(paths: Paths): Promise<EmbeddedPostgres | undefined> {
  const status = await readPostmasterFile(paths.cluster);
  const credentials = await readCredentials(paths.credentials);
  if (status?.ready !== true || credentials?.port !== status.port) return undefined;
  // The file of a server that was killed still says "ready".
  if ((await processMark(status.pid)) === undefined) return undefined;
  return { ...connectionsOf(credentials), stop: async () => {} };
}

async function openOrWait(options: EmbeddedPostgresOptions, kind: LockKind): Promise<EmbeddedPostgres> {
  const paths = pathsIn(options.dataDir);
  const deadline = Date.now() + (options.waitSeconds ?? 30) * 1000;
  await makeDataDir(paths.dataDir);
  for (let waited = false; ; waited = true) {
    const outcome = await startUnderLock(options, paths, kind);
    if ('database' in outcome) return outcome.database;
    const { holder } = outcome;
    if (holder.kind === 'server') {
      if (kind === 'server') throw alreadyRunning(paths, holder);
      const running = await joinRunning(paths);
      if (running !== undefined) return running;
    }
    if (Date.now() > deadline)
      throw holder.kind === 'server' ? notReady(paths, holder) : alreadyRunning(paths, holder);
    if (!waited)
      options.log.info({ pid: holder.pid }, 'waiting for another esoz process to leave or be ready');
    await delay(50);
  }
}

async function openDataDir(options: EmbeddedPostgresOptions, kind: LockKind): Promise<EmbeddedPostgres> {
  try {
    return await openOrWait(options, kind);
  } catch (error) {
    throw translateSystemError(error, options.dataDir);
  }
}

/**
 * Starts the embedded PostgreSQL of DATA_DIR for `esoz start`, making it at the first start, and keeps it
 * running until `stop()`. Errors: {@link EmbeddedPostgresError}; `already_running` when another one has it.
 */
export function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return openDataDir(options, 'server');
}

/**
 * The database of DATA_DIR for one command: that of the running `esoz start` (whose `stop()` here does
 * nothing), else one started for the command's own duration; commands take turns.
 * Errors: {@link EmbeddedPostgresError}.
 */
export function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return openDataDir(options, 'command');
}

/** The database of DATA_DIR if it runs, joined as a guest (`stop()` does nothing); undefined otherwise. Nothing is started. */
export function joinEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres | undefined> {
  return joinRunning(pathsIn(dataDir));
}

/** Whether DATA_DIR has a database, running or not. */
export function embeddedPostgresExists(dataDir: string): boolean {
  return existsSync(pathsIn(dataDir).cluster);
}
