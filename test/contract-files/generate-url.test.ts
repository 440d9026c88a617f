/**
 * Goal: a link is given as SPEC 10 has it, in the order of its checks.
 * Method: requests over HTTP, and a look at the audit log.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { GENERATE_URL, generateUrl, type Portal, portal } from '../fixtures/portal.ts';
import { mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const owner = portal();
const reader = portal('private_contracts:read');
const setting = useSetting({ world: mergeWorlds(owner.world, reader.world) });
const BUCKET = 'ambulatory_contracts-demo';
const folder = 'F7314656-31aa-46bb-b8cc-e2ddeeff0011';
const sound = { action: 'PUT', resource_id: folder, resource_name: 'Договір №1.pdf' };
const ask = (body: unknown, who: Portal = owner, headers: Record<string, string> = {}) =>
  generateUrl(setting.product.apiUrl, who, body, { headers });

type Recorded = {
  actor_id: string;
  client_id: string;
  request_id: string;
  action: string;
  changeset: { old: null; new: object };
};
const auditRows = (resourceId: string) =>
  setting.database.query<Recorded>(
    `SELECT actor_id, client_id, request_id, action, changeset FROM audit_log
      WHERE resource = 'media_storage_link' AND resource_id = $1 ORDER BY id`,
    [resourceId],
  );

describe('a link', () => {
  test('the answer is 200 with the key `url` and no other', async () => {
    const answer = await ask(sound);
    assertStatus(answer, 200);
    assert.deepEqual(Object.keys(answer.body), ['meta', 'data']);
    assert.deepEqual(Object.keys(answer.body.data), ['url']);
    assert.equal(answer.body.meta.type, 'object');
  });

  test('it is for the bucket of the environment and the folder of the resource, whatever the case of the uuid', async () => {
    const { url } = (await ask(sound)).body.data;
    const expected = `${setting.product.ready.store_url}/${BUCKET}/${folder.toLowerCase()}/%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20%E2%84%961.pdf`;
    assert.equal(url.split('?')[0], expected);
    assert.match(url, /[?&]X-Amz-Expires=600&/);
  });

  test('a raw name and a percent-encoded one name the same object, and nothing is encoded twice', async () => {
    const pathOf = async (resource_name: string) =>
      (await ask({ ...sound, resource_name })).body.data.url.split('?')[0];
    const raw = await pathOf('signed contract №1+(2).pdf');
    assert.equal(await pathOf('signed%20contract%20%E2%84%961%2B%282%29.pdf'), raw);
    assert.ok(raw.endsWith('/signed%20contract%20%E2%84%961%2B%282%29.pdf'), raw);
    assert.ok((await pathOf('50%.pdf')).endsWith('/50%25.pdf'));
    assert.ok((await pathOf('100%2525.pdf')).endsWith('/100%2525.pdf'));
    assert.ok((await pathOf('2024/акт.pdf')).endsWith('/2024/%D0%B0%D0%BA%D1%82.pdf'));
    assert.equal(await pathOf('й.pdf'.normalize('NFD')), await pathOf('й.pdf'.normalize('NFC')));
  });

  test('each one handed out leaves an audit row: who, what, until when; never the signature', async () => {
    const resource_id = randomUUID();
    const before = Date.now();
    const answers = [
      await ask({ ...sound, resource_id, resource_name: 'a%20b.pdf' }),
      await ask({ action: 'GET', resource_id: resource_id.toUpperCase(), resource_name: 'c.pdf' }),
    ];
    const rows = await auditRows(resource_id);
    assert.equal(rows.length, 2);
    for (const [at, row] of rows.entries()) {
      const { url } = (answers[at] as ApiAnswer).body.data;
      const { action, bucket, key, expires_at } = row.changeset.new as Record<string, string>;
      assert.equal(row.actor_id, owner.userId);
      assert.equal(row.client_id, owner.clientId);
      assert.equal(row.request_id, answers[at]?.body.meta.request_id);
      assert.equal(row.action, 'generate_url');
      assert.deepEqual([action, bucket], [at === 0 ? 'PUT' : 'GET', BUCKET]);
      assert.equal(key, `${resource_id}/${at === 0 ? 'a b' : 'c'}.pdf`);
      const lives = Date.parse(expires_at as string) - before;
      assert.ok(lives > 598_000 && lives < 605_000, String(expires_at));
      assert.ok(!JSON.stringify(row).includes(new URL(url).searchParams.get('X-Amz-Signature') as string));
    }
  });
});

const refusedName = (answer: ApiAnswer) =>
  answer.body.error.invalid.filter(({ entry }: { entry: string }) => entry === '$.resource_name');

describe('the schema', () => {
  test('everything that is wrong is told at once, the name with the rest, and nothing is recorded', async () => {
    const resource_id = 'not a uuid';
    const answer = await ask({
      action: 'DELETE',
      resource_id,
      resource_name: '../up.pdf',
      bucket: 'other',
      extra: null,
    });
    assertStatus(answer, 422);
    const told = answer.body.error.invalid.map(
      ({ entry, entry_type, rules }: Record<string, { rule: string }[]>) => [
        entry,
        entry_type,
        rules?.map(({ rule }) => rule).join(),
      ],
    );
    assert.deepEqual(told.sort(), [
      ['$.action', 'json_data_property', 'inclusion'],
      ['$.bucket', 'json_data_property', 'schema'],
      ['$.extra', 'json_data_property', 'schema'],
      ['$.resource_id', 'json_data_property', 'format'],
      ['$.resource_name', 'json_data_property', 'format'],
    ]);
    assert.deepEqual(await auditRows(resource_id), []);
  });

  test('only PUT and GET can be asked for', async () => {
    for (const action of ['HEAD', 'get', '']) {
      const answer = await ask({ ...sound, action });
      assertStatus(answer, 422);
      assert.deepEqual(answer.body.error.invalid, [
        {
          entry: '$.action',
          entry_type: 'json_data_property',
          rules: [
            {
              rule: 'inclusion',
              description: 'value is not allowed in enum',
              raw_description: 'value is not allowed in enum',
              params: { values: ['PUT', 'GET'] },
            },
          ],
        },
      ]);
    }
  });

  test('every property is required, and of its type', async () => {
    for (const name of Object.keys(sound)) {
      const { [name as keyof typeof sound]: _, ...others } = sound;
      const missing = await ask(others);
      assertStatus(missing, 422);
      assert.deepEqual(
        missing.body.error.invalid.map(({ entry, rules }: { entry: string; rules: { rule: string }[] }) => [
          entry,
          rules[0]?.rule,
        ]),
        [[`$.${name}`, 'required']],
      );
      for (const value of [null, 5, [], {}, true]) {
        const answer = await ask({ ...sound, [name]: value });
        assertStatus(answer, 422);
        const rules = answer.body.error.invalid.map(
          ({ rules }: { rules: { rule: string }[] }) => rules[0]?.rule,
        );
        assert.ok(rules.includes('cast'), answer.describe());
      }
    }
  });

  test('a name that leaves its folder or hides something in other ways than SPEC 7.1 lists is refused, once, with its shape', async () => {
    const names = {
      'dots at the end': 'a/..',
      'twice encoded dots': '%252e%252e%252fa.pdf',
      overlong: '%C0%AE%C0%AE/a.pdf',
      'a bidirectional control': 'a\u202Efdp.exe',
      'full-width dots': '\uFF0E\uFF0E/a.pdf',
      'a key over 1024 bytes': 'Ї'.repeat(500),
      'a name without end': '%41'.repeat(300_000),
    };
    for (const [what, resource_name] of Object.entries(names)) {
      const answer = await ask({ ...sound, resource_name });
      assertStatus(answer, 422);
      const refused = refusedName(answer);
      assert.equal(refused.length, 1, `${what}: ${answer.describe()}`);
      assert.equal(refused[0].rules[0].rule, 'format', what);
      assert.equal(answer.body.error.invalid.length, 1, what);
    }
  });
});

describe('the order of the checks', () => {
  const url = () => `${setting.product.apiUrl}${GENERATE_URL}`;
  const key = { 'api-key': owner.apiKey };
  const broken = 'not json';

  test('API key, token, scope, content type, JSON, schema: the earliest answers', async () => {
    const nothing = await call(url(), {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: broken,
    });
    assertErrorBytes(nothing, 401, '{"type":"access_denied","message":"Api key is not set"}');
    const wrongKey = await call(url(), { token: owner.token, headers: { 'api-key': 'wrong' }, body: broken });
    assertErrorBytes(wrongKey, 401, '{"type":"access_denied","message":"Invalid api key"}');
    const noToken = await call(url(), { headers: { ...key, 'content-type': 'text/plain' }, body: broken });
    assertErrorBytes(noToken, 401, '{"type":"access_denied","message":"Invalid access token"}');
    const noScope = await call(url(), {
      token: reader.token,
      headers: { 'api-key': reader.apiKey, 'content-type': 'text/plain' },
      body: broken,
    });
    assertErrorBytes(
      noScope,
      403,
      '{"type":"forbidden","message":"Your scope does not allow to access this resource. Missing allowances: private_contracts:write"}',
    );
    const wrongType = await call(url(), {
      token: owner.token,
      headers: { ...key, 'content-type': 'text/plain' },
      body: broken,
    });
    assertStatus(wrongType, 415);
    assertStatus(await call(url(), { token: owner.token, headers: key, body: broken }), 400);
    assertStatus(
      await call(url(), { token: owner.token, headers: key, body: '{"action":"PUT","action":"GET"}' }),
      400,
    );
    assertStatus(await call(url(), { token: owner.token, headers: key, body: ' '.repeat(1_100_000) }), 413);
    assertStatus(await call(url(), { token: owner.token, headers: key, body: '{}' }), 422);
  });

  test('another method on the path is a 405', async () => {
    const answer = await call(url(), { token: owner.token, headers: key });
    assertStatus(answer, 405);
    assert.equal(answer.headers.get('allow'), 'POST');
  });
});

describe('an idempotency key', () => {
  const once = (idempotencyKey: string) => ({ 'x-idempotency-key': idempotencyKey });

  test('replays the very link, and records it once', async () => {
    const resource_id = randomUUID();
    const first = await ask({ ...sound, resource_id }, owner, once('replay'));
    const second = await ask({ ...sound, resource_id }, owner, once('replay'));
    assertStatus(second, 200);
    assert.deepEqual(second.body.data, first.body.data);
    assert.equal(second.headers.get('idempotent-replayed'), 'true');
    assert.equal((await auditRows(resource_id)).length, 1);
  });

  test('is kept so that the database does not hold the link', async () => {
    const answer = await ask(sound, owner, once('kept'));
    const [row] = await setting.database.query<{ stored: string }>(
      "SELECT idempotency_keys::text AS stored FROM idempotency_keys WHERE key = 'kept'",
    );
    const signature = new URL(answer.body.data.url).searchParams.get('X-Amz-Signature') as string;
    assert.ok(
      row !== undefined && !row.stored.includes(signature) && !row.stored.includes('http'),
      String(row?.stored),
    );
    assert.match(row.stored, /sealed/);
  });

  test('gives the link to the same API key only', async () => {
    assertStatus(await ask(sound, owner, once('sealed')), 200);
    const other = await ask(sound, owner, { ...once('sealed'), 'api-key': reader.apiKey });
    assertStatus(other, 422);
    const [entry] = other.body.error.invalid;
    assert.deepEqual(
      [entry.entry, entry.entry_type, entry.rules[0].rule],
      ['X-Idempotency-Key', 'header', 'invalid'],
    );
    assertStatus(await ask({ ...sound, action: 'GET' }, owner, once('sealed')), 422);
    assertStatus(await ask(sound, owner, once('sealed')), 200);
  });
});
