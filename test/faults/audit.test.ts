/**
 * Goal: the hash chains hold under concurrent writers and do not hold them up.
 * Method: many connections to PostgreSQL at once.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import { createPool, type Pool } from '../../src/platform/database/pool.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import { insertAuditRow } from './audit-rows.ts';

let database: TestDatabase;
let application: Pool;
before(async () => {
  database = await createTestDatabase();
  application = createPool({
    url: database.url,
    role: 'esoz_app',
    max: 16,
    applicationName: 'audit test',
    onError: () => {},
  });
});
after(async () => {
  await application.end();
  await database.drop();
});

async function assertClean(rows?: number): Promise<void> {
  const report = await verifyAuditLog(application);
  assert.deepEqual(report.faults, []);
  if (rows !== undefined) assert.equal(report.rows, rows);
}

/** A connection in a transaction of its own, rolled back at the end. */
async function inTransaction(work: (db: pg.PoolClient) => Promise<void>): Promise<void> {
  const db = await application.connect();
  try {
    await db.query('BEGIN');
    await work(db);
  } finally {
    await db.query('ROLLBACK');
    db.release();
  }
}

describe('the hash chains', () => {
  test('hold under sixteen writers, some of which roll back, while they are verified', async () => {
    const before = (await verifyAuditLog(application)).rows;
    const writer = async (_: unknown, number: number) => {
      for (let turn = 0; turn < 15; turn++) {
        const db = await application.connect();
        await db.query('BEGIN');
        await insertAuditRow(db, { resourceId: `${number}.${turn}` });
        await db.query('SAVEPOINT part');
        await insertAuditRow(db, { resourceId: `${number}.${turn} never` });
        await db.query('ROLLBACK TO SAVEPOINT part');
        await insertAuditRow(db, { resourceId: `${number}.${turn} too` });
        await db.query(turn % 5 === 4 ? 'ROLLBACK' : 'COMMIT');
        db.release();
      }
    };
    const writing = Promise.all(Array.from({ length: 12 }, writer));
    for (let round = 0; round < 5; round++) await assertClean();
    await writing;
    await assertClean(before + 12 * 12 * 2);
  });

  test('hold for many rows of one statement, and for a stretch beside other writers', async () => {
    const { rows: before } = await verifyAuditLog(application);
    const many = (count: number) =>
      application.query(
        `SELECT audit_log_append_many(now(), gen_random_uuid(), 'bulk', 'license', 'create',
           ARRAY(SELECT 'bulk ' || n FROM generate_series(1, $1) n), ARRAY(SELECT jsonb_build_object('n', n, 'ї', '"\\') FROM generate_series(1, $1) n))`,
        [count],
      );
    const each = application.query(
      `INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset)
       SELECT now(), gen_random_uuid(), 'each', 'license', n, 'create', '{}' FROM generate_series(1, 50) n`,
    );
    await Promise.all([
      many(100),
      each,
      many(1),
      many(0),
      insertAuditRow(application, { resourceId: 'single' }),
    ]);
    await assertClean(before + 100 + 50 + 1 + 1);
  });

  test('do not serialise writers: an open transaction holds up nobody', async () => {
    await inTransaction(async (open) => {
      const held = await insertAuditRow(open, { resourceId: 'held' });
      const lanes = await Promise.all(
        Array.from({ length: 14 }, (_, number) =>
          insertAuditRow(application, { resourceId: `free ${number}` }),
        ),
      );
      assert.ok(!lanes.includes(held));
      await inTransaction(async (second) => {
        assert.notEqual(await insertAuditRow(second, { resourceId: 'held too' }), held);
        await insertAuditRow(application, { resourceId: 'free as well' });
      });
    });
    await assertClean();
  });

  test('make a writer wait only when all lanes are held, and then go on', async () => {
    const holder = new pg.Client(database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT pg_advisory_xact_lock(4510013, lane) FROM audit_lanes');
    let done = false;
    const waiting = insertAuditRow(application, { resourceId: 'patient' }).then(() => {
      done = true;
    });
    await eventually('a writer that waits', async () => {
      const rows = await database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
      );
      return rows.length === 1;
    });
    assert.equal(done, false);
    await holder.end();
    await waiting;
    await assertClean();
  });
});

/** What the application's role must not be able to do, whoever gets hold of its connection. */
const FORBIDDEN = [
  `UPDATE audit_log SET action = 'forged'`,
  'UPDATE audit_log SET changeset = changeset WHERE false',
  'DELETE FROM audit_log',
  'TRUNCATE audit_log',
  'TRUNCATE licenses, audit_log CASCADE',
  `MERGE INTO audit_log USING (VALUES (1)) v ON true WHEN MATCHED THEN DELETE`,
  'SELECT 1 FROM audit_log FOR UPDATE',
  `INSERT INTO audit_log (id, inserted_at, actor_id, request_id, resource, resource_id, action, changeset)
     OVERRIDING SYSTEM VALUE VALUES (1, now(), gen_random_uuid(), 'r', 'license', 'x', 'create', '{}')`,
  `INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset, lane, position, previous_hash, hash)
     VALUES (now(), gen_random_uuid(), 'r', 'license', 'x', 'create', '{}', 0, 1, '', '')`,
  `UPDATE audit_lanes SET position = 0`,
  'DELETE FROM audit_lanes',
  `INSERT INTO audit_lanes VALUES (64, 0, NULL, '')`,
  'TRUNCATE audit_lanes',
  'LOCK TABLE audit_log IN ACCESS EXCLUSIVE MODE',
  'ALTER TABLE audit_log DISABLE TRIGGER audit_log_append',
  'ALTER TABLE audit_log DISABLE TRIGGER ALL',
  'DROP TRIGGER audit_log_append ON audit_log',
  'DROP TABLE audit_log',
  'ALTER TABLE audit_log ADD COLUMN note text',
  'ALTER TABLE audit_log OWNER TO esoz_app',
  `CREATE OR REPLACE FUNCTION audit_log_append() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  'ALTER FUNCTION audit_log_append() OWNER TO esoz_app',
  'CREATE RULE nothing AS ON INSERT TO audit_log DO INSTEAD NOTHING',
  'CREATE TRIGGER nothing BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  'CREATE TABLE mine (id int)',
  'CREATE VIEW mine AS SELECT 1',
  'CREATE SCHEMA mine',
  `CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  'SET session_replication_role = replica',
  `SELECT setval('audit_log_id_seq', 1)`,
  `COPY audit_log TO '/tmp/audit'`,
  `COPY audit_log TO PROGRAM 'cat'`,
  'DELETE FROM licenses',
  'DELETE FROM legal_entities',
  'TRUNCATE licenses',
  `UPDATE schema_migrations SET checksum = 'x'`,
  'CREATE ROLE mine',
];

describe("the application's role", () => {
  test('may add to the audit log and read it', async () => {
    await inTransaction(async (db) => {
      await insertAuditRow(db, { resourceId: 'allowed' });
      const { rows } = await db.query(`SELECT current_user, count(*)::int FROM audit_log GROUP BY 1`);
      assert.equal(rows[0].current_user, 'esoz_app');
    });
  });

  test('may not give itself rights, nor has it any beyond its tables', async () => {
    await inTransaction(async (db) => {
      await db.query('GRANT ALL ON audit_log, audit_lanes TO esoz_app'); // a warning and no effect
      await assert.rejects(db.query('DELETE FROM audit_log'), { code: '42501' });
    });
    const roles = await database.query(
      `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS mighty,
              pg_has_role('esoz_app', 'esoz_owner', 'MEMBER') AS owner
         FROM pg_roles WHERE rolname = 'esoz_app'`,
    );
    assert.deepEqual(roles, [{ mighty: false, owner: false }]);
  });

  for (const sql of FORBIDDEN) {
    test(`may not: ${sql.slice(0, 90).replaceAll(/\s+/g, ' ')}`, async () => {
      await inTransaction(async (db) => {
        await assert.rejects(db.query(sql), { code: '42501' });
      });
    });
  }
});
