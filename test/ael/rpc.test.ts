/**
 * Goal: AEL speaks JSON-RPC as its callers know it.
 * Method: requests over HTTP to `esoz ael` with its embedded store.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { rawHttp } from '../fixtures/http-clients.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { secret } from '../fixtures/portal.ts';
import { type RunningAel, startAel } from '../fixtures/product.ts';

type Json = ApiAnswer['body'];

let ael: RunningAel;
before(async () => {
  ael = await startAel({ KNOWN_BUCKETS: 'ambulatory_contracts-demo,other-bucket' });
});
after(() => ael.stop());

const bucket = 'ambulatory_contracts-demo';
const params = { action: 'PUT', bucket, resource_id: RESOURCE_ID, resource_name: 'a b.pdf' };
/** Posts a document as a caller with the service token does; the parsed answer. */
async function rpc(document: unknown): Promise<{ status: number; body: Json }> {
  const answer = await call(`${ael.url}/rpc`, { token: ael.token, body: document });
  return { status: answer.status, body: answer.text === '' ? undefined : JSON.parse(answer.text) };
}
const request = (method: string, params?: unknown, id: unknown = 1) => ({
  jsonrpc: '2.0',
  method,
  params,
  id,
});
const errorOf = async (document: unknown) => (await rpc(document)).body.error;

describe('POST /rpc', () => {
  test('signs a link that works, with the seven keys', async () => {
    const { status, body } = await rpc(request('signed_url', params, 'my id'));
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['jsonrpc', 'result', 'id']);
    assert.deepEqual([body.jsonrpc, body.id], ['2.0', 'my id']);
    assert.deepEqual(Object.keys(body.result), [
      'action',
      'bucket',
      'expires_at',
      'inserted_at',
      'resource_id',
      'resource_name',
      'secret_url',
    ]);
    const { expires_at, inserted_at, secret_url } = body.result;
    assert.match(expires_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    const lives = Date.parse(expires_at) - Date.parse(inserted_at);
    assert.ok(lives > 599_000 && lives <= 600_000, String(lives));
    assert.equal((await rawHttp('PUT', secret_url, { body: Buffer.from('x') })).status, 200);
  });

  test('signs for HEAD and DELETE, for any known bucket, bound to a content type', async () => {
    const sign = async (change: object) =>
      (await rpc(request('signed_url', { ...params, ...change }))).body.result.secret_url;
    const typed = { content_type: 'application/pdf' };
    const put = await sign(typed);
    assert.equal((await rawHttp('PUT', put, { body: Buffer.from('x') })).status, 403);
    const headers = { 'content-type': 'application/pdf' };
    assert.equal((await rawHttp('PUT', put, { body: Buffer.from('x'), headers })).status, 200);
    assert.equal((await rawHttp('HEAD', await sign({ action: 'HEAD' }))).status, 200);
    assert.equal((await rawHttp('DELETE', await sign({ action: 'DELETE' }))).status, 204);
    assert.match(await sign({ bucket: 'other-bucket' }), /\/other-bucket\//);
  });

  test('lists a folder, page by page', async () => {
    for (const name of ['1.pdf', '2.pdf', '3.pdf']) {
      const { result } = (
        await rpc(request('signed_url', { ...params, bucket: 'other-bucket', resource_name: name }))
      ).body;
      await rawHttp('PUT', result.secret_url, { body: Buffer.from(name) });
    }
    const page = async (change: object) =>
      (await rpc(request('list_objects', { bucket: 'other-bucket', resource_id: RESOURCE_ID, ...change })))
        .body.result;
    const first = await page({ page_size: 2 });
    assert.deepEqual(Object.keys(first), [
      'bucket',
      'resource_id',
      'objects',
      'next_page_token',
      'total_objects',
    ]);
    const second = await page({ page_size: 2, page_token: first.next_page_token });
    const names = [...first.objects, ...second.objects].map(({ resource_name }) => resource_name);
    assert.deepEqual(names, ['1.pdf', '2.pdf', '3.pdf']);
    assert.equal(second.next_page_token, null);
    assert.deepEqual([first.total_objects, second.total_objects], [3, 3]);
    const foreign = await errorOf(
      request('list_objects', { bucket, resource_id: RESOURCE_ID, page_token: 'not mine' }),
    );
    assert.deepEqual([foreign.code, foreign.data], [-32602, { page_token: ['is invalid'] }]);
  });

  test('says whether a bucket is usable', async () => {
    const { result } = (await rpc(request('check', { bucket }))).body;
    assert.equal(result.usable, true);
    assert.equal(result.findings[0].state, 'ok');
  });

  test('a bucket that is not known, and missing fields, are -32602 with the words that callers know', async () => {
    for (const method of ['signed_url', 'list_objects', 'check']) {
      const { code, data } = await errorOf(
        request(
          method,
          method === 'check'
            ? { bucket: 'foreign' }
            : { ...(method === 'signed_url' ? params : { resource_id: RESOURCE_ID }), bucket: 'foreign' },
        ),
      );
      assert.deepEqual([code, data], [-32602, { bucket: ['is invalid'] }], method);
    }
    const blank = ["can't be blank"];
    for (const document of [request('signed_url', {}), { jsonrpc: '2.0', method: 'signed_url', id: 1 }]) {
      assert.deepEqual((await errorOf(document)).data, { action: blank, bucket: blank, resource_id: blank });
    }
    const { data } = await errorOf(
      request('signed_url', { ...params, resource_name: '../up', action: 'POST', x: 1 }),
    );
    assert.deepEqual(data, { resource_name: ['is invalid'], action: ['is invalid'], x: ['is invalid'] });
    assert.equal((await errorOf(request('signed_url', [bucket]))).code, -32602);
  });

  test('what is not JSON-RPC is told with its codes', async () => {
    const cases: [unknown, number][] = [
      ['{', -32700],
      ['', -32700],
      ['{"a":1,"a":2}', -32700],
      [`${'['.repeat(40)}${']'.repeat(40)}`, -32700],
      [Buffer.from([0x22, 0xff, 0x22]), -32700],
      ['5', -32600],
      ['null', -32600],
      ['[]', -32600],
      ['{}', -32600],
      [{ jsonrpc: '1.0', method: 'check', id: 1 }, -32600],
      [{ jsonrpc: '2.0', method: 5, id: 1 }, -32600],
      [{ jsonrpc: '2.0', method: 'check', id: {} }, -32600],
      // What would come back as another id than was sent.
      ['{"jsonrpc":"2.0","method":"check","id":12345678901234567890}', -32600],
      ['{"jsonrpc":"2.0","method":"check","id":1e400}', -32600],
      ['{"jsonrpc":"2.0","method":"check","id":1.5}', -32600],
      // What a strict reader of the answer would refuse.
      ['{"jsonrpc":"2.0","method":"check","id":"\\ud800"}', -32600],
      [request('nothing'), -32601],
      [request('constructor'), -32601],
      [request('check'), -32602],
      [Array(101).fill(request('check')), -32600],
    ];
    for (const [document, code] of cases) {
      const { status, body } = await rpc(document);
      assert.equal(status, 200, String(document));
      assert.equal(body.error.code, code, String(document));
      assert.equal(body.jsonrpc, '2.0');
      if (code === -32700 || code === -32600) assert.equal(body.id, null);
    }
  });

  test('a batch is answered one by one, a notification not at all', async () => {
    const { body } = await rpc([
      request('check', { bucket }, 'a'),
      { jsonrpc: '2.0', method: 'check', params: { bucket } },
      5,
      request('signed_url', params, 7),
      request('nothing', {}, null),
    ]);
    assert.deepEqual(
      body.map(({ id, result, error }: Json) => [id, result ? 'result' : error.code]),
      [
        ['a', 'result'],
        [null, -32600],
        [7, 'result'],
        [null, -32601],
      ],
    );
    for (const silent of [{ jsonrpc: '2.0', method: 'check' }, [{ jsonrpc: '2.0', method: 'nothing' }]]) {
      assert.deepEqual(await rpc(silent), { status: 204, body: undefined });
    }
    assert.equal((await rpc(Array(100).fill(request('check', { bucket })))).body.length, 100);
  });
});

describe('POST /media_content_storage_secrets', () => {
  const post = (body: unknown) =>
    call(`${ael.url}/media_content_storage_secrets`, { token: ael.token, body });

  test('gives the same fields in `data`, 201', async () => {
    const answer = await post({ secret: params });
    assertStatus(answer, 201);
    assert.deepEqual(Object.keys(answer.body), ['meta', 'data']);
    assert.deepEqual(Object.keys(answer.body.data), [
      'action',
      'bucket',
      'expires_at',
      'inserted_at',
      'resource_id',
      'resource_name',
      'secret_url',
    ]);
    assert.equal(answer.body.meta.url, `${ael.url}/media_content_storage_secrets`);
    assert.equal((await rawHttp('PUT', answer.body.data.secret_url, { body: Buffer.from('x') })).status, 200);
  });

  test('tells every mistake in the envelope', async () => {
    const answer = await post({ secret: { bucket: 'foreign', action: 'PUT' } });
    assertStatus(answer, 422);
    assert.deepEqual(
      answer.body.error.invalid.map(({ entry, rules }: Json) => [entry, rules[0].description]),
      [
        ['$.secret.resource_id', "can't be blank"],
        ['$.secret.bucket', 'is invalid'],
      ],
    );
    assertStatus(await post({}), 422);
    assertStatus(await post({ secret: [] }), 422);
    assertStatus(await post({ secret: params, other: 1 }), 422);
    assertStatus(await post('{'), 400);
  });
});

describe('without the service token', () => {
  test('nobody learns anything: the same 401 for every path, method and body', async () => {
    const wrong: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${secret()}` },
      { authorization: `Bearer ${ael.token}x` },
      { authorization: `Bearer ${ael.token.slice(0, -1)}` },
      { authorization: `Basic ${ael.token}` },
      { authorization: ael.token },
      { authorization: 'Bearer ' },
    ];
    for (const headers of wrong) {
      for (const path of ['/rpc', '/media_content_storage_secrets', '/', '/metrics', '/%zz']) {
        for (const body of [undefined, request('signed_url', params), '{']) {
          const answer = await call(ael.url + path, { headers, body });
          assertErrorBytes(answer, 401, '{"type":"access_denied","message":"Invalid access token"}');
          assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
        }
      }
    }
  });

  test('two Authorization headers are none', async () => {
    const { hostname, port } = new URL(ael.url);
    const socket = createConnection(Number(port), hostname);
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk;
    });
    socket.write(
      `POST /rpc HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${ael.token}\r\nAuthorization: Bearer ${ael.token}\r\nContent-Length: 0\r\n\r\n`,
    );
    await once(socket, 'close');
    assert.match(said, /^HTTP\/1\.1 401 /);
  });
});

describe('with it', () => {
  test('other paths, methods, types and sizes are told apart', async () => {
    const { token } = ael;
    assertStatus(await call(`${ael.url}/`, { token }), 404);
    const method = await call(`${ael.url}/rpc`, { token });
    assertStatus(method, 405);
    assert.equal(method.headers.get('allow'), 'POST');
    const type = { 'content-type': 'text/plain' };
    assertStatus(await call(`${ael.url}/rpc`, { token, headers: type, body: '{}' }), 415);
    assertStatus(await call(`${ael.url}/rpc`, { token, body: ' '.repeat(1_100_000) }), 413);
  });

  test('the admin port tells liveness, readiness and measurements', async () => {
    assert.deepEqual((await call(`${ael.adminUrl}/ready`)).body, {
      status: 'ready',
      checks: { bucket: 'ok' },
    });
    assert.equal((await call(`${ael.adminUrl}/live`)).status, 200);
    const { text } = await call(`${ael.adminUrl}/metrics`);
    assert.match(text, /esoz_ael_call_duration_seconds_count\{method="signed_url",outcome="ok"\} \d+/);
  });
});
