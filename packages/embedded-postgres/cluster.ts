import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Credentials, scramVerifier } from './credentials.ts';
import { corrupt, EmbeddedPostgresError } from './errors.ts';
import { failureFrom } from './failure.ts';
import { giveTo } from './ownership.ts';
import type { Paths } from './paths.ts';
import { type RunAs, runProgram } from './program.ts';

const MAJOR_VERSION = '18';
const ASIDE_PREFIX = 'postgres.initdb-';

// C.UTF-8 is not on every machine; ICU, which is in the package, sorts and folds Ukrainian.
const INITDB_OPTIONS = [
  '--username=postgres',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=uk-UA',
  '--auth-local=reject',
  '--auth-host=scram-sha-256',
];

const HOST_RULES = `# Only this machine, only with a password (written by esoz).
host all all 127.0.0.1/32 scram-sha-256
`;

function passwordClause(password: string): string {
  return `PASSWORD '${scramVerifier(password)}'`;
}

/** Roles and the database of a new cluster: one statement a line, as single-user mode reads them. */
function bootstrapSql(credentials: Credentials): string {
  return `${[
    `ALTER ROLE postgres ${passwordClause(credentials.superuserPassword)};`,
    `CREATE ROLE esoz_owner LOGIN ${passwordClause(credentials.ownerPassword)};`,
    `CREATE ROLE esoz_app LOGIN ${passwordClause(credentials.applicationPassword)};`,
    // The cluster is not in use: copying files is quicker than logging every page.
    'CREATE DATABASE esoz OWNER esoz_owner STRATEGY file_copy;',
    // Temporary tables are DDL too, which the application's role must not have.
    'REVOKE ALL ON DATABASE esoz, postgres, template1 FROM PUBLIC;',
    'GRANT CONNECT ON DATABASE esoz TO esoz_app;',
  ].join('\n')}\n`;
}

function passwordSql(credentials: Credentials): string {
  return `${[
    `ALTER ROLE postgres ${passwordClause(credentials.superuserPassword)};`,
    `ALTER ROLE esoz_owner ${passwordClause(credentials.ownerPassword)};`,
    `ALTER ROLE esoz_app ${passwordClause(credentials.applicationPassword)};`,
  ].join('\n')}\n`;
}

async function runOrFail(
  runAs: RunAs,
  paths: Paths,
  program: string,
  args: string[],
  input = '',
): Promise<void> {
  const { code, output } = await runProgram(runAs, program, args, input);
  if (code !== 0) throw await failureFrom(output, paths);
}

/** Runs SQL as superuser with no server and no network, so that there is no moment of open access. */
async function runSingleUser(runAs: RunAs, paths: Paths, cluster: string, sql: string): Promise<void> {
  const settings = ['exit_on_error=on', 'log_checkpoints=off', 'log_min_error_statement=panic'];
  const args = ['--single', '-D', cluster, ...settings.flatMap((setting) => ['-c', setting]), 'postgres'];
  await runOrFail(runAs, paths, 'postgres', args, sql);
}

async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Removes what an interrupted {@link createCluster} left. The caller holds the lock. */
export async function removeHalfDone(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(ASIDE_PREFIX)) continue;
    // Its initdb may be alive for a moment after its owner was killed, and still write there.
    const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 20 };
    await rm(path.join(dataDir, name), patiently);
  }
}

/**
 * Makes the cluster with its roles and the empty database `esoz`. All of it happens in a directory aside,
 * synced once at the end and then renamed: a directory named `postgres` is always a finished one.
 */
export async function createCluster(runAs: RunAs, paths: Paths, credentials: Credentials): Promise<void> {
  const aside = path.join(paths.dataDir, `${ASIDE_PREFIX}${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(aside, { mode: 0o700 });
    await giveTo(runAs, aside);
    await runOrFail(runAs, paths, 'initdb', ['-D', aside, ...INITDB_OPTIONS, '--no-sync']);
    await writeFile(path.join(aside, 'pg_hba.conf'), HOST_RULES);
    await runSingleUser(runAs, paths, aside, bootstrapSql(credentials));
    await runOrFail(runAs, paths, 'initdb', ['-D', aside, '--sync-only']);
    await rename(aside, paths.cluster);
    await syncDirectory(paths.dataDir);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

/** Sets the roles' passwords anew, for a cluster whose `postgres.json` was lost. The server must be down. */
export async function resetPasswords(runAs: RunAs, paths: Paths, credentials: Credentials): Promise<void> {
  await runSingleUser(runAs, paths, paths.cluster, passwordSql(credentials));
}

/** Refuses a directory that is no cluster of our version; false when there is none yet. */
export async function checkCluster(cluster: string): Promise<boolean> {
  let names: string[];
  try {
    names = await readdir(cluster);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    throw corrupt(cluster, names.length === 0 ? 'it is empty.' : 'it has no PG_VERSION.');
  }
  if (!/^\d+(\.\d+)?$/.test(version.trim())) throw corrupt(cluster, 'its PG_VERSION names no version.');
  if (version.trim() !== MAJOR_VERSION) {
    throw new EmbeddedPostgresError(
      'wrong_version',
      `${cluster} was made by PostgreSQL ${version.trim()}, and the embedded one is ${MAJOR_VERSION}.`,
      'Move the directory away, or export it with the older version and import it here.',
    );
  }
  return true;
}
