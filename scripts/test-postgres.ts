/**
 * `npm run test:postgres`: PostgreSQL 14 or newer is promised and the embedded one is the newest, so what the registry does
 * is tested on the others too. Arguments are major versions, or `all`; without any it is the one whose turn it is.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../test/fixtures/free-port.ts';
import { root } from './checks/files.ts';
import { makeRunFolder } from './tests/folder.ts';
import { installVersions, promisedVersions, startVersion, versionInTurn } from './tests/postgres-version.ts';

/** What asks a server for more than rows: rights, migrations, plans, locks, and each method's statements. */
const FILES = [
  'src/audit/verify.test.ts',
  'src/platform/database/{migrate,connection,pool,rights,unconfirmed}.test.ts',
  'test/faults/{two-versions,migration-locks,audit-upgrade}.test.ts',
  'test/statements',
  'test/legal-entities/legal-entities.test.ts',
  'test/licenses/{create/facts,get/list,update/races}.test.ts',
  'test/import/update.test.ts',
];

const versions = await promisedVersions();
const wanted = process.argv.slice(2);
const chosen = wanted[0] === 'all' ? versions : wanted.length > 0 ? wanted : [versionInTurn(versions)];
const strange = chosen.filter((version) => !versions.includes(version));
if (strange.length > 0) {
  console.error(`not of ${versions.join(', ')}: ${strange.join(', ')}`);
  process.exit(2);
}
if (`${process.platform}-${process.arch}` === 'linux-x64') {
  installVersions();
  for (const version of chosen) await testOn(version);
} else console.log('skipped: the packages of those versions are for Linux on x64');

async function testOn(major: string): Promise<void> {
  const folder = await makeRunFolder();
  const server = await startVersion(major, folder, await freePort());
  try {
    console.log(`PostgreSQL ${server.version}`);
    const run = spawn(process.execPath, [path.join(root, 'scripts/test.ts'), ...FILES], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, TEST_POSTGRES_SERVER: server.superuserUrl },
    });
    const [code] = await once(run, 'exit');
    if (code !== 0) process.exitCode = 1;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
