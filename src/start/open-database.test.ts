/**
 * Goal: a connection to the database has a name that an operator recognises.
 * Method: one name that is too long.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationName } from './open-database.ts';

test('the name of a connection fits into what PostgreSQL keeps', () => {
  assert.ok(Buffer.byteLength(applicationName('x'.repeat(100))) <= 63);
});
