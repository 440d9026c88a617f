/**
 * Goal: the gauges of the registry are right, cheap however large it is, and absent rather than wrong.
 * Method: a registry with a known number of everything, read through the text that Prometheus gets.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { Registry } from 'prom-client';
import { eventually } from '../../test/fixtures/eventually.ts';
import { openPool, useRegistry } from '../../test/fixtures/open-registry.ts';
import { clockFrom } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import { loadWorld } from '../worlds/load.ts';
import { countTokens } from './registry.queries.ts';
import { observeRegistry } from './registry-gauges.ts';

const registry = useRegistry();
const START = Date.parse('2026-11-22T10:00:00Z');
const clockAt = (afterSeconds: number) =>
  clockFrom(() => new Date(START + afterSeconds * 1000), 'Europe/Kyiv');
const [clientId, userId] = [randomUUID(), randomUUID()];

/** The lines of one scrape, without those that explain. */
async function scrape(pool: Pool = registry.pool, afterSeconds = 0): Promise<Map<string, number>> {
  const metrics = new Registry();
  observeRegistry(metrics, pool, clockAt(afterSeconds));
  const lines = (await metrics.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

describe('an operator sees', { concurrency: false }, () => {
  before(async () => {
    const token = { client_id: clientId, user_id: userId, scope: 'a:b' };
    await loadWorld(registry.pool, clockAt(0), {
      clients: [{ id: clientId }],
      tokens: [
        ...[1, 2, 3].map((n) => ({ ...token, value: `valid-${n}`, expires_in: 3600 })),
        ...[1, 2].map((n) => ({ ...token, value: `expired-${n}`, expires_in: -n })),
        { ...token, value: 'revoked' },
      ],
    });
    await registry.database.query("UPDATE tokens SET revoked_at = $1 WHERE value_hash = sha256('revoked')", [
      new Date(START),
    ]);
  });

  test('tokens by state, as they are at this moment', async () => {
    const now = await scrape();
    const tokens = (state: string, from = now) => from.get(`esoz_tokens{state="${state}"}`);
    assert.deepEqual([tokens('valid'), tokens('expired'), tokens('revoked')], [3, 2, 1]);
    const later = await scrape(registry.pool, 3600);
    assert.deepEqual([tokens('valid', later), tokens('expired', later)], [0, 5]);
  });

  test('as many audit rows as there are', async () => {
    const [row] = await registry.database.query('SELECT count(*)::int AS n FROM audit_log');
    assert.equal((await scrape()).get('esoz_audit_rows'), row?.n);
  });

  test('rows of imports by resource and outcome, and imports that did not end', async () => {
    assert.ok(
      ![...(await scrape()).keys()].some((name) => name.startsWith('esoz_import')),
      'none before the first',
    );
    const add = (resource: string, imported: number, refused: number, finished: string) =>
      registry.database.query(
        `INSERT INTO imports VALUES ($1, sha256($2), 'x.csv', 0, 0, $3, $4, 0, 0, now(), now(), ${finished})`,
        [resource, randomUUID(), imported, refused],
      );
    await add('license', 10, 2, 'now()');
    await add('license', 5, 0, 'NULL');
    await add('legal_entity', 7, 7, 'now()');
    const now = await scrape();
    assert.equal(now.get('esoz_import_rows{resource="license",outcome="imported"}'), 15);
    assert.equal(now.get('esoz_import_rows{resource="license",outcome="refused"}'), 2);
    assert.equal(now.get('esoz_import_rows{resource="legal_entity",outcome="refused"}'), 7);
    assert.equal(now.get('esoz_imports_unfinished{resource="license"}'), 1);
    assert.equal(now.get('esoz_imports_unfinished{resource="legal_entity"}'), 0);
  });

  test('webhooks by state, what they have still to get, and how old it is', async () => {
    const add = (failures: number, isActive: boolean, transaction = '0') =>
      registry.database.query(
        `INSERT INTO webhook_endpoints (id, url, secret, event_types, is_active, allow_private, cursor_transaction,
           cursor_id, failures, inserted_at, updated_at) VALUES ($1, 'https://x', 's', '{}', $2, false, $3, 0, $4, now(), now())`,
        [randomUUID(), isActive, transaction, failures],
      );
    await add(0, true, '9000000000');
    const idle = await scrape();
    assert.deepEqual([idle.get('esoz_events_waiting'), idle.get('esoz_events_oldest_age_seconds')], [0, 0]);
    await add(3, true);
    await add(0, false);
    for (const n of [1, 2]) {
      await registry.database.query(
        `INSERT INTO license_expiry_events (license_id, kind, expiry_date, occurred_at, license)
         VALUES ($1, 'expired', '2020-01-01', $2, '{}')`,
        [randomUUID(), new Date(START - n * 60_000)],
      );
    }
    // Events are told once every older transaction has ended, those of other test files too.
    await eventually('two events', async () => (await scrape()).get('esoz_events_waiting') === 2);
    const now = await scrape();
    assert.equal(now.get('esoz_events_oldest_age_seconds'), 120);
    for (const state of ['delivering', 'failing', 'paused'])
      assert.equal(now.get(`esoz_webhook_endpoints{state="${state}"}`), 1, state);
    assert.equal(now.get('esoz_webhook_dead_letters'), 0);
  });

  test('nothing that is not so while the database is away: no gauge at all, and soon', async () => {
    const away = openPool({ ...registry.database, url: 'postgres://x@127.0.0.1:1/x' });
    assert.equal((await scrape(away)).size, 0);
    await away.end();
  });

  test('the same for a hundred scrapes at once, and one after them, that ask the database once', async () => {
    const metrics = new Registry();
    let asked = 0;
    const pool = Object.create(registry.pool, {
      connect: {
        value() {
          asked++;
          return registry.pool.connect();
        },
      },
    }) as Pool;
    observeRegistry(metrics, pool, clockAt(0));
    await Promise.all(Array.from({ length: 100 }, () => metrics.metrics()));
    assert.match(await metrics.metrics(), /^esoz_audit_rows \d/m);
    assert.equal(asked, 1);
  });

  test('of many tokens numbers near the truth, of which a bounded part is read', async () => {
    const size = 60_000;
    await registry.database.query(
      `INSERT INTO tokens SELECT gen_random_uuid(), sha256(n::text::bytea), $1, $2, repeat('license:read ', 30),
              CASE WHEN n % 4 = 0 THEN '2020-01-01'::date ELSE '2030-01-01' END, NULL, '2019-01-01' FROM generate_series(1, $3) n`,
      [clientId, userId, size],
    );
    const [explained] = await registry.database.query<{ 'QUERY PLAN': [{ Plan: object }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT json) ${countTokens.text.replaceAll('$1', "'2026-01-01'")}`,
    );
    const read = /"Shared Hit Blocks":(\d+),"Shared Read Blocks":(\d+)/.exec(JSON.stringify(explained));
    const [pages] = await registry.database.query("SELECT pg_relation_size('tokens') / 8192 AS n");
    assert.ok(Number(pages?.n) > 2_000, `${pages?.n} pages`);
    assert.ok(Number(read?.[1]) + Number(read?.[2]) < 1_500, `read ${read?.[0]} of ${pages?.n} pages`);
    const now = await scrape();
    for (const [state, count] of Object.entries({ valid: size * 0.75, expired: size * 0.25 })) {
      const told = now.get(`esoz_tokens{state="${state}"}`) as number;
      assert.ok(Math.abs(told - count) < count * 0.2, `${told} ${state} ones of ${count}`);
    }
  });
});
