import { setTimeout as delay } from 'node:timers/promises';
import { prepareBinaries } from './binaries.ts';
import { checkCluster, createCluster, removeHalfDone, resetPasswords } from './cluster.ts';
import { type Credentials, generateCredentials, readCredentials, writeCredentials } from './credentials.ts';
import { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './errors.ts';
import type { Logger } from './logger.ts';
import { closeToOthers, giveTo, letThrough } from './ownership.ts';
import type { Paths } from './paths.ts';
import { freePort } from './port.ts';
import { type Postmaster, rotateLog, startPostmaster } from './postmaster.ts';
import type { RunAs } from './program.ts';
import { chooseRunAs } from './run-as.ts';
import { stopStalePostmaster } from './stale.ts';
import { supervise } from './supervisor.ts';

const HELD_LIMIT_MS = 15_000;

/** Repeats a step that another process hinders for a moment: a port just taken, a killed server's backends. */
async function persist<T>(step: () => Promise<T>): Promise<T> {
  const passing: EmbeddedPostgresErrorCode[] = ['port_taken', 'still_held'];
  const deadline = Date.now() + HELD_LIMIT_MS;
  for (;;) {
    try {
      return await step();
    } catch (error) {
      const passes = error instanceof EmbeddedPostgresError && passing.includes(error.code);
      if (!passes || Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

/** A finished cluster with known passwords, and no server on it. */
async function prepareCluster(
  runAs: RunAs,
  paths: Paths,
  exists: boolean,
  log: Logger,
): Promise<Credentials> {
  const stored = await readCredentials(paths.credentials);
  const credentials = stored ?? generateCredentials();
  if (exists) {
    await stopStalePostmaster(paths, log);
    await giveTo(runAs, paths.cluster);
    if (await closeToOthers(paths.cluster))
      log.warn({ directory: paths.cluster }, 'others could enter the directory of the embedded PostgreSQL');
    if (stored === undefined) await persist(() => resetPasswords(runAs, paths, credentials));
  } else {
    await createCluster(runAs, paths, credentials);
  }
  if (stored === undefined) {
    await writeCredentials(paths.credentials, credentials);
    if (exists)
      log.warn({ file: paths.credentials }, 'lost passwords of the embedded PostgreSQL are set anew');
  }
  return credentials;
}

/** Starts on the remembered port or, where that is taken, on another one, which is remembered then. */
async function startOnFreePort(runAs: RunAs, paths: Paths, credentials: Credentials): Promise<Postmaster> {
  const port = await freePort(credentials.port);
  if (port !== credentials.port) {
    credentials.port = port;
    await writeCredentials(paths.credentials, credentials);
  }
  return await startPostmaster(runAs, paths, port);
}

/**
 * From a locked DATA_DIR in any state to a supervised server that accepts connections.
 * `searchPath` is where `unshare` and `setpriv` are looked for.
 */
export async function bringUp(
  paths: Paths,
  log: Logger,
  searchPath: string | undefined,
): Promise<{ credentials: Credentials; stop(): Promise<void> }> {
  const began = Date.now();
  await removeHalfDone(paths.dataDir);
  const exists = await checkCluster(paths.cluster);
  const binaries = await prepareBinaries(paths.dataDir);
  const runAs = await chooseRunAs(binaries, paths, searchPath);
  await letThrough(runAs, paths);
  const credentials = await prepareCluster(runAs, paths, exists, log);
  await rotateLog(paths.logPath);
  const first = await persist(() => startOnFreePort(runAs, paths, credentials));
  for (const file of [paths.credentials, paths.logPath]) await giveTo(runAs, file);
  const { port } = credentials;
  log.info(
    { port, pid: first.pid, created: !exists, tookMs: Date.now() - began },
    'embedded PostgreSQL is ready',
  );
  const { stop } = supervise(runAs, paths, port, first, log);
  return { credentials, stop };
}
