/**
 * Goal: no body buys more of the one thread than ten cheap requests: what is large is refused before anything is made of it.
 * Method: bodies of every costly kind, to the API, to AEL and to its older twin; the thread itself is measured by the
 * benchmarks, here a refusal must come although the machine is busy.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { type RunningAel, startAel } from '../fixtures/product.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const MIB = 1024 * 1024;
const many = (count: number, entry: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => entry(index)).join();
const repeated = (text: string) => text.repeat(Math.floor((MIB - 100) / text.length));
const names = (count: number) => many(count, (at) => `"n${at}":0`);

const holder = clinic();
const setting = useSetting({ world: holder.world });
let ael: RunningAel;
before(async () => {
  ael = await startAel();
});
after(() => ael.stop());

const create = (body: string) =>
  call(`${setting.product.apiUrl}/api/licenses`, { token: holder.token, body });
const rpc = (body: string) => call(`${ael.url}/rpc`, { token: ael.token, body });
const twin = (body: string) => call(`${ael.url}/media_content_storage_secrets`, { token: ael.token, body });

const TOO_MANY: Record<string, string> = {
  '1 001 names': `{${names(1_001)}}`,
  '96 000 names': `{${names(75_000)}}`,
  'names of many objects': `[${many(501, (at) => `{"a${at}":0,"b":0}`)}]`,
  'names below an array': `{"a":[[{${names(1_001)}}]]}`,
  'escaped names': `{${many(1_001, (at) => `"\\u0061${at}":0`)}}`,
  'names of a document that is cut off': `{${names(1_001)}`,
  'arrays side by side': `[${many(1_001, () => '[]')}]`,
  'objects side by side': `[${many(1_001, () => '{}')}]`,
  'numbers in an array': `[${many(1_001, () => '0')}]`,
  'a megabyte of numbers': `[${repeated('0,')}0]`,
  'a megabyte of strings': `[${repeated('"",')}""]`,
  'a megabyte of numbers below an escaped name': `{"\\u0061":[${repeated('0,')}0]}`,
  'items of many arrays': `{${many(101, (at) => `"n${at}":[0,0,0,0,0,0,0,0,0,0]`)}}`,
  'items of an array that is cut off': `[${repeated('0,')}`,
  'names among valid ones': JSON.stringify(licenseBody()).replace('{', `{${names(1_000)},`),
};

describe('more than a document may hold', () => {
  for (const [name, body] of Object.entries(TOO_MANY)) {
    test(`${name}: 413 from the API, from AEL and from its twin, with nothing but the documented text`, async () => {
      for (const send of [create, rpc, twin]) {
        const answer = await send(body);
        assertStatus(answer, 413);
        assert.deepEqual(answer.body.error, {
          type: 'request_too_large',
          message: 'Request body is too large.',
        });
      }
    });
  }

  test('a thousand names are read and judged', async () => {
    assertStatus(await create(`{${names(1_000)}}`), 422);
    assertStatus(await twin(`{"secret":{${names(999)}}}`), 422);
    assert.equal((await rpc(`{${names(1_000)}}`)).body.error.code, -32600);
  });

  test('so are the items of an array', async () => {
    const items = many(999, () => '0');
    assertStatus(await create(`[${items}]`), 422);
    assertStatus(await twin(`{"secret":[${items}]}`), 422);
    assert.equal((await rpc(`{"params":[${items}]}`)).body.error.code, -32600);
  });
});

/** Large, but not of many pieces: read, judged by the schema, and told in few words. */
const LARGE: Record<string, string> = {
  'a string': `"${repeated('a')}"`,
  'a string of escapes': `"${repeated('\\n')}"`,
  'a string of escaped quotes': `"${repeated('\\"')}"`,
  'a string of escaped letters': `"${repeated('\\u044f')}"`,
  'a number of a million digits': '9'.repeat(MIB - 100),
  'an escaped name before blanks': `{"\\u0061":${' '.repeat(MIB - 100)}0}`,
  'a text far too long': JSON.stringify(licenseBody({ what_licensed: repeated('x').slice(0, -500) })),
  NULs: JSON.stringify(licenseBody({ issued_by: '#' })).replace('#', repeated('\\u0000').slice(0, -600)),
  'nine hundred foreign texts': `{${many(900, (at) => `"n${at}":"${'x'.repeat(1_100)}"`)}}`,
};

describe('a megabyte of few pieces', () => {
  for (const [name, body] of Object.entries(LARGE)) {
    test(`${name}: 422, and the answer is short`, async () => {
      const answer = await create(body);
      assertStatus(answer, 422);
      assert.ok(answer.text.length < 100_000, `${answer.text.length} characters`);
    });
  }

  const MALFORMED: Record<string, string> = {
    blanks: ' '.repeat(MIB - 1),
    'empty lines': '\n'.repeat(MIB - 1),
    'pairs of surrogates before a mistake': `["${repeated('😀')}`.slice(0, MIB / 4),
    'one name again and again': `{${repeated('"a":0,')}"a":0}`,
    'brackets that never close': '['.repeat(MIB - 1),
    'quotes that never close': '"'.repeat(MIB - 1),
    'a string that never ends': `"${'\\'.repeat(MIB - 2)}`,
    'an escape that is none, in a name': '{"\\x":1}',
  };
  for (const [name, body] of Object.entries(MALFORMED)) {
    test(`${name}: 400`, async () => assertStatus(await create(body), 400));
  }
});

describe('a document of JSON-RPC', () => {
  const request = (method: string, id: unknown = 1) => ({ jsonrpc: '2.0', method, id, params: {} });

  test('has an id of at most 255 characters, which each answer repeats', async () => {
    assert.equal((await rpc(JSON.stringify(request('check', 'x'.repeat(255))))).body.id.length, 255);
    const { text, body } = await rpc(JSON.stringify(request('check', 'x'.repeat(500_000))));
    assert.deepEqual([body.error.code, body.id], [-32600, null]);
    assert.ok(text.length < 200);
  });

  test('may ask for a list beside a hundred others', async () => {
    const list = () => rpc(JSON.stringify(request('list_objects')));
    const answers = await Promise.all(Array.from({ length: 100 }, list));
    for (const { body } of answers) assert.equal(body.error.code, -32602, 'answered, by what it lacks');
  });

  test('asks for at most four lists', async () => {
    const lists = (count: number) => rpc(JSON.stringify(Array(count).fill(request('list_objects'))));
    assert.equal(JSON.parse((await lists(4)).text).length, 4);
    assert.equal((await lists(5)).body.error.message, 'A batch has at most 4 requests of list_objects');
  });
});
