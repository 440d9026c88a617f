/**
 * Goal: what fits the chains all the same is found by heads from before; what no constraint stops, by the check itself.
 * Method: an intruder with the owner's rights who computes hashes and heads anew, or drops every constraint.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { takeHeads } from '../../src/audit/heads.ts';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import {
  database,
  EDITS,
  faultsAfter,
  intruder,
  lane,
  otherLane,
  ROW_HASH,
  useTamperedLog,
  verifier,
} from './tampered-log.ts';

useTamperedLog();

/** What an owner can do who knows how hashes are made: the rest of a lane and its head, all fitting. */
const rehash = (where: number) => `DO $do$
  DECLARE each record; last bytea := sha256(convert_to('esoz audit lane ${where}', 'UTF8')); before bytea; place bigint := 0;
  BEGIN
    FOR each IN SELECT id FROM audit_log WHERE lane = ${where} ORDER BY position LOOP
      before := last;
      place := place + 1;
      UPDATE audit_log SET position = place, previous_hash = before WHERE id = each.id;
      UPDATE audit_log SET hash = ${ROW_HASH} WHERE id = each.id RETURNING hash INTO last;
    END LOOP;
    UPDATE audit_lanes SET position = place, previous_hash = before, hash = last WHERE lane = ${where};
  END $do$`;

describe('heads kept elsewhere show', () => {
  const kept = () => takeHeads(verifier, new Date());

  test('a lane that was written anew and fits', async () => {
    for (const position of [1, 3, 5]) {
      const forge = `UPDATE audit_log SET action = 'forged' WHERE lane = ${lane} AND position = ${position}; ${rehash(lane)}`;
      assert.deepEqual(await faultsAfter(forge), []);
      assert.deepEqual(await faultsAfter(forge, await kept()), [{ kind: 'rewritten', lane, position: 5 }]);
    }
  });

  test('a lane that was cut and fits', async () => {
    for (const position of [2, 5]) {
      const cut = `DELETE FROM audit_log WHERE lane = ${lane} AND position = ${position}; ${rehash(lane)}`;
      assert.deepEqual(await faultsAfter(cut, await kept()), [{ kind: 'shortened', lane, position: 5 }]);
    }
  });

  test('the whole log begun anew', async () => {
    const begin = `TRUNCATE audit_log; UPDATE audit_lanes
      SET position = 0, previous_hash = NULL, hash = sha256(convert_to('esoz audit lane ' || lane, 'UTF8'))`;
    assert.deepEqual(await faultsAfter(begin), []);
    const faults = await faultsAfter(begin, await kept());
    assert.deepEqual(new Set(faults.map(({ kind }) => kind)), new Set(['shortened']));
    assert.equal(faults.length, 2);
  });

  test('nothing where the log was only continued', async () => {
    const heads = await kept();
    const continued = `SET session_replication_role = origin;
      INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset)
      SELECT now(), gen_random_uuid(), 'later', 'license', number, 'create', '{}' FROM generate_series(1, 3) AS number;
      SET session_replication_role = replica`;
    assert.deepEqual(await faultsAfter(continued, heads), []);
  });

  test('that they cannot be taken of a log that is damaged', async () => {
    await intruder.query(`BEGIN; DELETE FROM audit_lanes WHERE lane = ${lane}; COMMIT`);
    await assert.rejects(kept(), /heads are not those of the audit log/);
    await intruder.query('INSERT INTO audit_lanes SELECT * FROM saved_lanes WHERE lane = $1', [lane]);
  });
});

describe('without the constraints of the table', () => {
  before(async () => {
    await intruder.query(`DROP TABLE license_expiry_events;
      ALTER TABLE audit_log ALTER id DROP IDENTITY, DROP CONSTRAINT audit_log_pkey,
      DROP CONSTRAINT audit_log_lane_position_key; ALTER TABLE audit_lanes DROP CONSTRAINT audit_lanes_pkey`);
    for (const column of Object.keys(EDITS))
      await intruder.query(`ALTER TABLE audit_log ALTER ${column} DROP NOT NULL`);
  });

  for (const column of Object.keys(EDITS)) {
    // What was null already is no edit.
    test(`${column} = NULL is found`, async () => {
      for (const position of [1, 3, 5]) {
        const where = `lane = ${lane} AND position = ${position}`;
        assert.ok((await faultsAfter(`UPDATE audit_log SET ${column} = NULL WHERE ${where}`)).length > 0);
      }
    });
  }

  test('a row of no lane is found although its hash fits', async () => {
    for (const value of ['NULL', '64', '-1']) {
      const faults = await faultsAfter(
        `INSERT INTO audit_log SELECT * FROM saved_log WHERE lane = ${otherLane} AND position = 1;
         UPDATE audit_log SET lane = ${value}, previous_hash = sha256(convert_to('esoz audit lane ${value}', 'UTF8'))
          WHERE ctid = (SELECT max(ctid) FROM audit_log);
         UPDATE audit_log SET hash = ${ROW_HASH} WHERE lane IS NOT DISTINCT FROM ${value}`,
      );
      assert.ok(
        faults.some(
          ({ kind, lane: found }) =>
            kind === 'unknown_lane' && found === (value === 'NULL' ? null : Number(value)),
        ),
        JSON.stringify(faults),
      );
    }
  });

  test('a row that is there twice is found, and a head that is', async () => {
    const copy = (table: string) =>
      `INSERT INTO ${table} SELECT * FROM ${table} WHERE lane = ${lane} LIMIT 1`;
    assert.ok((await faultsAfter(copy('audit_log'))).length > 0);
    assert.ok((await faultsAfter(copy('audit_lanes'))).length > 0);
  });

  test('a policy that hides rows, and tables that stand in front of the log, deceive nobody', async () => {
    await intruder.query(`ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;
      CREATE POLICY hiding ON audit_log USING (position < 3)`);
    const application = createPool({
      url: database.url,
      role: 'esoz_app',
      max: 1,
      applicationName: 'a',
      onError: () => {},
    });
    await assert.rejects(verifyAuditLog(application), { code: '42501' });
    await intruder.query('ALTER TABLE audit_log DISABLE ROW LEVEL SECURITY');
    await intruder.query(`CREATE SCHEMA front; CREATE VIEW front.audit_log AS SELECT * FROM public.audit_log WHERE false;
      GRANT USAGE ON SCHEMA front TO PUBLIC; GRANT SELECT ON front.audit_log TO PUBLIC;
      ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET search_path = front, public`);
    await application.end();
    const deceived = createPool({
      url: database.url,
      role: 'esoz_app',
      max: 1,
      applicationName: 'a',
      onError: () => {},
    });
    assert.equal((await verifyAuditLog(deceived)).rows, 7);
    await deceived.end();
  });
});
