/**
 * Goal: who looks for a change finds it, newest first, in a bounded step at a time; and what was tampered with shows.
 * Method: a log that the test writes, searched over HTTP and by the command, and damaged at the end.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { useSetting } from '../fixtures/setting.ts';
import { administrationOf, OPERATOR_WORLD, operator, placeOf } from './operator.ts';

const setting = useSetting({ world: OPERATOR_WORLD });
const { get, post } = administrationOf(setting);
const esoz = (...args: string[]) => runEsoz(['audit', ...args], { DATABASE_URL: setting.database.url });

const [actor, client] = [randomUUID(), randomUUID()];
/** Rows a minute apart, from noon on; every third is another's. */
const ROWS = 12;
type Entry = { id: string; resource_id: string; inserted_at: string; changeset: object };
const found = async (query: string) => {
  const answer = await get(`audit_log?${query}`);
  assertStatus(answer, 200);
  return (answer.body.data as Entry[]).map(({ resource_id }) => Number(resource_id));
};

describe('a search', () => {
  before(() =>
    setting.database.query(
      `INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
       SELECT '2020-05-05T12:00:00Z'::timestamptz + n * interval '1 minute',
              CASE WHEN n % 3 = 0 THEN gen_random_uuid() ELSE $1 END, CASE WHEN n % 2 = 0 THEN $2::uuid END, 'r' || n,
              'thing', n, 'touch', jsonb_build_object('old', NULL, 'new', n)
         FROM generate_series(1, $3::int) AS n`,
      [actor, client, ROWS],
    ),
  );

  test('shows a row as it was written, newest first', async () => {
    const answer = await get('audit_log?resource=thing&limit=1');
    assert.equal(answer.body.meta.type, 'list');
    const [{ id, ...row }] = answer.body.data;
    assert.match(id, /^[1-9]\d*$/);
    assert.deepEqual(row.changeset, { old: null, new: ROWS });
    assert.deepEqual(
      [row.inserted_at, row.client_id, row.request_id, row.resource, row.action],
      ['2020-05-05T12:12:00.000Z', client, 'r12', 'thing', 'touch'],
    );
  });

  test('names whoever did it by address, where they have one', async () => {
    await setting.database.query(
      `INSERT INTO users (id, email, is_blocked, inserted_at, updated_at) VALUES ($1, 'who@nszu.example', false, now(), now())`,
      [actor],
    );
    const { data } = (await get('audit_log?resource=thing&limit=3')).body;
    assert.deepEqual(
      data.map(({ actor_email }: { actor_email: string | null }) => actor_email),
      [null, 'who@nszu.example', 'who@nszu.example'],
    );
  });

  for (const [query, expected] of [
    ['resource=thing', [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
    [`actor_id=${actor}`, [11, 10, 8, 7, 5, 4, 2, 1]],
    [`actor_id=${actor.toUpperCase()}&client_id=${client}`, [10, 8, 4, 2]],
    ['resource=thing&resource_id=7', [7]],
    ['resource_id=7&action=other', []],
    ['resource=thing&from=2020-05-05T12:10:00Z', [12, 11, 10]],
    ['resource=thing&to=2020-05-05T12:03:00Z', [2, 1]],
    ['from=2020-05-05T12:02:00Z&to=2020-05-05T12:02:00.000001Z', [2]],
    ['request_id=r7', [7]],
    ['request_id=r7&resource=other', []],
    ['request_id=R7', []],
    ['request_id=r7&from=2020-05-05T12:08:00Z', []],
    ['action=touch&limit=2', [12, 11]],
    ["action=touch' OR 1=1 --", []],
  ] as const)
    test(`by ${query.replaceAll(/[0-9A-Fa-f-]{36}/g, '…')}`, async () => {
      assert.deepEqual(await found(query), expected);
    });

  test('goes on where Link leads, to the end, and leaves nothing out', async () => {
    const seen: number[] = [];
    let url: string | undefined = `${setting.product.apiUrl}/api/admin/audit_log?resource=thing&limit=5`;
    for (let pages = 0; url !== undefined; pages++) {
      assert.ok(pages < 4);
      const answer = await call(url, { token: operator.token, headers: { 'api-key': operator.apiKey } });
      assertStatus(answer, 200);
      seen.push(...answer.body.data.map((entry: Entry) => Number(entry.resource_id)));
      url = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    assert.deepEqual(seen, [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  for (const [query, entry, rule] of [
    ['after=0', '$.after', 'format'],
    ['after=999999999', '$.after', 'invalid'],
    ['after=1&after=2', '$.after', 'invalid'],
    ['actor_id=me', '$.actor_id', 'format'],
    ['client_id=', '$.client_id', 'format'],
    ['resource=%00', '$.resource', 'format'],
    ['from=2020-05-05', '$.from', 'format'],
    ['from=2020-05-05T25:00:00Z', '$.from', 'format'],
    ['to=2020-02-30T12:00:00Z', '$.to', 'date'],
    ['to=2020-02-28T12:00:00%2B02:00', '$.to', 'format'],
    ['limit=0', '$.limit', 'format'],
  ] as const)
    test(`refuses ${query}`, async () => {
      const answer = await get(`audit_log?${query}`);
      assert.equal(answer.status, 422, answer.describe());
      assert.deepEqual(placeOf(answer), [[entry, rule]]);
    });

  test('finds what this operator has just done, and why', async () => {
    const made = await post('legal_entities', {
      name: 'Клініка',
      edrpou: '12345678',
      type: 'OUTPATIENT',
      reason: 'щоб знайти',
    });
    const { id } = made.body.data;
    const answer = await get(`audit_log?actor_id=${operator.userId}&resource=legal_entity`);
    const [row] = answer.body.data;
    assert.deepEqual([row.resource_id, row.changeset.reason], [id, 'щоб знайти']);
  });
});

test('one step looks at a bounded part of the log, and says where the rest begins; the command goes on by itself', async () => {
  // A row that has a lane already passes the trigger by.
  await setting.database.query(
    `INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset, lane, position,
                            previous_hash, hash)
     SELECT '2021-01-01'::timestamptz + n * interval '1 second', gen_random_uuid(), 'r', 'many', n, 'touch', '{}', 99, n, '', ''
       FROM generate_series(1, 60000) AS n`,
  );
  const before2022 = `actor_id=${actor}&to=2022-01-01T00:00:00Z`;
  const first = await get(`audit_log?${before2022}`);
  assert.deepEqual(first.body.data, []);
  const rest = /after=(\d+)>/.exec(first.headers.get('link') ?? '')?.[1];
  assert.equal((await found(`${before2022}&after=${rest}`)).length, 8);
  const { stdout } = await esoz('search', '--actor', actor, '--limit', '3', '--json');
  const { entries, next } = JSON.parse(stdout);
  assert.deepEqual(
    entries.map((entry: Entry) => entry.resource_id),
    ['11', '10', '8'],
  );
  assert.equal(next, entries[2].id);
  await setting.database.query('DELETE FROM audit_log WHERE lane = 99');
});

test('the command prints a table, and refuses what is no time or no row', async () => {
  const { stdout } = await esoz('search', '--resource', 'thing', '--request', 'r7', '--to', '2020-05-06');
  assert.match(stdout, /2020-05-05 12:07:00Z {2}\S+ {2}touch {3}thing {5}7/);
  for (const args of [
    ['--from', 'yesterday'],
    ['--from', '2020-02-30'],
    ['--after', '999999999'],
  ])
    assert.equal((await esoz('search', ...args)).code, 2, args.join(' '));
});

describe('the verification', () => {
  const verify = async () => {
    const answer = await get('audit_log/verification');
    assertStatus(answer, 200);
    return answer.body.data;
  };

  test('says what it has looked at, and hands out the heads, which a whole verification takes', async () => {
    const { is_whole, rows, checked_rows, faults, heads } = await verify();
    assert.deepEqual([is_whole, faults, heads.lanes.length], [true, [], 64]);
    assert.ok(rows >= ROWS && checked_rows <= rows);
    const directory = await mkdtemp(path.join(tmpdir(), 'esoz-heads-'));
    const file = path.join(directory, 'heads.json');
    await writeFile(file, JSON.stringify(heads));
    const { code, stdout } = await esoz('verify', '--heads', file);
    assert.equal(code, 0, stdout);
    await rm(directory, { recursive: true });
  });

  test('of a long lane looks at its last rows alone', async () => {
    const { query } = setting.database;
    await query(
      `SELECT audit_log_append_many(now(), gen_random_uuid(), 'r', 'long', 'touch', array_agg(n::text), array_agg('{}'::jsonb))
         FROM generate_series(1, 1000) AS n`,
    );
    const { rows, checked_rows } = await verify();
    assert.ok(checked_rows < rows);
  });

  test('finds a row that was edited, one that is gone, and a head that is', async () => {
    const { query } = setting.database;
    const [lane] = await query<{ lane: number; position: string }>(
      'SELECT lane, position FROM audit_lanes ORDER BY position DESC LIMIT 1',
    );
    assert.ok(lane && Number(lane.position) >= 3);
    const at = (back: number) => [lane.lane, Number(lane.position) - back];
    await query(`UPDATE audit_log SET action = 'forged' WHERE lane = $1 AND position = $2`, at(0));
    await query('DELETE FROM audit_log WHERE lane = $1 AND position = $2', at(2));
    await query('DELETE FROM audit_lanes WHERE lane <> $1 AND position = 0', [lane.lane]);
    const { is_whole, faults } = await verify();
    assert.equal(is_whole, false);
    const kinds = new Set(faults.map(({ kind }: { kind: string }) => kind));
    assert.deepEqual([...kinds].sort(), ['edited', 'head_missing', 'removed']);
  });
});
