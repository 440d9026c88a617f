/**
 * Goal: a licence that ends is announced once for each date, whoever looks.
 * Method: the search on PostgreSQL with clocks that differ and move.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { toEvent } from '../../src/events/event.ts';
import { readEventRows } from '../../src/events/events.queries.ts';
import { announceExpiry } from '../../src/events/expiry/announce.ts';
import { eventually } from '../fixtures/eventually.ts';
import { openPool, useRegistry } from '../fixtures/open-registry.ts';
import { movableClock } from './registry.ts';

const registry = useRegistry();
const NOBODY = '00000000-0000-0000-0000-000000000000';

async function addLicense(expiryDate: string | null, isActive = true): Promise<string> {
  const [legalEntityId, id] = [randomUUID(), randomUUID()];
  await registry.database.query(
    `INSERT INTO legal_entities VALUES ($1, 'Аптека', '38782323', 'PHARMACY', 'ACTIVE', now(), $2, now(), $2)`,
    [legalEntityId, NOBODY],
  );
  await registry.database.query(
    `INSERT INTO licenses (id, legal_entity_id, type, issued_by, issued_date, expiry_date, active_from_date, is_primary, is_active,
                           inserted_at, inserted_by, updated_at, updated_by)
     VALUES ($1, $2, 'PHARMACY', 'МОЗ', '2020-01-01', $3, '2020-01-01', true, $4, now(), $5, now(), $5)`,
    [id, legalEntityId, expiryDate, isActive, NOBODY],
  );
  return id;
}

async function eventsOf(id: string): Promise<string[]> {
  // Settled once older transactions have ended, those of other databases of the server too.
  await eventually('settled events', async () => {
    const [row] = await registry.database.query<{ settled: boolean }>(
      'SELECT max(transaction_number) < event_horizon() AS settled FROM license_expiry_events',
    );
    return row?.settled || undefined;
  });
  const rows = await readEventRows(registry.pool, ['0', '0', 100_000]);
  return rows
    .filter((row) => row.resource_id === id)
    .map(toEvent)
    .map(({ type, payload }) => `${type} ${payload.expiry_date}`);
}

test('a licence is announced thirty days before its last day, and once that day is over', async () => {
  const clock = movableClock('2026-11-22T10:00:00Z');
  const ids = {
    tooFar: await addLicense('2026-12-23'),
    thirtyDays: await addLicense('2026-12-22'),
    today: await addLicense('2026-11-22'),
    yesterday: await addLicense('2026-11-21'),
    never: await addLicense(null),
    inactive: await addLicense('2026-11-21', false),
  };
  await announceExpiry(registry.pool, clock);
  assert.deepEqual(await eventsOf(ids.tooFar), []);
  assert.deepEqual(await eventsOf(ids.thirtyDays), ['license.expiring 2026-12-22']);
  assert.deepEqual(await eventsOf(ids.today), ['license.expiring 2026-11-22']);
  assert.deepEqual(await eventsOf(ids.yesterday), ['license.expired 2026-11-21']);
  assert.deepEqual(await eventsOf(ids.never), []);
  assert.deepEqual(await eventsOf(ids.inactive), []);

  clock.set('2026-11-22T22:30:00Z'); // 23 November in Kyiv
  assert.equal(await announceExpiry(registry.pool, clock), 2);
  assert.deepEqual(await eventsOf(ids.tooFar), ['license.expiring 2026-12-23']);
  assert.deepEqual(await eventsOf(ids.today), ['license.expiring 2026-11-22', 'license.expired 2026-11-22']);
});

test('three processes whose clocks differ announce each licence and date exactly once', async () => {
  const id = await addLicense('2027-06-15');
  const more = await Promise.all(Array.from({ length: 50 }, () => addLicense('2027-06-16')));
  const pools = Array.from({ length: 3 }, () => openPool(registry.database));
  for (const date of ['2027-06-10', '2027-06-20']) {
    await Promise.all(
      pools.map((pool, index) => announceExpiry(pool, movableClock(`${date}T0${index}:00:00Z`))),
    );
  }
  await Promise.all(pools.map((pool) => pool.end()));
  assert.deepEqual(await eventsOf(id), ['license.expiring 2027-06-15', 'license.expired 2027-06-15']);
  for (const other of more) assert.equal((await eventsOf(other)).length, 2);
});

test('a licence whose date is moved is announced for its new date', async () => {
  const id = await addLicense('2028-01-10');
  const clock = movableClock('2028-01-05T10:00:00Z');
  await announceExpiry(registry.pool, clock);
  await registry.database.query(`UPDATE licenses SET expiry_date = '2028-01-20' WHERE id = $1`, [id]);
  await announceExpiry(registry.pool, clock);
  await announceExpiry(registry.pool, clock);
  assert.deepEqual(await eventsOf(id), ['license.expiring 2028-01-10', 'license.expiring 2028-01-20']);
});

test('a search looks at each licence once or twice, however many events it writes', async () => {
  const size = 8_000; // of which one statement takes a thousand
  await registry.database.query(
    `WITH le AS (
       INSERT INTO legal_entities
       SELECT gen_random_uuid(), 'Аптека', '38782323', 'PHARMACY', 'ACTIVE', now(), $1::uuid, now(), $1 FROM generate_series(1, $2)
       RETURNING id
     )
     INSERT INTO licenses (id, legal_entity_id, type, issued_by, issued_date, expiry_date, active_from_date, is_primary, is_active,
                           inserted_at, inserted_by, updated_at, updated_by)
     SELECT gen_random_uuid(), id, 'PHARMACY', 'МОЗ', '2020-01-01', '2029-01-01', '2020-01-01', true, true, now(), $1, now(), $1
       FROM le`,
    [NOBODY, size],
  );
  const looks = async () => {
    const [row] = await registry.database.query<{ written: string; looked: string }>(
      `SELECT n_tup_ins AS written, coalesce(idx_scan, 0) + seq_tup_read AS looked
         FROM pg_stat_user_tables WHERE relname = 'license_expiry_events'`,
    );
    return { written: Number(row?.written), looked: Number(row?.looked) };
  };
  // A process of its own, whose statements are planned while there are few events: it tells its numbers when it ends.
  const count = async (day: string) => {
    const before = await looks();
    const pool = openPool(registry.database);
    const written = await announceExpiry(pool, movableClock(day));
    await pool.end();
    const after = await eventually('the statistics of the search', async () => {
      const now = await looks();
      return now.looked > before.looked && now.written >= before.written + written && now;
    });
    return { written, looked: after.looked - before.looked };
  };
  const { written, looked } = await count('2028-12-25T10:00:00Z');
  assert.ok(written >= size);
  assert.ok(looked < 3 * size, `${looked} looks at events for ${size} licences`);
});
