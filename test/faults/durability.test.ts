/**
 * Goal: an acknowledged licence is never lost.
 * Method: kill -9 of the product and of PostgreSQL under load, then a count.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import pg from 'pg';
import { assertStatus } from '../fixtures/client.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { startProduct } from '../fixtures/product.ts';
import { createLicense, manyClinics } from '../fixtures/proxied-setting.ts';
import { type Clinic, mergeWorlds } from '../fixtures/registry.ts';
import { assertNothingLost, startLoad } from './load.ts';

const onlyPosix = process.platform === 'win32' ? { skip: 'needs signals' } : {};

async function assertAuditClean(env: Record<string, string>): Promise<void> {
  const verified = await runEsoz(['audit', 'verify', '--json'], env);
  assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  assert.deepEqual(JSON.parse(verified.stdout).faults, []);
}

describe('an acknowledged licence is never lost', { concurrency: true, ...onlyPosix }, () => {
  test('when the API process is killed with -9 under load', async () => {
    const database = await createTestDatabase();
    const clinics = manyClinics(400);
    const world = mergeWorlds(...clinics.map((one) => one.world));
    const env = { DATABASE_URL: database.url };
    const killed = await startProduct({ env, world });
    const load = startLoad(killed.apiUrl, clinics);
    await eventually('a hundred licences', async () => load.report.acknowledged.size >= 100);
    await killed.kill();
    const report = await load.stop();
    assert.ok(report.acknowledged.size >= 100);
    await eventually('the end of its connections', async () => {
      const rows = await database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'esoz start%'`,
      );
      return rows.length === 0;
    });
    await assertNothingLost(database.query, report);
    await assertAuditClean(env);

    const again = await startProduct({ env });
    assertStatus(await createLicense(again.apiUrl, clinics.pop() as Clinic), 201);
    await assertAuditClean(env);
    assert.equal(await again.stop(), 0);
    await database.drop();
  });

  test('when PostgreSQL is killed with -9 under load, and the API recovers by itself', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'esoz-durability-'));
    const clinics = manyClinics(800);
    const world = mergeWorlds(...clinics.map((one) => one.world));
    const product = await startProduct({ env: { DATA_DIR: dataDir }, world });
    try {
      const load = startLoad(product.apiUrl, clinics);
      const { acknowledged, statuses } = load.report;
      await eventually('fifty licences', async () => acknowledged.size >= 50);
      for (const kill of [1, 2]) {
        const pid = await postmasterPid(dataDir);
        const before = acknowledged.size;
        const refused = statuses.get(503) ?? 0;
        process.kill(pid, 'SIGKILL');
        await eventually(`a 503 after kill ${kill}`, async () => (statuses.get(503) ?? 0) > refused);
        await eventually(`licences after kill ${kill}`, async () => acknowledged.size >= before + 50, 15_000);
        assert.notEqual(await postmasterPid(dataDir), pid);
      }
      const report = await load.stop();
      await eventually('readiness', async () => (await fetch(`${product.adminUrl}/ready`)).status === 200);
      await assertNothingLost((text) => queryAsApplication(dataDir, text), report);
      await assertAuditClean({ DATA_DIR: dataDir });
      assert.equal(await product.stop(), 0);
    } finally {
      await product.kill();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  });
});

async function postmasterPid(dataDir: string): Promise<number> {
  return eventually('a postmaster', async () => {
    const text = await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    return Number(text.split('\n')[0]);
  });
}

async function queryAsApplication(dataDir: string, text: string): Promise<Record<string, unknown>[]> {
  const { port, applicationPassword } = JSON.parse(
    await readFile(path.join(dataDir, 'postgres.json'), 'utf8'),
  );
  const client = new pg.Client(`postgres://esoz_app:${applicationPassword}@127.0.0.1:${port}/esoz`);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
