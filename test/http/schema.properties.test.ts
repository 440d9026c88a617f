/**
 * Goal: odd properties and values are quoted back in bounded length, and prototypes are nothing special.
 * Method: bodies over HTTP.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { MALFORMED, schemaError } from '../fixtures/literal-errors.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const sender = clinic();
const setting = useSetting({ world: sender.world });
const send = (body: unknown) => call(`${setting.product.apiUrl}/api/licenses`, { token: sender.token, body });

/** A sound body with one more member, as text, so that the member may be called anything. */
const withMember = (member: string) => JSON.stringify(licenseBody()).replace('{', `{${member},`);
const extra = (path: string, properties: string) =>
  `{"entry":"${path}","entry_type":"json_data_property","rules":[{"rule":"schema","description":"schema does not allow additional properties","raw_description":"schema does not allow additional properties","params":{"properties":${properties}}}]}`;

describe('additional properties', () => {
  const names = [
    'composition_id',
    'legal_entity_id',
    'id',
    'is_active',
    'inserted_by',
    'Type',
    'type ',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '',
    'a.b',
    '$',
    '[0]',
    'ключ',
  ];
  for (const name of names) {
    test(`"${name}" is refused and quoted back`, async () => {
      const member = `"${name}":{"type":"MSP"}`;
      assertErrorBytes(
        await send(withMember(member)),
        422,
        schemaError(`[${extra(`$.${name}`, `{${member}}`)}]`),
      );
    });
  }

  test('a prototype does not stand in for missing properties', async () => {
    const answer = await send(`{"__proto__":${JSON.stringify(licenseBody())}}`);
    assertStatus(answer, 422);
    const rules = answer.body.error.invalid.map((each: { rules: { rule: string }[] }) => each.rules[0]?.rule);
    assert.deepEqual(rules.sort(), ['required', 'required', 'required', 'required', 'required', 'schema']);
  });

  test('two are two items', async () => {
    const answer = await send(withMember('"a":1,"b":null'));
    assertErrorBytes(answer, 422, schemaError(`[${extra('$.a', '{"a":1}')},${extra('$.b', '{"b":null}')}]`));
  });
});

describe('a value quoted back is cut at 256 characters', () => {
  test('the text of an additional property, counted in characters', async () => {
    const answer = await send(withMember(`"extra":"${'💊'.repeat(300)}"`));
    assertErrorBytes(answer, 422, schemaError(`[${extra('$.extra', `{"extra":"${'💊'.repeat(256)}"}`)}]`));
  });
  test('256 of them are not cut', async () => {
    const member = `"extra":"${'💊'.repeat(256)}"`;
    assertErrorBytes(
      await send(withMember(member)),
      422,
      schemaError(`[${extra('$.extra', `{${member}}`)}]`),
    );
  });
  test('the name of an additional property', async () => {
    const name = 'n'.repeat(256);
    const answer = await send(withMember(`"${name}nnn":1`));
    assertErrorBytes(answer, 422, schemaError(`[${extra(`$.${name}`, `{"${name}":1}`)}]`));
  });
  test('an array or object, as its JSON text', async () => {
    const list = `[${'1,'.repeat(500)}1]`;
    const answer = await send(withMember(`"extra":${list}`));
    assertErrorBytes(answer, 422, schemaError(`[${extra('$.extra', `{"extra":"${list.slice(0, 256)}"}`)}]`));
  });
  test('a date', async () => {
    const answer = await send(licenseBody({ issued_date: '9'.repeat(1000) }));
    assertStatus(answer, 422);
    const [{ description, params }] = answer.body.error.invalid[0].rules;
    assert.equal(description, `expected "${'9'.repeat(256)}" to be a valid ISO 8601 date`);
    assert.equal(params.actual, '9'.repeat(256));
  });
});

describe('a small request does not buy a large answer', () => {
  const bodies = {
    'additional properties': `{${Array.from({ length: 1_000 }, (_, at) => `"p${at}":0`).join()}}`,
    'texts that cannot be stored': withMember(`"extra":[${Array(999).fill('"\\u0000"').join()}]`),
  };
  for (const [what, body] of Object.entries(bodies)) {
    test(`as many ${what} as a body may have`, async () => {
      const answer = await send(body);
      assertStatus(answer, 422);
      assert.ok(answer.body.error.invalid.length <= 200, `${answer.body.error.invalid.length} items`);
      assert.ok(answer.text.length < 100_000, `${answer.text.length} characters`);
    });
  }
});

describe('what is not one JSON document in UTF-8 is 400', () => {
  const sound = JSON.stringify(licenseBody());
  const bodies: Record<string, string | Uint8Array> = {
    'an empty body': '',
    blanks: ' \n',
    'a truncated document': sound.slice(0, -1),
    'a second document behind it': `${sound}{}`,
    'two byte order marks': `\uFEFF\uFEFF${sound}`,
    'a byte order mark behind': `${sound}\uFEFF`,
    'UTF-16': Buffer.from(sound, 'utf16le'),
    'KOI8-U bytes': Buffer.concat([
      Buffer.from('{"issued_by":"'),
      Buffer.from([0xe4, 0xc5]),
      Buffer.from('"}'),
    ]),
    'a surrogate in UTF-8 (CESU-8)': Buffer.from([0x22, 0xed, 0xa0, 0xbd, 0x22]),
    'an overlong encoding': Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
    'a duplicate key': sound.replace('{', '{"type":"MSP",'),
    'a duplicate key in another spelling': sound.replace('{', '{"\\u0074ype":"MSP",'),
    'a duplicate key deep inside': withMember('"a":{"b":[{"c":1,"c":1}]}'),
    'thirty-three levels': `${'['.repeat(33)}${']'.repeat(33)}`,
    'a hundred thousand levels': '['.repeat(100_000) + ']'.repeat(100_000),
    'single quotes': "{'type':'MSP'}",
    'a comment': `${sound}//`,
    'a trailing comma': sound.replace('}', ',}'),
    NaN: '{"type":NaN}',
    'a form': 'type=MSP&issued_by=x',
  };
  for (const [what, body] of Object.entries(bodies)) {
    test(what, async () => assertErrorBytes(await send(body), 400, MALFORMED));
  }
  test('thirty-two levels are fine, and go on to the schema', async () => {
    assertStatus(await send(`${'['.repeat(32)}${']'.repeat(32)}`), 422);
  });
});
