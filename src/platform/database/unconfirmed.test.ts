/**
 * Goal: a warning that no standby has confirmed a commit fails the statement that it belongs to, and no other.
 * Method: warnings of the server under the name of the routine that waits for standbys, on real connections. Real waits
 * are in test/faults/synchronous-replication.test.ts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { useRegistry } from '../../../test/fixtures/open-registry.ts';
import { coalesce } from './coalesce.ts';
import { loadOf } from './load.ts';
import { inTransaction } from './pool.ts';
import { isTransient, translatePostgresError } from './postgres-errors.ts';
import { UnconfirmedWriteError } from './unconfirmed.ts';

const registry = useRegistry({ max: 1 });
const WAIT_ROUTINE = 'SyncRepWaitForLSN';

/** As PostgreSQL sends it: in the middle of a statement, in the server's language. */
const warning = (routine: string) =>
  ({ name: 'notice', severity: 'ПОПЕРЕДЖЕННЯ', code: '01000', message: 'відміна', routine }) as never;

/** The only connection warns while it carries out the next statement. */
async function warnNext(routine: string): Promise<pg.PoolClient> {
  const client = await registry.pool.connect();
  setImmediate(() => client.emit('notice', warning(routine)));
  return client;
}
const SLOW = 'SELECT pg_sleep(0.05)';

test('a promise and a callback are refused and counted alike, and the next statement is not', async () => {
  const client = await warnNext(WAIT_ROUTINE);
  await assert.rejects(client.query(SLOW), UnconfirmedWriteError);
  assert.equal((await client.query('SELECT 1 AS one')).rows[0].one, 1);
  setImmediate(() => client.emit('notice', warning(WAIT_ROUTINE)));
  const error = await new Promise((resolve) => client.query(SLOW, (failure) => resolve(failure)));
  assert.ok(error instanceof UnconfirmedWriteError);
  assert.equal(loadOf(registry.pool).unconfirmed, 2);
  client.release();
});

test('of statements that queue up, the one that was running is refused', async () => {
  const client = await warnNext(WAIT_ROUTINE);
  const outcomes = await Promise.allSettled([
    client.query(SLOW),
    client.query(SLOW),
    client.query('SELECT 1'),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled'],
  );
  client.release();
});

test('other warnings mean nothing, and an error stays what it is', async () => {
  const client = await warnNext('exec_stmt_raise');
  await client.query(SLOW);
  setImmediate(() => client.emit('notice', warning(WAIT_ROUTINE)));
  await assert.rejects(client.query('SELECT pg_sleep(0.05), 1 / 0'), { code: '22012' });
  await client.query('SELECT 1');
  client.release();
});

test('a COMMIT without confirmation fails its transaction', async () => {
  const outcome = inTransaction(registry.pool, async (db) => {
    await db.query('SELECT 1');
    (db as pg.PoolClient).emit('notice', warning(WAIT_ROUTINE));
  });
  await assert.rejects(outcome, UnconfirmedWriteError);
});

test('it is answered 503, and no batch is asked again for it', async () => {
  const error = new UnconfirmedWriteError();
  assert.ok(isTransient(error));
  assert.equal((translatePostgresError(error) as { definition: { status: number } }).definition.status, 503);
  const batches: number[] = [];
  const ask = coalesce(async (questions: number[]) => {
    batches.push(questions.length);
    throw new UnconfirmedWriteError();
  });
  const outcomes = await Promise.allSettled([ask(1), ask(2), ask(3)]);
  assert.ok(outcomes.every(({ status }) => status === 'rejected'));
  assert.deepEqual(batches, [3]);
});
