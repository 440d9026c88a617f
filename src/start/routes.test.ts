/**
 * Goal: every list is served in the lane of lists, and every schema of a body is a JSON Schema.
 * Method: the declarations of all routes are walked.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { LICENSE_COLUMNS, licenseSchema } from '../licenses/license.ts';
import { worldSchema } from '../worlds/schema.ts';
import { routes } from './routes.ts';

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

test('every schema of a body is one by the meta-schema, which no process asks', () => {
  const ajv = new Ajv();
  const schemas = [worldSchema, ...routes.flatMap(({ body, form }) => [body, form])].filter(isDefined);
  for (const schema of schemas) assert.ok(ajv.validateSchema(schema), ajv.errorsText(ajv.errors));
  assert.ok(schemas.length > 20);
  assert.ok(!ajv.validateSchema({ minLength: 'one' }));
});

test('a licence in an answer has the columns of the table, in their order', () => {
  assert.deepEqual(Object.keys(licenseSchema.properties), LICENSE_COLUMNS.split(/,\s+/));
});

/** Lists outside the lane of lists, and why each is as cheap as a read by key. */
const CHEAP_LISTS: Record<string, string> = {
  'GET /api/licenses': 'one licence a type at most, by a unique index',
  'GET /api/licenses/additional_types': 'the types of one parameter, each with a licence by the same index',
  'GET /api/dictionaries': 'a copy in memory, read twice a second at most',
  'GET /api/v2/dictionaries': 'the same',
};

/** No lists, and as dear as one. */
const DEAR_READS = ['GET /api/admin/audit_log/verification'];

test('every list takes turns in the lane of lists, but for those that cannot grow', () => {
  for (const { method, path, success, query, lane } of routes) {
    const { type } = (success.data ?? {}) as { type?: string };
    const isList = type === 'array' || 'page' in (query ?? {}) || 'limit' in (query ?? {});
    const name = `${method} ${path}`;
    const isDear = DEAR_READS.includes(name) || (isList && !(name in CHEAP_LISTS));
    assert.equal(lane, isDear ? 'lists' : undefined, name);
  }
});
