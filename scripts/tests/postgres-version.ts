import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, cp, mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { root } from '../checks/files.ts';

/** A package of its own, with every promised version besides the embedded one: 233 MB, by need. */
const PACKAGE = path.join(root, 'scripts/postgres');
/** npm writes this file last: a half-done installation is none. */
const INSTALLED = path.join(PACKAGE, 'node_modules/.package-lock.json');
const NAME = /^postgres-(\d+)$/;
const ANSWERS_WITHIN_MS = 30_000;
/** "nobody" on nearly every Linux; PostgreSQL refuses to be root, as tests in a container are. */
const NOBODY = { uid: 65534, gid: 65534 };

/** Major versions, the oldest first. */
export async function promisedVersions(): Promise<string[]> {
  const { optionalDependencies } = JSON.parse(await readFile(path.join(PACKAGE, 'package.json'), 'utf8'));
  return Object.keys(optionalDependencies).map((name) => NAME.exec(name)?.[1] as string);
}

/** Whose turn it is: another one with each commit, and the same whenever a commit is tested again. */
export function versionInTurn(versions: readonly string[]): string {
  const commits = Number(
    execFileSync('git', ['rev-list', '--count', 'HEAD'], { cwd: root, encoding: 'utf8' }),
  );
  return versions[commits % versions.length] as string;
}

export function installVersions(): void {
  if (existsSync(INSTALLED)) return;
  execFileSync('npm', ['ci', '--prefix', PACKAGE, '--ignore-scripts', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export type VersionServer = { version: string; superuserUrl: string; stop(): Promise<void> };

/**
 * A server of this version, with a cluster as Debian makes one.
 * @param folder an empty one, for it alone
 */
export async function startVersion(major: string, folder: string, port: number): Promise<VersionServer> {
  const native = path.join(folder, 'native');
  await copyPrograms(path.join(PACKAGE, 'node_modules', `postgres-${major}`), folder);
  const program = (name: string) => path.join(native, 'bin', name);
  const cluster = path.join(folder, 'cluster');
  await mkdir(cluster, { mode: 0o700 });
  const identity = process.getuid?.() === 0 ? NOBODY : {};
  if (identity === NOBODY) await chown(cluster, NOBODY.uid, NOBODY.gid);
  const run = { ...identity, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } };
  const initdb = [
    '-D',
    cluster,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  await promisify(execFile)(program('initdb'), initdb, run);
  const settings = ['-k', '', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'];
  const server = spawn(program('postgres'), ['-D', cluster, '-p', String(port), ...settings], {
    ...run,
    stdio: 'ignore',
  });
  const ended = once(server, 'exit');
  const superuserUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return {
    version: await answering(server, superuserUrl),
    superuserUrl,
    async stop() {
      server.kill('SIGINT');
      await ended;
    },
  };
}

/** A copy, which whoever runs the server can reach, with the links that an npm package cannot carry. */
async function copyPrograms(from: string, folder: string): Promise<void> {
  await cp(path.join(from, 'native'), path.join(folder, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(path.join(folder, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links)
    if (!existsSync(path.join(folder, target)))
      await symlink(path.relative(path.dirname(target), source), path.join(folder, target));
}

async function answering(server: ChildProcess, url: string): Promise<string> {
  for (const began = performance.now(); ; await delay(50)) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return (await client.query("SELECT current_setting('server_version') AS version")).rows[0].version;
    } catch (error) {
      if (server.exitCode !== null || performance.now() - began > ANSWERS_WITHIN_MS) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }
}
