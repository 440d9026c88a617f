/**
 * Goal: loading a world makes it so, once.
 * Method: worlds as objects into PostgreSQL, with an injected time.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, test } from 'node:test';
import { eventually } from '../../test/fixtures/eventually.ts';
import { openPool, useRegistry } from '../../test/fixtures/open-registry.ts';
import { verifyAuditLog } from '../audit/verify.ts';
import { hashSecret } from '../auth/secrets.ts';
import { verifyPassword } from '../people/passwords.ts';
import { clockFrom } from '../platform/clock.ts';
import { loadWorld } from './load.ts';
import { WorldError } from './mistakes.ts';

const registry = useRegistry();
let now: Date;
const clock = clockFrom(() => now ?? new Date(0), 'Europe/Kyiv');
beforeEach(() => {
  now = new Date('2026-06-15T09:00:00Z');
});

const TABLES = [
  'legal_entities',
  'licenses',
  'clients',
  'connections',
  'users',
  'user_roles',
  'tokens',
  'api_keys',
  'parameters',
  'audit_log',
];
/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const parts = await Promise.all(
    TABLES.map((table) => registry.database.query(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)),
  );
  return JSON.stringify(parts);
}
const load = (world: unknown) => loadWorld(registry.pool, clock, world);
const rowOf = async (table: string, id: string) =>
  (await registry.database.query(`SELECT * FROM ${table} WHERE id = $1`, [id]))[0];
function sampleWorld() {
  const id = randomUUID();
  const user = randomUUID();
  const mis = randomUUID();
  const email = `${user}@example.org`;
  const license = {
    legal_entity_id: id,
    issued_by: 'МОЗ',
    issued_date: '2020-01-01',
    active_from_date: '2020-01-01',
  };
  return {
    legal_entities: [{ id, name: 'Клініка', edrpou: '12345678', type: 'OUTPATIENT', status: 'ACTIVE' }],
    licenses: [
      { ...license, id: randomUUID(), type: 'MSP', is_primary: true, expiry_date: null },
      {
        ...license,
        id: randomUUID(),
        type: 'PHARMACY',
        is_primary: false,
        is_active: false,
        what_licensed: 'усе',
      },
    ],
    clients: [{ id: mis, name: 'МІС', type: 'MIS', access_type: 'BROKER', scopes: ['license:read'] }],
    users: [{ id: user, email, roles: ['OWNER', `ROLE_${user}`, 'OWNER'] }],
    tokens: [
      { client_id: id, user_id: user, scope: 'license:write', expires_in: 3600 },
      { client_id: id, user_id: user, scope: 'license:write', expires_in: 3600 },
      { value: `token-${id}`, client_id: id, user_id: user, scope: 'license:read', expires_in: -60 },
    ],
    api_keys: [{ client_id: mis }, { value: `key-${id}`, client_id: mis }],
    parameters: { LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES: `MSP,${id}` },
  };
}
type Sample = ReturnType<typeof sampleWorld>;

describe('loading a world', () => {
  test('creates everything it lists; loading it again, later, changes nothing', async () => {
    const world = sampleWorld();
    const first = await load(world);
    assert.deepEqual(
      Object.fromEntries(Object.entries(first.changes).map(([name, { created }]) => [name, created])),
      {
        legal_entities: 1,
        licenses: 2,
        clients: 1,
        connections: 1,
        implied_clients: 1,
        users: 1,
        implied_users: 0,
        implied_roles: 1,
        user_roles: 1,
        tokens: 3,
        api_keys: 2,
        parameters: 1,
      },
    );
    const stored = await everything();
    now = new Date('2026-07-20T10:00:00.123Z');
    const second = await load(world);
    assert.equal(await everything(), stored);
    assert.deepEqual(second.generated, []);
    for (const [name, { created, updated, unchanged }] of Object.entries(second.changes)) {
      assert.deepEqual([created, updated], [0, 0], name);
      const before = first.changes[name];
      assert.equal(unchanged, (before?.created ?? 0) + (before?.unchanged ?? 0), name);
    }
  });

  test('generates the secrets that the file leaves open; only their hashes are stored', async () => {
    const world = sampleWorld();
    const { generated } = await load(world);
    assert.deepEqual(generated.map(({ kind }) => kind).sort(), [
      'api_key',
      'client_secret',
      'password',
      'token',
      'token',
    ]);
    assert.equal(new Set(generated.map(({ value }) => value)).size, generated.length);
    const stored = await everything();
    for (const { kind, value } of generated) {
      assert.match(value, /^[\w-]{43}$/, kind);
      assert.ok(!stored.includes(value), `${kind} is stored in clear text`);
      if (kind === 'password') continue;
      assert.ok(stored.includes(hashSecret(value).toString('hex')), kind);
    }
    const user = await rowOf('users', world.users[0]?.id as string);
    const password = generated.find(({ kind }) => kind === 'password')?.value as string;
    assert.ok(await verifyPassword(password, user?.password_hash as string));
    assert.ok(!(await verifyPassword(`${password}x`, user?.password_hash as string)));
  });

  test('a legal entity without a client of its id gets one: DIRECT, of type MSP', async () => {
    const world = sampleWorld();
    await load(world);
    const client = await rowOf('clients', world.legal_entities[0]?.id as string);
    assert.deepEqual(
      [client?.access_type, client?.type, client?.name, client?.is_blocked],
      ['DIRECT', 'MSP', 'Клініка', false],
    );
  });

  test('a client that the file or the registry has stays as it is', async () => {
    const world = sampleWorld();
    const id = world.legal_entities[0]?.id as string;
    const own = { id, name: 'МІС клініки', access_type: 'BROKER', secret: 's3cret' };
    await load({ ...world, clients: [...world.clients, own] });
    await load(world);
    const client = await rowOf('clients', id);
    assert.deepEqual([client?.access_type, client?.name], ['BROKER', 'МІС клініки']);
  });

  test('ids in another case are the same rows', async () => {
    const world = sampleWorld();
    await load(world);
    const stored = await everything();
    const shouted = JSON.parse(
      JSON.stringify({ ...world, tokens: world.tokens.slice(2), api_keys: [] }).replace(
        /"[0-9a-f]{8}-[0-9a-f-]{27}"/g,
        (id) => id.toUpperCase(),
      ),
    );
    await load(shouted);
    assert.equal(await everything(), stored);
  });

  test('an empty world, and each list left out, is fine', async () => {
    const stored = await everything();
    await load({});
    assert.equal(await everything(), stored);
    const world = sampleWorld();
    for (const name of Object.keys(world) as (keyof Sample)[]) {
      if (name === 'legal_entities' || name === 'clients') continue;
      const { [name]: _left, ...others } = sampleWorld();
      await load(others);
    }
  });
});

describe('lifetimes of tokens', () => {
  const expiry = async (value: string) =>
    (
      await registry.database.query<{ expires_at: Date }>(
        'SELECT expires_at FROM tokens WHERE value_hash = $1',
        [hashSecret(value)],
      )
    )[0]?.expires_at.toISOString();
  const worldOf = (expires_in?: number, scope = 'license:read') => ({
    tokens: [{ ...sample.tokens[2], value: 'aging', scope, expires_in }],
  });
  const sample = sampleWorld();

  test('run from the first loading; a changed one runs from its own first loading, and then stays', async () => {
    await load(sample);
    await load(worldOf(60));
    assert.equal(await expiry('aging'), '2026-06-15T09:01:00.000Z');
    now = new Date('2026-06-15T10:00:00Z');
    await load(worldOf(60));
    assert.equal(await expiry('aging'), '2026-06-15T09:01:00.000Z', 'reloading does not prolong');
    await load(worldOf(3600));
    assert.equal(await expiry('aging'), '2026-06-15T11:00:00.000Z');
    now = new Date('2026-06-15T10:30:00Z');
    const stored = await everything();
    await load(worldOf(3600));
    assert.equal(await everything(), stored, 'a second loading changes nothing');
    await load(worldOf(3600, 'license:write'));
    assert.equal(await expiry('aging'), '2026-06-15T11:00:00.000Z', 'another scope is no longer life');
    await load(worldOf(-1));
    assert.equal(await expiry('aging'), '2026-06-15T10:29:59.000Z');
  });

  test('a revoked token stays revoked', async () => {
    await load(sample);
    await registry.database.query('UPDATE tokens SET revoked_at = now() WHERE value_hash = $1', [
      hashSecret('aging'),
    ]);
    const stored = await everything();
    await load(worldOf(-1));
    assert.equal(await everything(), stored);
  });
});

describe('a large world', () => {
  const size = 300;
  const clinics = (name: string, ids: string[]) => ({
    legal_entities: ids.map((id) => ({ id, name, edrpou: '12345678', type: 'OUTPATIENT', status: 'ACTIVE' })),
  });
  /** What the server has counted: what sessions have told it, with some delay, those of earlier tests too. */
  const counted = async (column: string, table: string) =>
    Number((await rowsOf(`SELECT ${column} AS n FROM pg_stat_user_tables WHERE relname = '${table}'`))[0]?.n);
  const rowsOf = (text: string) => registry.database.query<{ n: string }>(text);

  test('moves the head of an audit lane once a table, not once a row: that would cost the square', async () => {
    const ids = Array.from({ length: size }, () => randomUUID());
    const inserted = await counted('n_tup_ins', 'legal_entities');
    const moved = await counted('n_tup_upd', 'audit_lanes');
    // A session tells its counts when it ends, and otherwise when it has been idle for ten seconds.
    const session = openPool(registry.database);
    await loadWorld(session, clock, clinics('Велика', ids));
    await session.end();
    await eventually('the statistics of the load', async () => {
      return (await counted('n_tup_ins', 'legal_entities')) >= inserted + size;
    });
    const moves = (await counted('n_tup_upd', 'audit_lanes')) - moved;
    assert.ok(moves >= 1 && moves < size / 2, `${moves} moves for ${size} legal entities`);
  });

  test('leaves an audit row for each change, creations and updates told apart', async () => {
    const [first = '', second = ''] = [randomUUID(), randomUUID()];
    await load(clinics('Стара', [first]));
    await load(clinics('Нова', [first, second]));
    const rows = await registry.database.query(
      `SELECT action, changeset->'old'->>'name' AS old, changeset->'new'->>'name' AS new FROM audit_log
        WHERE resource = 'legal_entity' AND resource_id = ANY ($1) ORDER BY id`,
      [[first, second]],
    );
    assert.deepEqual(rows[0], { action: 'create', old: null, new: 'Стара' });
    assert.deepEqual(
      rows.slice(1).sort((one, other) => (String(one.action) < String(other.action) ? -1 : 1)),
      [
        { action: 'create', old: null, new: 'Нова' },
        { action: 'update', old: 'Стара', new: 'Нова' },
      ],
    );
    assert.deepEqual((await verifyAuditLog(registry.pool)).faults, []);
  });
});

describe('a world that contradicts the registry', () => {
  test('is refused whole, with the places at fault', async () => {
    const world = sampleWorld();
    await load(world);
    const stored = await everything();
    const rival = { ...world.licenses[0], id: randomUUID() };
    const fine = sampleWorld().legal_entities;
    await assert.rejects(load({ legal_entities: fine, licenses: [world.licenses[0], rival] }), (error) => {
      assert.ok(error instanceof WorldError);
      assert.deepEqual(
        error.mistakes.map(({ path }) => path),
        ['$.licenses.[1].type', '$.licenses.[1].is_primary'],
      );
      return true;
    });
    assert.equal(await everything(), stored);
  });

  test('may refer to what the registry has', async () => {
    const world = sampleWorld();
    await load(world);
    const { legal_entities: _, licenses, ...rest } = world;
    await load({ ...rest, licenses: [{ ...licenses[1], id: randomUUID(), type: 'PHARMACY_DRUGS' }] });
  });
});
