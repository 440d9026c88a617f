/**
 * Goal: every error of the sources is in the catalogue, once and well described.
 * Method: a walk over the catalogue and over the files.
 */
import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { ErrorDefinition } from '../platform/errors/error-definition.ts';
import { errorCatalogue } from './error-catalogue.ts';
import { routes } from './routes.ts';

test('no two errors share a code', () => {
  const codes = errorCatalogue.map(({ code }) => code);
  assert.deepEqual(
    codes.filter((code, at) => codes.indexOf(code) !== at),
    [],
  );
});

test('every code can be an anchor of the errors page', () => {
  for (const { code } of errorCatalogue) assert.match(code, /^[a-z]+(-[a-z]+)*$/);
});

test('every error tells its cause and its remedy in whole sentences', () => {
  for (const { code, cause, remedy } of errorCatalogue) {
    assert.match(cause, /^[A-Z`].{10,}\.$/s, `cause of ${code}`);
    assert.match(remedy, /^[A-Z`].{10,}\.$/s, `remedy of ${code}`);
  }
});

test('an error of one status has the types that belong to this status', () => {
  const types: Record<number, string[]> = {
    400: ['request_malformed'],
    401: ['access_denied', 'invalid_client', 'invalid_grant', 'token_not_found', 'token_expired'],
    403: ['forbidden'],
    404: ['not_found'],
    405: ['method_not_allowed'],
    406: ['content_type_invalid'],
    409: ['request_conflict'],
    412: ['precondition_failed'],
    413: ['request_too_large'],
    415: ['content_type_invalid'],
    422: ['validation_failed'],
    429: ['too_many_requests'],
    500: ['internal_error'],
    503: ['service_unavailable'],
  };
  for (const { code, status, type } of errorCatalogue) {
    assert.ok(types[status]?.includes(type), `${code} is ${status} ${type}`);
  }
});

test('every refusal of a business rule is in the catalogue', () => {
  const rules = routes.flatMap((route) => route.rules);
  assert.ok(rules.length > 0);
  for (const { id, refusal } of rules) assert.ok(errorCatalogue.includes(refusal), `refusal of ${id}`);
});

test('no catalogue of the sources is left out', async () => {
  const root = path.join(import.meta.dirname, '..');
  const declaration = 'satisfies Record<string, ErrorDefinition>';
  let found = 0;
  for await (const name of glob('**/*.ts', { cwd: root, exclude: (entry) => entry.endsWith('.test.ts') })) {
    if (!(await readFile(path.join(root, name), 'utf8')).includes(declaration)) continue;
    const exported: Record<string, unknown> = await import(path.join(root, name));
    const definitions = Object.values(exported)
      .filter((value) => value !== null && typeof value === 'object')
      .flatMap((catalogue) => Object.values(catalogue as Record<string, unknown>))
      .filter(isErrorDefinition);
    found += definitions.length;
    for (const definition of definitions) {
      assert.ok(errorCatalogue.includes(definition), `${name}: ${definition.code} is not in the catalogue`);
    }
  }
  assert.equal(found, errorCatalogue.length);
});

/** Such a file may export other things as well. */
function isErrorDefinition(value: unknown): value is ErrorDefinition {
  return value !== null && typeof value === 'object' && 'status' in value && 'remedy' in value;
}
