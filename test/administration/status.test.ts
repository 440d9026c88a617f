/**
 * Goal: an operator's page sees how the product is doing, most of all when a part of it is away, and no address of anything.
 * Method: requests to the API in the test's own process, with conditions of readiness that the test breaks.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { clockFrom } from '../../src/platform/clock.ts';
import { loadWorld } from '../../src/worlds/load.ts';
import { assertErrorBytes, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type AppInProcess, openApp } from '../fixtures/in-process.ts';
import { scopeMissing } from '../fixtures/literal-errors.ts';
import { OFFICER_WORLD, officer } from '../fixtures/officer.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';

const NOW = '2026-06-15T21:30:00.000Z';
const by = clinic({ token: { scope: 'license:write' } });
const poor = { token: 'poor', headers: officer.headers };
const parts = { ael: async () => {}, bucket: async () => {} };
let database: TestDatabase;
let app: AppInProcess;
before(async () => {
  database = await createTestDatabase();
  const clock = clockFrom(() => new Date(NOW), 'Europe/Kyiv');
  const checks = (['ael', 'bucket'] as const).map((name) => ({ name, check: () => parts[name]() }));
  app = await openApp(database, { clock, checks });
  const { clients } = OFFICER_WORLD;
  const tokens = [{ value: 'poor', client_id: clients[0]?.id, user_id: by.userId, scope: 'audit:read' }];
  await loadWorld(app.pool, clock, mergeWorlds(by.world, OFFICER_WORLD, { tokens }));
});
after(async () => {
  await app?.close();
  await database?.drop();
});
const status = async () => {
  const answer = await call(`${app.url}/api/admin/status`, officer);
  assertStatus(answer, 200);
  return answer.body.data;
};

describe('GET /api/admin/status', () => {
  test('tells what runs, by the clock of the registry', async () => {
    const { instance, version, ready, migrations, database: connections, counters, ...rest } = await status();
    assert.deepEqual(rest, {
      environment: 'demo',
      started_at: NOW,
      time: NOW,
      time_zone: 'Europe/Kyiv',
      today: '2026-06-16',
    });
    assert.match(version, /^\d+\.\d+\.\d+/);
    assert.match(instance, /^[0-9a-f-]{36}$/);
    assert.deepEqual(ready, [
      { name: 'ael', ok: true },
      { name: 'bucket', ok: true },
    ]);
    const [row] = await database.query(
      'SELECT count(*)::int AS applied, max(name) AS latest FROM schema_migrations',
    );
    assert.deepEqual(migrations, row);
    assert.deepEqual(connections, { pool_in_use: 0, pool_size: 4, pool_waiting: 0 });
    assert.deepEqual(Object.keys(counters), [
      'requests',
      'refused',
      'failed',
      'duration_seconds_sum',
      'links',
      'licenses_created',
    ]);
  });

  test('counts what it answers: differences of two answers are rates', async () => {
    const earlier = await status();
    const create = () => call(`${app.url}/api/licenses`, { token: by.token, body: licenseBody() });
    assertStatus(await create(), 201);
    assertStatus(await create(), 409);
    assertStatus(
      await call(`${app.url}/api/admin/contracts/media_storage/generate_url`, {
        ...officer,
        body: { action: 'GET', resource_id: by.id, resource_name: 'x.pdf' },
      }),
      500, // there is no AEL here at all
    );
    const later = await status();
    assert.equal(later.instance, earlier.instance);
    const grown = (name: string) => later.counters[name] - earlier.counters[name];
    assert.deepEqual(
      ['requests', 'refused', 'failed', 'links', 'licenses_created'].map(grown),
      [4, 1, 1, 0, 1],
    );
    assert.ok(grown('duration_seconds_sum') > 0);
  });

  test('answers within two seconds while a part fails, with an address, and another never answers', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    Object.assign(parts, {
      ael: () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:4003')),
      bucket: () => promise,
    });
    const began = performance.now();
    const answer = await call(`${app.url}/api/admin/status`, officer);
    assert.ok(performance.now() - began < 2_000);
    assert.deepEqual(answer.body.data.ready, [
      { name: 'ael', ok: false },
      { name: 'bucket', ok: false },
    ]);
    assert.doesNotMatch(answer.text, /10\.1\.2\.3|ECONNREFUSED|postgres|127\.0\.0\.1:(?!\d+\/api)/);
    resolve();
  });

  test('asks for the key, the token and the scope, in this order', async () => {
    const url = `${app.url}/api/admin/status`;
    assertRefused(await call(url, { token: 'nobody' }), 401, 'access_denied', 'Api key is not set');
    assertRefused(
      await call(url, { ...poor, token: 'nobody' }),
      401,
      'access_denied',
      'Invalid access token',
    );
    assertErrorBytes(await call(url, poor), 403, scopeMissing('status:read'));
  });
});
