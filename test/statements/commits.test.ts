/**
 * Goal: how often each method asks the database, transactions included.
 * Method: the bytes between product and PostgreSQL.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { routes } from '../../src/start/routes.ts';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import { OFFICER_WORLD, officer } from '../fixtures/officer.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { recordStatements } from '../fixtures/statements.ts';
import { clientMethods } from './client-methods.ts';
import { oauthMethods } from './oauth-methods.ts';
import { registryMethods } from './registry-methods.ts';
import { userMethods } from './user-methods.ts';

const statements = recordStatements();
const setting = useSetting({
  clinicCount: 20,
  world: OFFICER_WORLD,
  onClientBytes: statements.onClientBytes,
});
const url = (path: string) => `${setting.product.apiUrl}${path}`;

/** What goes on beside the requests: copies of dictionaries, events, readiness. */
const BACKGROUND =
  /^(migrations\.find-applied|clients\.write-last-uses|dictionaries\.find-all|webhooks\.(claim-.*|move-.*|release-.*|find-requested-.*|measure-.*)|events\.(rebase|record-.*|count-unnumbered))$/;

/** The statements of one request, by their names. */
async function statementsOf(request: () => Promise<ApiAnswer>, status: number): Promise<string[]> {
  statements.take();
  const answer = await request();
  assert.equal(answer.status, status, answer.describe());
  return statements.take().filter((statement) => !BACKGROUND.test(statement));
}

const CLAIM = [
  'BEGIN',
  'SET LOCAL lock_timeout = 2000',
  'idempotency.claim-key',
  'SET LOCAL lock_timeout = 0',
];
const AUTHORIZE = 'auth.find-credentials';

describe('POST /api/licenses asks the database', () => {
  const create = (token: string, body: unknown, headers: Record<string, string> = {}) =>
    call(url('/api/licenses'), { token, headers, body });

  test('three times for a 201: authorize, facts, insert with its audit row', async () => {
    const by = setting.nextClinic();
    assert.deepEqual(await statementsOf(() => create(by.token, licenseBody()), 201), [
      AUTHORIZE,
      'licenses.create.find-facts',
      'licenses.create.insert-license',
    ]);
  });

  test('twice for a refusal by any rule: nothing is written', async () => {
    const by = setting.nextClinic();
    for (const [change, status] of [
      [{ is_primary: true }, 422],
      [{ type: 'NONE' }, 422],
      [{ type: 'MSP' }, 409],
      [{ issued_date: '2024-03-01' }, 422],
      [{ expiry_date: '2024-03-01' }, 409],
    ] as const) {
      assert.deepEqual(await statementsOf(() => create(by.token, licenseBody(change)), status), [
        AUTHORIZE,
        'licenses.create.find-facts',
      ]);
    }
  });

  test('once for what never comes to the rules, and not at all without anything like a token', async () => {
    const { token } = setting.nextClinic();
    assert.deepEqual(await statementsOf(() => create(token, '{'), 400), [AUTHORIZE]);
    assert.deepEqual(await statementsOf(() => create(token, {}), 422), [AUTHORIZE]);
    assert.deepEqual(await statementsOf(() => create(token, 'x', { 'content-type': 'text/plain' }), 415), [
      AUTHORIZE,
    ]);
    assert.deepEqual(await statementsOf(() => create('unknown', licenseBody()), 401), [AUTHORIZE]);
    assert.deepEqual(await statementsOf(() => create('two words', licenseBody()), 401), []);
    assert.deepEqual(await statementsOf(() => call(url('/api/licenses'), { body: licenseBody() }), 401), []);
  });

  test('in one transaction with an idempotency key, and only for the stored answer when it is repeated', async () => {
    const by = setting.nextClinic();
    const headers = { 'x-idempotency-key': 'counted' };
    assert.deepEqual(await statementsOf(() => create(by.token, licenseBody(), headers), 201), [
      AUTHORIZE,
      ...CLAIM,
      'SAVEPOINT work',
      'licenses.create.find-facts',
      'licenses.create.insert-license',
      'idempotency.store-answer',
      'COMMIT',
    ]);
    assert.deepEqual(await statementsOf(() => create(by.token, licenseBody(), headers), 201), [
      AUTHORIZE,
      ...CLAIM,
      'idempotency.find-answer',
      'COMMIT',
    ]);
  });
});

describe('every other method asks the database as often as written here', () => {
  let by: ReturnType<typeof setting.nextClinic>;
  let licenseId: string;
  before(async () => {
    by = setting.nextClinic();
    const answer = await setting.create(by);
    licenseId = answer.body.data.id;
  });
  const get = (path: () => string) => () => call(url(path()), { token: by.token });
  const getAsOfficer = (path: () => string) => () => call(url(path()), officer);
  const folder = randomUUID();

  const others: Record<string, { request: () => Promise<ApiAnswer>; statements: number; status?: number }> =
    {};
  others['GET /api/licenses'] = { request: get(() => '/api/licenses'), statements: 2 };
  others['GET /api/licenses/:id'] = { request: get(() => `/api/licenses/${licenseId}`), statements: 2 };
  others['PATCH /api/licenses/:id'] = {
    request: () =>
      call(url(`/api/licenses/${licenseId}`), {
        method: 'PATCH',
        token: by.token,
        body: licenseBody({ order_no: '1' }),
      }),
    statements: 3,
  };
  others['POST /api/licenses/validation'] = {
    request: () => call(url('/api/licenses/validation'), { token: by.token, body: licenseBody() }),
    statements: 2,
  };
  others['GET /api/licenses/additional_types'] = {
    request: get(() => '/api/licenses/additional_types'),
    statements: 2,
  };
  others['GET /api/licenses/:id/history'] = {
    request: get(() => `/api/licenses/${licenseId}/history`),
    statements: 2,
  };
  others['GET /api/v2/legal_entities'] = {
    request: getAsOfficer(() => '/api/v2/legal_entities'),
    statements: 2,
  };
  others['GET /api/v2/legal_entities/:id'] = {
    request: getAsOfficer(() => `/api/v2/legal_entities/${by.id}`),
    statements: 2,
  };
  others['GET /api/dictionaries'] = { request: get(() => '/api/dictionaries'), statements: 0 };
  others['GET /api/v2/dictionaries'] = { request: get(() => '/api/v2/dictionaries'), statements: 0 };
  others['GET /api/admin/licenses'] = {
    request: getAsOfficer(() => '/api/admin/licenses?expires_before=2030-01-01'),
    statements: 2,
  };
  others['GET /api/admin/licenses/:id/history'] = {
    request: getAsOfficer(() => `/api/admin/licenses/${licenseId}/history`),
    statements: 2,
  };
  others['GET /api/admin/events'] = { request: getAsOfficer(() => '/api/admin/events'), statements: 2 };
  others['POST /api/admin/contracts/media_storage/generate_url'] = {
    request: () =>
      call(url('/api/admin/contracts/media_storage/generate_url'), {
        ...officer,
        body: { action: 'GET', resource_id: folder, resource_name: 'contract.pdf' },
      }),
    statements: 2,
  };
  others['GET /api/admin/contracts/media_storage/files'] = {
    request: getAsOfficer(() => `/api/admin/contracts/media_storage/files?resource_id=${folder}`),
    statements: 1,
  };
  others['GET /api/admin/contracts/media_storage/links'] = {
    request: getAsOfficer(() => `/api/admin/contracts/media_storage/links?resource_id=${folder}`),
    statements: 2,
  };

  const registry = registryMethods(url, () => by.id);
  Object.assign(others, registry);
  const users = userMethods(url);
  before(users.prepare);
  Object.assign(others, users.methods);
  const oauth = oauthMethods(url);
  before(() => oauth.prepare(setting.database));
  Object.assign(others, oauth.requests);

  const clients = clientMethods(url);
  before(clients.prepare);
  for (const [name, request] of Object.entries(clients.requests)) others[name] = { request, statements: 2 };

  for (const [name, { request, statements: expected }] of Object.entries(others)) {
    test(`${name}: ${expected}`, async () => {
      const route = routes.find(({ method, path }) => `${method} ${path}` === name);
      const seen = await statementsOf(request, route?.success.status ?? 200);
      assert.equal(seen.length, expected, seen.join('\n'));
    });
  }

  test('and there is no further method', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(served.sort(), ['POST /api/licenses', ...Object.keys(others)].sort());
  });
});
