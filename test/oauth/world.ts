import { randomUUID } from 'node:crypto';
import { after, before } from 'node:test';
import { type Clock, clockFrom, createClock } from '../../src/platform/clock.ts';
import type { Pool } from '../../src/platform/database/pool.ts';
import { loadWorld } from '../../src/worlds/load.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type AppInProcess, openApp } from '../fixtures/in-process.ts';
import { openPool } from '../fixtures/open-registry.ts';

export const SECRET = 'a-secret-of-the-clinic-with-a-+-and-a-%';
export const MIS_SECRET = 'a-secret-of-the-mis';
export const CLINIC_URI = 'https://clinic.example/back?tenant=7';
export const MIS_URI = 'https://mis.example/callback';
export const CONSOLE_URI = 'https://console.example/';
const CLINIC_SCOPES = 'license:read license:write legal_entity:read'.split(' ');

/** Who there is in every test of signing in, with ids of its own. */
function people() {
  const ids = {
    clinic: randomUUID(),
    otherClinic: randomUUID(),
    nhs: randomUUID(),
    mis: randomUUID(),
    console: randomUUID(),
    broker: randomUUID(),
    owner: randomUUID(),
    officer: randomUUID(),
    nobody: randomUUID(),
  };
  const clinic = (id: string, name: string) => ({
    id,
    name,
    edrpou: '38782323',
    type: 'OUTPATIENT',
    status: 'ACTIVE',
  });
  const world = {
    legal_entities: [
      clinic(ids.clinic, 'Клініка'),
      clinic(ids.otherClinic, 'Аптека'),
      clinic(ids.broker, 'Кабінет'),
    ],
    clients: [
      { id: ids.clinic, name: 'clinic', secret: SECRET, redirect_uris: [CLINIC_URI] },
      { id: ids.otherClinic, name: 'other', secret: `${SECRET}2`, redirect_uris: [CLINIC_URI] },
      {
        id: ids.broker,
        name: 'broker',
        secret: SECRET,
        access_type: 'BROKER',
        redirect_uris: [CLINIC_URI],
      },
      {
        id: ids.nhs,
        name: 'НСЗУ',
        type: 'NHS',
        secret: 'nhs-secret',
        scopes: ['legal_entity:read', 'user:read', 'private_contracts:read'],
        redirect_uris: ['https://nhs.example/'],
      },
      {
        id: ids.mis,
        name: 'МІС «Каштан»',
        type: 'MIS',
        secret: MIS_SECRET,
        scopes: ['license:read', 'license:write', 'legal_entity:read', 'user:read'],
        redirect_uris: [MIS_URI],
      },
      {
        id: ids.console,
        name: 'Консоль',
        type: 'MIS',
        is_public: true,
        scopes: [...CLINIC_SCOPES, 'user:read', 'private_contracts:read'],
        redirect_uris: [CONSOLE_URI],
      },
    ],
    users: [
      {
        id: ids.owner,
        email: `${ids.owner}@clinic.example`,
        password: 'not-for-anybody',
        roles: ['OWNER'],
        legal_entities: [ids.clinic, ids.otherClinic, ids.broker],
      },
      {
        id: ids.officer,
        email: `${ids.officer}@nhs.example`,
        password: 'not-for-anybody',
        roles: ['OPERATOR', 'NHS_CONTRACTS'],
      },
      { id: ids.nobody, email: `${ids.nobody}@clinic.example`, password: 'not-for-anybody' },
    ],
  };
  return { ids, world };
}

export type People = ReturnType<typeof people>['ids'];
export type PeopleRegistry = { database: TestDatabase; pool: Pool; ids: People };

/** A database with these people and programs, and a pool as a process of the product has it. */
export function usePeople(): PeopleRegistry {
  const registry = {} as PeopleRegistry;
  before(() => openPeople(registry));
  after(() => closePeople(registry));
  return registry;
}

export type ServedPeople = PeopleRegistry & {
  /** Processes of the product, as it were: each with a pool of its own. */
  apps: AppInProcess[];
  /** Of the first. */
  url: string;
  /** Of all of them. */
  clock: Clock;
  /** Lets time pass. */
  advance(ms: number): void;
};

/** The same, served by the API in this process. */
export function useServedPeople({
  servers = 1,
  env,
}: {
  servers?: number;
  env?: Record<string, string>;
} = {}) {
  let aheadMs = 0;
  const served = {
    apps: [] as AppInProcess[],
    clock: clockFrom(() => new Date(Date.now() + aheadMs), 'Europe/Kyiv'),
    advance(ms: number) {
      aheadMs += ms;
    },
  } as ServedPeople;
  before(async () => {
    await openPeople(served);
    const { database, clock } = served;
    for (let n = 0; n < servers; n++)
      served.apps.push(await openApp(database, { clock, ...(env ? { env } : {}) }));
    served.url = served.apps[0]?.url as string;
  });
  after(async () => {
    for (const app of served.apps) await app.close();
    await closePeople(served);
  });
  return served;
}

async function openPeople(registry: PeopleRegistry): Promise<void> {
  const { ids, world } = people();
  registry.ids = ids;
  registry.database = await createTestDatabase();
  registry.pool = openPool(registry.database);
  await loadWorld(registry.pool, createClock({ timeZone: 'Europe/Kyiv' }), world);
}

async function closePeople(registry: PeopleRegistry): Promise<void> {
  await registry.pool?.end();
  await registry.database?.drop();
}
