/**
 * Goal: a body that does not match is refused with every error of SPEC 2, byte for byte.
 * Method: bodies over HTTP; each keyword alone is a case of the conformance kit (`test/conformance/product.test.ts`).
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { schemaError } from '../fixtures/literal-errors.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const sender = clinic();
const setting = useSetting({ world: sender.world });
const send = (body: unknown) => call(`${setting.product.apiUrl}/api/licenses`, { token: sender.token, body });
const item = (entry: string, rule: string) =>
  `{"entry":"${entry}","entry_type":"json_data_property","rules":[${rule}]}`;
const cast = (expected: string, actual: string) =>
  `{"rule":"cast","description":"type mismatch. Expected ${expected} but got ${actual}","raw_description":"type mismatch. Expected %{expected} but got %{actual}","params":{"expected":"${expected}","actual":"${actual}"}}`;

test('keyword pattern, byte for byte', async () => {
  const rule =
    '{"rule":"format","description":"string does not match pattern \\"^[^\\\\u0000\\\\uD800-\\\\uDFFF]*$\\"","raw_description":"string does not match pattern \\"%{pattern}\\"","params":{"pattern":"^[^\\\\u0000\\\\uD800-\\\\uDFFF]*$"}}';
  const answer = await send(licenseBody({ order_no: 'a\0b' }));
  assertErrorBytes(answer, 422, schemaError(`[${item('$.order_no', rule)}]`));
});

describe('a value of another type is named for what it is, never coerced', () => {
  /** JSON text → name of its type. */
  const VALUES: Record<string, string> = {
    null: 'null',
    true: 'boolean',
    '"false"': 'string',
    '0': 'integer',
    '-0': 'integer',
    '1.0': 'integer',
    '123456789012345678901234567890': 'integer',
    '1.5': 'number',
    '1e400': 'number',
    '["2024-02-28"]': 'array',
    '{"value":"2024-02-28"}': 'object',
  };
  const FIELDS: Record<string, { expected: string; nullable?: true }> = {
    type: { expected: 'string' },
    issued_by: { expected: 'string' },
    issued_date: { expected: 'string' },
    active_from_date: { expected: 'string' },
    is_primary: { expected: 'boolean' },
    license_number: { expected: 'string', nullable: true },
    expiry_date: { expected: 'string', nullable: true },
    what_licensed: { expected: 'string', nullable: true },
    order_no: { expected: 'string', nullable: true },
  };
  for (const [field, { expected, nullable }] of Object.entries(FIELDS)) {
    test(field, async () => {
      for (const [text, actual] of Object.entries(VALUES)) {
        if (actual === expected || (nullable && actual === 'null')) continue;
        const body = JSON.stringify(licenseBody({ [field]: '@' })).replace('"@"', text);
        const invalid = `[${item(`$.${field}`, cast(expected, actual))}]`;
        assertErrorBytes(await send(body), 422, schemaError(invalid));
      }
    });
  }

  test('a body that is no object is refused at $', async () => {
    const bodies = {
      '[]': 'array',
      '"text"': 'string',
      '17': 'integer',
      '1.5': 'number',
      null: 'null',
      true: 'boolean',
    };
    for (const [body, actual] of Object.entries(bodies)) {
      assertErrorBytes(await send(body), 422, schemaError(`[${item('$', cast('object', actual))}]`));
    }
  });
});

test('all errors of a body are reported together, one item for each', async () => {
  const answer = await send({
    type: '',
    issued_date: '2023-02-30',
    active_from_date: 20240228,
    is_primary: 'false',
    license_number: 'x'.repeat(256),
    expiry_date: 'tomorrow',
    what_licensed: '\ud800',
    legal_entity_id: sender.id,
  });
  assertStatus(answer, 422);
  const found = answer.body.error.invalid.map(
    ({ entry, rules }: { entry: string; rules: { rule: string }[] }) =>
      `${entry} ${rules.map(({ rule }) => rule).join()}`,
  );
  assert.deepEqual(found.sort(), [
    '$.active_from_date cast',
    '$.expiry_date date',
    '$.is_primary cast',
    '$.issued_by required',
    '$.issued_date date',
    '$.legal_entity_id schema',
    '$.license_number length',
    '$.type length',
    '$.what_licensed format',
  ]);
});

test('an empty object lacks the five required properties', async () => {
  const answer = await send({});
  assertStatus(answer, 422);
  assert.deepEqual(
    answer.body.error.invalid.map((each: { entry: string }) => each.entry),
    ['$.type', '$.issued_by', '$.issued_date', '$.active_from_date', '$.is_primary'],
  );
});

test('dates are YYYY-MM-DD of days that exist, and nothing else that a database would take', async () => {
  const shapes = [
    '2024-2-28',
    '20240228',
    '2024-02-28T00:00:00Z',
    '2024-02-28 ',
    ' 2024-02-28',
    '2024-02-28\n',
  ];
  const words = [
    'infinity',
    'today',
    'epoch',
    '10000-01-01',
    '-0001-01-01',
    '+002024-02-28',
    '２０２４-02-28',
    '',
  ];
  const days = [
    '2023-02-29',
    '1900-02-29',
    '2024-02-30',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-01-32',
    '0000-01-01',
  ];
  for (const date of [...shapes, ...words, ...days]) {
    for (const field of ['issued_date', 'active_from_date', 'expiry_date']) {
      const answer = await send(licenseBody({ [field]: date }));
      assertStatus(answer, 422);
      const [invalid, ...others] = answer.body.error.invalid;
      assert.equal(others.length, 0, answer.describe());
      assert.equal(invalid.entry, `$.${field}`);
      const sentence = days.includes(date) ? 'to be an existing date' : 'to be a valid ISO 8601 date';
      assert.equal(invalid.rules[0].description, `expected "${date}" ${sentence}`, answer.describe());
    }
  }
});
