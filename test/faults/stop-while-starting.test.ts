/**
 * Goal: a start can be stopped at any moment and leaves nothing behind.
 * Method: SIGTERM at moments read from its log.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from '../fixtures/database.ts';
import { ESOZ, type EsozProcess, spawnEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { beginProduct } from '../fixtures/product.ts';
import { timed } from '../fixtures/timed.ts';

const onlyPosix = process.platform === 'win32' ? { skip: 'needs signals' } : {};
/** SPEC 13.2. */
const LONGEST_STOP_MS = 10_000;

async function stopAndWait({ process, stop }: EsozProcess) {
  const { value: code, ms } = await timed(stop());
  return { code, signal: process.signalCode, ms };
}

/** Everything that it wrote. */
const written = ({ output, log }: EsozProcess) => output() + log();

describe('SIGTERM during the start', { concurrency: true, ...onlyPosix }, () => {
  test('while another process migrates ends it within ten seconds', async () => {
    const database = await createTestDatabase();
    const other = new pg.Client(database.url);
    await other.connect();
    // Migrations are missing, and somebody holds their lock.
    await other.query('DELETE FROM schema_migrations');
    await other.query('SELECT pg_advisory_lock(4510011)');
    const starting = await beginProduct({ env: { DATABASE_URL: database.url } });
    await eventually('a process that waits for the lock', async () => {
      const rows = await database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
      );
      return rows.length === 1;
    });
    const { code, ms } = await stopAndWait(starting);
    assert.equal(code, 0, written(starting));
    assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
    await other.end();
    await database.drop();
  });

  test('while the database does not say a word ends it within ten seconds', async () => {
    const silent = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const connected = once(silent, 'connection');
    const starting = await beginProduct({ env: { DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/c` } });
    await connected;
    const { ms } = await stopAndWait(starting);
    assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
    silent.close();
  });

  for (const moment of [/embedded PostgreSQL is ready/, /world loaded/]) {
    test(`of a first start at "${moment.source}" leaves no PostgreSQL behind`, async () => {
      const starting = await beginProduct({ env: {} });
      await eventually(String(moment), async () => moment.test(written(starting)));
      const pid = Number(
        (await readFile(path.join(starting.dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0],
      );
      const { code, ms } = await stopAndWait(starting);
      assert.equal(code, 0, written(starting));
      assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
      await eventually('the end of PostgreSQL', async () => !isAlive(pid));
    });
  }

  test('before it has read its own program ends it', async (t) => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'esoz-starting-'));
    t.after(() => rm(dataDir, { recursive: true, force: true }));
    const env = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0', DATA_DIR: dataDir };
    const starting = spawnEsoz(['start', '--json'], env, [ESOZ]);
    const { code, signal, ms } = await stopAndWait(starting);
    assert.ok(code === 0 || signal === 'SIGTERM', `${code} ${signal}\n${written(starting)}`);
    assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
