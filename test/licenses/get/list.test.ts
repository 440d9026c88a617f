/**
 * Goal: a legal entity lists its active licences, filtered exactly.
 * Method: requests over HTTP.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../../fixtures/client.ts';
import { eventually } from '../../fixtures/eventually.ts';
import { schemaError, scopeMissing } from '../../fixtures/literal-errors.ts';
import { type Clinic, clinic, mergeWorlds, storedLicense } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';

const KEYS =
  'id type license_number issued_by issued_date expiry_date active_from_date what_licensed order_no legal_entity_id is_primary is_active issuer_status inserted_at inserted_by updated_at updated_by'.split(
    ' ',
  );
const drugs = { id: randomUUID(), type: 'PHARMACY_DRUGS', license_number: "O'Ніл 100%_1" };
const pharmacy = { id: randomUUID(), type: 'PHARMACY', license_number: 'АВ 2', expiry_date: '2020-02-02' };
const inactive = { id: randomUUID(), type: 'PHARMACY', license_number: 'АВ 3', is_active: false };
const primary = { id: randomUUID(), type: 'MSP', license_number: 'АЕ 1' };
const rich = clinic({ primaryLicense: primary, licenses: [drugs, pharmacy, inactive] });
const neighbour = clinic({ licenses: [{ type: 'PHARMACY_DRUGS', license_number: drugs.license_number }] });
const empty = clinic({ primaryLicense: null });
const writer = clinic({ token: { scope: 'license:write' } });
/** Seven licences, one a type, which is what the registry allows: pages of them. */
const paged = clinic({
  primaryLicense: null,
  licenses: Array.from({ length: 7 }, (_, n) => storedLicense({ type: `TYPE_${n}` })),
});
const world = mergeWorlds(...[rich, neighbour, empty, writer, paged].map((one) => one.world));
const setting = useSetting({ world });

const get = (by: Clinic, query = ''): Promise<ApiAnswer> =>
  call(`${setting.product.apiUrl}/api/licenses${query}`, { token: by.token });
const idsOf = (answer: ApiAnswer): string[] => answer.body.data.map(({ id }: { id: string }) => id);
const invalid = (entry: string, rule: string) =>
  schemaError(`[{"entry":"$.${entry}","entry_type":"query_parameter","rules":[${rule}]}]`);
const TWICE = '{"rule":"invalid","params":[],"description":"the parameter is given more than once"}';
const INCLUSION =
  '"rule":"inclusion","description":"value is not allowed in enum","raw_description":"value is not allowed in enum"';
const format = (pattern: string, means: string) => {
  const text = JSON.stringify(pattern);
  const quoted = JSON.stringify(`string does not match pattern "${pattern}"`);
  return `{"rule":"format","description":${quoted},"raw_description":"string does not match pattern \\"%{pattern}\\"","params":{"pattern":${text},"format":"${means}"}}`;
};

describe('what is listed', () => {
  test('active licences of the token, primary and additional, expired ones too, and nothing else', async () => {
    const answer = await get(rich);
    assertStatus(answer, 200);
    assert.equal(answer.body.meta.type, 'list');
    assert.deepEqual(new Set(idsOf(answer)), new Set([primary.id, drugs.id, pharmacy.id]));
    assert.deepEqual(answer.body.paging, {
      page_number: 1,
      page_size: 50,
      total_entries: 3,
      total_pages: 1,
    });
  });

  test('a licence has the 17 keys in their order, dates as days and unset ones null', async () => {
    const [license] = (await get(rich, `?id=${pharmacy.id}`)).body.data;
    assert.deepEqual(Object.keys(license), KEYS);
    assert.equal(license.expiry_date, '2020-02-02');
    assert.equal(license.what_licensed, null);
    assert.match(license.inserted_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('a legal entity without licences gets an empty list of one page', async () => {
    const answer = await get(empty);
    assertStatus(answer, 200);
    assert.deepEqual(answer.body.data, []);
    assert.deepEqual(answer.body.paging, {
      page_number: 1,
      page_size: 50,
      total_entries: 0,
      total_pages: 1,
    });
  });

  test('license:write does not let read', async () => {
    assertErrorBytes(await get(writer), 403, scopeMissing('license:read'));
  });
});

describe('filters', () => {
  const cases: [query: string, found: string[]][] = [
    [`?id=${drugs.id}`, [drugs.id]],
    [`?id=${drugs.id.toUpperCase()}`, [drugs.id]],
    [`?id=${randomUUID()}`, []],
    [`?id=${inactive.id}`, []],
    [`?license_number=${encodeURIComponent(drugs.license_number)}`, [drugs.id]],
    [`?license_number=${encodeURIComponent(drugs.license_number.slice(0, -1))}`, []],
    [`?license_number=${encodeURIComponent(drugs.license_number.toLowerCase())}`, []],
    ['?license_number=%25', []],
    ['?license_number=', []],
    ['?license_number=АВ+2', [pharmacy.id]],
    ['?type=PHARMACY', [pharmacy.id]],
    ['?is_primary=true', [primary.id]],
    [`?is_primary=false&type=PHARMACY_DRUGS`, [drugs.id]],
    [`?is_primary=true&type=PHARMACY_DRUGS`, []],
    [`?id=${drugs.id}&type=PHARMACY_DRUGS&is_primary=false&page=1&page_size=1`, [drugs.id]],
    [`?id=${drugs.id}&license_number=%D0%90%D0%92%202`, []],
    [`?legal_entity_id=${neighbour.id}&client_id=${neighbour.id}&is_active=false&type=MSP`, [primary.id]],
  ];
  for (const [query, found] of cases) {
    test(`${query} finds ${found.length} of them: filters are exact, joined by AND, unknown ones ignored`, async () => {
      const answer = await get(rich, query);
      assertStatus(answer, 200);
      assert.deepEqual(idsOf(answer), found, answer.describe());
      assert.equal(answer.body.paging.total_entries, found.length);
    });
  }

  test('a type that the dictionary no longer offers can still be looked for', async () => {
    const statusBecomes = (status: number) =>
      eventually(`status ${status}`, async () => {
        const answer = await get(rich, '?type=BLOOD');
        return answer.status === status ? answer : undefined;
      });
    await setting.database.query(
      `INSERT INTO dictionary_values VALUES ('LICENSE_TYPE', 'BLOOD', 'Донорство', false, 9)`,
    );
    const answer = await statusBecomes(200);
    assert.deepEqual(answer.body.data, []);
    await setting.database.query(`DELETE FROM dictionary_values WHERE code = 'BLOOD'`);
    await statusBecomes(422);
  });
});

describe('mistakes in the query', () => {
  const UUID = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';
  const POSITIVE = '^0*[1-9][0-9]*$';
  const cases: [query: string, error: string][] = [
    ['?id=', invalid('id', format(UUID, 'uuid'))],
    [`?id=${drugs.id}x`, invalid('id', format(UUID, 'uuid'))],
    [`?id=%7B${drugs.id}%7D`, invalid('id', format(UUID, 'uuid'))],
    ['?is_primary=TRUE', invalid('is_primary', `{${INCLUSION},"params":{"values":["true","false"]}}`)],
    ['?is_primary=', invalid('is_primary', `{${INCLUSION},"params":{"values":["true","false"]}}`)],
    ...['msp', '', '__proto__', 'constructor'].map((type): [string, string] => [
      `?type=${type}`,
      invalid('type', `{${INCLUSION},"params":{"values":["MSP","PHARMACY","PHARMACY_DRUGS"]}}`),
    ]),
    [
      '?license_number=%E1%F7%20123',
      invalid('license_number', format('^[^\\u0000\\uD800-\\uDFFF]*$', 'text in UTF-8, without NUL')),
    ], // KOI8-U
    [
      '?license_number=a%00b',
      invalid('license_number', format('^[^\\u0000\\uD800-\\uDFFF]*$', 'text in UTF-8, without NUL')),
    ],
    ...['0', '-1', '1.5', '1e3', '', 'x', '%201', '0x1', '١'].flatMap((text): [string, string][] => [
      [`?page=${text}`, invalid('page', format(POSITIVE, 'positive integer'))],
      [`?page_size=${text}`, invalid('page_size', format(POSITIVE, 'positive integer'))],
    ]),
    ...['id', 'license_number', 'type', 'is_primary', 'page', 'page_size'].map((name): [string, string] => [
      `?${name}=1&${name}=1`,
      invalid(name, TWICE),
    ]),
  ];
  for (const [query, error] of cases) {
    test(`${query} is refused`, async () => assertErrorBytes(await get(rich, query), 422, error));
  }

  test('all mistakes are reported together', async () => {
    const answer = await get(rich, '?type=X&id=1&page=0&is_primary=1&license_number=%00');
    assertStatus(answer, 422);
    const entries = answer.body.error.invalid.map(({ entry }: { entry: string }) => entry);
    assert.deepEqual(entries, ['$.id', '$.license_number', '$.type', '$.is_primary', '$.page']);
  });

  test('U+FFFD itself is a character like others', async () => {
    assertStatus(await get(rich, '?license_number=%EF%BF%BD'), 200);
  });

  test('an unknown parameter may be in any encoding', async () => {
    assertStatus(await get(rich, '?y=%E1&license_number=%EF%BF%BD&license_numbe=%E1'), 200);
    assertStatus(await get(rich, '??page=0'), 200);
  });

  test('an unknown parameter may be given twice', async () => {
    assertStatus(await get(rich, '?x=1&x=2'), 200);
  });
});

describe('paging', () => {
  test('pages cover the list once, in order of insertion and id', async () => {
    const all = await get(paged);
    const walked: string[] = [];
    for (const page of [1, 2, 3, 4]) {
      const answer = await get(paged, `?page=${page}&page_size=2`);
      assert.deepEqual(answer.body.paging, {
        page_number: page,
        page_size: 2,
        total_entries: 7,
        total_pages: 4,
      });
      walked.push(...idsOf(answer));
    }
    assert.deepEqual(walked, idsOf(all));
    // One world, one moment: here only the id decides.
    assert.deepEqual(walked, walked.toSorted());
  });

  const edges: [query: string, page: number, size: number, pages: number, rows: number][] = [
    ['?page=5&page_size=2', 4, 2, 4, 1],
    ['?page=9007199254740993&page_size=2', 4, 2, 4, 1],
    [`?page=${'9'.repeat(400)}&page_size=2`, 4, 2, 4, 1],
    ['?page=2', 1, 50, 1, 7],
    ['?page_size=7', 1, 7, 1, 7],
    ['?page_size=6&page=2', 2, 6, 2, 1],
    [`?page_size=${'9'.repeat(400)}`, 1, 300, 1, 7],
    ['?page=01&page_size=007', 1, 7, 1, 7],
    ['?page=3&page_size=2&type=MSP', 1, 2, 1, 0],
  ];
  for (const [query, page_number, page_size, total_pages, rows] of edges) {
    test(`${query.slice(0, 40)} is page ${page_number} of ${total_pages}`, async () => {
      const answer = await get(paged, query);
      assertStatus(answer, 200);
      assert.equal(answer.body.data.length, rows);
      const total_entries = query.includes('type') ? 0 : 7;
      assert.deepEqual(answer.body.paging, { page_number, page_size, total_entries, total_pages });
    });
  }
});
