/**
 * Goal: a constraint that a race violates answers like its check.
 * Method: each name, and that PostgreSQL has it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { translateLicenseConstraint } from './constraints.ts';

/** Constraint → what the check of SPEC 4.2 answers. */
const VERDICTS: Record<string, [status: number, text: string, entry?: string]> = {
  licenses_legal_entity_id_type_active_key: [409, 'License with type MSP is already present'],
  licenses_legal_entity_id_fkey: [404, 'Legal entity not found'],
  licenses_issued_date_check: [422, 'License can not be issued later than active from date', '$.issued_date'],
  licenses_active_from_date_check: [
    422,
    'License can not have active from date later than expiration date',
    '$.active_from_date',
  ],
};

function violation(constraint: string | undefined, code = '23505'): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('violated', 1, 'error'), { code, constraint });
}

describe('a violated constraint of licenses', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.drop());

  for (const [name, [status, text, entry]] of Object.entries(VERDICTS)) {
    test(`${name} reads like its check`, async () => {
      const error = translateLicenseConstraint(violation(name), 'MSP');
      assert.ok(error instanceof ApiError);
      assert.deepEqual(
        [error.definition.status, error.message, error.invalid?.[0]?.entry],
        [status, text, entry],
      );
      const known = await database.query(
        'SELECT conname AS name FROM pg_constraint WHERE conname = $1 UNION SELECT indexname FROM pg_indexes WHERE indexname = $1',
        [name],
      );
      assert.deepEqual(known, [{ name }], 'the schema has no such constraint');
    });
  }

  test('of another name, and any other error, is left as it is', () => {
    const others = [
      violation('licenses_pkey'),
      violation(undefined),
      violation('licenses_legal_entity_id_fkey', '40001'),
      new Error('licenses_legal_entity_id_fkey'),
      undefined,
    ];
    for (const error of others) assert.equal(translateLicenseConstraint(error, 'MSP'), error);
  });
});
