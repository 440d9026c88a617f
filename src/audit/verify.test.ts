/**
 * Goal: a verification tells its counts, and its faults in a bounded list.
 * Method: a log that the test damages. Which damage is found is in
 * test/faults/audit-tampering.test.ts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useRegistry } from '../../test/fixtures/open-registry.ts';
import { verifyAuditLog } from './verify.ts';

const registry = useRegistry({ max: 1 });
// Every way of tampering is in test/faults/audit-tampering.test.ts; here is what a report looks like.

const addRows = (count: number) =>
  registry.pool.query(
    `INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset)
     SELECT now(), gen_random_uuid(), 'r', 'license', n, 'create', '{}' FROM generate_series(1, $1::int) n`,
    [count],
  );

test('an empty log is whole', async () => {
  assert.deepEqual(await verifyAuditLog(registry.pool), {
    rows: 0,
    lanes: 0,
    comparedWith: null,
    faults: [],
  });
});

test('rows and lanes are counted, with the rights of the application', async () => {
  await addRows(150);
  const { rows, faults } = await verifyAuditLog(registry.pool);
  assert.equal(rows, 150);
  assert.deepEqual(faults, []);
});

test('a fault names its place, its row and in words what is wrong; a hundred are enough', async () => {
  await registry.database.query(`UPDATE audit_log SET action = 'forged' WHERE position <= 120`);
  const { faults } = await verifyAuditLog(registry.pool);
  assert.equal(faults.length, 100);
  const { lane, position, id, kind, description } = faults[0] as (typeof faults)[0];
  const [row] = await registry.database.query('SELECT id FROM audit_log WHERE lane = $1 AND position = $2', [
    lane,
    position,
  ]);
  assert.equal(id, row?.id);
  assert.equal(kind, 'edited');
  assert.match(description, /a column was changed/);
});

test('a check that fails gives its connection up, and the next one works', async () => {
  await registry.database.query('ALTER TABLE audit_lanes RENAME TO away');
  await assert.rejects(verifyAuditLog(registry.pool), { code: '42P01' });
  await registry.database.query('ALTER TABLE away RENAME TO audit_lanes');
  assert.equal((await verifyAuditLog(registry.pool)).rows, 150);
});
