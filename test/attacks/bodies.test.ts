/**
 * Goal: bodies that are no JSON document, too large or wide cost a refusal and no time.
 * Method: sent to the running product.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type ApiAnswer, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { openSocket, splitAnswers } from '../fixtures/raw-http.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { timed } from '../fixtures/timed.ts';
import { assertEnvelope } from './envelope.ts';

const setting = useSetting({ clinicCount: 30 });
const MIB = 1024 * 1024;
const JSON_TEXT = JSON.stringify(licenseBody());

let by: ReturnType<typeof setting.nextClinic> | undefined;
/** Sends a body of any kind; nothing sent here is ever stored, so one clinic does for all. */
async function post(
  body: string | Uint8Array | object,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  by ??= setting.nextClinic();
  return call(`${setting.product.apiUrl}/api/licenses`, { token: by.token, headers, body });
}
const assertMalformed = (answer: ApiAnswer) =>
  assertRefused(
    answer,
    400,
    'request_malformed',
    'Malformed request. Probably, you have sent corrupted JSON.',
  );

/** KOI8-U, as old programs here still write it. */
const KOI8_U = Buffer.concat([
  Buffer.from('{"type":"PHARMACY_DRUGS","issued_by":"'),
  Buffer.from([0xe4, 0xc5, 0xd2, 0xd6, 0xcc, 0xa6, 0xcb]),
  Buffer.from('","issued_date":"2024-02-28","active_from_date":"2024-02-28","is_primary":false}'),
]);
const replaceText = (hex: string) =>
  Buffer.concat([
    Buffer.from(JSON_TEXT.replace('Держлікслужба', '#').split('#')[0] as string),
    Buffer.from(hex, 'hex'),
    Buffer.from(JSON_TEXT.replace('Держлікслужба', '#').split('#')[1] as string),
  ]);

const NOT_JSON: Record<string, string | Uint8Array> = {
  empty: '',
  'white space': ' \n\t ',
  'a byte order mark alone': '\uFEFF',
  'a byte order mark behind the first blank': ` \uFEFF${JSON_TEXT}`,
  'UTF-16': Buffer.from(JSON_TEXT, 'utf16le'),
  'UTF-16 with a byte order mark': Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le'),
  'KOI8-U': KOI8_U,
  'an overlong encoding': replaceText('c0af'),
  'a surrogate encoded in UTF-8': replaceText('eda080'),
  'a code point beyond Unicode': replaceText('f4908080'),
  'half of a character at the end': Buffer.concat([Buffer.from(JSON_TEXT), Buffer.from([0xd0])]),
  'gzip without saying so': gzipSync(JSON_TEXT),
  'a second document': `${JSON_TEXT}${JSON_TEXT}`,
  'a second document on a line of its own': `${JSON_TEXT}\n${JSON_TEXT}`,
  'trailing garbage': `${JSON_TEXT}x`,
  'a trailing NUL': `${JSON_TEXT}\0`,
  'a trailing comma': JSON_TEXT.replace('}', ',}'),
  'a comment': JSON_TEXT.replace('{', '{/* */'),
  'single quotes': JSON_TEXT.replaceAll('"', "'"),
  'a raw line break in a string': JSON_TEXT.replace('Держ', 'Держ\n'),
  NaN: JSON_TEXT.replace('false', 'NaN'),
  Infinity: JSON_TEXT.replace('false', '-Infinity'),
  'a number with a leading zero': JSON_TEXT.replace('false', '01'),
  'a form': 'type=PHARMACY_DRUGS&is_primary=false',
  'an XML entity': '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
  'a key twice': JSON_TEXT.replace('{', '{"type":"MSP",'),
  'a key twice, once escaped': JSON_TEXT.replace('{', '{"\\u0074ype":"MSP",'),
  'a key twice, deep inside': '{"a":[{"b":{"c":1,"c":2}}]}',
  '__proto__ twice': '{"__proto__":1,"__proto__":2}',
  'thirty-three levels': `${'['.repeat(33)}${']'.repeat(33)}`,
  'a hundred thousand levels': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'a hundred thousand levels of objects': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'an unclosed document': '['.repeat(500_000),
};

describe('a body that is not one JSON document in UTF-8', () => {
  for (const [name, body] of Object.entries(NOT_JSON)) {
    test(`${name}: 400, quickly`, async () => {
      const { value, ms } = await timed(post(body));
      assertMalformed(value);
      assert.ok(ms < 1_000, `took ${ms} ms`);
    });
  }
});

describe('a body that says it is something else', () => {
  for (const [name, headers] of Object.entries<Record<string, string>>({
    'another charset': { 'content-type': 'application/json; charset=koi8-u' },
    'UTF-16': { 'content-type': 'application/json; charset=utf-16' },
    'two charsets': { 'content-type': 'application/json; charset=utf-8; charset=koi8-u' },
    'JSON of another kind': { 'content-type': 'application/problem+json' },
    text: { 'content-type': 'text/plain' },
    'two types': { 'content-type': 'application/json, text/plain' },
    gzip: { 'content-encoding': 'gzip' },
    'gzip within identity': { 'content-encoding': 'identity, gzip' },
  })) {
    test(`${name}: 415`, async () => {
      assertStatus(await post(licenseBody(), headers), 415);
    });
  }

  for (const [name, compress] of Object.entries({
    gzip: gzipSync,
    br: brotliCompressSync,
    deflate: deflateSync,
  })) {
    test(`a bomb in ${name} is not unpacked: 415`, async () => {
      const bomb = compress(Buffer.alloc(64 * MIB, ' '));
      const { value, ms } = await timed(post(bomb, { 'content-encoding': name }));
      assertStatus(value, 415);
      assert.ok(ms < 1_000, `took ${ms} ms`);
    });
  }
});

describe('a body around 1 MiB', () => {
  const padded = (bytes: number) => JSON_TEXT + ' '.repeat(bytes - Buffer.byteLength(JSON_TEXT));

  for (const [bytes, status] of [
    [MIB - 1, 201],
    [MIB, 201],
    [MIB + 1, 413],
  ] as const) {
    test(`${bytes - MIB} bytes from it: ${status}, with Content-Length and in chunks`, async () => {
      for (const framing of ['length', 'chunks']) {
        const { token } = setting.nextClinic();
        const connection = await openSocket(setting.product.apiUrl);
        const text = padded(bytes);
        const header = framing === 'length' ? `Content-Length: ${bytes}` : 'Transfer-Encoding: chunked';
        const content = framing === 'length' ? text : `${bytes.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
        connection.write(
          `POST /api/licenses HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n${header}\r\n\r\n${content}`,
        );
        assertEnvelope(splitAnswers(await connection.closed)[0], status);
      }
    });
  }

  test('is refused by what it announces, without reading it', async () => {
    const connection = await openSocket(setting.product.apiUrl);
    const { token } = setting.nextClinic();
    connection.write(
      `POST /api/licenses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{`,
    );
    const { value, ms } = await timed(connection.closed);
    assertEnvelope(splitAnswers(value)[0], 413);
    assert.ok(ms < 2_000, `took ${ms} ms`);
  });
});

describe('a wide body', () => {
  const many = (count: number, entry: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => entry(i));
  for (const [name, body] of Object.entries({
    'of unknown keys': `{${many(1_000, (i) => `"key${i}":${i}`)}}`,
    'of long unknown keys': `{${many(40, (i) => `"${i}${'k'.repeat(20_000)}":1`)}}`,
    'of unknown keys with long values': `{${many(40, (i) => `"k${i}":"${'v'.repeat(20_000)}"`)}}`,
    'of unknown keys that are not text': `{${many(1_000, (i) => `"\\u0000${i}":1`)}}`,
    'of numbers in an array': `[${many(999, () => '1')}]`,
    'of strings in the place of a date': licenseAround(`[${many(900, () => '"\\ud800"')}]`),
    'with one string of a mebibyte': licenseAround(`"${'x'.repeat(900_000)}"`),
    'with a string of escapes': licenseAround(`"${'\\\\'.repeat(400_000)}"`),
    'with astral characters': licenseAround(`"${'😀'.repeat(200_000)}"`),
  })) {
    test(`${name}: 422 with a short answer, quickly`, async () => {
      const { value, ms } = await timed(post(body));
      assertStatus(value, 422);
      assert.ok(value.body.error.invalid.length <= 200); // a hundred of each of two kinds
      assert.ok(value.text.length < 150_000, `${value.text.length} characters`);
      assert.ok(ms < 2_000, `took ${ms} ms`);
    });
  }
});

function licenseAround(issuedDate: string): string {
  return JSON_TEXT.replace('"2024-02-28"', issuedDate);
}

describe('a key that nobody may set', () => {
  const foreign: Record<string, unknown> = {
    id: '00000000-0000-4000-8000-000000000001',
    legal_entity_id: '00000000-0000-4000-8000-000000000001',
    is_active: false,
    inserted_by: '00000000-0000-4000-8000-000000000001',
    inserted_at: '2020-01-01T00:00:00Z',
    updated_by: '00000000-0000-4000-8000-000000000001',
    updated_at: '2020-01-01T00:00:00Z',
    issuer_status: 'ACTIVE',
    Type: 'MSP',
    'type ': 'MSP',
    constructor: { prototype: { is_primary: false } },
    prototype: {},
    toString: 'x',
    hasOwnProperty: 'x',
    toJSON: 'x',
  };
  for (const [key, value] of Object.entries(foreign)) {
    test(`${JSON.stringify(key)}: 422, and nothing is written`, async () => {
      const answer = await post(JSON.stringify({ ...licenseBody(), [key]: value }));
      assertStatus(answer, 422);
      const [invalid] = answer.body.error.invalid;
      assert.equal(invalid.entry, `$.${key}`);
      assert.equal(invalid.rules[0].rule, 'schema');
    });
  }

  test('"__proto__": 422, and it sets no property of anything', async () => {
    const answer = await post(JSON_TEXT.replace('{', '{"__proto__":{"is_primary":true,"polluted":1},'));
    assertStatus(answer, 422);
    assert.equal(answer.body.error.invalid[0].entry, '$.__proto__');
    const inherited = await post(
      '{"__proto__":{"type":"PHARMACY_DRUGS","issued_by":"x","is_primary":false}}',
    );
    const missing = inherited.body.error.invalid.filter(
      (one: { rules: { rule: string }[] }) => one.rules[0]?.rule === 'required',
    );
    assert.equal(missing.length, 5, 'required properties were found on the prototype');
  });

  test('in none of these cases was anything stored, and the process is as it was', async () => {
    const rows = await setting.database.query(
      'SELECT 1 FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
      [by?.id],
    );
    assert.equal(rows.length, 0);
    assertStatus(await post(licenseBody()), 201);
  });
});
