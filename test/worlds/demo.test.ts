/**
 * Goal: what a start suggests to a newcomer is true, at the first start and at the tenth.
 * Method: the printed commands run by a shell, the printed tokens tried one by one.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { spawnEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';

const FREE_PORTS = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' };

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

/** What `esoz start` prints for people, until it is stopped by `work`'s end. */
async function whileStarted(env: Record<string, string>, work: (printed: string) => void): Promise<void> {
  const product = spawnEsoz(['start'], { ...FREE_PORTS, ...env });
  try {
    await eventually('its text', () => product.output().includes('Stop with Ctrl-C'));
    work(product.output());
  } finally {
    await product.stop();
  }
}

/** The commands of a text: from a line that begins with `curl` to the end of its paragraph. */
const curlsOf = (text: string) => text.match(/^curl (?:.+\n?)+/gm) ?? [];

function statusOf(command: string): number {
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(stdout) ?? [];
  assert.ok(status, `${command}\n${stdout}${stderr}`);
  return Number(status);
}

const onlyWithCurl = spawnSync('curl', ['--version']).error ? { skip: 'curl is not installed' } : {};

describe('each start of a demo prints', onlyWithCurl, () => {
  test('a call that creates, one that reads and one for a link: pasted, they work, however often one has started', async () => {
    const clinics = new Set<string>();
    for (let start = 1; start <= 5; start++) {
      await whileStarted({ DATABASE_URL: database.url }, (printed) => {
        const [create = '', list = '', link = '', ...more] = curlsOf(printed);
        assert.equal(more.length, 0, printed);
        assert.equal(statusOf(create), 201, `start ${start}`);
        assert.equal(statusOf(create), 409, `pasted again, at start ${start}`);
        assert.match(printed, /Pasted again it is refused with 409/);
        assert.equal(statusOf(list), 200);
        assert.equal(statusOf(link), 200);
        clinics.add(/Create a licence, of (.+):/.exec(printed)?.[1] as string);
      });
    }
    assert.equal(clinics.size, 5, [...clinics].join());
  });

  test('the clinic that still has no licence, again, with a token that works', async () => {
    const names = new Set<string>();
    for (let start = 1; start <= 2; start++) {
      await whileStarted({ DATABASE_URL: database.url }, (printed) => {
        names.add(/Create a licence, of (.+):/.exec(printed)?.[1] as string);
        assert.equal(statusOf(curlsOf(printed)[1] as string), 200);
      });
    }
    assert.equal(names.size, 1, [...names].join());
  });

  test('nothing of the demo over a registry of ones own, nor outside of the demo environment', async () => {
    for (const ENVIRONMENT of ['demo', 'preprod', 'prod']) {
      const own = await createTestDatabase();
      const env = { DATABASE_URL: own.url, ENVIRONMENT, OBJECT_STORAGE_BACKEND: 'embedded' };
      await own.query("INSERT INTO clients VALUES ($1, 'МІС', 'MIS', 'DIRECT', '{}', false, now(), now())", [
        clinic().id,
      ]);
      await whileStarted(env, (printed) => assert.doesNotMatch(printed, /demo-|curl|[Tt]oken/, ENVIRONMENT));
      await own.drop();
    }
  });
});

type World = {
  tokens: { value: string; client_id: string; scope: string }[];
  api_keys: { value: string }[];
};

describe('each printed token', () => {
  let product: RunningProduct;
  let own: TestDatabase;
  before(async () => {
    own = await createTestDatabase();
    product = await startProduct({ env: { DATABASE_URL: own.url } });
  });
  after(async () => {
    await product.stop();
    await own.drop();
  });

  type Printed = { token: string; api_key?: string; can: string; cannot: string };
  const printed = () => product.ready.demo_tokens as Printed[];

  test('is one of the demo world, and none is left out', async () => {
    const world: World = JSON.parse(
      await readFile(new URL('../../worlds/demo.json', import.meta.url), 'utf8'),
    );
    assert.deepEqual(
      printed()
        .map(({ token }) => token)
        .sort(),
      world.tokens.map(({ value }) => value).sort(),
    );
    for (const { token, api_key } of printed())
      assert.ok(api_key === undefined || world.api_keys.some(({ value }) => value === api_key), token);
  });

  const LINK = 'admin/contracts/media_storage/generate_url';
  const EVENTS = 'admin/events';
  /** What each is answered: reading licences, creating one, legal entities, a link, events. */
  const ANSWERS: Record<string, [number, number, number, number, number]> = {
    'demo-clinic-1': [200, 201, 200, 401, 401],
    'demo-clinic-2': [200, 201, 200, 401, 401],
    'demo-pharmacy': [200, 201, 200, 403, 403],
    'demo-primary-care': [200, 409, 200, 401, 401],
    'demo-lapsed': [200, 404, 200, 401, 401],
    'demo-closed': [200, 422, 200, 401, 401],
    'demo-read-only': [200, 403, 403, 401, 401],
    'demo-expired': [401, 401, 401, 401, 401],
    'demo-portal': [403, 403, 200, 200, 403],
    'demo-registry': [403, 403, 200, 403, 200],
    'demo-operator': [403, 403, 200, 403, 200],
  };
  for (const [token, answers] of Object.entries(ANSWERS)) {
    test(`can and cannot what is said of it: ${token}`, async () => {
      const { api_key, cannot } = printed().find((one) => one.token === token) as Printed;
      const headers = api_key === undefined ? {} : { 'API-key': api_key };
      const link = { action: 'PUT', resource_id: clinic().id, resource_name: 'x' };
      const requests: [string, object?][] = [
        ['licenses'],
        ['licenses', licenseBody()],
        ['v2/legal_entities'],
        [LINK, link],
        [EVENTS],
      ];
      const statuses: number[] = [];
      for (const [path, body] of requests) {
        const answer = await call(`${product.apiUrl}/api/${path}`, { token, headers, body });
        statuses.push(answer.status);
      }
      assert.deepEqual(statuses, answers);
      const [, said] = /\((\d{3})\)/.exec(cannot) ?? [];
      if (said !== undefined && api_key === undefined) assert.ok(answers.includes(Number(said)), cannot);
      if (api_key !== undefined && !cannot.includes('(403)')) {
        const without = await call(`${product.apiUrl}/api/licenses`, { token });
        assert.equal(without.status, 401, cannot);
      }
    });
  }

  test('what expires soon and what has expired is in the list and among the events', async () => {
    const headers = { 'API-key': 'demo-registry-key' };
    const get = async (path: string) =>
      (await call(`${product.apiUrl}/api/admin/${path}`, { token: 'demo-registry', headers })).body.data;
    const soon = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    assert.equal((await get(`licenses?expires_before=${soon}`)).length, 3);
    await eventually('the events', async () => {
      const events: { type: string }[] = await get('events?limit=100');
      const kinds = events.map(({ type }) => type).filter((type) => /expir/.test(type));
      return kinds.sort().join() === 'license.expired,license.expiring,license.expiring';
    });
  });
});
