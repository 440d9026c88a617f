/**
 * Goal: one caller's writes that wait, for each other or for a lock, hold up nobody else.
 * Method: the row of its legal entity is locked while it sends more writes than there are connections.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { type ApiAnswer, assertStatus, call } from '../fixtures/client.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const flood = clinic();
const other = clinic();
const setting = useSetting({ world: mergeWorlds(flood.world, other.world) });
const create = (token: string, headers: Record<string, string> = {}) =>
  call(`${setting.product.apiUrl}/api/licenses`, { token, headers, body: licenseBody() });

for (const [kind, headersOf] of Object.entries<(at: number) => Record<string, string>>({
  'without a key': () => ({}),
  'with keys of their own': (at) => ({ 'x-idempotency-key': `own ${at}`.replace(' ', '-') }),
  'with one key': () => ({ 'x-idempotency-key': 'one' }),
})) {
  describe(`forty creates of one clinic that wait, ${kind}`, () => {
    let locker: pg.Client;
    let waiting: Promise<ApiAnswer[]>;
    before(async () => {
      locker = new pg.Client(setting.database.url);
      await locker.connect();
      await locker.query('DELETE FROM licenses WHERE NOT is_primary');
      await locker.query('BEGIN');
      await locker.query('SELECT 1 FROM legal_entities WHERE id = $1 FOR UPDATE', [flood.id]);
      waiting = Promise.all(Array.from({ length: 40 }, (_, at) => create(flood.token, headersOf(at))));
      for (let waits = 0; waits < 3; ) {
        const { rows } = await locker.query('SELECT count(*)::int AS waits FROM pg_locks WHERE NOT granted');
        waits = rows[0].waits;
      }
    });
    after(() => locker.end());

    test('another clinic reads and creates, and the process is ready', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          call(`${setting.product.apiUrl}/api/licenses`, { token: other.token }),
        ),
      );
      for (const answer of answers) assertStatus(answer, 200);
      assertStatus(await create(other.token), 201);
      assert.equal((await call(`${setting.product.adminUrl}/ready`)).status, 200);
    });

    test('afterwards one of them is created, and the others are told so, or to come again', async () => {
      await locker.query('COMMIT');
      const statuses = (await waiting).map(({ status }) => status);
      assert.ok(statuses.includes(201), statuses.join());
      assert.ok(
        statuses.every((status) => [201, 409, 503].includes(status)),
        statuses.join(),
      );
      const stored = await setting.database.query(
        'SELECT 1 FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
        [flood.id],
      );
      assert.equal(stored.length, 1);
    });
  });
}
