/**
 * Goal: history of a licence, and licences across legal entities, for the administration.
 * Method: requests over HTTP after changes that the test made.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertErrorBytes, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { notFound, scopeMissing } from '../fixtures/literal-errors.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const officerId = randomUUID();
const nhsId = randomUUID();
const key = randomBytes(24).toString('base64url');
const token = (scope: string) => ({
  value: randomBytes(24).toString('base64url'),
  client_id: nhsId,
  user_id: officerId,
  scope,
});
const officer = token('license_history:read license_expiry:read');
const historian = token('license_history:read');
const planner = token('license_expiry:read');
const one = clinic({ primaryLicense: { expiry_date: '2026-07-01' } });
const two = clinic({
  licenses: [
    { type: 'PHARMACY', expiry_date: '2026-06-30' },
    { type: 'PHARMACY_DRUGS', expiry_date: '2020-01-01' },
    { type: 'OTHER', expiry_date: '2026-01-01', is_active: false },
  ],
});
const three = clinic({ primaryLicense: { expiry_date: '2026-06-30' } });
const setting = useSetting({
  env: { ESOZ_CLOCK: '2026-06-15T09:00:00Z' },
  world: mergeWorlds(one.world, two.world, three.world, {
    clients: [{ id: nhsId, type: 'NHS', name: 'НСЗУ' }],
    users: [{ id: officerId }],
    tokens: [officer, historian, planner],
    api_keys: [{ value: key, client_id: nhsId }],
  }),
});
const get = (
  path: string,
  by = officer,
  headers: Record<string, string> = { 'api-key': key },
): Promise<ApiAnswer> =>
  call(`${setting.product.apiUrl}/api/admin/licenses${path}`, { token: by.value, headers });

describe('who may ask', () => {
  const path = `/${randomUUID()}/history`;
  for (const [name, at, right, wrong, scope] of [
    ['the history', path, historian, planner, 'license_history:read'],
    ['what expires', '?expires_before=2026-01-01', planner, historian, 'license_expiry:read'],
  ] as const) {
    test(`${name}: the key is checked before the token, and each has a scope of its own`, async () => {
      assertRefused(await get(at, { ...right, value: 'x' }, {}), 401, 'access_denied', 'Api key is not set');
      assertRefused(await get(at, right, { 'api-key': 'x' }), 401, 'access_denied', 'Invalid api key');
      assertRefused(await get(at, { ...right, value: 'x' }), 401, 'access_denied', 'Invalid access token');
      assertErrorBytes(await get(at, wrong), 403, scopeMissing(scope));
      assert.notEqual((await get(at, right)).status, 403);
    });
  }
});

describe('the history of a licence', () => {
  let licenseId = '';
  const patch = (body: object) =>
    call(`${setting.product.apiUrl}/api/licenses/${licenseId}`, { method: 'PATCH', token: one.token, body });

  test('tells who changed what, oldest first, each old value continuing the new one before', async () => {
    const created = await call(`${setting.product.apiUrl}/api/licenses`, {
      token: one.token,
      body: licenseBody({ order_no: '1', what_licensed: 'усе' }),
    });
    licenseId = created.body.data.id;
    const updates = [];
    for (const order_no of ['2', '2', null])
      updates.push(await patch(licenseBody({ order_no, what_licensed: 'усе' })));
    const answer = await get(`/${licenseId.toUpperCase()}/history`);
    assertStatus(answer, 200);
    assert.equal(answer.body.meta.type, 'list');
    assert.deepEqual(answer.body.paging, { page_number: 1, page_size: 50, total_entries: 3, total_pages: 1 });
    const by = { actor_id: one.userId, actor_email: null, client_id: one.id };
    const [first, second, third] = answer.body.data;
    assert.deepEqual(Object.keys(first), [
      'inserted_at',
      'actor_id',
      'actor_email',
      'client_id',
      'request_id',
      'action',
      'changes',
    ]);
    const { changes, ...creation } = first;
    assert.deepEqual(creation, {
      inserted_at: created.body.data.inserted_at,
      ...by,
      request_id: created.body.meta.request_id,
      action: 'create',
    });
    assert.deepEqual(changes, {
      id: { old: null, new: licenseId },
      legal_entity_id: { old: null, new: one.id },
      type: { old: null, new: 'PHARMACY_DRUGS' },
      issued_by: { old: null, new: 'Держлікслужба' },
      issued_date: { old: null, new: '2024-02-28' },
      active_from_date: { old: null, new: '2024-02-28' },
      is_primary: { old: null, new: false },
      is_active: { old: null, new: true },
      order_no: { old: null, new: '1' },
      what_licensed: { old: null, new: 'усе' },
    });
    assert.deepEqual(second.changes, { order_no: { old: '1', new: '2' } });
    assert.deepEqual(third.changes, { order_no: { old: '2', new: null } });
    const updated = [second, third];
    for (const [at, { action, request_id, inserted_at, actor_id }] of updated.entries()) {
      const answer: ApiAnswer['body'] = (updates[2 * at] as ApiAnswer).body;
      const expected = ['update', answer.meta.request_id, answer.data.updated_at, one.userId];
      assert.deepEqual([action, request_id, inserted_at, actor_id], expected);
    }
  });

  test('is paged', async () => {
    const pages = [];
    for (const page of [1, 2, 3, 4])
      pages.push((await get(`/${licenseId}/history?page=${page}&page_size=1`)).body);
    assert.equal(pages.map(({ data }) => data[0].action).join(), 'create,update,update,update');
    assert.deepEqual(pages[3].data, pages[2].data);
    assert.deepEqual(pages[3].paging, { page_number: 3, page_size: 1, total_entries: 3, total_pages: 3 });
    assertStatus(await get(`/${licenseId}/history?page=0`), 422);
  });

  test('of a licence from a world names the system as its author', async () => {
    const [license] = (two.world.licenses as { id: string }[]).slice(-1);
    const [row] = (await get(`/${license?.id}/history`)).body.data;
    assert.equal(row.actor_id, '00000000-0000-0000-0000-000000000000');
    assert.equal(row.client_id, null);
    assert.equal(row.changes.expiry_date.new, '2026-01-01');
  });

  test('of a licence without audit rows is empty, of no licence not found', async () => {
    const id = randomUUID();
    await setting.database.query(
      `INSERT INTO licenses SELECT $1, legal_entity_id, 'RESTORED', license_number, issued_by, issued_date, expiry_date, active_from_date,
         what_licensed, order_no, false, false, issuer_status, inserted_at, inserted_by, updated_at, updated_by
         FROM licenses LIMIT 1`,
      [id],
    );
    const answer = await get(`/${id}/history`);
    assertStatus(answer, 200);
    assert.deepEqual(answer.body.data, []);
    for (const other of [randomUUID(), one.id, 'x', '%00'])
      assertErrorBytes(await get(`/${other}/history`), 404, notFound('License was not found'));
  });
});

describe('licences of one legal entity', () => {
  const found = async (query: string) =>
    (await get(`?legal_entity_id=${two.id}${query}`)).body.data.map(({ type }: { type: string }) => type);

  test('are all that are active, expired ones too, the primary first', async () => {
    const answer = await get(`?legal_entity_id=${two.id.toUpperCase()}`);
    assertStatus(answer, 200);
    assert.equal(answer.body.meta.type, 'list');
    assert.deepEqual(answer.body.paging, { page_number: 1, page_size: 50, total_entries: 3, total_pages: 1 });
    const [first, ...rest] = answer.body.data;
    assert.deepEqual([first.type, first.is_primary], ['MSP', true]);
    assert.deepEqual(rest.map(({ type }: { type: string }) => type).toSorted(), [
      'PHARMACY',
      'PHARMACY_DRUGS',
    ]);
    for (const license of answer.body.data) assert.equal(license.legal_entity_id, two.id);
  });
  test('are filtered by type, by being primary and by expiry, all of them together', async () => {
    assert.deepEqual(await found('&type=PHARMACY'), ['PHARMACY']);
    assert.deepEqual(await found('&is_primary=true'), ['MSP']);
    assert.deepEqual((await found('&is_primary=false')).toSorted(), ['PHARMACY', 'PHARMACY_DRUGS']);
    assert.deepEqual(await found('&expires_before=2026-06-30'), ['PHARMACY_DRUGS']);
    assert.deepEqual((await found('&expires_before=9999-12-31')).toSorted(), ['PHARMACY', 'PHARMACY_DRUGS']);
    assert.deepEqual(await found('&type=PHARMACY&is_primary=true'), []);
    assert.deepEqual(await found('&expires_from=2026-07-01&type=PHARMACY_DRUGS'), []);
  });
  test('come in pages; a legal entity that is none has none', async () => {
    const pages = [];
    for (const page of [1, 2, 3, 9]) pages.push(...(await found(`&page=${page}&page_size=1`)));
    assert.equal(pages[0], 'MSP');
    assert.equal(new Set(pages).size, 3);
    assert.equal(pages[3], pages[2], 'beyond the last is the last');
    assert.deepEqual((await get(`?legal_entity_id=${randomUUID()}`)).body.data, []);
  });
  test('neither a legal entity nor a date is 422, and so is what is none', async () => {
    for (const query of ['', '?type=MSP', '?is_primary=true&page=1']) {
      const answer = await get(query);
      assertStatus(answer, 422);
      assert.deepEqual(
        answer.body.error.invalid.map(({ entry, entry_type }: Record<string, string>) => [entry, entry_type]),
        [
          ['$.expires_before', 'query_parameter'],
          ['$.legal_entity_id', 'query_parameter'],
        ],
      );
    }
    for (const query of ['legal_entity_id=x', `legal_entity_id=${two.id}&type=NONE`, 'legal_entity_id='])
      assertStatus(await get(`?${query}`), 422);
  });
});

describe('licences that expire before a date', () => {
  const found = async (query: string) =>
    (await get(`?expires_before=${query}`)).body.data.map((license: Record<string, string>) => [
      license.expiry_date,
      license.legal_entity_id,
    ]);

  test('are those of every legal entity that are active, earliest first; the day itself is not before', async () => {
    const june = [two, three]
      .map(({ id, world }) => ({
        owner: id,
        id: (world.licenses as { id: string; expiry_date: string | null }[]).find(
          ({ expiry_date }) => expiry_date === '2026-06-30',
        )?.id as string,
      }))
      .toSorted((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ owner }) => ['2026-06-30', owner]);
    assert.deepEqual(await found('2026-07-01'), [['2020-01-01', two.id], ...june]);
    assert.deepEqual(await found('2026-07-02'), [['2020-01-01', two.id], ...june, ['2026-07-01', one.id]]);
    assert.deepEqual(await found('2020-01-01'), []);
    assert.deepEqual(await found('0001-01-01'), []);
  });

  test('are licences in the 17 keys with whose they are, in pages that do not overlap', async () => {
    const whole = await get('?expires_before=9999-12-31');
    assertStatus(whole, 200);
    const walked = [];
    for (const page of [1, 2]) {
      const answer = await get(`?expires_before=9999-12-31&page=${page}&page_size=2`);
      assert.deepEqual(answer.body.paging, {
        page_number: page,
        page_size: 2,
        total_entries: 4,
        total_pages: 2,
      });
      walked.push(...answer.body.data);
    }
    assert.deepEqual(walked, whole.body.data);
    assert.equal(Object.keys(walked[0]).length, 17 + 1);
    for (const { legal_entity_id, legal_entity } of walked) {
      const [{ id, name, edrpou, status }] = [one, two, three]
        .flatMap(({ world }) => world.legal_entities as Record<string, string>[])
        .filter((each) => each.id === legal_entity_id) as [Record<string, string>];
      assert.deepEqual([id, legal_entity], [legal_entity_id, { name, edrpou, status }]);
    }
  });

  test('are those from a day on, the day itself among them', async () => {
    assert.equal((await found('9999-12-31&expires_from=2020-01-01')).length, 4);
    assert.equal((await found('9999-12-31&expires_from=2020-01-02')).length, 3);
    assert.deepEqual(await found('2026-07-02&expires_from=2026-07-01'), [['2026-07-01', one.id]]);
    assert.deepEqual(await found('2026-07-01&expires_from=2026-07-01'), []);
    assertStatus(await get('?expires_before=2026-07-01&expires_from=x'), 422);
    assertStatus(await get('?expires_from=2026-07-01'), 422);
  });

  test('are filtered by type and by being primary', async () => {
    assert.equal((await found('9999-12-31&type=PHARMACY')).length, 1);
    assert.equal((await found('9999-12-31&is_primary=true')).length, 2);
    assert.deepEqual(await found('9999-12-31&type=PHARMACY_DRUGS&is_primary=false'), [
      ['2020-01-01', two.id],
    ]);
    assert.deepEqual(await found('9999-12-31&type=PHARMACY&is_primary=true'), []);
  });

  const DATE_SHAPE = 'expected "X" to be a valid ISO 8601 date';
  const DATE_DAY = 'expected "X" to be an existing date';
  const mistakes: [query: string, value: string, rule: string, description: string][] = [
    ['?expires_before=', '', 'date', DATE_SHAPE],
    ['?expires_before=today', 'today', 'date', DATE_SHAPE],
    ['?expires_before=infinity', 'infinity', 'date', DATE_SHAPE],
    ['?expires_before=20260630', '20260630', 'date', DATE_SHAPE],
    ['?expires_before=2026-02-30', '2026-02-30', 'date', DATE_DAY],
    ['?expires_before=0000-01-01', '0000-01-01', 'date', DATE_DAY],
    [
      '?expires_before=2026-01-01&expires_before=2026-01-01',
      '',
      'invalid',
      'the parameter is given more than once',
    ],
  ];
  for (const [query, value, rule, description] of mistakes) {
    test(`are not listed for "${query}"`, async () => {
      const answer = await get(query);
      assertStatus(answer, 422);
      const [{ entry, entry_type, rules }] = answer.body.error.invalid;
      assert.deepEqual([entry, entry_type], ['$.expires_before', 'query_parameter']);
      assert.equal(rules[0].rule, rule);
      assert.equal(rules[0].description, description.replace('X', value));
    });
  }
});
