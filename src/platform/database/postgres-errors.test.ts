/**
 * Goal: which errors of PostgreSQL and of the network mean "not now".
 * Method: a table of errors as the driver gives them.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pg from 'pg';
import { ApiError } from '../errors/error-definition.ts';
import { httpErrors } from '../errors/http-errors.ts';
import { isTransient, translatePostgresError, violatedConstraint } from './postgres-errors.ts';

function databaseError(code: string, more: Partial<pg.DatabaseError> = {}): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('message', 1, 'error'), { severity: 'ERROR', code, ...more });
}
const systemError = (code: string) => Object.assign(new Error('message'), { code });

/** "Not now": the same request may succeed a moment later. */
const NOT_NOW: Record<string, unknown> = {
  'connection lost (08006)': databaseError('08006'),
  'wrong password (28P01)': databaseError('28P01'),
  'no such database (3D000)': databaseError('3D000'),
  'read-only (25006)': databaseError('25006'),
  'serialization failure (40001)': databaseError('40001'),
  'deadlock (40P01)': databaseError('40P01'),
  'disk full (53100)': databaseError('53100'),
  'out of memory (53200)': databaseError('53200'),
  'too many connections (53300)': databaseError('53300'),
  'lock not available (55P03)': databaseError('55P03'),
  'statement timeout (57014)': databaseError('57014'),
  'ended by an administrator (57P01)': databaseError('57P01'),
  'starting up (57P03)': databaseError('57P03'),
  'input or output error (58030)': databaseError('58030'),
  'the session ended for any reason': databaseError('55000', { severity: 'FATAL' }),
  'refused connection': systemError('ECONNREFUSED'),
  'reset connection': systemError('ECONNRESET'),
  'name that does not resolve': systemError('ENOTFOUND'),
  'unreachable network': systemError('ENETUNREACH'),
  'all addresses of a host refused': new AggregateError([systemError('ECONNREFUSED')]),
  'full pool': new Error('timeout exceeded when trying to connect'),
  'ended connection': new Error('Connection terminated unexpectedly'),
  'silent connection': new Error('Connection terminated due to connection timeout'),
  'silent server': new Error('Query read timeout'),
  'broken client': new Error('Client has encountered a connection error and is not queryable'),
  'closed client': new Error('Client was closed and is not queryable'),
  'closed pool': new Error('Cannot use a pool after calling end on the pool'),
};

/** Mistakes of ours: repeating them helps nobody. */
const MISTAKES: Record<string, unknown> = {
  'syntax error (42601)': databaseError('42601'),
  'no such table (42P01)': databaseError('42P01'),
  'no right (42501)': databaseError('42501'),
  'unique violation (23505)': databaseError('23505', { constraint: 'licenses_pkey' }),
  'not null violation (23502)': databaseError('23502'),
  'NUL in a text (22021)': databaseError('22021'),
  'no such date (22008)': databaseError('22008'),
  'failed transaction (25P02)': databaseError('25P02'),
  'error of ours': new TypeError('x is not a function'),
  'missing file': systemError('ENOENT'),
  'no code': databaseError(undefined as unknown as string),
  text: 'text',
  nothing: undefined,
};

describe('the database says', () => {
  for (const [name, error] of Object.entries(NOT_NOW)) {
    test(`${name}: 503 with Retry-After, and the cause for the log`, () => {
      assert.ok(isTransient(error));
      const translated = translatePostgresError(error);
      assert.ok(translated instanceof ApiError);
      assert.equal(translated.definition, httpErrors.unavailable);
      assert.equal(translated.headers['retry-after'], '1');
      assert.equal(translated.cause, error);
    });
  }

  for (const [name, error] of Object.entries(MISTAKES)) {
    test(`${name}: stays what it is`, () => {
      assert.equal(isTransient(error), false);
      assert.equal(translatePostgresError(error), error);
    });
  }

  test('an error that has an answer already keeps it', () => {
    const refusal = new ApiError(httpErrors.scopeMissing, { cause: systemError('ECONNREFUSED') });
    assert.equal(translatePostgresError(refusal), refusal);
  });
});

test('the name of a violated constraint is read from integrity violations of PostgreSQL alone', () => {
  assert.equal(violatedConstraint(databaseError('23503', { constraint: 'a_fkey' })), 'a_fkey');
  assert.equal(violatedConstraint(databaseError('42501', { constraint: 'a_fkey' })), undefined);
  assert.equal(
    violatedConstraint(Object.assign(new Error(), { code: '23503', constraint: 'a_fkey' })),
    undefined,
  );
  assert.equal(violatedConstraint(undefined), undefined);
});
