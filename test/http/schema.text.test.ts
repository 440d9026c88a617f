/**
 * Goal: texts are counted in characters, and what no database can hold is refused.
 * Method: bodies over HTTP.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const SCHEMA_INVALID =
  'Validation failed. You can find validators description at our API Manifest: http://docs.apimanifest.apiary.io/#introduction/interacting-with-api/errors.';
const sender = clinic({ status: 'CLOSED' }); // a body that passes the schema goes on to step 6 and writes nothing
const setting = useSetting({ world: sender.world });
const send = (body: unknown) => call(`${setting.product.apiUrl}/api/licenses`, { token: sender.token, body });

/** `entry rule` of every item. */
function items(answer: ApiAnswer): string[] {
  return answer.body.error.invalid.map(
    ({ entry, rules }: { entry: string; rules: { rule: string }[] }) => `${entry} ${rules[0]?.rule}`,
  );
}

async function assertSchemaAccepts(body: unknown): Promise<void> {
  const answer = await send(body);
  assertRefused(answer, 422, 'validation_failed', 'Legal entity must be in active or suspended status');
}

async function assertSchemaRefuses(body: unknown, ...expected: string[]): Promise<ApiAnswer> {
  const answer = await send(body);
  assertRefused(answer, 422, 'validation_failed', SCHEMA_INVALID);
  assert.deepEqual(items(answer), expected, answer.describe());
  return answer;
}

describe('lengths count Unicode characters', () => {
  const limits = { type: 255, issued_by: 255, license_number: 255, order_no: 255, what_licensed: 10_000 };
  for (const [field, limit] of Object.entries(limits)) {
    test(`${field}: ${limit} characters, whatever their size, and not one more`, async () => {
      for (const character of ['a', 'ї', '✓', '💊', '\u{10FFFF}', '\u0301']) {
        await assertSchemaAccepts(licenseBody({ [field]: character.repeat(limit) }));
        const refused = await assertSchemaRefuses(
          licenseBody({ [field]: character.repeat(limit + 1) }),
          `$.${field} length`,
        );
        assert.deepEqual(refused.body.error.invalid[0].rules[0].params, { max: limit, actual: limit + 1 });
      }
    });
    test(`${field}: one character is enough, none is not, blanks are characters`, async () => {
      await assertSchemaAccepts(licenseBody({ [field]: 'x' }));
      await assertSchemaAccepts(licenseBody({ [field]: ' ' }));
      await assertSchemaRefuses(licenseBody({ [field]: '' }), `$.${field} length`);
    });
  }
});

describe('NUL and lone surrogates are refused wherever they stand', () => {
  const bad = { NUL: '\0', 'a high surrogate': '\ud83d', 'a low surrogate': '\ude00' };
  for (const [name, character] of Object.entries(bad)) {
    test(`${name} in a value of the schema`, async () => {
      for (const field of ['type', 'issued_by', 'license_number', 'what_licensed', 'order_no']) {
        await assertSchemaRefuses(licenseBody({ [field]: `a${character}b` }), `$.${field} format`);
      }
    });
    test(`${name} in a date is a wrong date as well`, async () => {
      await assertSchemaRefuses(
        licenseBody({ issued_date: `2024-02-28${character}` }),
        '$.issued_date date',
        '$.issued_date format',
      );
    });
    test(`${name} in a key, and in what lies below an additional property`, async () => {
      const shown = character.toWellFormed();
      await assertSchemaRefuses(
        licenseBody({ [`a${character}`]: 1 }),
        `$.a${shown} schema`,
        `$.a${shown} format`,
      );
      await assertSchemaRefuses(
        licenseBody({ extra: [{ deep: 'fine', [character]: [`x${character}`] }] }),
        '$.extra schema',
        `$.extra.[0].${shown} format`,
        `$.extra.[0].${shown}.[0] format`,
      );
    });
    test(`${name} in a body that is a bare string`, async () => {
      await assertSchemaRefuses(JSON.stringify(character), '$ cast', '$ format');
    });
  }

  test('a whole pair, and every other control character, is text', async () => {
    await assertSchemaAccepts(licenseBody({ issued_by: '😀\u0001\u001f\u007f\u0085\ufeff\uffff\u202e' }));
  });

  test('no answer repeats half of a character: readers that insist on whole ones can read it', async () => {
    const answer = await send({ '\ud800': '\udc00', extra: { '\ud800': ['\udfff'] }, issued_date: '\ud800' });
    assertStatus(answer, 422);
    JSON.parse(answer.text, (name, value) => {
      assert.ok(name.isWellFormed() && (typeof value !== 'string' || value.isWellFormed()), answer.text);
      return value;
    });
  });
});
