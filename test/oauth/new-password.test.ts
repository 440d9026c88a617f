/**
 * Goal: a new password ends what the former one gave, also what is being given at that very moment.
 * Method: the functions below the pages, held in the middle by a transaction of the test.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveConsent } from '../../src/oauth/consents.ts';
import { findContexts } from '../../src/oauth/contexts.ts';
import { issueCode } from '../../src/oauth/issue-code.ts';
import { readAuthorizationRequest } from '../../src/oauth/request.ts';
import { replacePassword } from '../../src/people/replace-password.ts';
import { createClock } from '../../src/platform/clock.ts';
import { inTransaction } from '../../src/platform/database/pool.ts';
import { ApiError } from '../../src/platform/errors/error-definition.ts';
import { atOnce } from '../../src/platform/turns.ts';
import { withinOneSecond } from '../fixtures/moments.ts';
import { sessionOf } from './flow.ts';
import { CLINIC_URI, usePeople } from './world.ts';

const registry = usePeople();
const clock = createClock({ timeZone: 'Europe/Kyiv' });
const services = () => ({ db: registry.pool, clock, writes: atOnce });

const untilBlocked = () =>
  withinOneSecond('somebody waits', async () => {
    const waiting = await registry.database.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    return waiting.length > 0;
  });

test('no code outlives the session that it was issued in: neither waits for the other in vain', async () => {
  const { pool, ids, database } = registry;
  const read = await readAuthorizationRequest(pool, {
    client_id: ids.clinic,
    redirect_uri: CLINIC_URI,
    response_type: 'code',
    scope: 'license:read',
  });
  const { request } = read as Extract<typeof read, { kind: 'ok' }>;
  const [context] = await findContexts(pool, request, ids.owner);
  assert.ok(context);
  const session = await sessionOf(pool, clock, ids.owner);
  const given = { request, session, userId: ids.owner, requestId: 'late', context };
  const agreed = { ...given, context: await giveConsent(services(), given) };
  const stamp = { now: clock.now(), userId: ids.owner, requestId: 'new-password' };
  const change = { userId: ids.owner, hash: 'another', formerHash: null };

  // The code is first: who changes the password waits, and finds the family.
  let changing: Promise<boolean> | undefined;
  await inTransaction(pool, async (db) => {
    await issueCode({ ...services(), db }, agreed);
    changing = replacePassword(pool, stamp, change);
    await untilBlocked();
  });
  assert.equal(await changing, true);
  const living = () =>
    database.query('SELECT 1 FROM token_families WHERE user_id = $1 AND revoked_at IS NULL', [ids.owner]);
  assert.deepEqual(await living(), []);

  // The password is first: there is no code.
  const next = { ...agreed, session: await sessionOf(pool, clock, ids.owner) };
  let issuing: Promise<unknown> | undefined;
  await inTransaction(pool, async (db) => {
    await replacePassword(db, stamp, { ...change, hash: 'a third' });
    issuing = assert.rejects(issueCode(services(), next), ApiError);
    await untilBlocked();
  });
  await issuing;
  assert.deepEqual(await living(), []);
});
