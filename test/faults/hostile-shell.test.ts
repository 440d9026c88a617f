/**
 * Goal: whatever the shell has set, the product starts on the database and the store that are its own.
 * Method: real starts on one DATA_DIR under one bad environment after another, each asked whether it is ready.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { printedBy, spawnEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

const SHELLS: { name: string; umask: number; env: Record<string, string> }[] = [
  {
    name: 'variables of PostgreSQL, and files open to everybody',
    umask: 0o000,
    env: {
      PGSSLMODE: 'require',
      PGSSLNEGOTIATION: 'direct',
      PGSSLROOTCERT: '/nonexistent',
      PGHOST: '192.0.2.1',
      PGPORT: '1',
      PGUSER: 'nobody',
      PGPASSWORD: 'wrong',
      PGPASSFILE: '/nonexistent',
      PGDATABASE: 'elsewhere',
      PGDATA: '/nonexistent',
      PGSERVICE: 'elsewhere',
      PGOPTIONS: '-c default_transaction_read_only=on -c statement_timeout=1',
      PGAPPNAME: 'elsewhere',
      PGTZ: 'Asia/Tokyo',
      PGCLIENTENCODING: 'WIN1251',
      PGREPLICATION: 'database',
      PGCONNECT_TIMEOUT: '1',
    },
  },
  {
    name: 'a locale, a zone and a temporary folder that do not exist, and files closed to all others',
    umask: 0o077,
    env: {
      LANG: 'xx_YY.BROKEN',
      LC_ALL: 'uk_UA.KOI8-U',
      LC_MESSAGES: 'ґ',
      TZ: 'Mars/Olympus',
      TMPDIR: `/nonexistent/${'t'.repeat(200)}`,
      LD_LIBRARY_PATH: '/nonexistent',
    },
  },
  {
    name: 'neither a home nor programs on the path',
    umask: 0o027,
    env: { HOME: '', PATH: '', USER: '', LOGNAME: '', SHELL: '', TERM: '', NODE_OPTIONS: '--no-warnings' },
  },
];

test('a start is ready under any shell, and its files are closed to others', async (t) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'esoz-shell-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  for (const { name, umask, env } of SHELLS) {
    const options = ['--import', `data:text/javascript,process.umask(${umask})`, MAIN];
    const ports = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' };
    const product = spawnEsoz(['start', '--json'], { ...env, ...ports, DATA_DIR: directory }, options);
    const { admin_url } = await printedBy(product);
    await eventually(`ready: ${name}`, async () => (await fetch(`${admin_url}/ready`)).ok);
    assert.equal(await product.stop(), 0, name);
    for (const file of ['', 'postgres', 'postgres.json', 'store', 'store.json']) {
      assert.equal((await stat(path.join(directory, file))).mode & 0o007, 0, `${name}: ${file}`);
    }
  }
});
