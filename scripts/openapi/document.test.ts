/**
 * Goal: the published OpenAPI document is what the product declares, whole, in both languages, and true in itself.
 * Method: `openapi/openapi.json` is walked and compared with the routes and the error catalogue.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ApiContent, ApiDocument, ApiExample, ApiResponse } from '#api-document';
import { errorCatalogue } from '../../src/start/error-catalogue.ts';
import { routes } from '../../src/start/routes.ts';

const text = await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8');
const document: ApiDocument = JSON.parse(text);

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

/** What a pointer such as `#/components/schemas/License` leads to. */
function at(pointer: string): unknown {
  const names = pointer.slice('#/'.length).split('/');
  // biome-ignore lint/suspicious/noExplicitAny: a walk through a document
  return names.reduce<any>((place, name) => place?.[name.replaceAll('~1', '/')], document);
}

const resolved = <Value extends object>(value: Value | { $ref: string }): Value =>
  '$ref' in value ? (at(value.$ref) as Value) : value;

/** Every object of the document, and where it stands. */
function* objectsIn(value: unknown, place = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [place, value as Record<string, unknown>];
  for (const [name, inner] of Object.entries(value)) yield* objectsIn(inner, `${place}/${name}`);
}

/** Examples are the words of tests and errors: nothing there is a description of ours. */
const isExample = (place: string) => /\/(examples?|x-exchange)\//.test(place);

test('the document has every method of the API and no other', () => {
  const served = routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  assert.deepEqual(operations.map(({ name }) => name).toSorted(), served.toSorted());
});

test('it has every error of the catalogue and no other', () => {
  assert.deepEqual(
    document['x-errors'].map(({ code }) => code),
    errorCatalogue.map(({ code }) => code),
  );
});

test('every reference in it leads somewhere', () => {
  for (const [place, { $ref }] of objectsIn(document))
    if (typeof $ref === 'string') assert.ok(at($ref), `${place} leads to ${$ref}`);
});

test('every method has a name, a text in both languages and a place among the tags', () => {
  const tags = document.tags.map(({ name }) => name);
  for (const { name, operation } of operations) {
    assert.ok(operation.summary && operation['x-summary-uk'], name);
    assert.ok(operation.description && operation['x-description-uk'], name);
    assert.ok(operation.tags.length > 0 && operation.tags.every((tag) => tags.includes(tag)), name);
  }
});

test('every method shows a call that succeeds, as a test made it', () => {
  for (const { name, operation } of operations) assert.ok(operation['x-exchange'], name);
});

test('whatever is described is described in both languages', () => {
  for (const [place, value] of objectsIn(document)) {
    if (typeof value.description !== 'string' || isExample(place)) continue;
    assert.ok(value.description && value['x-description-uk'], place);
  }
});

test('every example of an answer has the form that the document promises', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
  ajv.addSchema({ $id: 'openapi', components: { schemas: document.components.schemas } });
  const answers = operations.flatMap(({ operation }) => Object.values(operation.responses));
  const examined = new Set<ApiResponse>();
  let examples = 0;
  for (const response of answers.map(resolved<ApiResponse>)) {
    if (examined.has(response)) continue;
    examined.add(response);
    for (const { schema, examples: of = {} } of Object.values<ApiContent>(response.content ?? {})) {
      const matches = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')));
      for (const [name, example] of Object.entries(of)) {
        const { value } = resolved<ApiExample>(example);
        assert.ok(matches(value), `${name}: ${ajv.errorsText(matches.errors)} ${JSON.stringify(value)}`);
        examples++;
      }
    }
  }
  assert.ok(examples > errorCatalogue.length);
});
