import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import { ESOZ } from '../fixtures/product.ts';
import { timed } from './timed.ts';

const onlyPosix = process.platform === 'win32' ? { skip: 'needs signals' } : {};
/** SPEC 13.2. */
const LONGEST_STOP_MS = 10_000;

type Starting = { child: ChildProcess; dataDir: string; log(): string; remove(): Promise<void> };

const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill('SIGKILL'); // of tests that failed
});

/** `esoz start`, without waiting for it. */
async function beginStart(env: Record<string, string>): Promise<Starting> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'esoz-starting-'));
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [ESOZ, 'start', '--json'], {
    env: { PATH, HOME, PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      log += chunk;
    });
  }
  const remove = () => rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return { child, dataDir, log: () => log, remove };
}

async function stopAndWait({
  child,
}: Starting): Promise<{ code: number | null; signal: string | null; ms: number }> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const { value, ms } = await timed(exited);
  return { code: value[0], signal: value[1], ms };
}

describe('SIGTERM during the start', { concurrency: true, ...onlyPosix }, () => {
  test('while another process migrates ends it within ten seconds', async () => {
    const database = await createTestDatabase();
    const other = new pg.Client(database.url);
    await other.connect();
    // Migrations are missing, and somebody holds their lock.
    await other.query('DELETE FROM schema_migrations');
    await other.query('SELECT pg_advisory_lock(4510011)');
    const starting = await beginStart({ DATABASE_URL: database.url });
    await eventually('a process that waits for the lock', async () => {
      const rows = await database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
      );
      return rows.length === 1;
    });
    const { code, ms } = await stopAndWait(starting);
    assert.equal(code, 0, starting.log());
    assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
    await other.end();
    await starting.remove();
    await database.drop();
  });

  test('while the database does not say a word ends it within ten seconds', async () => {
    const silent = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const connected = once(silent, 'connection');
    const starting = await beginStart({ DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/c` });
    await connected;
    const { ms } = await stopAndWait(starting);
    assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
    silent.close();
    await starting.remove();
  });

  for (const moment of [/embedded PostgreSQL is ready/, /world loaded/]) {
    test(`of a first start at "${moment.source}" leaves no PostgreSQL behind`, async () => {
      const starting = await beginStart({});
      await eventually(String(moment), async () => moment.test(starting.log()), 20_000);
      const pid = Number(
        (await readFile(path.join(starting.dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0],
      );
      const { code, ms } = await stopAndWait(starting);
      assert.equal(code, 0, starting.log());
      assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
      await eventually('the end of PostgreSQL', async () => !isAlive(pid));
      await starting.remove();
    });
  }

  test('before it has read its own program ends it', async () => {
    const starting = await beginStart({});
    const { code, signal, ms } = await stopAndWait(starting);
    assert.ok(code === 0 || signal === 'SIGTERM', `${code} ${signal}\n${starting.log()}`);
    assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
    await starting.remove();
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
