/**
 * Goal: schema errors have the paths, names and words of SPEC 2.
 * Method: schemas and values made for each.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileValidator, UUID_PATTERN } from './validator.ts';

const validate = compileValidator({
  type: 'object',
  additionalProperties: false,
  required: ['a'],
  properties: {
    a: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['b'],
        properties: {
          b: { type: ['integer', 'null'] },
          'odd~/name': { type: 'boolean' },
          id: { type: 'string', pattern: UUID_PATTERN },
          action: { enum: ['PUT', 'GET'] },
        },
      },
    },
  },
});
/** Entry and the one rule of each item. */
const found = (value: unknown) => validate(value).map(({ entry, rules }) => [entry, rules?.[0]]);

describe('schema errors below the first level', () => {
  test('carry the JSON path of SPEC 2', () => {
    assert.deepEqual(
      found({ a: [{ b: 1 }, { b: 'x', 'odd~/name': 1, 'odd/extra': {} }, {}, 7] })
        .map(([entry]) => entry)
        .sort(),
      ['$.a.[1].b', '$.a.[1].odd/extra', '$.a.[1].odd~/name', '$.a.[2].b', '$.a.[3]'],
    );
  });
  test('of a field that admits null name the other type', () => {
    const [[, rule]] = found({ a: [{ b: 1.5 }] }) as [[string, { params: unknown }]];
    assert.deepEqual(rule.params, { expected: 'integer', actual: 'number' });
  });
  test('of an enum list its values', () => {
    assert.deepEqual(found({ a: [{ b: 1, action: 'DELETE' }] }), [
      [
        '$.a.[0].action',
        {
          rule: 'inclusion',
          description: 'value is not allowed in enum',
          raw_description: 'value is not allowed in enum',
          params: { values: ['PUT', 'GET'] },
        },
      ],
    ]);
  });
  test('of a pattern quote it', () => {
    const [[entry, rule]] = found({ a: [{ b: 1, id: 'x' }] }) as [[string, object]];
    assert.equal(entry, '$.a.[0].id');
    assert.deepEqual(rule, {
      rule: 'format',
      description: `string does not match pattern "${UUID_PATTERN}"`,
      raw_description: 'string does not match pattern "%{pattern}"',
      params: { pattern: UUID_PATTERN },
    });
  });
});

describe('a uuid', () => {
  const isUuid = (id: string) => found({ a: [{ b: 1, id }] }).length === 0;
  const uuid = '8b5459bf-f8f8-4d19-a536-799ea74f0517';
  test('is of any version and in any case', () => {
    for (const fine of [
      uuid,
      uuid.toUpperCase(),
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    ])
      assert.ok(isUuid(fine), fine);
  });
  test('is 36 characters and nothing around them', () => {
    const wrong = [
      `{${uuid}}`,
      `urn:uuid:${uuid}`,
      uuid.replaceAll('-', ''),
      ` ${uuid}`,
      `${uuid}\n`,
      `${uuid}0`,
      uuid.replace('8', 'g'),
      '',
    ];
    for (const each of wrong) assert.ok(!isUuid(each), each);
  });
});

test('the value is left as it was', () => {
  const value = { a: [{ b: '1', extra: { deep: [null] } }], more: '2024-02-28' };
  const before = structuredClone(value);
  assert.ok(validate(value).length > 0);
  assert.deepEqual(value, before);
});

test('names that objects inherit are additional like any other', () => {
  const value = JSON.parse('{"a":[],"__proto__":1,"constructor":2,"hasOwnProperty":3}');
  assert.deepEqual(
    found(value).map(([entry]) => entry),
    ['$.__proto__', '$.constructor', '$.hasOwnProperty'],
  );
});

test('at most a hundred mistakes are told, of whatever kinds', () => {
  const names = Array.from({ length: 150 }, (_, index) => `\0${index}`);
  const value = { a: [], ...Object.fromEntries(names.map((name) => [name, '\0'])) };
  assert.equal(validate(value).length, 100);
});
