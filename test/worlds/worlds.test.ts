/**
 * Goal: a world is loaded by command and at start, whole or not at all.
 * Method: real runs, the demo world among them.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { startProduct } from '../fixtures/product.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';

let directory: string;
let database: TestDatabase;
let env: Record<string, string>;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'esoz-worlds-'));
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
});
after(async () => {
  await rm(directory, { recursive: true });
  await database.drop();
});

async function worldFile(world: object | string): Promise<string> {
  const file = path.join(directory, `${randomUUID()}.json`);
  await writeFile(file, typeof world === 'string' ? world : JSON.stringify(world));
  return file;
}
const load = async (world: object | string, ...options: string[]) =>
  runEsoz(['world', 'load', await worldFile(world), ...options], env);

/** Every row of every table that a world can change. */
async function everything(): Promise<string> {
  const tables = [
    'legal_entities',
    'licenses',
    'clients',
    'users',
    'user_roles',
    'roles',
    'tokens',
    'api_keys',
    'parameters',
    'audit_log',
  ];
  const parts = await Promise.all(
    tables.map((table) => database.query(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)),
  );
  return JSON.stringify(parts);
}

const mis = randomUUID();
const whole = clinic();
const brokered = clinic({ client: { access_type: 'BROKER' } });
/** Secrets are left to the program: a token, an API key, a client secret, a password. */
const { value: _generated, ...tokenWithoutValue } = whole.world.tokens[0] as { value: string };
const WORLD = mergeWorlds(whole.world, brokered.world, {
  clients: [{ id: mis, name: 'МІС', type: 'MIS' }],
  users: [{ id: randomUUID(), email: 'owner@clinic.example', roles: ['OWNER'] }],
  api_keys: [{ client_id: mis }],
  tokens: [tokenWithoutValue],
});

describe('esoz world load', () => {
  test('loads a world; what it generated is printed once and works', async () => {
    const loaded = await load(WORLD);
    assert.equal(loaded.code, 0, loaded.stderr);
    const secretAfter = (words: string) =>
      new RegExp(`^  ${words}.*: ([\\w-]{43})$`, 'm').exec(loaded.stdout)?.[1] as string;
    const token = secretAfter(`token of client ${whole.id}`);
    const apiKey = secretAfter(`api_key of client ${mis}`);
    for (const words of [`client_secret of ${mis}`, 'password of owner@clinic.example'])
      assert.ok(secretAfter(words), `${words}\n${loaded.stdout}`);

    const stored = await everything();
    const again = await load(WORLD);
    assert.equal(again.code, 0, again.stderr);
    assert.doesNotMatch(again.stdout, /[\w-]{43}|Generated/);
    assert.equal(await everything(), stored, 'loading it again changed something');

    const product = await startProduct({ env, world: {} });
    try {
      const url = `${product.apiUrl}/api/licenses`;
      assertStatus(await call(url, { token, body: licenseBody() }), 201);
      assertStatus(await call(url, { token: brokered.token, body: licenseBody() }), 401);
      const headers = { 'API-key': apiKey };
      assertStatus(await call(url, { token: brokered.token, headers, body: licenseBody() }), 201);
    } finally {
      await product.stop();
    }
  });

  test('--json prints one document: what changed and what was generated', async () => {
    const world = { ...clinic().world, parameters: { LEGAL_ENTITY_NHS_ADDITIONAL_LICENSE_TYPES: 'MSP' } };
    const loaded = await load(world, '--json');
    assert.equal(loaded.code, 0, loaded.stderr);
    assert.match(loaded.stdout, /^\{[^\n]*\}\n$/);
    const one = { created: 1, updated: 0, unchanged: 0 };
    const none = { created: 0, updated: 0, unchanged: 0 };
    assert.deepEqual(JSON.parse(loaded.stdout), {
      changes: {
        legal_entities: one,
        licenses: one,
        clients: none,
        implied_clients: one,
        connections: none,
        users: one,
        implied_users: none,
        implied_roles: none,
        user_roles: { ...none, unchanged: 1 },
        tokens: one,
        api_keys: none,
        parameters: one,
      },
      generated: [],
    });
  });
});

describe('a wrong world is refused whole', () => {
  async function assertRefused(world: object | string, ...paths: string[]): Promise<void> {
    const stored = await everything();
    const result = await load(world, '--json');
    assert.equal(result.code, 1, result.stdout);
    assert.match(result.stdout, /^\{[^\n]*\}\n$/);
    const { error } = JSON.parse(result.stdout);
    assert.deepEqual(
      error.mistakes.map((mistake: { path: string }) => mistake.path),
      paths,
    );
    for (const { path: at, message } of error.mistakes) {
      assert.ok(message.length > 5, message);
      assert.ok(result.stderr.includes(`${at}: `), result.stderr);
    }
    assert.equal(await everything(), stored, 'something was written');
  }

  test('with the JSON path of each mistake', async () => {
    const { world } = clinic();
    await assertRefused(
      {
        ...world,
        legal_entities: [...world.legal_entities, { id: 'x', name: '', edrpou: '123', type: 'MSP' }],
        tokens: [{ ...world.tokens[0], expires_in: '3600' }],
        parameters: { NAME: 7 },
        surprise: true,
      },
      '$.surprise',
      '$.legal_entities.[1].status',
      '$.legal_entities.[1].id',
      '$.legal_entities.[1].name',
      '$.legal_entities.[1].edrpou',
      '$.tokens.[0].expires_in',
      '$.parameters.NAME',
    );
  });
  test('also for what only the whole file shows', async () => {
    const { world } = clinic();
    await assertRefused(
      {
        ...world,
        licenses: [...world.licenses, ...clinic().world.licenses],
        tokens: [...world.tokens, ...world.tokens, { ...world.tokens[0], value: 'v', expires_in: 1e11 }],
        parameters: { 'no name': '' },
      },
      '$.tokens.[1].value',
      '$.licenses.[1].legal_entity_id',
      '$.tokens.[2].expires_in',
      '$.parameters.no name',
    );
  });
  test('and for what only the registry shows', async () => {
    const { world } = clinic();
    const [rival] = clinic().world.licenses as [object];
    await assertRefused(
      { ...world, licenses: [...world.licenses, { ...rival, legal_entity_id: whole.id }] },
      '$.licenses.[1].type',
      '$.licenses.[1].is_primary',
    );
  });
  test('when it is no JSON, has a key twice, or is not there', async () => {
    await assertRefused('{"tokens":[],}', '$');
    await assertRefused('{"tokens":[],"tokens":[]}', '$');
    await assertRefused('', '$');
    const missing = await runEsoz(['world', 'load', path.join(directory, 'nothing.json')], env);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /nothing\.json/);
  });
});

describe('in prod', () => {
  const prod = () => ({ ...env, ENVIRONMENT: 'prod' });
  test('a world is refused unless one says that this is production', async () => {
    const file = await worldFile(clinic().world);
    const stored = await everything();
    const refused = await runEsoz(['world', 'load', file], prod());
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /--yes-this-is-production/);
    assert.equal(await everything(), stored);
    const loaded = await runEsoz(['world', 'load', file, '--yes-this-is-production'], prod());
    assert.equal(loaded.code, 0, loaded.stderr);
    assert.notEqual(await everything(), stored);
  });
  test('esoz start --world is refused', async () => {
    const result = await runEsoz(['start', '--world', await worldFile({})], {
      ...prod(),
      PORT: '0',
      ADMIN_PORT: '0',
      STORE_PORT: '0',
      OBJECT_STORAGE_BACKEND: 'embedded',
    });
    assert.equal(result.code, 1);
    assert.equal(result.stdout, '');
  });
});

describe('esoz start', () => {
  let empty: TestDatabase;
  before(async () => {
    empty = await createTestDatabase();
  });
  after(() => empty.drop());

  test('fills an empty demo registry with the demo world, whose printed call is answered 201', async () => {
    for (const expected of [201, 201]) {
      // The first start loads it, the second finds it there and invites to another clinic's token.
      const product = await startProduct({ env: { DATABASE_URL: empty.url } });
      try {
        const { token } = product.ready.demo as { token: string };
        const answer = await call(`${product.apiUrl}/api/licenses`, { token, body: licenseBody() });
        assertStatus(answer, expected);
      } finally {
        await product.stop();
      }
    }
  });
});
