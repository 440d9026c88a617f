/**
 * Goal: dictionaries are public, filtered exactly and cached by tag.
 * Method: requests over HTTP.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertStatus, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import { useSetting } from '../fixtures/setting.ts';

const setting = useSetting({ world: {} });
const V1 = '/api/dictionaries';
const V2 = '/api/v2/dictionaries';
const get = (path: string, headers: Record<string, string> = {}): Promise<ApiAnswer> =>
  call(`${setting.product.apiUrl}${path}`, { headers });
const tagOf = (answer: ApiAnswer) => answer.headers.get('etag') as string;

const LICENSE_TYPE_V1 =
  '{"name":"LICENSE_TYPE","values":{"MSP":"Заклад з надання медичних послуг","PHARMACY":"Аптека","PHARMACY_DRUGS":"Аптека (обіг наркотичних засобів, психотропних речовин і прекурсорів)"},"labels":["SYSTEM","EXTERNAL"],"is_active":true}';
const MSP_V2 =
  '{"name":"LICENSE_TYPE","description":"Тип ліцензії","values":[{"code":"MSP","description":"Заклад з надання медичних послуг","is_active":true,"child_values":[]}],"labels":["SYSTEM","EXTERNAL"],"is_active":true}';

describe('what anybody may read', () => {
  test('without a token: every dictionary, its codes with their descriptions', async () => {
    const answer = await get(V1);
    assertStatus(answer, 200);
    assert.equal(answer.body.meta.type, 'list');
    assert.equal(answer.body.paging, undefined);
    assert.deepEqual(
      answer.body.data.map(({ name }: { name: string }) => name),
      ['LEGAL_ENTITY_TYPE_V2', 'LICENSE_TYPE'],
    );
    assert.deepEqual(Object.entries(answer.body.data[0].values).slice(0, 2), [
      ['PRIMARY_CARE', 'Заклад з надання первинної медичної допомоги'],
      ['OUTPATIENT', 'Заклад з надання спеціалізованої медичної допомоги'],
    ]);
    assert.ok(answer.text.endsWith(`,${LICENSE_TYPE_V1}]}`), answer.text);
  });

  test('a wrong token or API key does no harm', async () => {
    assertStatus(await get(V1, { authorization: 'Bearer nonsense', 'api-key': 'nonsense' }), 200);
  });

  const filters: [path: string, names: string[]][] = [
    [`${V1}?name=`, []],
    [`${V1}?is_active=false`, []],
    [`${V1}?value_code=MSP`, ['LEGAL_ENTITY_TYPE_V2', 'LICENSE_TYPE']],
    [`${V2}?name=LICENSE_TYPE&is_active=true`, ['LICENSE_TYPE']],
    [`${V2}?value_code=PHARMACY`, ['LEGAL_ENTITY_TYPE_V2', 'LICENSE_TYPE']],
    [`${V2}?value_code=PHARMACY&name=LICENSE_TYPE`, ['LICENSE_TYPE']],
    [`${V2}?value_code=NOTHING`, []],
    [`${V2}?value_is_active=false`, []],
  ];
  for (const [path, names] of filters) {
    test(`${path} has ${names.join(' and ') || 'none'}`, async () => {
      const answer = await get(path);
      assertStatus(answer, 200);
      assert.deepEqual(
        answer.body.data.map(({ name }: { name: string }) => name),
        names,
      );
    });
  }

  test('of a dictionary asked by value_code only that value is shown', async () => {
    const answer = await get(`${V2}?value_code=MSP`);
    assert.ok(answer.text.endsWith(`"data":[${MSP_V2}]}`), answer.text);
  });

  for (const path of [`${V2}?value_is_active=yes`, `${V1}?name=a&name=a`, `${V2}?value_code=%00`]) {
    test(`${path} is refused`, async () => assertStatus(await get(path), 422));
  }
});

describe('conditional requests', () => {
  test('the tag of the last answer is answered 304 without a body', async () => {
    const etag = tagOf(await get(V2));
    assert.match(etag, /^"[\w-]{43}"$/);
    for (const value of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const answer = await get(V2, { 'if-none-match': value });
      assert.equal(answer.status, 304, value);
      assert.equal(answer.text, '');
      assert.equal(tagOf(answer), etag);
      assert.equal(answer.headers.get('cache-control'), 'public, no-cache');
      assert.ok(answer.headers.get('x-request-id'));
    }
  });

  test('a 304 carries no byte of a body on the wire either', async () => {
    const etag = tagOf(await get(V1));
    const answer = await rawCall(setting.product.apiUrl, [`GET ${V1} HTTP/1.1`, `If-None-Match: ${etag}`]);
    assert.equal(answer.status, 304);
    assert.equal(answer.text, '');
  });

  test('another tag, another filter or another version gets the whole answer', async () => {
    const etag = tagOf(await get(V1));
    assert.equal(tagOf(await get(V1)), etag);
    for (const [path, value] of [
      [V1, '"x"'],
      [V1, etag.slice(1, -1)],
      [`${V1}?name=LICENSE_TYPE`, etag],
      [V2, etag],
    ] as const) {
      const answer = await get(path, { 'if-none-match': value });
      assertStatus(answer, 200);
    }
  });
});

test('inactive values and odd codes: hidden by v1, marked by v2, and a change changes the tag', async () => {
  const before = tagOf(await get(V1));
  await setting.database.query(
    `INSERT INTO dictionaries VALUES ('ODD', 'Дивний', '{}', false), ('EMPTY', 'Порожній', '{}', true)`,
  );
  await setting.database.query(
    `INSERT INTO dictionary_values VALUES ('ODD', '__proto__', 'a', true, 2), ('ODD', 'constructor', 'b', true, 1), ('ODD', 'OLD', 'c', false, 3)`,
  );
  const answer = await eventually('the odd dictionary', async () => {
    const found = await get(`${V1}?name=ODD`);
    return found.text.includes('constructor') ? found : undefined;
  });
  assert.ok(
    answer.text.endsWith(
      '"data":[{"name":"ODD","values":{"constructor":"b","__proto__":"a"},"labels":[],"is_active":false}]}',
    ),
    answer.text,
  );
  assert.notEqual(tagOf(await get(V1)), before);
  assert.equal((await get(`${V1}?is_active=false`)).body.data.length, 1);
  const codes = async (query: string) =>
    (await get(`${V2}?name=ODD${query}`)).body.data[0].values.map(({ code }: { code: string }) => code);
  assert.deepEqual(await codes(''), ['constructor', '__proto__', 'OLD']);
  assert.deepEqual(await codes('&value_is_active=false'), ['OLD']);
  assert.deepEqual(await codes('&value_is_active=true'), ['constructor', '__proto__']);
  assert.deepEqual((await get(`${V2}?name=EMPTY`)).body.data[0].values, []);
  assert.deepEqual((await get(`${V2}?name=EMPTY&value_is_active=true`)).body.data, []);
});
