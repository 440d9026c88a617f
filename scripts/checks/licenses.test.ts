/**
 * Goal: no package whose licence does not go with Apache-2.0, or is not known, runs with the product unseen.
 * Method: lock files of a few packages.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLicenseProblems } from './licenses.ts';

const lock = (license: string | undefined, rest = {}) => ({
  packages: { '': {}, 'node_modules/a/node_modules/@b/c': { ...(license && { license }), ...rest } },
});

test('licences of the list pass, also as expressions', () => {
  for (const license of ['MIT', 'PostgreSQL', '(MIT OR GPL-3.0-only)', 'MIT AND ISC'])
    assert.deepEqual(findLicenseProblems(lock(license), {}), [], license);
});
test('others do not, nor does their part of both', () => {
  for (const license of ['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN x'])
    assert.match(findLicenseProblems(lock(license), {})[0] as string, /^@b\/c is under /, license);
});
test('no licence needs a reason, and a reason needs a package without one', () => {
  const reasons = { '@b/c': { license: 'MIT', reason: 'its file LICENSE' } };
  assert.equal(findLicenseProblems(lock(undefined), {}).length, 1);
  assert.deepEqual(findLicenseProblems(lock(undefined), reasons), []);
  assert.equal(findLicenseProblems(lock('MIT'), reasons).length, 1);
  assert.equal(findLicenseProblems({ packages: {} }, reasons).length, 1);
});
test('what only development needs is left out', () =>
  assert.deepEqual(findLicenseProblems(lock('GPL-3.0-only', { dev: true }), {}), []));
