/**
 * Goal: the picture leaves out what a longer way already says, and nothing else.
 * Method: three rooms of the table, with every set of arrows between them that matters.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrowsOf, withoutShortcuts } from './arrows.ts';

const said = (...imports: [from: string, to: string][]) =>
  withoutShortcuts(arrowsOf(imports.map(([from, to]) => ({ from, to, specifier: '' })))).map(
    ({ from, to }) => `${from.name} → ${to.name}`,
  );
const API = 'src/api/route.ts';
const AUTH = 'src/auth/access.ts';
const AUDIT = 'src/audit/verify.ts';

test('an arrow of many imports is one', () =>
  assert.deepEqual(said([API, AUTH], ['src/api/server.ts', AUTH]), ['api → auth']));
test('a shortcut goes where the longer way is there, and stays where it is not', () => {
  assert.deepEqual(said([API, AUTH], [AUTH, AUDIT], [API, AUDIT]), ['api → auth', 'auth → audit']);
  assert.deepEqual(said([API, AUTH], [API, AUDIT]), ['api → auth', 'api → audit']);
});
test('what stays in a room, or goes up, is no arrow', () =>
  assert.deepEqual(said([API, 'src/api/server.ts'], [AUDIT, API]), []));
