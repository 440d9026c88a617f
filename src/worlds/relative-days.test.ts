/**
 * Goal: days of a world become dates once, by the registry's clock.
 * Method: worlds as objects into PostgreSQL, with an injected time; the demo world among them.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, test } from 'node:test';
import { useRegistry } from '../../test/fixtures/open-registry.ts';
import { clinic } from '../../test/fixtures/registry.ts';
import { clockFrom } from '../platform/clock.ts';
import { loadWorld, type WorldReport } from './load.ts';
import { WorldError } from './mistakes.ts';
import { DEMO_WORLD, readWorldFile } from './world-file.ts';

const registry = useRegistry();
let now: Date;
const clock = clockFrom(() => now ?? new Date(0), 'Europe/Kyiv');
beforeEach(() => {
  now = new Date('2026-06-15T09:00:00Z');
});

const load = (world: unknown) => loadWorld(registry.pool, clock, world);

function worldOf(days: object) {
  const id = randomUUID();
  const license = {
    id,
    type: 'PHARMACY_DRUGS',
    issued_date: '2020-01-01',
    active_from_date: '2020-01-01',
    ...days,
  };
  return { id, world: clinic({ licenses: [license] }).world };
}

async function datesOf(id: string): Promise<string> {
  const [row] = await registry.database.query(
    'SELECT issued_date::text AS issued, active_from_date::text AS active, expiry_date::text AS expiry FROM licenses WHERE id = $1',
    [id],
  );
  return Object.values(row as object).join(' ');
}

const changedIn = ({ changes }: WorldReport) =>
  Object.values(changes).reduce((sum, { created, updated }) => sum + created + updated, 0);

describe('days of a licence', () => {
  test('count from the day of loading, on which it is still the day before in Kyiv or the next already', async () => {
    const { id, world } = worldOf({ issued_date: '-400d', active_from_date: '-0d', expiry_date: '+30d' });
    now = new Date('2026-06-15T21:30:00Z'); // the 16th in Kyiv
    await load(world);
    assert.equal(await datesOf(id), '2025-05-12 2026-06-16 2026-07-16');
  });

  test('count from it for ever: a later loading changes nothing, also with the id in capitals', async () => {
    const { id, world } = worldOf({ expiry_date: '+30d' });
    await load(world);
    const dates = await datesOf(id);
    for (const day of ['2026-06-16T09:00:00Z', '2027-01-01T00:00:00Z', '2026-06-14T09:00:00Z']) {
      now = new Date(day);
      assert.equal(changedIn(await load(world)), 0, day);
    }
    const shouted = JSON.parse(JSON.stringify(world).replaceAll(id, id.toUpperCase()));
    assert.equal(changedIn(await load(shouted)), 0);
    assert.equal(await datesOf(id), dates);
  });

  test('in another number are a change, counted from the first loading as well', async () => {
    const { id, world } = worldOf({ expiry_date: '+30d' });
    await load(world);
    now = new Date('2026-06-25T09:00:00Z');
    const other = JSON.parse(JSON.stringify(world).replace('+30d', '+40d'));
    assert.equal(changedIn(await load(other)), 1);
    assert.equal(await datesOf(id), '2020-01-01 2020-01-01 2026-07-25');
  });

  test('that make no sense are refused at their place, like dates', async () => {
    const cases: [string, object][] = [
      ['expiry_date', { expiry_date: '30d' }],
      ['expiry_date', { expiry_date: '+30' }],
      ['expiry_date', { expiry_date: '+1000000d' }],
      ['expiry_date', { expiry_date: 30 }],
      ['issued_date', { issued_date: '+1d', active_from_date: '-1d' }],
      ['active_from_date', { expiry_date: '-9999d' }],
    ];
    for (const [place, days] of cases) {
      await assert.rejects(load(worldOf(days).world), (error) => {
        assert.ok(error instanceof WorldError);
        assert.deepEqual(
          error.mistakes.map(({ path }) => path),
          [`$.licenses.[1].${place}`],
        );
        return true;
      });
    }
  });
});

test('the demo world has a licence that has expired and two that soon will, on any day, and stays as it is', async () => {
  const world = await readWorldFile(DEMO_WORLD);
  for (const start of ['2026-06-15T09:00:00Z', '1000-01-01T12:00:00Z', '8999-12-31T12:00:00Z']) {
    await registry.database.query('DELETE FROM licenses');
    now = new Date(start);
    const today = clock.today();
    await load(world);
    const [counts] = await registry.database.query(
      `SELECT count(*) FILTER (WHERE expiry_date < $1)::int AS expired,
              count(*) FILTER (WHERE expiry_date BETWEEN $1 AND $1::date + 30)::int AS expiring FROM licenses WHERE is_active`,
      [today],
    );
    assert.deepEqual(counts, { expired: 1, expiring: 2 }, start);
    now = new Date(now.getTime() + 5 * 24 * 3600_000);
    assert.equal(changedIn(await load(world)), 0, start);
  }
});
