/**
 * Goal: an operator tells the registry where to send events, and never to what lies behind the firewall; a secret is shown
 * once.
 * Method: the methods over HTTP, on a registry in which nothing happens that would be sent.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertRefused, assertStatus } from '../fixtures/client.ts';
import { useSetting } from '../fixtures/setting.ts';
import { administrationOf, OPERATOR_WORLD, operator, placeOf } from './operator.ts';

const setting = useSetting({ world: OPERATOR_WORLD });
const { get, post, patch, remove, audit } = administrationOf(setting);

/** An address in place of a name: nothing is looked up. */
const URL_OF_RECEIVER = 'https://8.8.8.8/hook?key=hidden';
const secrets: string[] = [];
const added = async (body: object = {}) => {
  const answer = await post('webhooks', { url: URL_OF_RECEIVER, ...body });
  assertStatus(answer, 201);
  secrets.push(answer.body.data.secret);
  return answer.body.data as { id: string; secret: string; event_types: string[] };
};
const listed = async (id: string) => {
  const { data } = (await get('webhooks?page_size=300')).body;
  return data.find((each: { id: string }) => each.id === id);
};

describe('adding', () => {
  test('gives a secret, and begins with what happens from now on', async () => {
    const { id, secret, event_types } = await added({ event_types: ['license.created'] });
    assert.match(secret, /^whsec_/);
    assert.deepEqual(event_types, ['license.created']);
    const { after, ...shown } = await listed(id);
    assert.match(after, /^evt_\d+_0$/);
    assert.deepEqual(shown, {
      id,
      url: 'https://8.8.8.8/hook',
      event_types: ['license.created'],
      is_active: true,
      allow_private: false,
      failures: 0,
      next_attempt_at: null,
      last_error: null,
      previous_secret_until: null,
      dead_letters: 0,
    });
    const [row] = await audit('webhook_endpoint', id);
    assert.deepEqual(
      [row?.action, row?.actor_id, row?.client_id],
      ['create', operator.userId, operator.clientId],
    );
  });

  test('behind an event begins there', async () => {
    const { id } = await added({ after: 'evt_1_2' });
    assert.equal((await listed(id)).after, 'evt_1_2');
  });

  for (const url of [
    'http://8.8.8.8/',
    'https://127.0.0.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://localhost/',
    'https://user:password@8.8.8.8/',
    'https://8.8.8.8/#fragment',
    'ftp://8.8.8.8/',
    'no url',
  ])
    test(`refuses ${url}`, async () => {
      const answer = await post('webhooks', { url });
      assert.equal(answer.status, 422, answer.describe());
      assert.match(answer.body.error.message, /^Webhook can not be sent to this URL: /);
      assert.deepEqual(placeOf(answer), [['$.url', 'invalid']]);
    });

  test('refuses what would permit more than the configuration does', async () => {
    const answer = await post('webhooks', { url: 'https://10.0.0.1/', allow_private: true });
    assert.deepEqual(placeOf(answer), [['$.allow_private', 'schema']]);
  });

  test('with an idempotency key gives the same secret again, and keeps it from whoever reads the database', async () => {
    const ask = () => post('webhooks', { url: URL_OF_RECEIVER }, { 'x-idempotency-key': 'add-once' });
    const [first, again] = [await ask(), await ask()];
    assert.deepEqual(again.body.data, first.body.data);
    const rows = await setting.database.query(`SELECT payload::text AS payload FROM idempotency_keys`);
    for (const { payload } of rows) assert.ok(!String(payload).includes(first.body.data.secret));
    secrets.push(first.body.data.secret);
  });
});

describe('an endpoint', () => {
  test('is paused, resumed, and gets other events; each change is audited', async () => {
    const { id } = await added();
    assert.equal((await patch(`webhooks/${id}`, { is_active: false })).body.data.is_active, false);
    assertStatus(await patch(`webhooks/${id}`, { is_active: false }), 200);
    const answer = await patch(`webhooks/${id.toUpperCase()}`, {
      is_active: true,
      event_types: ['parameter.changed', 'license.created'],
    });
    assert.deepEqual(answer.body.data.event_types, ['license.created', 'parameter.changed']);
    const rows = (await audit('webhook_endpoint', id)).slice(1).map(({ changeset }) => changeset.new);
    assert.deepEqual(rows, [
      { is_active: false },
      { is_active: true, event_types: ['license.created', 'parameter.changed'] },
    ]);
  });

  test('changed by two at once loses neither', async () => {
    const { id } = await added();
    const changes = [{ is_active: false }, { event_types: ['license.updated'] }];
    await Promise.all(changes.map((change) => patch(`webhooks/${id}`, change)));
    const { is_active, event_types } = await listed(id);
    assert.deepEqual([is_active, event_types], [false, ['license.updated']]);
  });

  test('gets a new secret; the old one signs for a day, or not at all', async () => {
    const { id, secret } = await added();
    const rotate = async (body: object): Promise<ApiAnswer> => {
      const answer = await patch(`webhooks/${id}/actions/rotate_secret`, body);
      assertStatus(answer, 200);
      secrets.push(answer.body.data.secret);
      return answer;
    };
    const { data } = (await rotate({})).body;
    assert.notEqual(data.secret, secret);
    const hours = (Date.parse(data.previous_secret_until) - Date.now()) / 3_600_000;
    assert.ok(hours > 23.9 && hours <= 24.1, String(hours));
    assert.equal((await listed(id)).previous_secret_until, data.previous_secret_until);
    assert.equal((await rotate({ immediately: true })).body.data.previous_secret_until, null);
    const rows = await audit('webhook_endpoint', id);
    assert.deepEqual(
      rows.map(({ action, actor_id }) => [action, actor_id]),
      [
        ['create', operator.userId],
        ['rotate_secret', operator.userId],
        ['rotate_secret', operator.userId],
      ],
    );
  });

  test('shows its dead letters page by page, and tries them again: one, or all', async () => {
    const { id } = await added();
    const { id: other } = await added();
    await setting.database.query(
      `INSERT INTO webhook_dead_letters (endpoint_id, event_transaction, event_id, event_type, attempts, last_error, failed_at)
       SELECT $1, 7, n, 'license.created', 9, 'HTTP 500', now() FROM generate_series(1, 5) AS n`,
      [id],
    );
    await patch(`webhooks/${id}`, { is_active: false }); // so that nothing is sent meanwhile
    const page = (await get(`webhooks/${id}/dead_letters?page=2&page_size=2`)).body;
    assert.deepEqual(page.paging, { page_number: 2, page_size: 2, total_entries: 5, total_pages: 3 });
    assert.deepEqual(
      page.data.map((letter: { event_id: string }) => letter.event_id),
      ['evt_7_3', 'evt_7_4'],
    );
    const retry = (endpoint: string, body: object) => patch(`webhooks/${endpoint}/actions/retry`, body);
    const dead_letter_id = page.data[0].id;
    assert.deepEqual((await retry(id, { dead_letter_id })).body.data, { retried: 1 });
    assertRefused(await retry(other, { dead_letter_id }), 404, 'not_found', 'Dead letter not found');
    assert.deepEqual((await retry(id, {})).body.data, { retried: 5 });
    assert.deepEqual((await retry(other, {})).body.data, { retried: 0 });
    assert.deepEqual(placeOf(await retry(id, { dead_letter_id: '1e3' })), [['$.dead_letter_id', 'format']]);
  });

  test('that is removed is gone, once; what is not there is refused by every method', async () => {
    const { id } = await added();
    assert.deepEqual((await remove(`webhooks/${id}`)).body.data, { id });
    for (const gone of [id, randomUUID(), 'x', '%00'])
      for (const answer of [
        await remove(`webhooks/${gone}`),
        await patch(`webhooks/${gone}`, { is_active: true }),
        await patch(`webhooks/${gone}/actions/rotate_secret`, {}),
        await patch(`webhooks/${gone}/actions/retry`, {}),
        await get(`webhooks/${gone}/dead_letters`),
      ])
        assertRefused(answer, 404, 'not_found', 'Webhook not found');
  });
});

test('no secret is in the list, the audit log or the log of the product', async () => {
  const { text } = await get('webhooks?page_size=300');
  const rows = await setting.database.query('SELECT changeset::text AS changeset FROM audit_log');
  const everything = [text, ...rows.map(({ changeset }) => changeset), setting.product.log()].join('\n');
  assert.ok(secrets.length > 5);
  for (const secret of [...secrets, 'hidden']) assert.ok(!everything.includes(secret));
});
