import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Binaries, copyBinaries, noBinaries } from './binaries.ts';
import { notPermitted } from './errors.ts';
import { giveTo, letThrough } from './ownership.ts';
import type { Paths } from './paths.ts';
import { type RunAs, runProgram } from './program.ts';

/** "nobody" on nearly every Linux. */
const NOBODY_ID = 65534;

// The kernel sends SIGINT (fast shutdown) when our process dies in whatever way, kill -9 included.
const DIE_WITH_PARENT = ['setpriv', '--pdeathsig', 'INT'];

/** The tools' usual places. Ours, not the caller's PATH: they are run as root. */
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';

/** Whom root should become for a directory that belongs to an ordinary user, who is to keep it. */
async function ordinaryOwner(paths: Paths): Promise<{ uid: number; gid: number } | undefined> {
  const found = (await lstat(paths.cluster).catch(() => undefined)) ?? (await lstat(paths.dataDir));
  return found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

/** The user ids that have a name; initdb refuses one without (`docker run --user 1234`). */
async function namedUserIds(): Promise<number[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text
    .split('\n')
    .flatMap((line) => line.split(':')[2] ?? [])
    .map(Number);
}

/** Ways to run PostgreSQL here, the best first. */
async function possibleWays(binaries: Binaries, paths: Paths, searchPath: string): Promise<RunAs[]> {
  const bare = { binaries, searchPath, prefix: [] };
  if (process.platform !== 'linux') return [bare];
  const named = await namedUserIds();
  const other = named.includes(NOBODY_ID) ? NOBODY_ID : (named.findLast((uid) => uid !== 0) ?? NOBODY_ID);
  // A user namespace in which we have that name: our files stay usable, also below a closed /root.
  const namespace = ['unshare', '-U', `--map-user=${other}`, `--map-group=${other}`];
  const direct = [{ ...bare, prefix: DIE_WITH_PARENT }, bare];
  const renamed = [
    { ...bare, prefix: [...namespace, ...DIE_WITH_PARENT] },
    { ...bare, prefix: namespace },
  ];
  const waysOf = (uid: number) => (named.includes(uid) ? direct : [...renamed, ...direct]);
  const self = process.getuid!();
  if (self !== 0) return waysOf(self);
  const owner = await ordinaryOwner(paths);
  if (owner !== undefined) return waysOf(owner.uid).map((way) => ({ ...way, owner }));
  return [...renamed, ...direct.map((way) => ({ ...way, owner: { uid: other, gid: other } }))];
}

async function firstThatRuns(ways: RunAs[]): Promise<{ runAs: RunAs } | { reason: string }> {
  let reason = 'its programs cannot be run.';
  for (const runAs of ways) {
    const { code, output } = await runProgram(runAs, 'postgres', ['--version']);
    if (code === 0) return { runAs };
    reason = output.trim().split('\n').at(-1) || reason;
  }
  return { reason };
}

/**
 * Finds out how PostgreSQL, which refuses to be root, can be run here, by running `postgres --version` in
 * each way. Errors: `no_binaries` when it cannot run at all, `not_permitted` when only root could reach it.
 */
export async function chooseRunAs(
  binaries: Binaries,
  paths: Paths,
  searchPath = SYSTEM_PATH,
): Promise<RunAs> {
  const ways = await possibleWays(binaries, paths, searchPath);
  const found = await firstThatRuns(ways);
  if ('runAs' in found) return found.runAs;
  const isRoot = process.getuid?.() === 0;
  const asSelf = isRoot ? await firstThatRuns([{ binaries, searchPath, prefix: [] }]) : found;
  if ('reason' in asSelf) throw noBinaries(`its programs cannot be run (${asSelf.reason}).`);
  // The checkout lies where the other user cannot read: a copy beside the data can be read.
  const copy = await copyBinaries(binaries, paths.dataDir);
  const waysToCopy = ways.filter((way) => way.owner !== undefined).map((way) => ({ ...way, binaries: copy }));
  for (const way of waysToCopy.slice(0, 1)) {
    await letThrough(way, paths);
    await giveTo(way, path.dirname(copy.directory));
  }
  const again = await firstThatRuns(waysToCopy);
  if ('runAs' in again) return again.runAs;
  throw notPermitted(paths.dataDir, new Error(again.reason));
}
