/**
 * Goal: a repeated request gets its first answer, another one under the same key is refused.
 * Method: requests to two processes.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { conflict, scopeMissing, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import { type Clinic, clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

/** One clinic a test: each may create one licence. */
const clinics = Array.from({ length: 13 }, () => clinic());
const reader = clinic({ token: { scope: 'license:read' } });
const setting = useSetting({
  world: mergeWorlds(reader.world, ...clinics.map(({ world }) => world)),
  processes: 2,
});
let nextClinic = 0;
const freshClinic = () => clinics[nextClinic++] as Clinic;

type Attempt = { key?: string; body?: unknown; process?: number; token?: string; path?: string };
const send = (sender: Clinic, { key, process = 0, path = '/api/licenses', ...rest }: Attempt) =>
  call(`${setting.products[process]?.apiUrl}${path}`, {
    token: rest.token ?? sender.token,
    headers: key === undefined ? {} : { 'X-Idempotency-Key': key },
    body: rest.body ?? licenseBody(),
  });
const replayed = (answer: ApiAnswer) => answer.headers.get('idempotent-replayed');
const countLicenses = async ({ id }: Clinic) =>
  (
    await setting.database.query<{ count: number }>(
      'SELECT count(*)::int FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
      [id],
    )
  )[0]?.count;
const storedKeys = async ({ id }: Clinic) =>
  (await setting.database.query('SELECT key FROM idempotency_keys WHERE client_id = $1', [id])).length;

const PRESENT = conflict('License with type PHARMACY_DRUGS is already present');
/** What follows `meta`, byte for byte. */
const afterMeta = ({ text, body }: ApiAnswer) => text.replace(JSON.stringify(body.meta), '');

describe('the same key, client, method, path and body', () => {
  test('returns the first answer with a meta of its own, from whichever process', async () => {
    const sender = freshClinic();
    const first = await send(sender, { key: 'once' });
    assertStatus(first, 201);
    assert.equal(replayed(first), null);
    assert.equal(first.body.meta.idempotency_key, 'once');
    for (const process of [0, 1]) {
      const again = await send(sender, { key: 'once', process });
      assertStatus(again, 201);
      assert.equal(replayed(again), 'true');
      assert.equal(afterMeta(again), afterMeta(first), 'the same bytes, keys in their order');
      for (const name of ['etag', 'last-modified'])
        assert.equal(again.headers.get(name), first.headers.get(name) ?? 'none');
      assert.deepEqual(again.body.meta, {
        ...first.body.meta,
        url: `${setting.products[process]?.apiUrl}/api/licenses`,
        request_id: again.headers.get('x-request-id'),
      });
      assert.notEqual(again.body.meta.request_id, first.body.meta.request_id);
    }
    assert.equal(await countLicenses(sender), 1);
    const audit = await setting.database.query('SELECT 1 FROM audit_log WHERE resource_id = $1', [
      first.body.data.id,
    ]);
    assert.equal(audit.length, 1, 'nothing ran again');
  });

  test('without a key nothing is remembered', async () => {
    const sender = freshClinic();
    const first = await send(sender, {});
    assertStatus(first, 201);
    assert.ok(!('idempotency_key' in first.body.meta));
    assertRefused(await send(sender, {}), 409, 'request_conflict', JSON.parse(PRESENT).message);
    assert.equal(await storedKeys(sender), 0);
  });

  test('the query is no part of the path', async () => {
    const sender = freshClinic();
    assertStatus(await send(sender, { key: 'k' }), 201);
    assert.equal(replayed(await send(sender, { key: 'k', path: '/api/licenses?again' })), 'true');
  });

  test('a refusal by a business rule is an answer to keep', async () => {
    const sender = freshClinic();
    const refused = await send(sender, { key: 'k', body: licenseBody({ is_primary: true }) });
    assertStatus(refused, 422);
    // Whatever changes in between: the key answers as it did.
    await setting.database.query("UPDATE legal_entities SET status = 'CLOSED' WHERE id = $1", [sender.id]);
    const again = await send(sender, { key: 'k', process: 1, body: licenseBody({ is_primary: true }) });
    assertStatus(again, 422);
    assert.equal(replayed(again), 'true');
    assert.equal(afterMeta(again), afterMeta(refused));
    for (const answer of [refused, again])
      assert.match(answer.headers.get('link') ?? '', /\/docs\/errors\/license-only-additional>; rel="help"$/);
  });

  test('the refusal of a constraint is kept like that of its check', async () => {
    const sender = freshClinic();
    assertStatus(await send(sender, { key: 'first' }), 201);
    for (const expected of [null, 'true']) {
      const answer = await send(sender, { key: 'second' });
      assertStatus(answer, 409);
      assert.equal(JSON.stringify(answer.body.error), PRESENT);
      assert.equal(replayed(answer), expected);
    }
  });
});

describe('what is another request', () => {
  test('the same body written otherwise is the same, another value is not', async () => {
    const sender = freshClinic();
    const body = licenseBody({ what_licensed: 'усе' });
    assertStatus(await send(sender, { key: 'k', body }), 201);
    const backwards = Object.fromEntries(Object.entries(body).reverse());
    const escaped = JSON.stringify(body).replace('у', '\\u0443');
    for (const same of [JSON.stringify(body, null, 2), backwards, escaped, `\uFEFF${JSON.stringify(body)}\n`])
      assert.equal(replayed(await send(sender, { key: 'k', body: same, process: 1 })), 'true', String(same));
    for (const other of [
      { ...body, order_no: null },
      { ...body, what_licensed: 'Усе' },
    ])
      assertStatus(await send(sender, { key: 'k', body: other }), 422);
  });

  test('another body under the same key is refused, byte for byte', async () => {
    const sender = freshClinic();
    assertStatus(await send(sender, { key: 'k' }), 201);
    for (const body of [licenseBody({ order_no: '2' }), licenseBody({ issued_by: 'держлікслужба' })]) {
      const answer = await send(sender, { key: 'k', body, process: 1 });
      assertStatus(answer, 422);
      assert.equal(
        JSON.stringify(answer.body.error),
        '{"type":"validation_failed","message":"Validation failed. You can find validators description at our API Manifest: http://docs.apimanifest.apiary.io/#introduction/interacting-with-api/errors.",' +
          '"invalid":[{"entry":"X-Idempotency-Key","entry_type":"header","rules":[{"rule":"invalid","params":[],"description":"the key was already used with another request body"}]}]}',
      );
      assert.equal(replayed(answer), null);
    }
    assert.equal(replayed(await send(sender, { key: 'k' })), 'true', 'the first answer stands');
  });

  test('another client with the same key and body', async () => {
    const [one, other] = [freshClinic(), freshClinic()];
    const answers = [await send(one, { key: 'shared' }), await send(other, { key: 'shared' })];
    for (const answer of answers) {
      assertStatus(answer, 201);
      assert.equal(replayed(answer), null);
    }
    assert.notEqual(answers[0]?.body.data.id, answers[1]?.body.data.id);
  });

  test('keys differ by case', async () => {
    const sender = freshClinic();
    assertStatus(await send(sender, { key: 'key' }), 201);
    assertStatus(await send(sender, { key: 'KEY' }), 409);
  });
});

describe('what is not kept', () => {
  test('401, 403, 415, 400 and 422 of the schema: the corrected request runs', async () => {
    const sender = freshClinic();
    const key = 'one-key-for-all';
    const unauthorized = await send(sender, { key, token: 'unknown' });
    assertStatus(unauthorized, 401);
    assert.equal(JSON.stringify(unauthorized.body.error), TOKEN_INVALID);
    assert.equal(unauthorized.body.meta.idempotency_key, key);
    assertStatus(await send(sender, { key, body: '{' }), 400);
    assertStatus(await send(sender, { key, body: licenseBody({ type: 1 }) }), 422);
    assert.equal(await storedKeys(sender), 0);
    const created = await send(sender, { key });
    assertStatus(created, 201);
    assert.equal(replayed(created), null);

    const forbidden = await send(reader, { key });
    assertStatus(forbidden, 403);
    assert.equal(JSON.stringify(forbidden.body.error), scopeMissing('license:write'));
    assert.equal(await storedKeys(reader), 0);
  });

  test('a stored answer is no way around the token', async () => {
    const sender = freshClinic();
    assertStatus(await send(sender, { key: 'k' }), 201);
    await setting.database.query('UPDATE tokens SET revoked_at = now() WHERE client_id = $1', [sender.id]);
    assertStatus(await send(sender, { key: 'k' }), 401);
  });
});

test('a key that is not 1–255 visible ASCII characters, or is sent twice, is refused and nothing runs', async () => {
  const sender = freshClinic();
  const lines = (...keys: string[]) => [
    'POST /api/licenses HTTP/1.1',
    'Content-Type: application/json',
    `Authorization: Bearer ${sender.token}`,
    ...keys.map((key) => `X-Idempotency-Key: ${key}`),
  ];
  for (const keys of [[''], ['a b'], ['k'.repeat(256)], ['ключ'], ['a\tb'], ['one', 'two'], ['one', 'one']]) {
    const body = JSON.stringify(licenseBody());
    const answer = await rawCall(setting.product.apiUrl, lines(...keys), body);
    assert.equal(answer.status, 422, answer.text);
    const [invalid] = answer.body.error.invalid;
    assert.equal(`${invalid.entry} ${invalid.entry_type}`, 'X-Idempotency-Key header');
    assert.deepEqual(invalid.rules[0].params, { pattern: '^[\\x21-\\x7e]{1,255}$' });
    assert.equal(invalid.rules[0].rule, 'format');
    assert.ok(!('idempotency_key' in answer.body.meta));
  }
  assert.equal(await countLicenses(sender), 0);
  const longest = `!~${'k'.repeat(253)}`;
  assertStatus(await send(sender, { key: longest }), 201);
  assert.equal(replayed(await send(sender, { key: longest, process: 1 })), 'true');
});
