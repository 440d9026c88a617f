/**
 * Goal: one caller's lists and searches take the service from nobody: they wait for each other, and nobody for them.
 * Method: tables are locked, so that every list of them runs into its limit, while others are called.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { assertStatus, call } from '../fixtures/client.ts';
import { FILES, portal } from '../fixtures/portal.ts';
import { clinic, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const SCOPE = 'legal_entity:read license_history:read events:read private_contracts:read client:read';
const [flood, other] = [portal(SCOPE), portal(SCOPE)];
const holder = clinic();
const setting = useSetting({ world: mergeWorlds(flood.world, other.world, holder.world) });
const SEARCH = '/api/v2/legal_entities?name=%D0%BA';
const LAST_PAGE = '/api/v2/legal_entities?page=9999999&page_size=300';

const list = (path: string, { token, apiKey }: { token: string; apiKey: string }) =>
  call(`${setting.product.apiUrl}${path}`, { token, headers: { 'api-key': apiKey } });

describe('while every list of legal entities and of the audit log hangs', () => {
  let locker: pg.Client;
  let hanging: Promise<Awaited<ReturnType<typeof list>>[]>;
  before(async () => {
    locker = new pg.Client(setting.database.url);
    await locker.connect();
    await locker.query('BEGIN; LOCK TABLE legal_entities, audit_log IN ACCESS EXCLUSIVE MODE');
    const paths = [SEARCH, LAST_PAGE, '/api/admin/events', `/api/admin/licenses/${randomUUID()}/history`];
    hanging = Promise.all(
      Array.from({ length: 64 }, (_, at) => list(paths[at % paths.length] as string, flood)),
    );
    await untilOneWaits();
  });
  after(() => locker.end());

  /** For a lock, in the database. */
  async function untilOneWaits(): Promise<void> {
    for (let waits = 0; waits === 0; ) {
      const { rows } = await locker.query('SELECT count(*)::int AS waits FROM pg_locks WHERE NOT granted');
      waits = rows[0].waits;
    }
  }

  test('a clinic gets its licences, and nobody else waits', async () => {
    for (let n = 0; n < 30; n++) {
      const answer = await call(`${setting.product.apiUrl}/api/licenses`, { token: holder.token });
      assertStatus(answer, 200);
    }
  });

  test('the list of another caller has its turn', async () => {
    assertStatus(await list('/api/admin/clients', other), 200);
    assertStatus(await list(`${FILES}?resource_id=${randomUUID()}`, other), 200);
  });

  test('the process is ready', async () => {
    const { status, body } = await call(`${setting.product.adminUrl}/ready`);
    assert.equal(status, 200, JSON.stringify(body));
  });

  test('a list that reached its limit, or whose turn did not come, is 503 and says when to come again', async () => {
    for (const answer of await hanging) {
      assertStatus(answer, 503);
      assert.equal(answer.headers.get('retry-after'), '1');
    }
  });

  test('afterwards every list is there, on the connections that there were', async () => {
    await locker.query('COMMIT');
    for (const path of [SEARCH, LAST_PAGE, '/api/admin/events']) assertStatus(await list(path, flood), 200);
  });
});

test('sixteen searches at once of one caller are all answered', async () => {
  const answers = await Promise.all(Array.from({ length: 16 }, () => list(SEARCH, flood)));
  for (const answer of answers) assertStatus(answer, 200);
});
