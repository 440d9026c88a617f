/**
 * Goal: an error leads to the page that explains it, and a slip of the pen is told, in headers: the bodies are literal.
 * Method: errors of every kind over HTTP and over bare sockets.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertErrorBytes, call } from '../fixtures/client.ts';
import { MALFORMED } from '../fixtures/literal-errors.ts';
import { startAel } from '../fixtures/product.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const own = clinic();
const closed = clinic({ status: 'CLOSED' });
const reader = clinic({ token: { scope: 'license:read' } });
const setting = useSetting({
  world: mergeWorlds(own.world, closed.world, reader.world),
  env: { TRUSTED_PROXIES: '127.0.0.1' },
});
const url = (path = '/api/licenses') => `${setting.product.apiUrl}${path}`;
const body = licenseBody();
const page = await readFile(new URL('../../docs/reference/errors.md', import.meta.url), 'utf8');

describe('Link leads to the page of the error', () => {
  const cases: [code: string, status: number, path: string, request: object][] = [
    ['malformed-request', 400, '/api/licenses', { token: own.token, body: '{' }],
    ['access-token-invalid', 401, '/api/licenses', {}],
    ['api-key-missing', 401, '/api/admin/events', {}],
    ['scope-missing', 403, '/api/licenses', { token: reader.token, body }],
    ['route-unknown', 404, '/nothing', {}],
    ['license-not-found', 404, '/api/licenses/x', { token: own.token }],
    ['method-not-allowed', 405, '/api/licenses', { method: 'PUT' }],
    ['accept-invalid', 406, '/api/licenses', { token: own.token, headers: { accept: 'text/html' } }],
    ['license-type-mismatch', 409, '/api/licenses', { token: own.token, body: licenseBody({ type: 'MSP' }) }],
    ['request-too-large', 413, '/api/licenses', { token: own.token, body: ' '.repeat(2 ** 20 + 1) }],
    [
      'content-type-invalid',
      415,
      '/api/licenses',
      { token: own.token, body, headers: { 'content-type': 'x' } },
    ],
    [
      'content-encoding-invalid',
      415,
      '/api/licenses',
      { token: own.token, body, headers: { 'content-encoding': 'gzip' } },
    ],
    ['schema-invalid', 422, '/api/licenses', { token: own.token, body: {} }],
    ['legal-entity-not-active', 422, '/api/licenses', { token: closed.token, body }],
    [
      'idempotency-key-invalid',
      422,
      '/api/licenses',
      { token: own.token, body, headers: { 'x-idempotency-key': 'a b' } },
    ],
  ];
  for (const [code, status, path, request] of cases) {
    test(`${status}: ${code}, which is documented`, async () => {
      const answer = await call(url(path), request);
      assert.equal(answer.status, status, answer.describe());
      assert.equal(answer.headers.get('link'), `<${url(`/docs/errors/${code}`)}>; rel="help"`);
      assert.match(page, new RegExp(`^### ${code}$`, 'm'));
    });
  }
  test('under the address that a trusted proxy gives, as meta.url', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'api.example.gov.ua' };
    const answer = await call(url('/nothing'), { headers });
    assert.equal(
      answer.headers.get('link'),
      '<https://api.example.gov.ua/docs/errors/route-unknown>; rel="help"',
    );
  });
  test('also of what is no request, relative to wherever it was sent', async () => {
    for (const lines of [
      ['nonsense'],
      ['GET / HTTP/1.1', 'Host: a', 'Host: b'],
      ['GET / HTTP/1.1', 'Host: a>b'],
    ]) {
      const answer = await rawCall(setting.product.apiUrl, lines);
      assert.equal(answer.status, 400, answer.text);
      assert.match(answer.header('link') ?? '', /^<[^<>]*\/docs\/errors\/malformed-request>; rel="help"$/);
    }
  });
  test('and no success has it', async () => {
    assert.equal((await call(url(), { token: own.token })).headers.get('link'), null);
  });
  test('AEL does the same', async () => {
    const ael = await startAel();
    try {
      for (const [path, code] of [
        ['/nothing', 'route-unknown'],
        ['/rpc', 'method-not-allowed'],
      ]) {
        const answer = await call(`${ael.url}${path}`, { token: ael.token });
        assert.equal(answer.headers.get('link'), `<${ael.url}/docs/errors/${code}>; rel="help"`);
      }
    } finally {
      await ael.stop();
    }
  });
});

describe('corrupted JSON is told with line and column', () => {
  const text = JSON.stringify(body, null, 2);
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const cp1251 = Buffer.from([...Buffer.from('{"issued_by":\n "'), 0xc4, 0xe5, 0xf0, ...Buffer.from('"}')]);
  for (const [what, sent, warning] of [
    ['nothing', '', 'not JSON at line 1, column 1: expected a value'],
    ['a text', 'hello', 'not JSON at line 1, column 1: expected a value'],
    ['a comma too many', '{"a": 1,\n}', 'not JSON at line 2, column 1: expected a key in double quotes'],
    ['single quotes', "{'a': 1}", 'not JSON at line 1, column 2: expected a key in double quotes or }'],
    ['a comma missing', '{"я": 1\n "b": 2}', 'not JSON at line 2, column 2: expected a comma or }'],
    ['an end missing', '[1,\n[2]', 'not JSON at line 2, column 4: expected a comma or ]'],
    ['a leading zero', '{"a": 01}', 'not JSON at line 1, column 8: expected a comma or }'],
    [
      'a line break in a string',
      '{"я": "😀\n"}',
      'not JSON at line 1, column 9: expected the end of the string, or a valid escape',
    ],
    [
      'a false escape',
      '["\\x"]',
      'not JSON at line 1, column 3: expected the end of the string, or a valid escape',
    ],
    ['a second document', '{} {}', 'not JSON at line 1, column 4: expected the end of the document'],
    ['a key twice', '{"a": 1,\n "\\u0061": 2}', 'a key given twice at line 2, column 2'],
    ['depth', `${'['.repeat(33)}${']'.repeat(33)}`, 'nested deeper than 32 levels at line 1, column 33'],
    ['windows-1251', cp1251, 'not UTF-8 at line 2, column 3'],
    ['UTF-16', utf16, 'not UTF-8 but UTF-16 at line 1, column 1'],
  ] as [string, string | Buffer, string][]) {
    test(what, async () => {
      const answer = await call(url(), { token: own.token, body: sent });
      assertErrorBytes(answer, 400, MALFORMED);
      assert.equal(answer.headers.get('x-warning'), `body: ${warning}`);
      const asked = await call(url('/api/licenses/validation'), { token: own.token, body: sent });
      const [line, column] =
        warning
          .match(/\d+(?=,|$|:)/g)
          ?.slice(-2)
          .map(Number) ?? [];
      assert.deepEqual(asked.body.error.invalid, [
        {
          entry_type: 'request',
          rules: [{ rule: 'json', description: warning, params: { line, column } }],
        },
      ]);
    });
  }
  test('quotes nothing of the body', async () => {
    const answer = await call(url(), { token: own.token, body: '{"password": s3cret}' });
    assert.doesNotMatch(JSON.stringify([...answer.headers]) + answer.text, /s3cret/);
  });
});

describe('an unknown query parameter that is nearly a known one is told', () => {
  const warningOf = ({ headers }: ApiAnswer) => headers.get('x-warning');
  for (const [query, meant] of [
    ['licence_number=1', 'license_number'],
    ['license-number=1', 'license_number'],
    ['lisense_numbr=1', 'license_number'],
    ['pageSize=10', 'page_size'],
    ['pagesize=10', 'page_size'],
    ['is_primray=true', 'is_primary'],
    ['Type=MSP', 'type'],
    ['pages=1', 'page'],
  ] as const) {
    test(`${query}: ${meant}`, async () => {
      const answer = await call(url(`/api/licenses?${query}`), { token: own.token });
      assert.equal(answer.status, 200);
      const name = query.split('=')[0];
      assert.equal(warningOf(answer), `unknown query parameter ${name}: did you mean ${meant}?`);
    });
  }
  test('several of them, on other methods, and beside a mistake', async () => {
    const two = await call(url('/api/licenses?licence_number=1&pagesize=2&nonsense=3'), { token: own.token });
    assert.match(warningOf(two) ?? '', /licence_number.*pagesize/);
    assert.doesNotMatch(warningOf(two) ?? '', /nonsense/);
    const dictionaries = await call(url('/api/dictionaries?nmae=LICENSE_TYPE'));
    assert.match(warningOf(dictionaries) ?? '', /did you mean name\?$/);
    const refused = await call(url('/api/licenses?page=0&licence_number=1'), { token: own.token });
    assert.equal(refused.status, 422);
    assert.match(warningOf(refused) ?? '', /license_number/);
  });
  test('no other one, nor what could harm a header or a terminal', async () => {
    for (const query of [
      'nonsense=1',
      'id=',
      'ip=1',
      'x',
      '',
      'license_number=1',
      'licen%0d%0ase_number=1',
      'license_numbe%D1%8F=1',
      `${'a'.repeat(200)}=1`,
    ]) {
      const answer = await call(url(`/api/licenses?${query}`), { token: own.token });
      assert.equal(warningOf(answer), null, query);
    }
    const many = Array.from({ length: 2000 }, (_, n) => `pag${n}`).join('&');
    const answer = await call(url(`/api/licenses?${many}`), { token: own.token });
    assert.ok((warningOf(answer) ?? '').length < 300);
  });
});
