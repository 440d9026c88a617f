/**
 * Goal: pages of CORS_ORIGINS may call the API and read its answers, errors too; other pages may not.
 * Method: requests with an Origin to products that admit some, or none.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const MIS = 'https://mis.example';
const own = clinic();
const corsHeaders = ({ headers }: ApiAnswer) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'));
const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };

describe('with CORS_ORIGINS', () => {
  const setting = useSetting({
    world: own.world,
    env: { CORS_ORIGINS: `${MIS}, http://localhost:5173`, RATE_LIMIT_MAX: '60' },
  });
  const url = (path = '/api/licenses') => `${setting.product.apiUrl}${path}`;
  const preflight = (origin: string, path?: string) =>
    call(url(path), { method: 'OPTIONS', headers: { ...asked, origin } });

  test('a page may ask beforehand for every method of a path', async () => {
    for (const origin of [MIS, 'http://localhost:5173']) {
      const answer = await preflight(origin);
      assert.deepEqual([answer.status, answer.text], [204, '']);
      assert.equal(answer.headers.get('access-control-allow-origin'), origin);
      assert.deepEqual(answer.headers.get('access-control-allow-methods')?.split(', ').toSorted(), [
        'GET',
        'HEAD',
        'POST',
      ]);
      const headers = answer.headers.get('access-control-allow-headers')?.toLowerCase().split(', ') ?? [];
      for (const name of [
        'authorization',
        'api-key',
        'content-type',
        'x-idempotency-key',
        'x-request-id',
        'if-match',
        'if-unmodified-since',
      ])
        assert.ok(headers.includes(name), name);
      assert.equal(answer.headers.get('vary'), 'Origin');
      assert.equal(answer.headers.get('access-control-allow-credentials'), null);
    }
  });
  test('it may read an answer and its headers, whatever the status', async () => {
    const body = licenseBody();
    const cases: [status: number, path: string, request: object][] = [
      [201, '/api/licenses', { token: own.token, body }],
      [200, '/api/licenses', { token: own.token }],
      [401, '/api/licenses', {}],
      [404, '/nothing', {}],
      [405, '/api/licenses', { method: 'DELETE' }],
      [413, '/api/licenses', { token: own.token, body: ' '.repeat(1024 * 1024 + 1) }],
      [422, '/api/licenses', { token: own.token, body: {} }],
    ];
    for (const [status, path, request] of cases) {
      const answer = await call(url(path), { ...request, headers: { origin: MIS } });
      assert.equal(answer.status, status, answer.describe());
      assert.equal(answer.headers.get('access-control-allow-origin'), MIS);
      const exposed = answer.headers.get('access-control-expose-headers')?.split(', ') ?? [];
      for (const name of ['ETag', 'Link', 'X-Request-ID', 'Idempotent-Replayed', 'Retry-After'])
        assert.ok(exposed.includes(name), name);
      assert.equal(answer.headers.get('vary'), 'Origin');
    }
  });
  const strangers = [
    'null',
    '*',
    'https://mis.example.evil',
    'https://evil.example',
    'http://mis.example',
    'https://mis.example:8443',
    'https://MIS.example',
    'https://sub.mis.example',
    `${MIS}/`,
    `${MIS}, ${MIS}`,
    '',
  ];
  for (const origin of strangers) {
    test(`the origin "${origin}" is not admitted`, async () => {
      const answer = await preflight(origin);
      assert.deepEqual([answer.status, corsHeaders(answer)], [405, []]);
      const read = await call(url(), { token: own.token, headers: { origin } });
      assert.deepEqual([read.status, corsHeaders(read)], [200, []]);
      assert.equal(read.headers.get('vary'), 'Origin', 'or a cache would give it to the wrong page');
    });
  }
  test('a path that is none has no methods, and OPTIONS without the question is 405', async () => {
    assert.equal((await preflight(MIS, '/nothing')).status, 404);
    assert.equal((await call(url(), { method: 'OPTIONS', headers: { origin: MIS } })).status, 405);
  });
  test('429 can be read as well', async () => {
    let answer: ApiAnswer;
    do answer = await preflight(MIS);
    while (answer.status === 204);
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get('access-control-allow-origin'), MIS);
  });
});

describe('without CORS_ORIGINS', () => {
  const setting = useSetting({ world: own.world });
  test('no answer has a header of it, and OPTIONS is 405', async () => {
    const url = `${setting.product.apiUrl}/api/licenses`;
    const requests = [
      { method: 'OPTIONS', headers: { ...asked, origin: MIS } },
      { token: own.token, headers: { origin: MIS } },
    ];
    for (const request of requests) {
      const answer = await call(url, request);
      assert.equal(answer.status, request.method === 'OPTIONS' ? 405 : 200);
      assert.deepEqual([corsHeaders(answer), answer.headers.get('vary')], [[], null]);
    }
  });
});
