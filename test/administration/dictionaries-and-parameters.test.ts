/**
 * Goal: what an operator changes of dictionaries and parameters is in force at once, audited, and takes nothing from
 * what is stored.
 * Method: the methods over HTTP, and the rules of licences that go by them.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { withinOneSecond } from '../fixtures/moments.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';
import { administrationOf, OPERATOR_WORLD, operator, placeOf } from './operator.ts';

const OUTPATIENT = 'LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES';
const EMERGENCY = 'LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES';
const holder = clinic();
const setting = useSetting({
  world: mergeWorlds(OPERATOR_WORLD, holder.world),
  env: { [EMERGENCY]: 'PHARMACY_DRUGS' },
});
const { get, post, put, patch, remove, audit } = administrationOf(setting);
const api = (path: string) => `${setting.product.apiUrl}${path}`;
const value = (code: string) => `dictionaries/LICENSE_TYPE/values/${code}`;
const add = (code: string, description = 'Опис') =>
  post('dictionaries/LICENSE_TYPE/values', { code, description });

describe('a value of a dictionary', () => {
  const published = async () => {
    const answer = await call(api('/api/v2/dictionaries?name=LICENSE_TYPE'));
    return answer.body.data[0].values as { code: string; description: string; is_active: boolean }[];
  };
  const isPublished = (code: string, expected: object) =>
    withinOneSecond(`${code} is ${JSON.stringify(expected)}`, async () => {
      const found = (await published()).find((each) => each.code === code);
      return JSON.stringify(found) === JSON.stringify({ code, ...expected, child_values: [] });
    });

  test('is added at the end, active, seen within a second, and audited', async () => {
    assertStatus(await add('LAB', 'Лабораторія'), 201);
    await isPublished('LAB', { description: 'Лабораторія', is_active: true });
    assert.equal((await published()).at(-1)?.code, 'LAB');
    const [row] = await audit('dictionary_value', 'LICENSE_TYPE/LAB');
    assert.deepEqual(
      [row?.action, row?.actor_id, row?.client_id, row?.changeset],
      [
        'create',
        operator.userId,
        operator.clientId,
        { old: null, new: { description: 'Лабораторія', is_active: true } },
      ],
    );
  });

  test('that is there is refused, inactive or not; of many at once one is added', async () => {
    assertStatus(await patch(value('LAB'), { is_active: false }), 200);
    const text = 'Dictionary value LAB is already present';
    assertRefused(await add('LAB'), 409, 'request_conflict', text);
    const answers = await Promise.all(Array.from({ length: 6 }, () => add('RACED')));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(5).fill(409)]);
  });

  test('is described anew, and writes nothing where that is so already', async () => {
    await add('OPTICS');
    for (const description of ['Оптика', 'Оптика'])
      assertStatus(await patch(value('OPTICS'), { description }), 200);
    await isPublished('OPTICS', { description: 'Оптика', is_active: true });
    const [, row, ...further] = await audit('dictionary_value', 'LICENSE_TYPE/OPTICS');
    assert.deepEqual(further, []);
    assert.deepEqual(row?.changeset, {
      old: { description: 'Опис', is_active: true },
      new: { description: 'Оптика', is_active: true },
    });
  });

  test('by two at once loses neither: one says what it means, the other that it is out of use', async () => {
    await add('DENTAL');
    const changes = [{ description: 'Стоматологія' }, { is_active: false }];
    for (const answer of await Promise.all(changes.map((change) => patch(value('DENTAL'), change))))
      assertStatus(answer, 200);
    await isPublished('DENTAL', { description: 'Стоматологія', is_active: false });
  });

  test('out of use stays readable where it is used, and cannot be given any more', async () => {
    const create = (token: string) => call(api('/api/licenses'), { token, body: licenseBody() });
    assertStatus(await create(holder.token), 201);
    assertStatus(await patch(value('PHARMACY_DRUGS'), { is_active: false }), 200);
    const list = await call(api('/api/licenses?type=PHARMACY_DRUGS'), { token: holder.token });
    assert.equal(list.body.data.length, 1);
    assert.deepEqual(placeOf(await create(holder.token)), [['$.type', 'inclusion']]);
    assertStatus(await patch(value('PHARMACY_DRUGS'), { is_active: true }), 200);
  });

  test('of a dictionary or code that is not there is refused', async () => {
    const nowhere = await post('dictionaries/NONE/values', { code: 'X', description: 'x' });
    assertRefused(nowhere, 404, 'not_found', 'Dictionary not found');
    for (const [path, text] of [
      ['dictionaries/NONE/values/MSP', 'Dictionary not found'],
      ['dictionaries/%00/values/MSP', 'Dictionary not found'],
      [value('NONE'), 'Dictionary value not found'],
      [value('%00'), 'Dictionary not found'],
    ] as const)
      assertRefused(await patch(path, { is_active: true }), 404, 'not_found', text);
  });

  for (const [change, place] of [
    [{ code: 'A,B' }, '$.code'],
    [{ code: 'А' }, '$.code'],
    [{ code: 'x'.repeat(256) }, '$.code'],
    [{ description: '' }, '$.description'],
    [{ description: '  ' }, '$.description'],
    [{ is_active: true }, '$.is_active'],
  ] as const)
    test(`is not added as ${JSON.stringify(change).slice(0, 30)}`, async () => {
      const body = { code: 'FINE', description: 'Добре', ...change };
      const answer = await post('dictionaries/LICENSE_TYPE/values', body);
      assert.equal(answer.status, 422);
      assert.equal(placeOf(answer)[0]?.[0], place);
    });

  test('is changed by the commands alike', async () => {
    const esoz = (...args: string[]) =>
      runEsoz(['dictionary', ...args, '--json'], { DATABASE_URL: setting.database.url });
    assert.equal((await esoz('add', 'LICENSE_TYPE', 'CLI', 'З командного рядка')).code, 0);
    assert.equal((await esoz('deactivate', 'LICENSE_TYPE', 'CLI')).code, 0);
    const { stdout } = await esoz('update', 'LICENSE_TYPE', 'CLI', 'Інакше');
    assert.deepEqual(JSON.parse(stdout), {
      dictionary: 'LICENSE_TYPE',
      code: 'CLI',
      description: 'Інакше',
      is_active: false,
    });
    assert.equal((await esoz('activate', 'LICENSE_TYPE', 'NONE')).code, 1);
    assert.equal((await esoz('add', 'LICENSE_TYPE', 'A B', 'x')).code, 2);
  });
});

describe('a parameter', () => {
  const listed = async () => {
    const answer = await get('parameters');
    assertStatus(answer, 200);
    return answer;
  };
  const sourceOf = async (name: string) => {
    const { data } = (await listed()).body;
    const { value: inForce, source } = data.find((each: { name: string }) => each.name === name);
    return [inForce, source];
  };
  const admits = async (type: string) => {
    const body = licenseBody({ type });
    const answer = await call(api('/api/licenses/validation'), { token: holder.token, body });
    const checks: { rule: string; state: string }[] = answer.body.data.checks;
    return checks.find(({ rule }) => rule === 'license_type_allowed_for_legal_entity_type')?.state === 'held';
  };

  test('is listed with the value in force and where it comes from, page by page', async () => {
    const { paging, data } = (await listed()).body;
    assert.deepEqual(paging, { page_number: 1, page_size: 50, total_entries: 4, total_pages: 1 });
    assert.deepEqual(await sourceOf(EMERGENCY), ['PHARMACY_DRUGS', 'environment']);
    assert.deepEqual(await sourceOf(OUTPATIENT), ['PHARMACY_DRUGS', 'default']);
    const last = await get('parameters?page=9&page_size=3');
    assert.deepEqual(last.body.data, [data[3]]);
  });

  test('is in force from the next request on, and left to its default again; both are audited', async () => {
    const answer = await put(`parameters/${OUTPATIENT}`, { value: 'MSP, NONE' });
    assertStatus(answer, 200);
    const { updated_at: _at, ...shown } = answer.body.data;
    assert.deepEqual(shown, {
      name: OUTPATIENT,
      value: 'MSP, NONE',
      source: 'database',
      unknown_license_types: ['NONE'],
    });
    assert.equal(await admits('MSP'), true);
    const unset = await remove(`parameters/${OUTPATIENT}`);
    assert.deepEqual(unset.body.data, {
      name: OUTPATIENT,
      value: 'PHARMACY_DRUGS',
      source: 'default',
      updated_at: null,
    });
    assert.equal(await admits('MSP'), false);
    assertStatus(await remove(`parameters/${OUTPATIENT}`), 200);
    assert.deepEqual(
      (await audit('parameter', OUTPATIENT)).map((row) => [
        row.action,
        row.actor_id,
        row.client_id,
        row.changeset,
      ]),
      [
        ['create', operator.userId, operator.clientId, { old: null, new: 'MSP, NONE' }],
        ['delete', operator.userId, operator.clientId, { old: 'MSP, NONE', new: null }],
      ],
    );
  });

  test('set by many at once ends as one of them said, and the audit log tells every step', async () => {
    const values = ['MSP', 'PHARMACY', 'PHARMACY_DRUGS', 'MSP,PHARMACY', ''];
    const answers = await Promise.all(values.map((each) => put(`parameters/${EMERGENCY}`, { value: each })));
    for (const answer of answers) assertStatus(answer, 200);
    let before: unknown = null;
    for (const { changeset } of await audit('parameter', EMERGENCY)) {
      assert.equal(changeset.old, before);
      before = changeset.new;
    }
    assert.deepEqual(await sourceOf(EMERGENCY), [before, 'database']);
  });

  test('with an idempotency key is set in the transaction of the key', async () => {
    const headers = { 'x-idempotency-key': 'set-once' };
    const ask = () => put(`parameters/${OUTPATIENT}`, { value: 'PHARMACY' }, headers);
    assertStatus(await ask(), 200);
    assert.equal((await ask()).headers.get('idempotent-replayed'), 'true');
  });

  test('that decides nothing, or no list of codes, is refused', async () => {
    for (const name of ['NONE', 'LEGAL_ENTITY_NONE_ADDITIONAL_LICENSE_TYPES', '%00', '__proto__'])
      for (const answer of [
        await put(`parameters/${name}`, { value: 'MSP' }),
        await remove(`parameters/${name}`),
      ])
        assertRefused(answer, 404, 'not_found', 'Parameter not found');
    for (const bad of ['MSP;PHARMACY', ',', 'МСП', 'x'.repeat(256), null, 5, ['MSP']]) {
      const answer = await put(`parameters/${OUTPATIENT}`, { value: bad });
      assert.equal(answer.status, 422, String(bad));
      assert.equal(placeOf(answer)[0]?.[0], '$.value');
    }
  });
});
