/**
 * Goal: whatever is changed in the audit log is found.
 * Method: an intruder with the owner's rights, column by column and row by row.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { database, EDITS, faultsAfter, lane, otherLane, ROW_HASH, useTamperedLog } from './tampered-log.ts';

useTamperedLog();

test('every column of the audit log is edited here', async () => {
  const columns = await database.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'audit_log'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  assert.deepEqual(columns.map(({ name }) => name).sort(), Object.keys(EDITS).sort());
});

describe('an edited row is found', () => {
  for (const [column, expressions] of Object.entries(EDITS)) {
    for (const expression of expressions) {
      test(`${column} = ${expression}`, async () => {
        for (const position of [1, 3, 5]) {
          const faults = await faultsAfter(
            `UPDATE audit_log SET ${column} = ${expression} WHERE lane = ${lane} AND position = ${position}`,
          );
          assert.ok(faults.length > 0, `the edit of row ${position} was not found`);
        }
      });
    }
  }

  test('even when its hash was computed again', async () => {
    for (const position of [1, 3, 5]) {
      const where = `WHERE lane = ${lane} AND position = ${position}`;
      const faults = await faultsAfter(
        `UPDATE audit_log SET action = 'forged' ${where}; UPDATE audit_log SET hash = ${ROW_HASH} ${where}`,
      );
      const found = position === 5 ? 'head_mismatch' : 'out_of_order';
      assert.deepEqual(faults, [{ kind: found, lane, position: Math.min(position + 1, 5) }]);
    }
  });
});

describe('a removed row is found', () => {
  const cases: [what: string, where: () => string, expected: () => object[]][] = [
    ['the first', () => `lane = ${lane} AND position = 1`, () => [{ kind: 'removed', lane, position: 2 }]],
    [
      'one in the middle',
      () => `lane = ${lane} AND position = 3`,
      () => [{ kind: 'removed', lane, position: 4 }],
    ],
    [
      'the last',
      () => `lane = ${lane} AND position = 5`,
      () => [{ kind: 'head_mismatch', lane, position: 4 }],
    ],
    [
      'several at the end',
      () => `lane = ${lane} AND position > 1`,
      () => [{ kind: 'head_mismatch', lane, position: 1 }],
    ],
    [
      'a whole lane',
      () => `lane = ${otherLane}`,
      () => [{ kind: 'head_mismatch', lane: otherLane, position: 0 }],
    ],
  ];
  for (const [what, where, expected] of cases) {
    test(what, async () => {
      assert.deepEqual(await faultsAfter(`DELETE FROM audit_log WHERE ${where()}`), expected());
    });
  }

  test('all of them', async () => {
    const faults = await faultsAfter('TRUNCATE audit_log');
    assert.deepEqual(new Set(faults.map(({ kind }) => kind)), new Set(['head_mismatch']));
  });

  test('together with the head of its lane', async () => {
    const remove = `DELETE FROM audit_lanes WHERE lane = ${lane}`;
    assert.deepEqual(await faultsAfter(remove), [{ kind: 'head_missing', lane, position: 5 }]);
    const gone = await faultsAfter(`${remove}; DELETE FROM audit_log WHERE lane = ${lane}`);
    assert.deepEqual(gone, [{ kind: 'head_missing', lane, position: 0 }]);
  });

  test('together with all others and all heads', async () => {
    const faults = await faultsAfter('DELETE FROM audit_log; DELETE FROM audit_lanes');
    assert.equal(faults.length, 64);
    assert.ok(faults.every(({ kind }) => kind === 'head_missing'));
  });

  test('when the head of a lane without rows is gone, and when there is one too many', async () => {
    const empty = [0, 1, 2].find((one) => one !== lane && one !== otherLane) as number;
    assert.deepEqual(await faultsAfter(`DELETE FROM audit_lanes WHERE lane = ${empty}`), [
      { kind: 'head_missing', lane: empty, position: 0 },
    ]);
    assert.deepEqual(await faultsAfter(`INSERT INTO audit_lanes (lane, position, hash) VALUES (64, 0, '')`), [
      { kind: 'unknown_lane', lane: 64, position: 0 },
    ]);
  });

  test('when only the memory of a head is forged', async () => {
    for (const column of ['previous_hash', 'hash']) {
      const faults = await faultsAfter(`UPDATE audit_lanes SET ${column} = sha256('x') WHERE lane = ${lane}`);
      assert.deepEqual(faults, [{ kind: 'head_mismatch', lane, position: 5 }]);
    }
  });

  test('and the rows behind it moved up', async () => {
    const faults = await faultsAfter(
      `DELETE FROM audit_log WHERE lane = ${lane} AND position = 2;
       UPDATE audit_log SET position = position - 1 WHERE lane = ${lane} AND position > 2`,
    );
    assert.ok(faults.some(({ kind }) => kind === 'edited'));
  });
});

describe('swapped rows are found', () => {
  const swap = (columns: string, left: string, right: string) => `
    UPDATE audit_log a SET (${columns}) = (SELECT ${columns} FROM saved_log s
       WHERE CASE WHEN ${left.replaceAll('$', 'a')} THEN ${right.replaceAll('$', 's')} ELSE ${left.replaceAll('$', 's')} END)
     WHERE ${left.replaceAll('$', 'a')} OR ${right.replaceAll('$', 'a')}`;
  const at = (place: number, where = lane) => `($.lane = ${where} AND $.position = ${place})`;
  const content = 'inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset';

  test('when their contents changed places', async () => {
    assert.ok((await faultsAfter(swap(content, at(2), at(4)))).length >= 2);
  });

  test('when their contents and hashes changed places', async () => {
    assert.ok((await faultsAfter(swap(`${content}, previous_hash, hash`, at(2), at(4)))).length >= 2);
  });

  test('when they are of different lanes', async () => {
    assert.ok((await faultsAfter(swap(content, at(1), at(1, otherLane)))).length >= 2);
  });

  test('when their positions changed places', async () => {
    const faults = await faultsAfter(
      `UPDATE audit_log SET position = 1000 WHERE lane = ${lane} AND position = 2;
       UPDATE audit_log SET position = 2 WHERE lane = ${lane} AND position = 3;
       UPDATE audit_log SET position = 3 WHERE lane = ${lane} AND position = 1000`,
    );
    assert.ok(faults.length >= 2);
  });
});

describe('a forged row is found', () => {
  const forged = (position: string, previous: string, hash: string) => `
    INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset, lane, position, previous_hash, hash)
    SELECT now(), actor_id, 'forged', resource, 'forged', action, changeset, lane, ${position}, ${previous}, ${hash}
      FROM audit_log WHERE lane = ${lane} AND position = 5`;

  test('at the end of a lane, with the right hashes', async () => {
    const faults = await faultsAfter(
      `${forged('6', 'hash', 'hash')}; UPDATE audit_log SET hash = ${ROW_HASH} WHERE lane = ${lane} AND position = 6`,
    );
    assert.deepEqual(faults, [{ kind: 'head_mismatch', lane, position: 6 }]);
  });

  test('in a gap that was made for it', async () => {
    const faults = await faultsAfter(
      `${forged('900', 'hash', 'hash')};
       DELETE FROM audit_log WHERE lane = ${lane} AND position = 3;
       UPDATE audit_log SET position = 3,
         previous_hash = (SELECT hash FROM saved_log WHERE lane = ${lane} AND position = 2)
        WHERE lane = ${lane} AND position = 900;
       UPDATE audit_log SET hash = ${ROW_HASH} WHERE lane = ${lane} AND position = 3`,
    );
    assert.deepEqual(faults, [{ kind: 'out_of_order', lane, position: 4 }]);
  });

  test('before the first', async () => {
    assert.ok((await faultsAfter(forged('0', 'previous_hash', 'hash'))).length > 0);
  });

  test('in a lane that does not exist', async () => {
    const faults = await faultsAfter(
      `INSERT INTO audit_log OVERRIDING SYSTEM VALUE SELECT (s).* FROM (
         SELECT jsonb_populate_record(l, jsonb_build_object('id', 999999, 'lane', 64, 'position', 1)) AS s
           FROM audit_log l WHERE lane = ${lane} AND position = 1) forged`,
    );
    assert.ok(faults.length > 0);
  });
});
