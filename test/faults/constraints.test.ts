/**
 * Goal: every constraint has a name and an answer.
 * Method: the catalogue of PostgreSQL, and requests that get past the checks.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { translateLicenseConstraint } from '../../src/licenses/constraints.ts';
import { readMigrations } from '../../src/platform/database/migrations.ts';
import { ApiError } from '../../src/platform/errors/error-definition.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

/** Names that the schema would get by itself if nobody wrote one are accepted only where somebody did write them. */
test('every constraint and unique index of the schema has a name that a migration gives it', async () => {
  const rows = await database.query<{ name: string; owner: string }>(`
    SELECT conname AS name, conrelid::regclass::text AS owner FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION
    SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique`);
  const migrations = (await readMigrations()).map(({ sql }) => sql).join('\n');
  const named = rows.filter(({ owner }) => owner !== 'schema_migrations'); // made before the first migration
  assert.ok(named.length > 20);
  for (const { name, owner } of named) {
    assert.match(
      migrations,
      new RegExp(`(CONSTRAINT|INDEX)\\s+${name}\\b`),
      `${name} of ${owner} was not named`,
    );
  }
});

/** How a row of a request runs into each constraint of `licenses`, and the refusal of SPEC 4.2 that it then gets. */
const VIOLATIONS: Record<string, { change: Record<string, unknown>; status: number; message: string }> = {
  licenses_legal_entity_id_type_active_key: {
    change: {},
    status: 409,
    message: 'License with type PHARMACY_DRUGS is already present',
  },
  licenses_legal_entity_id_fkey: {
    change: { legal_entity_id: randomUUID() },
    status: 404,
    message: 'Legal entity not found',
  },
  licenses_issued_date_check: {
    change: { type: 'OTHER', issued_date: '2024-03-01' },
    status: 422,
    message: 'License can not be issued later than active from date',
  },
  licenses_active_from_date_check: {
    change: { type: 'OTHER', expiry_date: '2024-01-01' },
    status: 422,
    message: 'License can not have active from date later than expiration date',
  },
};
/** What no request can run into, and why. */
const OUT_OF_REACH: Record<string, string> = {
  licenses_pkey: 'the id is ours, and new for each licence',
  licenses_legal_entity_id_primary_active_key: 'requests write additional licences only',
};

describe('a constraint of licenses', () => {
  test('is mapped to an error or out of reach, each of them', async () => {
    const rows = await database.query<{ name: string }>(`
      SELECT conname AS name FROM pg_constraint WHERE conrelid = 'licenses'::regclass AND contype <> 'n'
      UNION SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'licenses'::regclass AND indisunique`);
    const known = [...Object.keys(VIOLATIONS), ...Object.keys(OUT_OF_REACH)];
    assert.deepEqual(rows.map(({ name }) => name).sort(), known.sort());
  });

  for (const [name, { change, status, message }] of Object.entries(VIOLATIONS)) {
    test(`${name} answers ${status} ${message}`, async () => {
      const id = randomUUID();
      await database.query(
        `INSERT INTO legal_entities (id, name, edrpou, type, status, inserted_at, inserted_by, updated_at, updated_by)
         VALUES ($1, 'Клініка', '12345678', 'OUTPATIENT', 'ACTIVE', now(), $1, now(), $1)`,
        [id],
      );
      await insert(id, {});
      const error = await insert(id, change).then(
        () => assert.fail('the row was accepted'),
        (failure: unknown) => failure,
      );
      assert.equal((error as { constraint?: string }).constraint, name);
      const translated = translateLicenseConstraint(error, 'PHARMACY_DRUGS');
      assert.ok(translated instanceof ApiError);
      assert.equal(translated.definition.status, status);
      assert.equal(translated.message, message);
      assert.equal(status === 422, translated.invalid !== undefined);
    });
  }

  test('out of reach stays the error that it is: a 500, and a look into the log', async () => {
    const id = randomUUID();
    const error = Object.assign(new Error('x'), { code: '23505', constraint: 'licenses_pkey' });
    assert.equal(translateLicenseConstraint(error, id), error);
    assert.equal(translateLicenseConstraint('not an error', id), 'not an error');
  });
});

function insert(legalEntityId: string, change: Record<string, unknown>): Promise<unknown> {
  const row = {
    id: randomUUID(),
    legal_entity_id: legalEntityId,
    type: 'PHARMACY_DRUGS',
    issued_by: 'Держлікслужба',
    issued_date: '2024-02-28',
    active_from_date: '2024-02-28',
    expiry_date: null,
    is_primary: false,
    is_active: true,
    inserted_at: '2024-02-28T00:00:00Z',
    inserted_by: legalEntityId,
    updated_at: '2024-02-28T00:00:00Z',
    updated_by: legalEntityId,
    ...change,
  };
  return database.query('INSERT INTO licenses SELECT * FROM jsonb_populate_record(NULL::licenses, $1)', [
    JSON.stringify(row),
  ]);
}
