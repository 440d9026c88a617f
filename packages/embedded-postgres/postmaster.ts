import type { ChildProcess } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.ts';
import { failureFrom } from './failure.ts';
import type { Paths } from './paths.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { type RunAs, runProgram, spawnProgram } from './program.ts';

/** A started server; `exited` resolves once its process is gone. */
export type Postmaster = { child: ChildProcess; pid: number; exited: Promise<void> };

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const START_LIMIT_MS = 60_000;
const FAST_STOP_MS = 8000;
const IMMEDIATE_STOP_MS = 2000;

// On the command line, so that nothing in the data directory can turn durability off or open the network.
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=128MB',
  'fsync=on',
  'full_page_writes=on',
  'synchronous_commit=on',
  // Failed statements are the application's to report: their text holds people's data.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
];

/** Keeps one older log; called at start, when nobody writes. */
export async function rotateLog(logPath: string): Promise<void> {
  const found = await stat(logPath).catch(() => undefined);
  if (found !== undefined && found.size > LOG_LIMIT_BYTES) await rename(logPath, `${logPath}.1`);
}

async function readFrom(logPath: string, position: number): Promise<string> {
  const handle = await open(logPath, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, position);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

/**
 * Starts the server on a port and resolves when it accepts connections.
 * Errors: the operator's error for what the server printed; `start_timeout` after 60 s or when cancelled.
 */
export async function startPostmaster(
  runAs: RunAs,
  paths: Paths,
  port: number,
  cancelled?: AbortSignal,
): Promise<Postmaster> {
  const logFile = await open(paths.logPath, 'a', 0o600);
  const { size: logStart } = await logFile.stat();
  const args = ['-D', paths.cluster, '-p', String(port), ...SETTINGS.flatMap((setting) => ['-c', setting])];
  // A session of its own: Ctrl-C in the terminal must reach us only, who stop it when we have drained.
  const child = spawnProgram(runAs, 'postgres', args, {
    stdio: ['ignore', logFile.fd, logFile.fd],
    detached: true,
  });
  let ended = false;
  const exited = new Promise<unknown>((resolve) => child.once('exit', resolve).once('error', resolve)).then(
    () => {
      ended = true;
    },
  );
  await logFile.close();
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    if (ended || child.pid === undefined)
      throw await failureFrom(await readFrom(paths.logPath, logStart), paths);
    const status = await readPostmasterFile(paths.cluster);
    if (status?.ready === true && status.pid === child.pid) return { child, pid: child.pid, exited };
    if (Date.now() > deadline || cancelled?.aborted === true) {
      await stopPostmaster(runAs, paths, { child, pid: child.pid, exited });
      throw new EmbeddedPostgresError(
        'start_timeout',
        `The embedded PostgreSQL did not accept connections within ${START_LIMIT_MS / 1000} s.`,
        `See the end of ${paths.logPath}; after a crash on a slow disk a second start usually succeeds.`,
      );
    }
    await Promise.race([delay(5), exited]);
  }
}

/** Fast shutdown; after 8 s an immediate one (recovery then runs at the next start), then SIGKILL. */
export async function stopPostmaster(runAs: RunAs, paths: Paths, postmaster: Postmaster): Promise<void> {
  const { child, exited } = postmaster;
  if (process.platform === 'win32') {
    // There are no signals there; a killed server would have to recover at every start.
    await runProgram(runAs, 'pg_ctl', ['stop', '-D', paths.cluster, '-m', 'fast']);
  } else child.kill('SIGINT');
  if (await endsWithin(exited, FAST_STOP_MS)) return;
  child.kill('SIGQUIT');
  if (await endsWithin(exited, IMMEDIATE_STOP_MS)) return;
  child.kill('SIGKILL');
  await exited;
}

async function endsWithin(exited: Promise<void>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const timeout = delay(milliseconds, false, { signal: timer.signal }).catch(() => false);
  const ended = await Promise.race([exited.then(() => true), timeout]);
  timer.abort();
  return ended;
}
