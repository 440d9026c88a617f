import { statfs } from 'node:fs/promises';
import { corrupt, diskFull, type EmbeddedPostgresError, notPermitted, startFailed } from './errors.ts';
import type { Paths } from './paths.ts';

const NO_SPACE = /No space left on device|Disk quota exceeded/;
const FORBIDDEN = /Permission denied|Operation not permitted|wrong ownership|Read-only file system/;
const PORT_TAKEN = /Address already in use|could not create any TCP\/IP sockets/;
const STILL_HELD = /pre-existing shared memory block|lock file ".*" already exists/;
const DAMAGED =
  /PANIC:|could not find the database system|could not locate|control file|incompatible with server|WAL directory|could not (open|read) (file|directory)|invalid (page|data in file|checkpoint|primary|record)/i;

/** Less than this, and PostgreSQL cannot even write its lock file and log line. */
const ALMOST_NOTHING_BYTES = 64 * 1024;

async function hasNoSpace(directory: string): Promise<boolean> {
  const space = await statfs(directory).catch(() => undefined);
  return space !== undefined && space.bavail * space.bsize < ALMOST_NOTHING_BYTES;
}

/** The last line in which PostgreSQL says what stopped it. */
function decisiveLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const fatal = lines.findLast((line) => /\b(PANIC|FATAL|ERROR|error):/.test(line));
  return fatal ?? lines.findLast((line) => line !== '') ?? 'it ended without a word.';
}

/** Translates what initdb or postgres printed before it gave up into the operator's error. */
export async function failureFrom(output: string, paths: Paths): Promise<EmbeddedPostgresError> {
  const line = decisiveLine(output);
  // On a full disk the log cannot take the line that would have said so.
  if (NO_SPACE.test(output) || (await hasNoSpace(paths.dataDir))) return diskFull(paths.dataDir);
  if (PORT_TAKEN.test(output)) return startFailed('port_taken', line, paths.logPath);
  if (STILL_HELD.test(output)) return startFailed('still_held', line, paths.logPath);
  if (FORBIDDEN.test(output)) return notPermitted(paths.dataDir, new Error(line));
  if (DAMAGED.test(output)) return corrupt(paths.cluster, line);
  return startFailed('start_failed', line, paths.logPath);
}
