/**
 * Goal: the published OpenAPI document is what the routes declare.
 * Method: both are walked and compared.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { LICENSE_COLUMNS, licenseSchema } from '../licenses/license.ts';
import { worldSchema } from '../worlds/schema.ts';
import { routes } from './routes.ts';

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

/** Or where it stands that several have alike. */
type Shared<T> = T | { $ref: string };
type Example = { value: { meta?: { code: number } } };
type Content = { schema: object; examples?: Record<string, Shared<Example>> };
type Answer = { content?: { 'application/json': Content } };
type Operation = { responses: Record<string, Shared<Answer>> };

const document = JSON.parse(
  await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'),
) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: object; responses: Record<string, Answer>; examples: Record<string, Example> };
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

function resolved<T extends object>(shared: Shared<T>, among: 'responses' | 'examples'): T {
  if (!('$ref' in shared)) return shared;
  const named = Object.entries(document.components[among]).find(
    ([name]) => shared.$ref === `#/components/${among}/${name}`,
  );
  assert.ok(named, `${shared.$ref} is in the document`);
  return named[1] as unknown as T;
}

test('the OpenAPI document has every method of the API and no other', () => {
  const served = routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  assert.deepEqual(operations.map(({ name }) => name).toSorted(), served.toSorted());
});

test('every schema of a body is one by the meta-schema, which no process asks', () => {
  const ajv = new Ajv();
  const schemas = [worldSchema, ...routes.flatMap(({ body, form }) => [body, form])].filter(isDefined);
  for (const schema of schemas) assert.ok(ajv.validateSchema(schema), ajv.errorsText(ajv.errors));
  assert.ok(schemas.length > 20);
  assert.ok(!ajv.validateSchema({ minLength: 'one' }));
});

test('every error example of the OpenAPI document has the form that the document promises', () => {
  const ajv = new Ajv({ strict: false }); // `components` is a word of OpenAPI, not of JSON Schema
  let examples = 0;
  for (const { name, operation } of operations) {
    for (const [status, shared] of Object.entries(operation.responses)) {
      const { schema = {}, examples: of = {} } =
        resolved(shared, 'responses').content?.['application/json'] ?? {};
      const matches = ajv.compile({ ...schema, components: { schemas: document.components.schemas } });
      for (const [code, example] of Object.entries(of)) {
        const { value } = resolved(example, 'examples');
        assert.ok(matches(value), `${name} ${status} ${code}: ${ajv.errorsText(matches.errors)}`);
        assert.equal(value.meta?.code ?? Number(status), Number(status));
        examples++;
      }
    }
  }
  assert.ok(examples > 0);
});

test('a licence in the OpenAPI document has the columns of the table, in the order of an answer', () => {
  assert.deepEqual(Object.keys(licenseSchema.properties), LICENSE_COLUMNS.split(/,\s+/));
});

/** Lists outside the lane of lists, and why each is as cheap as a read by key. */
const CHEAP_LISTS: Record<string, string> = {
  'GET /api/licenses': 'one licence a type at most, by a unique index',
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
