/**
 * Goal: an operator finds every credential and why it is refused, page by page, and never sees a secret.
 * Method: the statements of the lists on a database of known rows; the commands themselves are in test/cli.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { clientList } from '../../src/clients/clients/clients.queries.ts';
import { apiKeyList, tokenList } from '../../src/clients/credentials/lists.queries.ts';
import { createPool, type Pool } from '../../src/platform/database/pool.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';

const NOW = '2026-06-15T09:00:00.000Z';
const [GOOD, BLOCKED, USER, BLOCKED_USER] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

let database: TestDatabase;
let pool: Pool;
before(async () => {
  database = await createTestDatabase();
  // As an application with rights to no more than it needs.
  const role = 'esoz_app';
  pool = createPool({ url: database.url, role, max: 1, applicationName: 'test', onError() {} });
  for (const [id, name, type, isBlocked] of [
    [GOOD, 'Аптека «Подорожник»', 'MSP', false],
    [BLOCKED, '100%_аптека', 'MIS', true],
  ])
    await database.query("INSERT INTO clients VALUES ($1, $2, $3, 'DIRECT', '{a:b}', $4, $5, $5)", [
      id,
      name,
      type,
      isBlocked,
      NOW,
    ]);
  await database.query("INSERT INTO users VALUES ($1, 'owner@clinic.example', 'hash', false, $2, $2)", [
    USER,
    NOW,
  ]);
  await database.query('INSERT INTO users VALUES ($1, NULL, NULL, true, $2, $2)', [BLOCKED_USER, NOW]);
});
after(async () => {
  await pool.end();
  await database.drop();
});

type TokenFacts = { client?: string; user?: string; expires?: string; revoked?: string | null };
async function token({ client = GOOD, user = USER, expires = '2027-01-01', revoked = null }: TokenFacts) {
  const id = randomUUID();
  const values = [id, Buffer.from(id), client, user, 'a:b', expires, revoked, NOW];
  await database.query('INSERT INTO tokens VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', values);
  return id;
}

test('each token is in the lists of all facts that hold of it, and says the first reason for which it is refused', async () => {
  const ids: Record<string, string> = {
    good: await token({}),
    expiring: await token({ expires: '2026-06-15T09:00:00.001Z' }),
    expired: await token({ expires: NOW }),
    revoked: await token({ revoked: NOW }),
    revokedAndExpired: await token({ expires: '2020-01-01', revoked: NOW }),
    ofBlockedClient: await token({ client: BLOCKED }),
    ofBlockedUser: await token({ user: BLOCKED_USER, expires: '2020-01-01' }),
  };
  const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id) as string;
  const list = async (client: string | null, user: string | null, ...flags: boolean[]) =>
    (await tokenList.behind(pool, [null, 100, NOW, client, user, ...flags]))
      .map(({ id }) => nameOf(id))
      .sort();
  const [no, yes] = [false, true];
  const expected: [Parameters<typeof list>, string[]][] = [
    [[null, null, no, no, no, no], Object.keys(ids).sort()],
    [
      [null, null, yes, no, no, no],
      ['expiring', 'good'],
    ],
    [
      [null, null, no, yes, no, no],
      ['expired', 'ofBlockedUser', 'revokedAndExpired'],
    ],
    [
      [null, null, no, no, yes, no],
      ['revoked', 'revokedAndExpired'],
    ],
    [
      [null, null, no, no, no, yes],
      ['ofBlockedClient', 'ofBlockedUser'],
    ],
    [
      [null, null, no, yes, yes, no],
      ['expired', 'ofBlockedUser', 'revoked', 'revokedAndExpired'],
    ],
    [[BLOCKED, null, no, no, no, no], ['ofBlockedClient']],
    [[GOOD, BLOCKED_USER, no, no, no, no], ['ofBlockedUser']],
    [[BLOCKED, null, yes, no, no, no], []],
  ];
  for (const [asked, names] of expected) assert.deepEqual(await list(...asked), names, JSON.stringify(asked));
  const all = await tokenList.behind(pool, [null, 100, NOW, null, null, no, no, no, no]);
  assert.deepEqual(Object.fromEntries(all.map(({ id, state }) => [nameOf(id), state])), {
    good: 'valid',
    expiring: 'valid',
    expired: 'expired',
    revoked: 'revoked',
    revokedAndExpired: 'revoked',
    ofBlockedClient: 'blocked',
    ofBlockedUser: 'expired',
  });
});

test('pages follow each other without a gap or a row twice, also while tokens are issued', async () => {
  const before = await tokenList.behind(pool, [null, 1000, NOW, null, null, false, false, false, false]);
  const seen: string[] = [];
  let last: string | null = null;
  for (;;) {
    const page: { id: string }[] = await tokenList.behind(pool, [
      last,
      2,
      NOW,
      null,
      null,
      false,
      false,
      false,
      false,
    ]);
    if (page.length === 0) break;
    seen.push(...page.map(({ id }) => id));
    last = seen.at(-1) as string;
    await token({});
  }
  const known = before.map(({ id }) => id);
  assert.deepEqual(
    seen.filter((id) => known.includes(id)),
    known,
  );
  assert.equal(new Set(seen).size, seen.length);
});

test('API keys and clients are found by what is known of them; parts of names are taken literally', async () => {
  const [key, revoked, blocked, rotated, ended] = Array.from({ length: 5 }, randomUUID) as string[];
  for (const [id, client, revokedAt, expiresAt] of [
    [key, GOOD, null, null],
    [revoked, GOOD, NOW, null],
    [blocked, BLOCKED, null, null],
    [rotated, GOOD, null, '2026-06-15T09:00:00.001Z'],
    [ended, GOOD, null, NOW],
  ])
    await database.query('INSERT INTO api_keys VALUES ($1, $2, $3, $4, $5, $6)', [
      id,
      Buffer.from(id as string),
      client,
      revokedAt,
      NOW,
      expiresAt,
    ]);
  const keys = async (...filters: unknown[]) =>
    (await apiKeyList.behind(pool, [null, 10, NOW, ...filters])).map(({ id, state }) => [id, state]);
  assert.equal((await keys(null, false, false, false, false)).length, 5);
  assert.deepEqual(
    (await keys(GOOD, true, false, false, false)).sort(),
    [
      [key, 'valid'],
      [rotated, 'valid'],
    ].sort(),
  );
  assert.deepEqual(await keys(null, false, true, false, false), [[ended, 'expired']]);
  assert.deepEqual(await keys(null, false, false, true, false), [[revoked, 'revoked']]);
  assert.deepEqual(await keys(null, false, false, false, true), [[blocked, 'blocked']]);

  const clients = async (...filters: unknown[]) =>
    (await clientList.behind(pool, [null, 10, ...filters])).map(({ id }) => id);
  assert.deepEqual(await clients(null, 'АПТЕКА «П', null), [GOOD]);
  assert.deepEqual(await clients(null, '%', null), [BLOCKED]);
  assert.deepEqual(await clients(null, '_', null), [BLOCKED]);
  assert.deepEqual(await clients('MIS', null, null), [BLOCKED]);
  assert.deepEqual(await clients(null, null, true), [BLOCKED]);
});

test('no list has a column that holds a value, a hash or a password', async () => {
  const rows = [
    ...(await tokenList.behind(pool, [null, 1, NOW, null, null, false, false, false, false])),
    ...(await apiKeyList.behind(pool, [null, 1, NOW, null, false, false, false, false])),
    ...(await clientList.behind(pool, [null, 1, null, null, false])),
  ];
  assert.equal(rows.length, 3);
  for (const row of rows) assert.doesNotMatch(Object.keys(row).join(), /value|hash|secret|password/);
});
