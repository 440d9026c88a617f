/**
 * Goal: keys are deleted when their time is over and left alone while in use.
 * Method: rows on PostgreSQL, and a database that goes away.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { eventually } from '../../test/fixtures/eventually.ts';
import { useRegistry } from '../../test/fixtures/open-registry.ts';
import { clockFrom } from '../platform/clock.ts';
import { createPool } from '../platform/database/pool.ts';
import { sweepExpiredKeys } from './sweep.ts';

const registry = useRegistry({ max: 2 });
const NOW = '2026-06-01T12:00:00.000Z';
const clock = clockFrom(() => new Date(NOW), 'Europe/Kyiv');

const addKeys = (count: number, expiresAt: string) =>
  registry.database.query(
    `INSERT INTO idempotency_keys (client_id, method, path, key, body_hash, expires_at)
     SELECT gen_random_uuid(), 'POST', '/', n, '', $2 FROM generate_series(1, $1) n`,
    [count, expiresAt],
  );
const keys = async () => (await registry.database.query('SELECT key FROM idempotency_keys')).length;

test('a sweep deletes every expired key, however many, and no other', async (t) => {
  await addKeys(2_500, '2026-06-01T11:59:59Z');
  await addKeys(1, NOW);
  await addKeys(3, '2026-06-01T12:00:01Z');
  t.mock.timers.enable({ apis: ['setInterval'] });
  const stop = sweepExpiredKeys(registry.pool, clock, { warn: () => assert.fail('failed') });
  assert.equal(await keys(), 2_504);
  t.mock.timers.tick(60_000);
  await eventually('the sweep', async () => (await keys()) === 3);
  await stop();
  await addKeys(1, '2026-06-01T11:00:00Z');
  t.mock.timers.tick(120_000);
  assert.equal(await keys(), 4);
});

test('a key that a request is claiming anew is passed over, and does not hold the sweep up', async (t) => {
  await registry.database.query('TRUNCATE idempotency_keys');
  await addKeys(2, '2026-06-01T11:00:00Z');
  const claiming = new pg.Client(registry.database.url);
  await claiming.connect();
  await claiming.query(
    `BEGIN; UPDATE idempotency_keys SET expires_at = '2026-06-02T12:00:00Z' WHERE key = '1'`,
  );
  t.mock.timers.enable({ apis: ['setInterval'] });
  const stop = sweepExpiredKeys(registry.pool, clock, { warn: () => assert.fail('failed') });
  t.mock.timers.tick(60_000);
  await eventually('the sweep', async () => (await keys()) === 1);
  await claiming.query('COMMIT');
  await claiming.end();
  await stop();
  assert.deepEqual(await registry.database.query('SELECT key FROM idempotency_keys'), [{ key: '1' }]);
});

test('a registry.database that is away is a warning, and the next minute tries again', async (t) => {
  const away = createPool({
    url: 'postgres://nobody@127.0.0.1:1/none',
    max: 1,
    applicationName: randomUUID(),
    onError: () => {},
  });
  let warnings = 0;
  t.mock.timers.enable({ apis: ['setInterval'] });
  const stop = sweepExpiredKeys(away, clock, { warn: () => warnings++ });
  t.mock.timers.tick(60_000);
  await eventually('a warning', () => warnings === 1);
  t.mock.timers.tick(60_000);
  await eventually('another', () => warnings === 2);
  await stop();
  await away.end();
});
