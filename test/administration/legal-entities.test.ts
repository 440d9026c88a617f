/**
 * Goal: an operator enters, corrects, suspends and closes legal entities; nothing is lost, and each change says why.
 * Method: the methods over HTTP, two operators at once, and the commands on the same database.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';
import { administrationOf, OPERATOR_WORLD, operator, placeOf } from './operator.ts';

const licensed = clinic();
const closing = clinic();
const setting = useSetting({ world: mergeWorlds(OPERATOR_WORLD, licensed.world, closing.world) });
const { post, patch, audit } = administrationOf(setting);

const body = (overrides: object = {}) => ({
  name: 'Аптека «Ромашка»',
  edrpou: '01234567',
  type: 'PHARMACY',
  reason: 'лист № 12',
  ...overrides,
});
const created = async (overrides: object = {}) => {
  const answer = await post('legal_entities', body(overrides));
  assertStatus(answer, 201);
  return answer;
};
const read = (id: string) =>
  call(`${setting.product.apiUrl}/api/v2/legal_entities/${id}`, { token: operator.token });
const esoz = (...args: string[]) =>
  runEsoz(['legal-entity', ...args, '--json'], { DATABASE_URL: setting.database.url });

describe('entering', () => {
  test('makes it ACTIVE, with its client; both are audited, with actor, client, request and reason', async () => {
    const answer = await created();
    const { id, inserted_at, updated_at, ...shown } = answer.body.data;
    assert.deepEqual(shown, {
      name: 'Аптека «Ромашка»',
      edrpou: '01234567',
      type: 'PHARMACY',
      status: 'ACTIVE',
      inserted_by: operator.userId,
      updated_by: operator.userId,
      license: null,
    });
    assert.equal(inserted_at, updated_at);
    const [client] = await setting.database.query('SELECT * FROM clients WHERE id = $1', [id]);
    assert.deepEqual(
      [client?.name, client?.type, client?.access_type, client?.is_blocked],
      ['Аптека «Ромашка»', 'MSP', 'DIRECT', false],
    );
    const [row, ...further] = await audit('legal_entity', id);
    assert.deepEqual(further, []);
    assert.deepEqual(
      [row?.action, row?.actor_id, row?.client_id, row?.request_id, row?.changeset.reason],
      ['create', operator.userId, operator.clientId, answer.body.meta.request_id, 'лист № 12'],
    );
    assert.equal((await audit('client', id)).length, 1);
  });

  test('takes the id that the national registry has given, in any case; a second time it is refused', async () => {
    const id = randomUUID();
    assert.equal((await created({ id: id.toUpperCase() })).body.data.id, id);
    const again = await post('legal_entities', body({ id }));
    assertRefused(again, 409, 'request_conflict', `Legal entity with id ${id} is already present`);
  });

  test('leaves a client alone that is there already', async () => {
    assertStatus(await post('legal_entities', body({ id: operator.clientId })), 201);
    const [client] = await setting.database.query('SELECT type FROM clients WHERE id = $1', [
      operator.clientId,
    ]);
    assert.equal(client?.type, 'NHS');
  });

  test('of one id by many at once is done once', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('legal_entities', body({ id }))));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(7).fill(409)]);
    assert.equal((await audit('legal_entity', id)).length, 1);
  });

  test('refuses a type that its dictionary does not have, and tells those that it has', async () => {
    const answer = await post('legal_entities', body({ type: 'NHS' }));
    assert.deepEqual([answer.status, placeOf(answer)], [422, [['$.type', 'inclusion']]]);
    const { values } = answer.body.error.invalid[0].rules[0].params;
    assert.deepEqual(values, ['PRIMARY_CARE', 'OUTPATIENT', 'EMERGENCY', 'PHARMACY']);
  });

  for (const [change, entry, rule] of [
    [{ reason: undefined }, '$.reason', 'required'],
    [{ reason: ' \n' }, '$.reason', 'format'],
    [{ reason: null }, '$.reason', 'cast'],
    [{ reason: 'x'.repeat(1001) }, '$.reason', 'length'],
    [{ name: '' }, '$.name', 'length'],
    [{ name: ' ' }, '$.name', 'format'],
    [{ name: 'a\u0000b' }, '$.name', 'format'],
    [{ edrpou: '1234567' }, '$.edrpou', 'format'],
    [{ edrpou: '12345678901' }, '$.edrpou', 'format'],
    [{ edrpou: 12345678 }, '$.edrpou', 'cast'],
    [{ id: 'x' }, '$.id', 'format'],
    [{ status: 'CLOSED' }, '$.status', 'schema'],
  ] as const)
    test(`refuses ${JSON.stringify(change).slice(0, 40)}: ${entry}, ${rule}`, async () => {
      const answer = await post('legal_entities', body(change));
      assert.equal(answer.status, 422, answer.describe());
      assert.deepEqual(placeOf(answer)[0], [entry, rule]);
    });

  test('with an idempotency key happens once', async () => {
    const headers = { 'x-idempotency-key': 'enter-once' };
    const first = await post('legal_entities', body(), headers);
    const second = await post('legal_entities', body(), headers);
    assert.equal(second.headers.get('idempotent-replayed'), 'true');
    assert.equal(second.body.data.id, first.body.data.id);
  });
});

describe('correcting', () => {
  test('changes what is said and nothing else; the audit row has the fields that differ, and why', async () => {
    const { id, updated_at } = (await created()).body.data;
    const answer = await patch(`legal_entities/${id.toUpperCase()}`, { name: 'Аптека', reason: 'помилка' });
    assertStatus(answer, 200);
    assert.deepEqual([answer.body.data.name, answer.body.data.edrpou], ['Аптека', '01234567']);
    assert.ok(answer.body.data.updated_at >= updated_at);
    const [, row] = await audit('legal_entity', id);
    assert.deepEqual(
      [row?.action, row?.actor_id, row?.client_id],
      ['update', operator.userId, operator.clientId],
    );
    assert.deepEqual(row?.changeset, {
      old: { name: 'Аптека «Ромашка»' },
      new: { name: 'Аптека' },
      reason: 'помилка',
    });
  });

  test('that changes nothing writes nothing', async () => {
    const { id, updated_at } = (await created()).body.data;
    const answer = await patch(`legal_entities/${id}`, { edrpou: '01234567', reason: 'нічого' });
    assert.equal(answer.body.data.updated_at, updated_at);
    assert.equal((await audit('legal_entity', id)).length, 1);
  });

  test('of a type goes with the primary licence that is there', async () => {
    const to = (type: string) => patch(`legal_entities/${licensed.id}`, { type, reason: 'тип' });
    assertRefused(
      await to('PHARMACY'),
      409,
      'request_conflict',
      'Legal entity type and license type mismatch',
    );
    assertStatus(await to('EMERGENCY'), 200);
    assertStatus(await to('OUTPATIENT'), 200);
  });

  test('of what does not exist is refused, whatever the id', async () => {
    for (const id of [randomUUID(), 'x', '%00', `${randomUUID()}x`])
      assertRefused(
        await patch(`legal_entities/${id}`, { reason: 'x' }),
        404,
        'not_found',
        'Legal entity not found',
      );
  });

  test('by two at once loses neither: each has its audit row, and continues the one before', async () => {
    const { id } = (await created()).body.data;
    const names = Array.from({ length: 6 }, (_each, at) => `Аптека ${at}`);
    const answers = await Promise.all(
      names.map((name) => patch(`legal_entities/${id}`, { name, reason: 'разом' })),
    );
    // One that has lost three times in a row is told to come again.
    const written = answers.filter(({ status }) => status === 200);
    assert.ok(written.length >= 3, answers.map(({ status }) => status).join());
    const rows = (await audit('legal_entity', id)).slice(1);
    assert.equal(rows.length, written.length);
    const nameOf = (value: unknown) => (value as { name: string }).name;
    let before = 'Аптека «Ромашка»';
    for (const { changeset } of rows) {
      assert.equal(nameOf(changeset.old), before);
      before = nameOf(changeset.new);
    }
    assert.equal((await read(id)).body.data.name, before);
  });

  test('on a condition: the second of two with one ETag is refused, and nothing is written', async () => {
    const { id } = (await created()).body.data;
    const etag = (await read(id)).headers.get('etag') as string;
    const headers = { 'if-match': etag };
    const [one, other] = await Promise.all(
      ['Перша', 'Друга'].map((name) => patch(`legal_entities/${id}`, { name, reason: 'x' }, headers)),
    );
    assert.deepEqual([one?.status, other?.status].sort(), [200, 412]);
    const refused = one?.status === 412 ? one : other;
    assertRefused(refused as never, 412, 'precondition_failed', 'Legal entity was changed in the meantime');
    const winner = one?.status === 200 ? one : other;
    const tag = (await read(id)).headers.get('etag') as string;
    assert.equal(tag, winner?.headers.get('etag'));
    const ofThis = await patch(
      `legal_entities/${id}`,
      { name: 'Третя', reason: 'x' },
      { 'if-none-match': tag },
    );
    assertStatus(ofThis, 412);
  });

  test('a reader who has it already is told so', async () => {
    const { id } = (await created()).body.data;
    const etag = (await read(id)).headers.get('etag') as string;
    const answer = await call(`${setting.product.apiUrl}/api/v2/legal_entities/${id}`, {
      token: operator.token,
      headers: { 'if-none-match': etag },
    });
    assert.equal(answer.status, 304);
  });
});

describe('a change of status', () => {
  const to = (id: string, status: string) =>
    patch(`legal_entities/${id}/actions/change_status`, { status, reason: 'наказ' });

  test('suspends and takes up again, each with its reason', async () => {
    const { id } = (await created()).body.data;
    for (const status of ['SUSPENDED', 'ACTIVE', 'ACTIVE']) assertStatus(await to(id, status), 200);
    const rows = (await audit('legal_entity', id)).slice(1);
    assert.deepEqual(
      rows.map(({ action, changeset }) => [action, changeset]),
      [
        ['change_status', { old: { status: 'ACTIVE' }, new: { status: 'SUSPENDED' }, reason: 'наказ' }],
        ['change_status', { old: { status: 'SUSPENDED' }, new: { status: 'ACTIVE' }, reason: 'наказ' }],
      ],
    );
  });

  for (const status of ['CLOSED', 'REORGANIZED'])
    test(`to ${status} is final; said twice it is no mistake`, async () => {
      const { id } = (await created()).body.data;
      assertStatus(await to(id, status), 200);
      assertStatus(await to(id, status), 200);
      const text = `Legal entity in status ${status} can not get another one`;
      for (const other of ['ACTIVE', 'SUSPENDED'])
        assertRefused(await to(id, other), 409, 'request_conflict', text);
      assertStatus(await patch(`legal_entities/${id}`, { name: 'Колишня', reason: 'назва' }), 200);
    });

  test('is seen by the next request of its clinic: closed, it gets no licence', async () => {
    const create = () =>
      call(`${setting.product.apiUrl}/api/licenses`, { token: closing.token, body: licenseBody() });
    assertStatus(await to(closing.id, 'CLOSED'), 200);
    assertRefused(
      await create(),
      422,
      'validation_failed',
      'Legal entity must be in active or suspended status',
    );
  });

  test('to what is no status, or of nobody, is refused', async () => {
    const { id } = (await created()).body.data;
    assert.deepEqual(placeOf(await to(id, 'OPEN')), [['$.status', 'inclusion']]);
    assertRefused(await to(randomUUID(), 'CLOSED'), 404, 'not_found', 'Legal entity not found');
  });
});

test('the commands do the same, in the name of nobody but the machine', async () => {
  const args = ['--name', 'З командного рядка', '--edrpou', '12345678', '--reason', 'тест'];
  const { code, stdout, stderr } = await esoz('create', ...args, '--type', 'OUTPATIENT');
  assert.equal(code, 0, stderr);
  const { id } = JSON.parse(stdout);
  const wrong = await esoz('create', ...args, '--type', 'NONE');
  assert.equal(wrong.code, 1);
  assert.match(JSON.parse(wrong.stdout).error.message, /type must be one of .*OUTPATIENT/);
  assert.equal((await esoz('update', id, '--edrpou', '1', '--reason', 'x')).code, 2);
  assert.equal((await esoz('status', id, 'CLOSED', '--reason', 'кінець')).code, 0);
  const rows = await audit('legal_entity', id);
  assert.deepEqual(
    rows.map(({ action, actor_id, client_id, changeset }) => [action, actor_id, client_id, changeset.reason]),
    [
      ['create', '00000000-0000-0000-0000-000000000000', null, 'тест'],
      ['change_status', '00000000-0000-0000-0000-000000000000', null, 'кінець'],
    ],
  );
});
