/**
 * Goal: which statements each kind of request sends.
 * Method: the bytes between product and PostgreSQL.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { recordStatements, type StatementLog } from '../fixtures/statements.ts';
import { startTcpProxy, type TcpProxy } from '../fixtures/tcp-proxy.ts';

const licenseId = randomUUID();
const holder = clinic({
  licenses: [{ id: licenseId }],
  token: { scope: 'license:read license:write legal_entity:read' },
});
const maker = clinic();
const foreign = clinic();
const [nhsId, officerId] = [randomUUID(), randomUUID()];
const secret = () => randomBytes(24).toString('base64url');
const officer = {
  value: secret(),
  client_id: nhsId,
  user_id: officerId,
  scope: 'license_history:read license_expiry:read legal_entity:read',
};
const key = secret();
const world = mergeWorlds(holder.world, maker.world, foreign.world, {
  clients: [{ id: nhsId, type: 'NHS' }],
  users: [{ id: officerId }],
  tokens: [officer],
  api_keys: [{ value: key, client_id: nhsId }],
});
const restoredId = randomUUID();

const AUTH = 'auth.find-credentials';
/** Without a name: it is planned anew each time. */
const LIST_OF_LEGAL_ENTITIES = 'a list of legal_entities';
/** What the program asks without a request, or for all requests of half a second together. */
const BACKGROUND =
  /^(migrations\.find-applied|clients\.write-last-uses|dictionaries\.|events\.|webhooks\.|idempotency\.delete|oauth\.forget)/;

/** What one request costs the database, authorization included. */
type Case = {
  name: string;
  statements: string[];
  status: number;
  path: string;
  token?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: object;
};
const own = { token: holder.token };
const nhs = { token: officer.value };
const history = (id: string) => `/api/admin/licenses/${id}/history`;
const cases: Case[] = [
  { name: 'no token', statements: [], status: 401, path: '/api/licenses' },
  { name: 'an unknown token', statements: [AUTH], status: 401, path: '/api/licenses', token: secret() },
  {
    name: 'a mistake in the query',
    statements: [AUTH],
    status: 422,
    path: '/api/licenses?type=X&page=0',
    ...own,
  },
  {
    name: 'get licences',
    statements: [AUTH, 'licenses.get.lists'],
    status: 200,
    path: '/api/licenses',
    ...own,
  },
  {
    name: 'get licences by type',
    statements: [AUTH, 'licenses.get.lists'],
    status: 200,
    path: '/api/licenses?type=MSP&page=9',
    ...own,
  },
  {
    name: 'create',
    statements: [AUTH, 'licenses.create.find-facts', 'licenses.create.insert-license'],
    status: 201,
    path: '/api/licenses',
    token: maker.token,
    body: licenseBody(),
  },
  {
    name: 'a refused create',
    statements: [AUTH, 'licenses.create.find-facts'],
    status: 409,
    path: '/api/licenses',
    ...own,
    body: licenseBody(),
  },
  {
    name: 'validate',
    statements: [AUTH, 'licenses.create.find-facts'],
    status: 200,
    path: '/api/licenses/validation',
    ...own,
    body: licenseBody(),
  },
  {
    name: 'update',
    statements: [AUTH, 'licenses.update.find-facts', 'licenses.update.update-license'],
    status: 200,
    method: 'PATCH',
    path: `/api/licenses/${licenseId}`,
    ...own,
    body: licenseBody({ order_no: '2' }),
  },
  {
    name: 'an update on a condition',
    statements: [
      AUTH,
      'licenses.update.find-facts',
      'licenses.update.find-version',
      'licenses.update.update-license',
    ],
    status: 200,
    method: 'PATCH',
    path: `/api/licenses/${licenseId}`,
    ...own,
    headers: { 'if-match': '*' },
    body: licenseBody({ order_no: '3' }),
  },
  {
    name: 'one licence',
    statements: [AUTH, 'licenses.get.lists'],
    status: 200,
    path: `/api/licenses/${licenseId}`,
    ...own,
  },
  { name: 'what is no licence', statements: [AUTH], status: 404, path: '/api/licenses/x', ...own },
  {
    name: 'a refused update',
    statements: [AUTH, 'licenses.update.find-facts'],
    status: 409,
    method: 'PATCH',
    path: `/api/licenses/${licenseId}`,
    ...own,
    body: licenseBody({ type: 'MSP' }),
  },
  {
    name: 'own legal entities',
    statements: [AUTH, LIST_OF_LEGAL_ENTITIES],
    status: 200,
    path: '/api/v2/legal_entities',
    ...own,
  },
  {
    name: 'all legal entities',
    statements: [AUTH, LIST_OF_LEGAL_ENTITIES],
    status: 200,
    path: '/api/v2/legal_entities?name=к&page=3',
    ...nhs,
  },
  {
    name: 'a legal entity',
    statements: [AUTH, 'legal-entities.find'],
    status: 200,
    path: `/api/v2/legal_entities/${holder.id}`,
    ...own,
  },
  {
    name: 'a foreign one',
    statements: [AUTH],
    status: 404,
    path: `/api/v2/legal_entities/${foreign.id}`,
    ...own,
  },
  {
    name: 'a history',
    statements: [AUTH, 'licenses.history'],
    status: 200,
    path: history(licenseId),
    ...nhs,
  },
  {
    name: 'an empty history',
    statements: [AUTH, 'licenses.history', 'licenses.history.license-exists'],
    status: 200,
    path: history(restoredId),
    ...nhs,
  },
  { name: 'the history of what is no uuid', statements: [AUTH], status: 404, path: history('x'), ...nhs },
  {
    name: 'what expires',
    statements: [AUTH, 'licenses.across.expiring'],
    status: 200,
    path: '/api/admin/licenses?expires_before=2030-01-01',
    ...nhs,
  },
  {
    name: 'the licences of a legal entity',
    statements: [AUTH, 'licenses.across.of-legal-entity'],
    status: 200,
    path: `/api/admin/licenses?legal_entity_id=${holder.id}`,
    ...nhs,
  },
];

describe('statements that a request sends to the database', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let product: RunningProduct;
  let recorder: StatementLog;
  before(async () => {
    database = await createTestDatabase();
    recorder = recordStatements();
    proxy = await startTcpProxy(database.url, recorder.onClientBytes);
    product = await startProduct({ env: { DATABASE_URL: proxy.url }, world });
    await database.query(
      `INSERT INTO licenses SELECT $1, legal_entity_id, 'RESTORED', NULL, 'x', issued_date, NULL, active_from_date, NULL, NULL,
         false, false, NULL, now(), inserted_by, now(), updated_by FROM licenses LIMIT 1`,
      [restoredId],
    );
  });
  after(async () => {
    await product.stop();
    await proxy.close();
    await database.drop();
  });

  /** Of those taken from the recorder, what a request asked. */
  const ofRequests = (taken: readonly string[]) =>
    taken
      .filter((statement) => !BACKGROUND.test(statement))
      .map((statement) =>
        statement.replace(/^WITH entries AS.*FROM legal_entities.*/s, LIST_OF_LEGAL_ENTITIES),
      );

  for (const { name, statements, status, path, token, method, headers, body } of cases) {
    test(`${name}: ${statements.length}`, async () => {
      recorder.take();
      const answer = await call(`${product.apiUrl}${path}`, {
        ...(token === undefined ? {} : { token }),
        ...(method === undefined ? {} : { method }),
        ...(body === undefined ? {} : { body }),
        headers: { ...headers, ...(path.startsWith('/api/admin') ? { 'api-key': key } : {}) },
      });
      assertStatus(answer, status);
      assert.deepEqual(ofRequests(recorder.take()), statements);
    });
  }

  test('a hundred requests for dictionaries: two a second', async () => {
    const began = performance.now();
    recorder.take();
    for (let n = 0; n < 50; n++) {
      assertStatus(await call(`${product.apiUrl}/api/dictionaries?name=LICENSE_TYPE`), 200);
      assertStatus(await call(`${product.apiUrl}/api/v2/dictionaries`), 200);
    }
    const taken = recorder.take();
    assert.deepEqual(ofRequests(taken), []);
    const readings = taken.filter((statement) => statement.startsWith('dictionaries.'));
    const most = 1 + Math.ceil((performance.now() - began) / 500);
    assert.ok(readings.length <= most, `${readings.length} readings, at most ${most} were due`);
  });
});
