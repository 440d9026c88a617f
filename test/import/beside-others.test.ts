/**
 * Goal: an import gets on with other writers.
 * Method: transactions that the test holds open at each step of a batch.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import pg from 'pg';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import { eventually } from '../fixtures/eventually.ts';
import { additional, addLegalEntity, csv, importText, licenseLine, useImportSetting } from './setting.ts';

const setting = useImportSetting();

/** Another writer in the middle of its transaction. */
async function otherTransaction(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: setting.database.url });
  await client.connect();
  await client.query('BEGIN');
  return client;
}

const INSERT = `INSERT INTO licenses SELECT $1, $2, $3, NULL, 'МОЗ', '2024-01-01', NULL, '2024-01-01', NULL, NULL, $4,
  true, NULL, now(), $1, now(), $1`;

/** Waits until a connection of the import waits for a lock. */
const untilBlocked = () =>
  eventually('an import that waits', async () => {
    const rows = await setting.database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length > 0 ? true : undefined;
  });

const reported = ({ report }: { report: { line: number; rule: string }[] }) =>
  report.map(({ line, rule }) => [line, rule]);

describe('beside other writers', () => {
  test('a licence that somebody else commits meanwhile is reported as present, and no other row is lost', async () => {
    const [one, two] = [await addLegalEntity(setting), await addLegalEntity(setting)];
    const other = await otherTransaction();
    await other.query(INSERT, [randomUUID(), one, 'MSP', true]);
    const importing = importText(
      setting,
      csv(licenseLine(one), licenseLine(one, additional), licenseLine(two)),
    );
    await untilBlocked();
    await other.query('COMMIT');
    await other.end();
    const result = await importing;
    assert.deepEqual([result.imported, result.refused, result.alreadyPresent], [2, 1, 1]);
    assert.deepEqual(result.report, [
      { line: 2, rule: 'license_type_not_present', message: 'License with type MSP is already present' },
    ]);
  });

  test('a licence that somebody else takes back is imported', async () => {
    const id = await addLegalEntity(setting);
    const other = await otherTransaction();
    await other.query(INSERT, [randomUUID(), id, 'MSP', true]);
    const importing = importText(setting, csv(licenseLine(id)));
    await untilBlocked();
    await other.query('ROLLBACK');
    await other.end();
    assert.equal((await importing).imported, 1);
  });

  test('a row whose primary licence was lost to somebody else is judged again with it', async () => {
    const [one, two] = [await addLegalEntity(setting), await addLegalEntity(setting)];
    const taken = randomUUID();
    const other = await otherTransaction();
    await other.query(INSERT, [taken, two, 'MSP', true]);
    const header = csv().trimEnd();
    const importing = importText(
      setting,
      `id,${header}\n${taken},${licenseLine(one)}\n,${licenseLine(one, additional)}\n`,
    );
    await untilBlocked();
    await other.query('COMMIT');
    await other.end();
    assert.deepEqual(reported(await importing), [
      [2, 'license_id_not_present'],
      [3, 'active_primary_license'],
    ]);
  });

  test('a batch that was judged by rows of the one ahead is judged again when those were lost', async () => {
    // Two batches in flight: the primary licences are in the first, their additional ones in the second.
    const clinics = await setting.database.query<{ id: string }>(
      `INSERT INTO legal_entities SELECT gen_random_uuid(), 'Клініка', '38782323', 'OUTPATIENT', 'ACTIVE', now(), $1, now(), $1
         FROM generate_series(1, 6500) RETURNING id`,
      [randomUUID()],
    );
    const ids = clinics.map(({ id }) => id);
    const [lost] = ids as [string];
    const taken = randomUUID();
    const other = await otherTransaction();
    await other.query(INSERT, [taken, await addLegalEntity(setting), 'MSP', true]);
    const header = csv().trimEnd();
    const rows = [
      ...ids.map((id) => `${id === lost ? taken : ''},${licenseLine(id)}`),
      ...ids.map((id) => `,${licenseLine(id, additional)}`),
    ];
    const importing = importText(setting, `id,${header}\n${rows.join('\n')}\n`);
    await untilBlocked();
    await other.query('COMMIT');
    await other.end();
    const result = await importing;
    assert.equal(result.imported, 2 * ids.length - 2);
    assert.deepEqual(reported(result), [
      [2, 'license_id_not_present'],
      [2 + ids.length, 'active_primary_license'],
    ]);
    assert.deepEqual((await verifyAuditLog(setting.pool)).faults, []);
  });

  test('a legal entity that is being closed is seen closed', async () => {
    const id = await addLegalEntity(setting);
    const other = await otherTransaction();
    await other.query(`UPDATE legal_entities SET status = 'CLOSED' WHERE id = $1`, [id]);
    const importing = importText(setting, csv(licenseLine(id)));
    await untilBlocked();
    await other.query('COMMIT');
    await other.end();
    assert.deepEqual(reported(await importing), [[2, 'legal_entity_active_or_suspended']]);
  });

  test('a deadlock is not the end: the batch is imported after it', async () => {
    const [one, two] = [await addLegalEntity(setting), await addLegalEntity(setting)].sort() as [
      string,
      string,
    ];
    const other = await otherTransaction();
    // The import locks the first and waits for the second; the other has the second and asks for the first.
    await other.query('SELECT 1 FROM legal_entities WHERE id = $1 FOR UPDATE', [two]);
    const importing = importText(setting, csv(licenseLine(one), licenseLine(two)));
    await untilBlocked();
    await other.query('SELECT 1 FROM legal_entities WHERE id = $1 FOR UPDATE', [one]).catch(() => {});
    await other.query('ROLLBACK');
    await other.end();
    const result = await importing;
    assert.deepEqual([result.imported, result.refused], [2, 0]);
  });

  test('a second import waits its turn, and gives up when the first takes long', async () => {
    const id = await addLegalEntity(setting);
    const other = await otherTransaction();
    await other.query('SELECT pg_advisory_lock(4510014)');
    const waiting = importText(setting, csv(licenseLine(id)));
    await untilBlocked();
    await other.query('SELECT pg_advisory_unlock(4510014)');
    assert.equal((await waiting).imported, 1);
    await other.query('SELECT pg_advisory_lock(4510014)');
    await assert.rejects(importText(setting, csv(licenseLine(id))), /^Error: Another import is running\.$/);
    await other.end();
  });

  test('two imports of one file at once double nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => addLegalEntity(setting)));
    const content = csv(...ids.map((id) => licenseLine(id)));
    const second = createPool({
      url: setting.database.url,
      role: 'esoz_app',
      max: 2,
      applicationName: 'second',
      onError() {},
    });
    const results = await Promise.all([
      importText(setting, content),
      importText({ ...setting, pool: second }, content),
    ]);
    await second.end();
    assert.deepEqual(results.map(({ state }) => state).sort(), ['already_imported', 'imported']);
    const [count] = await setting.database.query(
      'SELECT count(*)::int AS n FROM licenses WHERE legal_entity_id = ANY ($1)',
      [ids],
    );
    assert.equal(count?.n, 20);
  });
});

describe('the audit log of bulk writers', () => {
  const forge = (columns: string, values: string) =>
    setting.pool.query(`INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset, ${columns})
      VALUES (now(), '${randomUUID()}', 'x', 'license', 'x', 'create', '{}', ${values})`);

  test('lets nobody choose a place in the chain', async () => {
    const denied = '42501';
    const generated = '428C9';
    for (const [column, value, code] of [
      ['lane', '1', denied],
      ['position', '1', denied],
      ['previous_hash', `'\\x00'`, denied],
      ['hash', `'\\x00'`, denied],
      ['id', '1', generated],
    ] as const) {
      await assert.rejects(forge(column, value), { code });
    }
  });

  test('holds when rows are written one by one, many at once and none, by several sessions', async () => {
    const append = (count: number) =>
      setting.pool.query(
        `SELECT audit_log_append_many('2026-11-22T10:00:00.123456Z', $1, 'r"1', 'license', 'create', $2, $3)`,
        [
          randomUUID(),
          Array.from({ length: count }, (_each, n) => `id "${n}" є`),
          Array.from({ length: count }, (_each, n) => JSON.stringify({ n, text: 'є"\\' })),
        ],
      );
    const one = () =>
      setting.pool.query(
        `INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset)
         VALUES ('2026-11-22T10:00:00Z', $1, 'x', 'license', 'x', 'create', '{"a": 1.50}')`,
        [randomUUID()],
      );
    const { rows: before } = await verifyAuditLog(setting.pool);
    await Promise.all([append(300), one(), append(1), append(0), one(), append(17), one()]);
    const { rows, faults } = await verifyAuditLog(setting.pool);
    assert.deepEqual(faults, []);
    assert.equal(rows - before, 321);
  });
});
