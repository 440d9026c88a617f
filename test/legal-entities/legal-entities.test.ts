/**
 * Goal: who sees which legal entity, and in what form.
 * Method: callers of every kind over HTTP.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { notFound, scopeMissing } from '../fixtures/literal-errors.ts';
import { storedLicense } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const KEYS = [
  'id',
  'name',
  'edrpou',
  'type',
  'status',
  'inserted_at',
  'inserted_by',
  'updated_at',
  'updated_by',
];
const entity = (name: string, overrides: object = {}) => ({
  id: randomUUID(),
  name,
  edrpou: '11111111',
  type: 'OUTPATIENT',
  status: 'ACTIVE',
  ...overrides,
});
const hospital = entity('КНП «Центральна міська лікарня» № 5', { edrpou: '38782323' });
const clinic = entity("Медичний центр «Здоров'я», м. Київ", { status: 'CLOSED', edrpou: '1234567890' });
const spelled = entity('ТОВ "ЗДОРОВʼЯ-ПЛЮС" центр', { status: 'SUSPENDED' });
const pharmacy = entity('Аптека Їжак', { type: 'PHARMACY' });
const office = entity('Національна служба', { type: 'NHS' });
const entities = [hospital, clinic, spelled, pharmacy, office];

const userId = randomUUID();
const token = (client_id: string, scope = 'legal_entity:read') => ({
  value: randomBytes(24).toString('base64url'),
  client_id,
  user_id: userId,
  scope,
});
const client = (id: string, type: string) => ({ id, type, name: type });
const [misId, strangerId] = [randomUUID(), randomUUID()];
const nhs = token(office.id);
const mis = token(misId);
const own = token(hospital.id);
const closed = token(clinic.id);
const stranger = token(strangerId);
const reader = token(hospital.id, 'license:read');
const primary = {
  id: randomUUID(),
  type: 'MSP',
  is_primary: true,
  legal_entity_id: hospital.id,
  expiry_date: '2020-01-01',
};
const setting = useSetting({
  world: {
    legal_entities: entities,
    clients: [client(office.id, 'NHS'), client(misId, 'MIS'), client(strangerId, 'MIS_TEST')],
    users: [{ id: userId }],
    tokens: [nhs, mis, own, closed, stranger, reader],
    licenses: [
      storedLicense(primary),
      storedLicense({ legal_entity_id: hospital.id, type: 'PHARMACY_DRUGS' }),
      storedLicense({ legal_entity_id: clinic.id, type: 'MSP', is_primary: true, is_active: false }),
    ],
  },
});
const get = (by: { value: string }, rest = ''): Promise<ApiAnswer> =>
  call(`${setting.product.apiUrl}/api/v2/legal_entities${rest}`, { token: by.value });
const idsOf = (answer: ApiAnswer): string[] => answer.body.data.map(({ id }: { id: string }) => id);
const sorted = (list: { id: string }[]) => list.map(({ id }) => id).toSorted();

describe('who sees what', () => {
  test('tokens of client type NHS and MIS see every legal entity, in order', async () => {
    for (const by of [nhs, mis]) {
      const answer = await get(by);
      assertStatus(answer, 200);
      // One world, one moment: here only the id decides.
      assert.deepEqual(idsOf(answer), sorted(entities));
      assert.deepEqual(answer.body.paging, {
        page_number: 1,
        page_size: 50,
        total_entries: 5,
        total_pages: 1,
      });
    }
  });

  test('any other token sees its own, whatever its status, and nothing by any filter', async () => {
    assert.deepEqual(idsOf(await get(own)), [hospital.id]);
    assert.deepEqual(idsOf(await get(closed)), [clinic.id]);
    for (const query of [
      `?id=${clinic.id}`,
      '?edrpou=1234567890',
      '?type=PHARMACY',
      '?status=CLOSED',
      '?name=здоров',
      `?client_id=${clinic.id}&legal_entity_id=${clinic.id}&status=CLOSED`,
    ]) {
      const answer = await get(own, query);
      assertStatus(answer, 200);
      assert.deepEqual(answer.body.data, [], query);
      assert.equal(answer.body.paging.total_entries, 0, query);
    }
    assert.deepEqual(idsOf(await get(own, '?page=2&page_size=1')), [hospital.id]);
  });

  test('a client that is no legal entity, and only resembles MIS, sees none', async () => {
    assert.deepEqual((await get(stranger)).body.data, []);
    assert.equal((await get(stranger, `/${hospital.id}`)).status, 404);
  });

  test('a foreign legal entity and a missing one are answered with the same bytes', async () => {
    for (const id of [clinic.id, clinic.id.toUpperCase(), randomUUID(), 'x', '%00', `${hospital.id}%20`]) {
      assertErrorBytes(await get(own, `/${id}`), 404, notFound('Legal entity not found'));
    }
    assertErrorBytes(await get(nhs, `/${randomUUID()}`), 404, notFound('Legal entity not found'));
  });

  test('the scope is needed', async () => {
    assertErrorBytes(await get(reader), 403, scopeMissing('legal_entity:read'));
    assertErrorBytes(await get(reader, `/${hospital.id}`), 403, scopeMissing('legal_entity:read'));
  });
});

describe('the details', () => {
  test('have the keys of the list and the active primary licence, expired or not', async () => {
    const answer = await get(own, `/${hospital.id}`);
    assertStatus(answer, 200);
    const { license, ...rest } = answer.body.data;
    assert.deepEqual(Object.keys(answer.body.data), [...KEYS, 'license']);
    assert.deepEqual(rest, (await get(own)).body.data[0]);
    assert.equal(rest.name, hospital.name);
    assert.equal(license.id, primary.id);
    assert.equal(license.expiry_date, '2020-01-01');
    assert.equal(license.inserted_at, rest.inserted_at);
    assert.equal(Object.keys(license).length, 17);
  });

  test('have null where no primary licence is active', async () => {
    assert.equal((await get(nhs, `/${clinic.id.toUpperCase()}`)).body.data.license, null);
    assert.equal((await get(closed, `/${clinic.id}`)).body.data.license, null);
  });
});

describe('filters', () => {
  const cases: [filters: Record<string, string>, found: { id: string }[]][] = [
    [{ id: clinic.id.toUpperCase() }, [clinic]],
    [{ edrpou: '38782323' }, [hospital]],
    [{ edrpou: '38782324' }, []],
    [{ type: 'PHARMACY' }, [pharmacy]],
    [{ type: 'NHS' }, [office]],
    [{ type: 'pharmacy' }, []],
    [{ status: 'SUSPENDED' }, [spelled]],
    [{ status: 'ACTIVE', type: 'OUTPATIENT' }, [hospital]],
    [{ name: 'центр' }, [hospital, clinic, spelled]],
    [{ name: 'ЦЕНТР' }, [hospital, clinic, spelled]],
    [{ name: 'лік цент' }, [hospital]],
    [{ name: '«Центральна' }, [hospital]],
    [{ name: '5' }, [hospital]],
    [{ name: "здоров'я" }, [clinic, spelled]],
    [{ name: 'здоров’я' }, [clinic, spelled]],
    [{ name: 'здоровя' }, [clinic, spelled]],
    [{ name: 'плюс' }, [spelled]],
    [{ name: 'Їжак'.normalize('NFD') }, [pharmacy]],
    [{ name: 'їжа' }, [pharmacy]],
    [{ name: 'іжак' }, []],
    [{ name: 'ікарня' }, []],
    [{ name: 'київ%' }, [clinic]],
    [{ name: "' | 'к':* & !\\" }, [hospital, clinic]],
    [{ name: 'центр', status: 'CLOSED' }, [clinic]],
    [{ name: 'центр', status: 'CLOSED', type: 'PHARMACY' }, []],
    [{ id: hospital.id, edrpou: '38782323', type: 'OUTPATIENT', status: 'ACTIVE', name: 'кнп' }, [hospital]],
  ];
  for (const [filters, found] of cases) {
    test(`${JSON.stringify(filters)} finds ${found.length}`, async () => {
      const answer = await get(nhs, `?${new URLSearchParams(filters)}`);
      assertStatus(answer, 200);
      assert.deepEqual(idsOf(answer), sorted(found), answer.describe());
    });
  }

  for (const query of [
    '?id=1',
    '?edrpou=1234567',
    '?edrpou=12345678901',
    '?edrpou=1234567a',
    '?status=OPEN',
    '?type=%00',
    '?name=',
    '?name=%C2%AB%C2%BB',
    '?name=a%00',
    '?name=%D0%BA%D0%BB%EB%C9%CE', // its end in KOI8-U
    '?na%6De=a%FF',
    `?name=${'a'.repeat(256)}`,
    '?name=a&name=a',
    '?page=0',
  ]) {
    test(`${query.slice(0, 30)} is refused`, async () => {
      const answer = await get(nhs, query);
      assertStatus(answer, 422);
      const [{ entry, entry_type }] = answer.body.error.invalid;
      assert.deepEqual(
        [entry, entry_type],
        [`$.${decodeURIComponent(query.slice(1).split('=')[0] as string)}`, 'query_parameter'],
      );
    });
  }

  test('pages cover the list once', async () => {
    const walked = [];
    for (const page of [1, 2, 3]) walked.push(...idsOf(await get(mis, `?page=${page}&page_size=2`)));
    assert.deepEqual(walked, sorted(entities));
    assert.equal((await get(mis, '?page=9&page_size=2')).body.paging.page_number, 3);
  });
});

test('the words of a name are no part of its audit rows', async () => {
  const rows = await setting.database.query<{ keys: string[] }>(
    `SELECT ARRAY(SELECT jsonb_object_keys(changeset->'new')) AS keys FROM audit_log WHERE resource = 'legal_entity'`,
  );
  assert.equal(rows.length, entities.length);
  for (const { keys } of rows) assert.deepEqual(keys.toSorted(), KEYS.toSorted());
});

test('a name of any length and content can be stored', async () => {
  const names = ['«»', '№', 'ы'.repeat(9_999), `${'слово '.repeat(1_500)}`, 'a\u0301\u0301', '👩‍⚕️'];
  for (const name of names) {
    await setting.database.query(
      `INSERT INTO legal_entities VALUES (gen_random_uuid(), $1, '00000000', 'PHARMACY', 'CLOSED', now(), $2, now(), $2)`,
      [name, userId],
    );
  }
  const answer = await get(nhs, `?status=CLOSED&type=PHARMACY&name=${encodeURIComponent('ы'.repeat(255))}`);
  assert.equal(answer.body.paging.total_entries, 1, answer.describe());
});
