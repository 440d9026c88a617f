/**
 * Goal: every statement of a request is a span by its name, and a full pool is seen.
 * Method: a pool of one connection, in the name of a span that writes down what is below it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../../../test/fixtures/database.ts';
import { recordedSpan } from '../../../test/fixtures/recorded-span.ts';
import { within } from '../tracing.ts';
import { batchedStatement } from './batched.ts';
import { createPool, inTransaction, type Pool, plannedStatement, statement } from './pool.ts';

let database: TestDatabase;
let pool: Pool;
before(async () => {
  database = await createTestDatabase();
  const { url } = database;
  pool = createPool({ url, max: 1, isTraced: true, applicationName: 'test', onError: () => {} });
  await pool.query('SELECT 1'); // opens the connection: in the name of nobody
});
after(async () => {
  await pool.end();
  await database.drop();
});

/** What a span has below it when this is done in its name. */
async function historyOf(work: () => Promise<unknown>): Promise<string[]> {
  const root = recordedSpan('root');
  await within(root, work);
  return root.history;
}

const named = statement('test.named', 'SELECT $1::text');
const planned = plannedStatement('test.planned', 'SELECT $1::text');
const divide = statement('test.divide', 'SELECT 1 / $1::int');
const batched = batchedStatement<{ n: number }, { n: number }>(
  'test.batched',
  { n: 'int' },
  (asked) => `SELECT n, place::int FROM ${asked}`,
);

test('statements have their names, and never their values', async () => {
  const history = await historyOf(async () => {
    await named(pool, ['secret']);
    await planned(pool, ['secret']);
    await assert.rejects(divide(pool, [0]), { code: '22012' });
  });
  assert.deepEqual(history, [
    'root/test.named ends',
    'root/test.planned ends',
    'root/test.divide fails: 22012',
    'root/test.divide ends',
  ]);
});

test('a transaction has its commands, and what is no statement of ours no text', async () => {
  const history = await historyOf(() =>
    inTransaction(pool, async (db) => {
      await db.query('SAVEPOINT work');
      await batched(db, { n: 1 });
      await db.query("SELECT 'secret'");
    }),
  );
  assert.deepEqual(
    history,
    ['BEGIN', 'SAVEPOINT', 'test.batched', 'statement without a name', 'COMMIT'].map(
      (name) => `root/${name} ends`,
    ),
  );
});

test('the wait for a connection is a span where there is one', async () => {
  const history = await historyOf(() => Promise.all([named(pool, ['']), named(pool, [''])]));
  assert.deepEqual(history, [
    'root/test.named ends',
    'root/wait for a connection ends',
    'root/test.named ends',
  ]);
});

test('questions that are asked together are each a span of who asks, and lead to each other', async () => {
  const roots = ['one', 'other', 'third'].map((name) => recordedSpan(name));
  await Promise.all(roots.map((root, n) => within(root, () => batched(pool, { n }))));
  const size = '{"db.operation.batch.size":3}';
  const [one, ...others] = roots.map(({ history }) => history);
  const lead = ['sent', size, 'with other/test.batched', 'with third/test.batched', 'ends'];
  assert.deepEqual(
    one,
    lead.map((what) => `one/test.batched ${what}`),
  );
  for (const [at, history] of others.entries()) {
    const name = ['other', 'third'][at];
    const expected = ['sent', size, 'with one/test.batched', 'ends'];
    assert.deepEqual(
      history,
      expected.map((what) => `${name}/test.batched ${what}`),
    );
  }
});

test('without a span nothing is different', async () => {
  assert.deepEqual(await batched(pool, { n: 7 }), [{ n: 7 }]);
  assert.equal((await named(pool, ['x'])).length, 1);
});
