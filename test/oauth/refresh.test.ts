/**
 * Goal: a refresh whose answer was lost signs nobody out, and a stolen refresh token signs everybody out: the same token gives
 * the same answer for 30 seconds, on any process, and afterwards ends its whole family, although it is answered by an error.
 * Method: two servers with a pool each, one clock that the test moves; many requests at once.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forgetSealedAnswers } from '../../src/oauth/tokens/sweep.ts';
import { inTransaction } from '../../src/platform/database/pool.ts';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { openApp } from '../fixtures/in-process.ts';
import { withinOneSecond } from '../fixtures/moments.ts';
import {
  codeOf,
  errorBytes,
  form,
  formRefresh,
  isAccepted,
  national,
  nationalCode,
  type Pair,
  pairOf,
} from './flow.ts';
import { SECRET, useServedPeople } from './world.ts';

const people = useServedPeople({ servers: 3 });

const USED = [401, errorBytes('access_denied', 'Token has already been used.')] as const;
const NOT_FOUND = [401, errorBytes('token_not_found', 'Token not found.')] as const;

const refresh = (token: string, server = 0, overrides: object = {}) =>
  form(people.apps[server]?.url as string, '/oauth/tokens', formRefresh(people.ids, token, overrides));
const asPair = ({ body }: ApiAnswer): Pair => ({ access: body.access_token, refresh: body.refresh_token });
const repeated = (count: number) => Array.from({ length: count }, (_, at) => at);

async function refreshed(token: string, server?: number): Promise<Pair> {
  const answer = await refresh(token, server);
  assert.equal(answer.status, 200, answer.describe());
  return asPair(answer);
}

/** Everything of the family is refused, everywhere. */
async function assertDead(...pairs: Pair[]): Promise<void> {
  for (const { url } of people.apps)
    for (const { access } of pairs)
      await withinOneSecond('the access token ends', async () => !(await isAccepted(url, access)));
  for (const pair of pairs)
    assertErrorBytes(await national(people.url, formRefresh(people.ids, pair.refresh)), ...NOT_FOUND);
}

describe('the same refresh token', () => {
  test('at the same moment on three servers gives one pair, byte for byte', async () => {
    const { refresh: token } = await pairOf(people);
    const answers = await Promise.all(repeated(12).map((at) => refresh(token, at % 3)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    const made = await people.database.query(
      `SELECT 1 FROM refresh_tokens r JOIN refresh_tokens o USING (family_id) WHERE o.value_hash = sha256($1::bytea)`,
      [token],
    );
    assert.equal(made.length, 2, 'the one that was used, and its successor');
    assert.equal(await isAccepted(people.url, answers[0]?.body.access_token), true);
  });

  test('a little later still, in the other form too, also when its successor was used', async () => {
    const { refresh: token } = await pairOf(people);
    const first = await refresh(token);
    await refreshed(asPair(first).refresh);
    people.advance(29_000);
    assert.equal((await refresh(token, 1, { scope: 'license:read' })).text, first.text);
    const nationally = await national(people.url, formRefresh(people.ids, token));
    assertStatus(nationally, 201);
    const { value, details } = nationally.body.data;
    assert.deepEqual({ access: value, refresh: details.refresh_token }, asPair(first));
  });

  test('after 30 seconds ends its family, the newest token included, though the answer is an error', async () => {
    const first = await pairOf(people);
    const second = await refreshed(first.refresh);
    people.advance(31_000);
    const third = await refreshed(second.refresh, 1);
    assertErrorBytes(await national(people.url, formRefresh(people.ids, first.refresh)), ...USED);
    await assertDead(first, second, third);
    const [row] = await people.database.query(
      `SELECT count(*)::int AS count FROM audit_log WHERE action = 'revoke' AND changeset->'new'->>'reason' = 'replay'`,
    );
    assert.equal(row?.count, 1);
  });

  test('in the hands of another client ends nothing', async () => {
    const first = await pairOf(people);
    const second = await refreshed(first.refresh);
    people.advance(31_000);
    const thief = { client_id: people.ids.otherClinic, client_secret: `${SECRET}2` };
    for (const overrides of [thief, { client_secret: 'wrong' }])
      assert.notEqual((await refresh(first.refresh, 0, overrides)).status, 200);
    await refreshed(second.refresh);
  });

  test('leaves no value in the database: the answer that is kept opens with the token alone', async () => {
    const first = await pairOf(people);
    const second = await refreshed(first.refresh);
    const stored = await people.database.query(
      'SELECT r.*::text AS row FROM refresh_tokens r UNION ALL SELECT t.*::text FROM tokens t UNION ALL SELECT a.*::text FROM audit_log a UNION ALL SELECT f.*::text FROM token_families f',
    );
    const text = JSON.stringify(stored);
    for (const value of [first.access, first.refresh, second.access, second.refresh])
      assert.equal(text.includes(value), false);
    assert.match(text, /[\w-]{300,}/, 'it is there, sealed');
  });
});

test('an answer that nobody can fetch again is forgotten: it has the next token in it, and that the next', async () => {
  const kept = async () =>
    (await people.database.query('SELECT 1 FROM refresh_tokens WHERE sealed_answer IS NOT NULL')).length;
  const first = await pairOf(people);
  const second = await refreshed(first.refresh);
  people.advance(61_000);
  const answer = await refresh(second.refresh);
  assert.equal(await forgetSealedAnswers(people.pool, people.clock), false);
  assert.equal(await kept(), 1);
  assert.equal((await refresh(second.refresh, 1)).text, answer.text);
  assertErrorBytes(await national(people.url, formRefresh(people.ids, first.refresh)), ...USED);
  await assertDead(first, second, asPair(answer));
});

describe('at the same moment', () => {
  test('a code gives one pair at most, and whoever comes second ends it', async () => {
    for (let round = 0; round < 3; round++) {
      const code = await codeOf(people);
      const answers = await Promise.all(
        repeated(9).map((at) => national(people.apps[at % 3]?.url as string, nationalCode(people.ids, code))),
      );
      const [first, ...others] = answers.filter(({ status }) => status === 201);
      assert.ok(first);
      assert.deepEqual(others, []);
      await assertDead({ access: first.body.data.value, refresh: first.body.data.details.refresh_token });
    }
  });

  test('a logout and refreshes leave nothing alive', async () => {
    const pair = await pairOf(people);
    const [logout, ...answers] = await Promise.all([
      call(`${people.url}/auth/logout`, { method: 'POST', token: pair.access }),
      ...repeated(6).map((at) => refresh(pair.refresh, at % 3)),
    ]);
    assertStatus(logout, 200);
    const pairs = answers.filter(({ status }) => status === 200).map(asPair);
    await assertDead(pair, ...pairs);
  });

  test('waiting for a row holds half of the connections at most', async () => {
    const stuck = await pairOf(people);
    const code = await codeOf(people, { query: { client_id: people.ids.otherClinic } });
    const other = { client_id: people.ids.otherClinic, client_secret: `${SECRET}2` };
    let waiting: Promise<ApiAnswer>[] = [];
    await inTransaction(people.pool, async (db) => {
      await db.query('SELECT 1 FROM refresh_tokens WHERE value_hash = sha256($1::bytea) FOR UPDATE', [
        stuck.refresh,
      ]);
      waiting = repeated(8).map(() => refresh(stuck.refresh));
      await withinOneSecond('some wait', async () => {
        const [row] = await people.database.query(
          `SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return row?.count === 2;
      });
      assertStatus(await national(people.url, nationalCode(people.ids, code, other)), 201);
    });
    const answers = await Promise.all(waiting);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  });
});

test('without rotation the same refresh token goes on for its seven days', async () => {
  const { database, clock, ids } = people;
  const app = await openApp(database, { clock, env: { REFRESH_TOKEN_ROTATION: 'false' } });
  try {
    const pair = await pairOf(people);
    const values = new Set<string>();
    for (let n = 0; n < 3; n++) {
      people.advance(60_000);
      const answer = await form(app.url, '/oauth/tokens', formRefresh(ids, pair.refresh));
      assert.equal(answer.body.refresh_token, pair.refresh, answer.describe());
      values.add(answer.body.access_token);
    }
    assert.equal(values.size, 3);
    people.advance(7 * 24 * 3600 * 1000);
    assertErrorBytes(
      await national(app.url, formRefresh(ids, pair.refresh)),
      401,
      errorBytes('token_expired', 'Token expired.'),
    );
  } finally {
    await app.close();
  }
});
