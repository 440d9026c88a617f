/**
 * Goal: rows from before their numbers were hashed stay as provable as they were, and so do their numbers.
 * Method: a log written by the migrations before, migrated, verified, and then damaged.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { takeHeads } from '../../src/audit/heads.ts';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { readMigrations } from '../../src/platform/database/migrations.ts';
import { createPool, type Pool } from '../../src/platform/database/pool.ts';
import { insertAuditRow } from './audit-rows.ts';
import { createEmptyDatabase, type EmptyDatabase } from './empty-database.ts';

const SEALING = '20261126101000-seal-transaction-numbers.sql';

let database: EmptyDatabase;
let pool: Pool;
let lane: number;

before(async () => {
  database = await createEmptyDatabase();
  pool = createPool({ url: database.url, max: 1, applicationName: 'upgrade', onError: () => {} });
  await pool.query(
    'CREATE TABLE schema_migrations (name text PRIMARY KEY, checksum text, applied_at timestamptz DEFAULT now())',
  );
  for (const { name, sql, checksum } of await readMigrations()) {
    if (name >= SEALING) break;
    await pool.query(sql);
    await pool.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
  }
  for (const number of [1, 2, 3]) lane = await insertAuditRow(pool, { resourceId: `before ${number}` });
  // As a row from before there were events.
  await database.query(`UPDATE audit_log SET transaction_number = NULL WHERE resource_id = 'before 1'`);
  await migrate(database.url);
  for (const number of [1, 2]) await insertAuditRow(pool, { resourceId: `after ${number}` });
});
after(async () => {
  await pool.end();
  await database.drop();
});

const faults = async () =>
  (await verifyAuditLog(pool)).faults.map(({ kind, position }) => ({ kind, position }));

test('the log is whole afterwards, with a seal behind what was there', async () => {
  assert.deepEqual(await faults(), []);
  const rows = await database.query(
    `SELECT action, transaction_number IS NULL AS unnumbered FROM audit_log WHERE lane = $1 ORDER BY position`,
    [lane],
  );
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['create', 'create', 'create', 'seal', 'create', 'create'],
  );
  assert.ok(rows.every(({ unnumbered }) => unnumbered === false));
});

test('heads from before still belong to it', async () => {
  const heads = await takeHeads(pool, new Date());
  const [third] = await database.query(
    `SELECT id, encode(hash, 'hex') AS hash FROM audit_log WHERE lane = $1 AND position = 3`,
    [lane],
  );
  const { id, hash } = third as { id: string; hash: string };
  const lanes = heads.lanes.map((head) =>
    head.lane === lane ? { lane, position: 3, rowId: id, hash } : head,
  );
  assert.deepEqual((await verifyAuditLog(pool, { ...heads, lanes })).faults, []);
});

const ALL_BEFORE = [1, 2, 3].map((position) => ({ kind: 'edited', position }));
const edits: [what: string, sql: string, expected: object[]][] = [
  ['a number from before', 'transaction_number = transaction_number + 1 WHERE position = 2', ALL_BEFORE],
  ['a number from before that is taken away', 'transaction_number = NULL WHERE position = 3', ALL_BEFORE],
  ['a column from before', `action = 'forged' WHERE position = 2`, [{ kind: 'edited', position: 2 }]],
  [
    'a number from afterwards',
    'transaction_number = 5 WHERE position = 5',
    [{ kind: 'edited', position: 5 }],
  ],
  ['the seal', `changeset = '{}' WHERE position = 4`, [...ALL_BEFORE, { kind: 'edited', position: 4 }]],
  [
    'what kind of row the seal is',
    `action = 'create' WHERE position = 4`,
    [...ALL_BEFORE, { kind: 'edited', position: 4 }],
  ],
];
for (const [what, edit, expected] of edits) {
  test(`an edit is found: ${what}`, async () => {
    await database.query(`CREATE TABLE saved AS TABLE audit_log`);
    await database.query(`UPDATE audit_log SET ${edit}`);
    const found = await faults();
    await database.query('TRUNCATE audit_log');
    await database.query('INSERT INTO audit_log OVERRIDING SYSTEM VALUE SELECT * FROM saved');
    await database.query('DROP TABLE saved');
    assert.deepEqual(found, expected);
  });
}
