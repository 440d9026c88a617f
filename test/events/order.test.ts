/**
 * Goal: a reader with a cursor misses nothing.
 * Method: transactions on PostgreSQL that the test holds open, and many writers at once.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pg from 'pg';
import { type Cursor, cursorOf } from '../../src/events/event.ts';
import { countUnnumbered, readEventRows, rebaseEvents } from '../../src/events/events.queries.ts';
import { eventually } from '../fixtures/eventually.ts';
import { openPool, useRegistry } from '../fixtures/open-registry.ts';
import { changeParameter } from './registry.ts';

const registry = useRegistry();
const FROM_START: Cursor = { transaction: '0', id: '0' };

/** What is settled waits for transactions of other databases of the server too: those of other tests. */
async function readUntil(cursor: Cursor, names: string[]): Promise<void> {
  let read: string[] = [];
  await eventually(`events ${names.slice(0, 3)}`, async () => {
    read = (await readAfter(cursor)).names;
    return read.length >= names.length || undefined;
  });
  assert.deepEqual(read, names);
}

/** Names of the parameters of all events behind a cursor, and the cursor behind the last. */
async function readAfter(cursor: Cursor, limit = 1000): Promise<{ names: string[]; cursor: Cursor }> {
  const rows = await readEventRows(registry.pool, [cursor.transaction, cursor.id, limit]);
  const last = rows.at(-1);
  return { names: rows.map((row) => row.resource_id), cursor: last ? cursorOf(last) : cursor };
}

describe('events are in the order that readers rely on', () => {
  test('a change that is rolled back is no event', async () => {
    const { cursor } = await readAfter(FROM_START);
    const db = await registry.pool.connect();
    await db.query('BEGIN');
    await changeParameter(db, 'ROLLED_BACK');
    await db.query('ROLLBACK');
    db.release();
    await changeParameter(registry.pool, 'COMMITTED');
    await readUntil(cursor, ['COMMITTED']);
  });

  test('an event waits for those before it that are not committed yet', async () => {
    const { cursor } = await readAfter(FROM_START);
    const slow = await registry.pool.connect();
    await slow.query('BEGIN');
    await changeParameter(slow, 'SLOW');
    await changeParameter(registry.pool, 'FAST');
    assert.deepEqual((await readAfter(cursor)).names, []);
    await slow.query('COMMIT');
    slow.release();
    await readUntil(cursor, ['SLOW', 'FAST']);
  });

  test('with many writers at once a reader with a cursor misses nothing and sees nothing twice', async () => {
    const { cursor: start } = await readAfter(FROM_START);
    const pool = openPool(registry.database);
    let writing = 8;
    const written: string[] = [];
    const write = async (writer: number) => {
      for (let turn = 0; turn < 40; turn++) {
        const db = await pool.connect();
        await db.query('BEGIN');
        const names = [`${writer}-${turn}-a`, `${writer}-${turn}-b`];
        for (const name of names) {
          await changeParameter(db, name);
          await db.query('SELECT pg_sleep(random() * 0.004)');
        }
        const keeps = turn % 5 !== 0;
        await db.query(keeps ? 'COMMIT' : 'ROLLBACK');
        if (keeps) written.push(...names);
        db.release();
      }
      writing--;
    };
    const seen: string[] = [];
    const read = async () => {
      let cursor = start;
      const readPage = async () => {
        const page = await readAfter(cursor, 7);
        seen.push(...page.names);
        cursor = page.cursor;
      };
      while (writing > 0) await readPage();
      await eventually('the last of the events', async () => {
        await readPage();
        return seen.length >= written.length || undefined;
      });
    };
    await Promise.all([read(), ...Array.from({ length: 8 }, (_none, writer) => write(writer))]);
    await pool.end();
    assert.equal(seen.length, new Set(seen).size);
    assert.deepEqual(seen.toSorted(), written.toSorted());
    await readUntil(start, seen); // a later reader gets the same order
  });
});

describe('the database was restored into a server whose transaction numbers are lower', () => {
  test('the order goes on above the restored events', async () => {
    await changeParameter(registry.pool, 'BEFORE_RESTORE');
    assert.deepEqual(await rebaseEvents(registry.pool, []), [{ rebased: false }]);
    // What a dump brings along from a server that has lived longer.
    await registry.database.query(
      'UPDATE audit_log SET transaction_number = transaction_number + 1000000 WHERE transaction_number IS NOT NULL',
    );
    // A connection that has planned its statements before the change must notice it.
    assert.deepEqual((await readAfter(FROM_START)).names, []);
    assert.deepEqual(await rebaseEvents(registry.pool, []), [{ rebased: true }]);
    assert.deepEqual(await rebaseEvents(registry.pool, []), [{ rebased: false }]);
    const { names, cursor } = await readAfter(FROM_START);
    assert.equal(names.at(-1), 'BEFORE_RESTORE');
    await changeParameter(registry.pool, 'AFTER_RESTORE');
    await readUntil(cursor, ['AFTER_RESTORE']);
  });
});

test('an event whose place somebody took away is listed, before all others, and is counted', async () => {
  await changeParameter(registry.pool, 'DISPLACED');
  await registry.database.query(
    `UPDATE audit_log SET transaction_number = NULL WHERE resource = 'parameter' AND resource_id = 'DISPLACED'`,
  );
  const { names } = await readAfter(FROM_START);
  assert.equal(names[0], 'DISPLACED');
  assert.deepEqual(await countUnnumbered(registry.pool, []), [{ rows: 1 }]);
});

test('the application cannot choose the place of an event', async () => {
  await assert.rejects(
    registry.pool.query(
      `INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset, transaction_number)
       VALUES (now(), '00000000-0000-0000-0000-000000000000', 'test', 'parameter', 'X', 'update', '{}', 1)`,
    ),
    (error) => error instanceof pg.DatabaseError && error.code === '42501',
  );
});
