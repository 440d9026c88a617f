/**
 * Goal: what a field may hold is said in words of the reader's language.
 * Method: schemas of every kind that the document has.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiDocument, ApiSchema } from '#api-document';
import { fieldsOf } from './fields.ts';
import { limitsInWords, typeInWords } from './schema-words.ts';

const DOCUMENT = {
  components: {
    schemas: {
      Address: {
        type: 'object',
        required: ['zip'],
        properties: { zip: { type: 'string', description: 'Code.', 'x-description-uk': 'Індекс.' } },
      },
    },
  },
} as unknown as ApiDocument;
const ADDRESS = { $ref: '#/components/schemas/Address' };

for (const [schema, uk, en] of [
  [{ type: 'string', format: 'date' }, 'дата `РРРР-ММ-ДД`', 'date `YYYY-MM-DD`'],
  [{ type: ['string', 'null'], format: 'uuid' }, 'UUID або `null`', 'UUID or `null`'],
  [{ enum: ['A', null] }, 'одне з: `"A"`, `null`', 'one of: `"A"`, `null`'],
  [{ const: true }, '`true`', '`true`'],
  [{ type: 'array', items: ADDRESS }, 'список: об’єкт', 'list: object'],
  [{ anyOf: [ADDRESS, { type: 'null' }] }, 'об’єкт або `null`', 'object or `null`'],
  [{}, 'будь-яке значення', 'any value'],
] as [ApiSchema, string, string][])
  test(en, () => {
    assert.equal(typeInWords(DOCUMENT, schema, 'uk'), uk);
    assert.equal(typeInWords(DOCUMENT, schema, 'en'), en);
  });

test('limits', () => {
  const said = (schema: ApiSchema) => limitsInWords(DOCUMENT, schema, 'en');
  assert.equal(said({ minLength: 1, maxLength: 255 }), 'length 1–255');
  assert.equal(said({ minimum: 1, default: 50 }), '≥ 1; unless given: `50`');
  assert.equal(said({ maxItems: 8, pattern: '^a$' }), 'items: ≤ 8; form `^a$`');
  assert.equal(said({ type: 'string' }), '');
});

test('the fields of nested objects and lists stand after their parent', () => {
  const schema = {
    type: 'array',
    items: { properties: { id: { type: 'string' }, addresses: { type: 'array', items: ADDRESS } } },
  };
  assert.deepEqual(
    fieldsOf(DOCUMENT, schema, 'uk').map(({ name, required, meaning }) => [name, required, meaning]),
    [
      ['id', false, ''],
      ['addresses', false, ''],
      ['addresses.zip', true, 'Індекс.'],
    ],
  );
});

test('an object that has itself in it comes to an end', () => {
  const document = {
    components: { schemas: { Node: { properties: { child: { $ref: '#/components/schemas/Node' } } } } },
  } as unknown as ApiDocument;
  assert.ok(fieldsOf(document, { $ref: '#/components/schemas/Node' }, 'en').length < 10);
});
