/**
 * Goal: a signal lets requests finish with true answers, and stops in time.
 * Method: connections in every state while the product is told to end.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import pg from 'pg';
import { assertStatus } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import type { RunningProduct } from '../fixtures/product.ts';
import { startProduct } from '../fixtures/product.ts';
import { createLicense, manyClinics } from '../fixtures/proxied-setting.ts';
import { openSocket, postText } from '../fixtures/raw-http.ts';
import { type Clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { timed } from '../fixtures/timed.ts';

const onlyPosix = process.platform === 'win32' ? { skip: 'needs signals' } : {};
/** SPEC 13.2. */
const LONGEST_STOP_MS = 10_000;

const databases: TestDatabase[] = [];
after(async () => {
  for (const database of databases) await database.drop();
});

type Stage = {
  product: RunningProduct;
  clinics: Clinic[];
  /** Holds up every creation of a licence until the connection is ended. */
  lockLegalEntities(): Promise<pg.Client>;
  waitingStatements(count: number): Promise<unknown>;
};

async function setStage(): Promise<Stage> {
  const database = await createTestDatabase();
  databases.push(database);
  const clinics = manyClinics(6);
  const world = mergeWorlds(...clinics.map((one) => one.world));
  const product = await startProduct({ env: { DATABASE_URL: database.url }, world });
  return {
    product,
    clinics,
    async lockLegalEntities() {
      const other = new pg.Client(database.url);
      await other.connect();
      // Rows that creations lock, and nothing of the product's own work beside the requests.
      await other.query('BEGIN; SELECT 1 FROM legal_entities FOR UPDATE');
      return other;
    },
    waitingStatements: (count) =>
      eventually('statements that wait', async () => {
        const rows = await database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows.length === count;
      }),
  };
}

async function exitOf(product: RunningProduct): Promise<number | null> {
  if (product.process.exitCode !== null) return product.process.exitCode;
  const [code] = await once(product.process, 'exit');
  return code;
}

/** What a caller sees who comes now: nobody listens, or nobody serves. */
async function assertNotServed(product: RunningProduct, by: Clinic): Promise<void> {
  const answer = await createLicense(product.apiUrl, by).catch(() => undefined);
  if (answer !== undefined) assertStatus(answer, 503);
}

describe('a signal to stop', { concurrency: true, ...onlyPosix }, () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`${signal} lets requests in flight finish with their true answers, and ends with 0 soon after`, async () => {
      const { product, clinics, lockLegalEntities, waitingStatements } = await setStage();
      const [plain, keyed, late, pipelined] = clinics as [Clinic, Clinic, Clinic, Clinic];
      const idle = await openSocket(product.apiUrl);
      idle.write('GET /nowhere HTTP/1.1\r\nHost: registry.test\r\n\r\n');
      await eventually('an answer on the idle connection', async () => idle.received().includes('}}'));
      const lock = await lockLegalEntities();
      const inFlight = [
        createLicense(product.apiUrl, plain),
        createLicense(product.apiUrl, keyed, { 'x-idempotency-key': 'in-flight' }),
      ];
      const alive = await openSocket(product.apiUrl);
      alive.write(postText('/api/licenses', pipelined.token, JSON.stringify(licenseBody())));
      await waitingStatements(3);

      product.process.kill(signal);
      const ready = await eventually(
        'the word that it drains',
        async () => {
          const response = await fetch(`${product.adminUrl}/ready`);
          return response.status === 503 && response.json();
        },
        1_500,
      );
      assert.equal((ready as { status: string }).status, 'draining');
      await assertNotServed(product, late);
      alive.write(postText('/api/licenses', late.token, JSON.stringify(licenseBody())));
      assert.equal((await fetch(`${product.adminUrl}/ready`)).status, 503);
      assert.equal((await fetch(`${product.adminUrl}/live`)).status, 200);

      await lock.end();
      const released = performance.now();
      for (const answer of await Promise.all(inFlight)) assertStatus(answer, 201);
      const answers = (await alive.closed).match(/HTTP\/1\.1 \d+/g);
      assert.equal(answers?.[0], 'HTTP/1.1 201');
      assert.ok(answers[1] === undefined || answers[1] === 'HTTP/1.1 503', 'served after the signal');
      assert.equal(await exitOf(product), 0);
      assert.ok(performance.now() - released < 3_000, 'waited for idle connections');
      await idle.closed;
    });
  }

  test('SIGTERM ends with 0 within ten seconds even when requests and clients are stuck', async () => {
    const { product, clinics, lockLegalEntities, waitingStatements } = await setStage();
    const [stuck, keyed, slow] = clinics as [Clinic, Clinic, Clinic];
    const lock = await lockLegalEntities();
    const requests = Promise.allSettled([
      createLicense(product.apiUrl, stuck),
      createLicense(product.apiUrl, keyed, { 'x-idempotency-key': 'stuck' }),
    ]);
    await waitingStatements(2);
    const slowBody = await openSocket(product.apiUrl);
    slowBody.write(postText('/api/licenses', slow.token, JSON.stringify(licenseBody())).slice(0, -20));
    const slowHeaders = await openSocket(product.apiUrl);
    slowHeaders.write('POST /api/licenses HTTP/1.1\r\nHost: regis');
    const silent = await openSocket(product.apiUrl);

    product.process.kill('SIGTERM');
    const { value: code, ms } = await timed(exitOf(product));
    assert.equal(code, 0);
    assert.ok(ms < LONGEST_STOP_MS, `took ${ms} ms`);
    await Promise.all([requests, slowBody.closed, slowHeaders.closed, silent.closed]);
    await lock.end();
  });
});
