/**
 * Goal: the current date is that of the registry's time zone.
 * Method: clocks around midnight, in a process that believes to be in yet another zone; and one night of the real program,
 * since a start costs as much as all of them.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadConfig } from '../../../src/config/load.ts';
import { createClock } from '../../../src/platform/clock.ts';
import { loadWorld } from '../../../src/worlds/load.ts';
import { assertRefused, assertStatus, call } from '../../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../../fixtures/database.ts';
import { openApp } from '../../fixtures/in-process.ts';
import { startProduct } from '../../fixtures/product.ts';
import { clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';

type Night = {
  what: string;
  /** ESOZ_CLOCK: the program's clock starts here and runs on. */
  clock: string;
  yesterday: string;
  today: string;
  /** Of the process: must not matter. */
  TZ: string;
  TIME_ZONE?: string;
  /** Not in the process of the test, but a start of the program. */
  isProduct?: true;
};

const NIGHTS: readonly Night[] = [
  {
    what: '23:30 in winter',
    clock: '2026-01-15T21:30:00Z',
    yesterday: '2026-01-14',
    today: '2026-01-15',
    TZ: 'Pacific/Kiritimati',
  },
  {
    what: '00:30 in winter',
    clock: '2026-01-15T22:30:00Z',
    yesterday: '2026-01-15',
    today: '2026-01-16',
    TZ: 'America/Los_Angeles',
  },
  {
    what: '23:30 of the day summer time begins, an hour later in UTC than the night before',
    clock: '2026-03-29T20:30:00Z',
    yesterday: '2026-03-28',
    today: '2026-03-29',
    TZ: 'UTC',
  },
  {
    what: '00:30 after the day summer time began, which winter time would call 23:30',
    clock: '2026-03-29T21:30:00Z',
    yesterday: '2026-03-29',
    today: '2026-03-30',
    TZ: 'America/Los_Angeles',
  },
  {
    what: '00:30 of the day summer time ends',
    clock: '2026-10-24T21:30:00Z',
    yesterday: '2026-10-24',
    today: '2026-10-25',
    TZ: 'UTC',
  },
  {
    what: '23:30 of the day summer time ended, which summer time would call the next day',
    clock: '2026-10-25T21:30:00Z',
    yesterday: '2026-10-24',
    today: '2026-10-25',
    TZ: 'Pacific/Kiritimati',
  },
  {
    what: "00:30 of New Year's Day, as a timestamp with its offset",
    clock: '2027-01-01T00:30:00+02:00',
    yesterday: '2026-12-31',
    today: '2027-01-01',
    TZ: 'UTC',
  },
  {
    what: 'a date alone: its first instant in the zone',
    clock: '2028-02-29',
    yesterday: '2028-02-28',
    today: '2028-02-29',
    TZ: 'America/Los_Angeles',
  },
  {
    what: 'another TIME_ZONE, the first to see a day',
    clock: '2026-06-15T10:30:00Z',
    yesterday: '2026-06-15',
    today: '2026-06-16',
    TZ: 'America/Los_Angeles',
    TIME_ZONE: 'Pacific/Kiritimati',
    isProduct: true,
  },
];

type Served = { apiUrl: string; stop(): Promise<unknown> };

async function startNight(database: TestDatabase, night: Night, world: object): Promise<Served> {
  const { clock: ESOZ_CLOCK, TZ, TIME_ZONE = 'Europe/Kyiv' } = night;
  if (night.isProduct)
    return startProduct({ env: { DATABASE_URL: database.url, ESOZ_CLOCK, TZ, TIME_ZONE }, world });
  process.env.TZ = TZ;
  assert.equal(new Intl.DateTimeFormat().resolvedOptions().timeZone, TZ); // it is obeyed at once
  const { clockStartsAt: startsAt } = loadConfig({ ESOZ_CLOCK, TIME_ZONE });
  const clock = createClock({ timeZone: TIME_ZONE, startsAt });
  const app = await openApp(database, { clock, env: { TIME_ZONE } });
  await loadWorld(app.pool, clock, world);
  return { apiUrl: app.url, stop: app.close };
}

describe('the current date is the date in the time zone of the registry', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
    // Nor must the zone of the database matter.
    const name = new URL(database.url).pathname.slice(1);
    await database.query(`ALTER DATABASE ${name} SET timezone = 'Pacific/Niue'`);
  });
  after(() => database.drop());

  for (const night of NIGHTS) {
    const { what, TZ, yesterday, today } = night;
    test(`${what} (TZ=${TZ})`, async () => {
      const sender = clinic({ primaryLicense: { expiry_date: today } });
      const lapsed = clinic({ primaryLicense: { expiry_date: yesterday } });
      const served = await startNight(database, night, mergeWorlds(sender.world, lapsed.world));
      try {
        const create = (token: string, body: object) =>
          call(`${served.apiUrl}/api/licenses`, { token, body: licenseBody(body) });
        const expired = await create(sender.token, { expiry_date: yesterday });
        assertRefused(expired, 409, 'request_conflict', 'License is expired');
        assertStatus(await create(sender.token, { expiry_date: today }), 201);
        const missing = 'No active primary license found for legal entity';
        assertRefused(await create(lapsed.token, {}), 404, 'not_found', missing);
      } finally {
        await served.stop();
      }
    });
  }
});
