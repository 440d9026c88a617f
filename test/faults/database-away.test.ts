/**
 * Goal: without its database the product says 503 in bounded time and recovers by itself.
 * Method: a proxy that cuts, delays and swallows, under load.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertStatus } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type Setting, useSetting } from '../fixtures/proxied-setting.ts';
import type { Clinic } from '../fixtures/registry.ts';
import { disturbing, timed } from '../fixtures/timed.ts';
import { assertTruthfulOrUnavailable, assertUnavailable } from './unavailable.ts';

/** A place in the pool or a connection, then one statement; and what a busy machine adds. */
const LONGEST_ANSWER_MS = 16_500;

const endConnections = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'esoz start%'`;

/** Several clients at once, every second request in a transaction of an idempotency key; the statuses they saw. */
async function underLoad({ create, nextClinic }: Setting, turns: number): Promise<Set<number>> {
  const statuses = new Set<number>();
  const client = async (_: unknown, number: number) => {
    for (let turn = 0; turn < turns; turn++) {
      const by = nextClinic();
      const answer = await create(by, (turn + number) % 2 ? { 'x-idempotency-key': by.id } : {});
      assertTruthfulOrUnavailable(answer);
      statuses.add(answer.status);
    }
  };
  await Promise.all(Array.from({ length: 6 }, client));
  return statuses;
}

describe('a database that went away', { concurrency: true }, () => {
  describe('and comes back', { concurrency: false }, () => {
    const setting = useSetting({ clinicCount: 330 });

    test('nothing listens there: 503 within two seconds, and recovery without a restart', async () => {
      const { proxy, product, create, nextClinic } = setting;
      assertStatus(await create(nextClinic()), 201);
      const by = nextClinic();
      await proxy.cut();
      const { value, ms } = await timed(
        Promise.all([create(by), create(by, { 'x-idempotency-key': 'cut' })]),
      );
      for (const answer of value) assertUnavailable(answer);
      assert.ok(ms < 2_500, `took ${ms} ms`);
      assert.equal((await fetch(`${product.adminUrl}/ready`)).status, 503);
      await proxy.mend();
      assertStatus(await create(by), 201);
      assert.equal((await fetch(`${product.adminUrl}/ready`)).status, 200);
    });

    test('it is far away: answers as ever', async () => {
      setting.proxy.setLatency(60);
      const { value, ms } = await timed(setting.create(setting.nextClinic()));
      setting.proxy.setLatency(0);
      assertStatus(value, 201);
      assert.ok(ms > 3 * 2 * 60 - 20, 'the latency was not there');
    });

    test('it comes and goes under load: the truth or 503, never 500', async () => {
      const { proxy, product, create, nextClinic } = setting;
      const flap = async () => {
        const before = product.log().length;
        await proxy.mend();
        await eventually('some traffic', async () => product.log().length > before, 3_000);
        await proxy.cut();
      };
      await proxy.cut();
      const { value: statuses, rounds } = await disturbing(flap, underLoad(setting, 25));
      await proxy.mend();
      assert.ok(rounds > 3, `only ${rounds} interruptions`);
      assert.ok(statuses.has(503), 'no request noticed');
      await eventually('recovery', async () => (await create(nextClinic())).status === 201);
    });

    test('an administrator ends its connections under load: 201, 409 or 503, and the process lives on', async () => {
      const { database, product, create, nextClinic } = setting;
      const { value: statuses, rounds } = await disturbing(
        () => database.query(endConnections),
        underLoad(setting, 25),
      );
      assert.ok(rounds > 3, `ended only ${rounds} times`);
      assert.ok(statuses.has(503), 'no request noticed');
      assert.equal(product.process.exitCode, null);
      await eventually('recovery', async () => (await create(nextClinic())).status === 201);
    });
  });

  describe('without a word', { concurrency: false }, () => {
    const setting = useSetting({ clinicCount: 20 });

    test('the network swallows packets: 503 in bounded time, inside transactions too', async () => {
      const { proxy, product, create, nextClinic } = setting;
      // Several connections lie idle in the pool: requests will wait on them, and more have to be opened.
      await Promise.all(Array.from({ length: 3 }, () => create(nextClinic())));
      const clinics = Array.from({ length: 6 }, nextClinic);
      proxy.stall();
      const key = (index: number): Record<string, string> =>
        index % 2 ? { 'x-idempotency-key': 'stall' } : {};
      const answers = await Promise.all(clinics.map((by, index) => timed(create(by, key(index)))));
      for (const { value, ms } of answers) {
        assertUnavailable(value);
        assert.ok(ms < LONGEST_ANSWER_MS, `took ${ms} ms`);
      }
      const ready = await timed(fetch(`${product.adminUrl}/ready`));
      assert.equal(ready.value.status, 503);
      assert.ok(ready.ms < 2_500, `/ready took ${ready.ms} ms`);
      proxy.resume();
      const retry = (by: Clinic) =>
        eventually('recovery', async () => {
          const answer = await create(by);
          return answer.status !== 503 && answer;
        });
      // What was held back may have been carried out in the end: then it is there, once.
      for (const by of clinics) assertTruthfulOrUnavailable(await retry(by));
    });
  });
});
