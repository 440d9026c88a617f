/**
 * Goal: the last use of a credential is known to the hour, without a write a request and within bounds.
 * Method: uses noted and written on PostgreSQL with an injected time.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { createLastUses, keepLastUses, type UsedKind } from '../../src/clients/last-use.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import type { Pool } from '../../src/platform/database/pool.ts';
import { useRegistry } from '../fixtures/open-registry.ts';

const registry = useRegistry();
const STARTS_AT = Date.parse('2026-06-15T09:00:00Z');
const MINUTE_MS = 60_000;
let nowMs = STARTS_AT;
const clock = clockFrom(() => new Date(nowMs), 'Europe/Kyiv');
const [clientId, userId] = [randomUUID(), randomUUID()];
const ids: Record<UsedKind, string> = { token: randomUUID(), api_key: randomUUID(), connection: clientId };

/** Of each kind one. */
async function arrange(): Promise<void> {
  const { query } = registry.database;
  await query(
    `INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at)
     VALUES ($1, 'x', 'MIS', 'DIRECT', '{}', false, now(), now())`,
    [clientId],
  );
  await query('INSERT INTO users VALUES ($1, NULL, NULL, false, now(), now())', [userId]);
  await query(
    `INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at)
     VALUES ($1, $1, $1, '{}', now(), now())`,
    [clientId],
  );
  await query(
    `INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at) VALUES ($1, 'a', $2, $3, '', now(), now())`,
    [ids.token, clientId, userId],
  );
  await query(`INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($1, 'a', $2, now())`, [
    ids.api_key,
    clientId,
  ]);
}

const stored = async (): Promise<Record<UsedKind, string | undefined>> => {
  const [row] = await registry.database.query<Record<UsedKind, Date | null>>(
    `SELECT (SELECT last_used_at FROM tokens) AS token, (SELECT last_used_at FROM api_keys) AS api_key,
            (SELECT secret_last_used_at FROM connections) AS connection`,
  );
  const { token, api_key, connection } = row as Record<UsedKind, Date | null>;
  return {
    token: token?.toISOString(),
    api_key: api_key?.toISOString(),
    connection: connection?.toISOString(),
  };
};
/** A pool that counts what is asked of it. */
function counting(): { pool: Pool; asked(): number } {
  let asked = 0;
  const connect = async () => {
    asked += 1;
    return registry.pool.connect();
  };
  return { pool: Object.assign(Object.create(registry.pool), { connect }) as Pool, asked: () => asked };
}
const at = (minutes: number) => new Date(STARTS_AT + minutes * MINUTE_MS).toISOString();

test('uses of every kind are one statement, which is sent only when there is something new', async () => {
  await arrange();
  const lastUses = createLastUses(clock);
  const { pool, asked } = counting();
  await lastUses.write(pool);
  assert.equal(asked(), 0);
  for (let each = 0; each < 1000; each += 1)
    for (const kind of ['token', 'api_key', 'connection'] as const) lastUses.note(kind, ids[kind]);
  await lastUses.write(pool);
  assert.equal(asked(), 1);
  assert.deepEqual(await stored(), { token: at(0), api_key: at(0), connection: at(0) });

  nowMs += 59 * MINUTE_MS;
  lastUses.note('token', ids.token);
  await lastUses.write(pool);
  assert.equal(asked(), 1);
  nowMs += MINUTE_MS;
  lastUses.note('token', ids.token);
  await lastUses.write(pool);
  assert.equal(asked(), 2);
  assert.deepEqual(await stored(), { token: at(60), api_key: at(0), connection: at(0) });
});

test('a process that is behind takes nothing back', async () => {
  nowMs = STARTS_AT;
  const lastUses = createLastUses(clock);
  lastUses.note('token', ids.token);
  await lastUses.write(registry.pool);
  assert.equal((await stored()).token, at(60));
});

test('a row that somebody else holds is passed over, and an id of nothing is nothing', async () => {
  nowMs = STARTS_AT + 120 * MINUTE_MS;
  const holder = new pg.Client({ connectionString: registry.database.url });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM tokens FOR UPDATE');
    const lastUses = createLastUses(clock);
    for (const id of [ids.token, randomUUID()]) lastUses.note('token', id);
    lastUses.note('api_key', ids.api_key);
    await lastUses.write(registry.pool);
    assert.deepEqual(await stored(), { token: at(60), api_key: at(120), connection: at(0) });
  } finally {
    await holder.end();
  }
});

test('what could not be written is noted again at the next use', async () => {
  nowMs = STARTS_AT + 180 * MINUTE_MS;
  const lastUses = createLastUses(clock);
  const broken = Object.assign(Object.create(registry.pool), {
    connect: async () => assert.fail('the database is away'),
  }) as Pool;
  lastUses.note('token', ids.token);
  await assert.rejects(lastUses.write(broken), /away/);
  lastUses.note('token', ids.token);
  await lastUses.write(registry.pool);
  assert.equal((await stored()).token, at(180));
});

test('a flood of credentials is noted within bounds', async () => {
  nowMs = STARTS_AT + 240 * MINUTE_MS;
  const lastUses = createLastUses(clock);
  let rows = 0;
  const pool = Object.assign(Object.create(registry.pool), {
    connect: async () => ({
      query: async ({ values }: { values: string[][] }) => {
        rows = values[1]?.length ?? 0;
        return { rows: [] };
      },
      release() {},
    }),
  }) as Pool;
  for (let each = 0; each < 25_000; each += 1) lastUses.note('token', `${each}`);
  await lastUses.write(pool);
  assert.equal(rows, 10_000);
});

test('the end of a process writes what was noted', async () => {
  nowMs = STARTS_AT + 300 * MINUTE_MS;
  const lastUses = createLastUses(clock);
  const stop = keepLastUses(lastUses, registry.pool, { warn: () => assert.fail('it is written') });
  lastUses.note('connection', ids.connection);
  await stop();
  assert.equal((await stored()).connection, at(300));
});
