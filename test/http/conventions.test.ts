/**
 * Goal: envelope, request id, methods and media types are those of SPEC 2.
 * Method: answers of the running product, byte by byte where it matters.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import {
  CONTENT_ENCODING_INVALID,
  CONTENT_TYPE_INVALID,
  METHOD_NOT_ALLOWED,
  NOT_ACCEPTABLE,
  ROUTE_UNKNOWN,
  TOKEN_INVALID,
  TOO_LARGE,
} from '../fixtures/literal-errors.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

/** Its requests pass every check before the legal entity's status, and write nothing. */
const closed = clinic({ status: 'CLOSED' });
const active = clinic();
const setting = useSetting({ world: mergeWorlds(closed.world, active.world) });
const url = (path = '/api/licenses') => `${setting.product.apiUrl}${path}`;
const authorization = `Bearer ${closed.token}`;
const body = JSON.stringify(licenseBody());
const raw = (...lines: string[]) => rawCall(setting.product.apiUrl, lines, body);
const POST = 'POST /api/licenses HTTP/1.1';
const JSON_TYPE = 'Content-Type: application/json';
const AUTHORIZED = `Authorization: ${authorization}`;

describe('the envelope', () => {
  test('a created record: meta first, then data, and no other key', async () => {
    const answer = await call(url('/api/licenses?a=b&c'), { token: active.token, body });
    assertStatus(answer, 201);
    assert.deepEqual(Object.keys(answer.body), ['meta', 'data']);
    assert.deepEqual(answer.body.meta, {
      code: 201,
      url: url(),
      type: 'object',
      request_id: answer.headers.get('x-request-id'),
    });
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
  });
  test('a refusal: the query is not in meta.url', async () => {
    assertErrorBytes(await call(url('/api/licenses?token=secret'), { body }), 401, TOKEN_INVALID);
    assertErrorBytes(await call(url('/nothing?token=secret')), 404, ROUTE_UNKNOWN);
  });
  test('X-Forwarded-* of a peer that is no trusted proxy changes nothing', async () => {
    const headers = {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-port': '444',
      forwarded: 'host=evil.example;proto=https',
    };
    assertErrorBytes(await call(url(), { headers, body }), 401, TOKEN_INVALID);
  });
  test('a request that names its whole URL is answered with the URL, once', async () => {
    const { host } = new URL(url());
    const answer = await raw(`POST http://${host}/api/licenses?x=1 HTTP/1.1`, JSON_TYPE);
    assert.equal(answer.status, 401);
    assert.equal(answer.body.meta.url, url());
  });
});

describe('the request id', () => {
  for (const id of ['a', 'A-z.0_9#:-', '7'.repeat(128)]) {
    test(`${id.slice(0, 20)} is kept`, async () => {
      const answer = await call(url(), { headers: { 'x-request-id': id }, body });
      assert.equal(answer.headers.get('x-request-id'), id);
      assert.equal(answer.body.meta.request_id, id);
    });
  }
  for (const id of ['', '7'.repeat(129), 'a b', 'a,b', 'a\tb', 'ключ', 'a"b', '<script>', '../a', 'a;b']) {
    test(`"${id.slice(0, 20)}" is replaced`, async () => {
      const answer = await raw(POST, JSON_TYPE, AUTHORIZED, `X-Request-ID: ${id}`);
      assert.match(answer.body.meta.request_id, /^[0-9a-f-]{36}$/);
      assert.equal(answer.header('x-request-id'), answer.body.meta.request_id);
    });
  }
  test('two of them are none', async () => {
    const answer = await raw(POST, JSON_TYPE, AUTHORIZED, 'X-Request-ID: one', 'x-request-id: two');
    assert.match(answer.body.meta.request_id, /^[0-9a-f-]{36}$/);
  });
  test('is in a header, once, on answers that pass no hook as well', async () => {
    for (const line of ['GET /%ff%zz HTTP/1.1', 'GET /api/licenses/%c3 HTTP/1.1', 'GET /x HTTP/1.1']) {
      const answer = await rawCall(setting.product.apiUrl, [line, 'X-Request-ID: known-id']);
      assert.equal(answer.status, 404, answer.text);
      assert.deepEqual(
        answer.headers.filter(([name]) => name === 'x-request-id'),
        [['x-request-id', 'known-id']],
      );
      assert.deepEqual(answer.body.error, { type: 'not_found' });
      assert.equal(answer.body.meta.request_id, 'known-id');
    }
  });
  test('is in the log line of the request, and the path is not', async () => {
    await call(url('/api/secret-path'), { headers: { 'x-request-id': 'look-for-me' } });
    const line = await eventually('a log line of the request', () =>
      setting.product
        .log()
        .split('\n')
        .find((each) => each.includes('look-for-me')),
    );
    assert.equal(JSON.parse(line).request_id, 'look-for-me');
    assert.doesNotMatch(line, /secret-path/);
  });
});

describe('404 and 405', () => {
  for (const path of ['/api', '/api/licenses/', '/API/licenses', '/api//licenses', '/api/license', '/*']) {
    test(`${path} is unknown`, async () => {
      assertErrorBytes(await call(url(path), { token: closed.token, body }), 404, ROUTE_UNKNOWN);
    });
  }
  test('a known path with another method is 405 with Allow, token or not', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const answer = await call(url(), { method });
      assertErrorBytes(answer, 405, METHOD_NOT_ALLOWED);
      const allowed = answer.headers.get('allow')?.split(', ') ?? [];
      assert.ok(allowed.includes('POST') && !allowed.includes(method), String(allowed));
    }
  });
  test('whatever the body and its type are: they are not read', async () => {
    for (const type of ['', 'nonsense', 'application/json; charset=utf-16']) {
      const headers = { 'content-type': type };
      const sent = { headers, method: 'PUT', body: 'x'.repeat(1024 * 1024 + 1) };
      assertErrorBytes(await call(url(), sent), 405, METHOD_NOT_ALLOWED);
      assertErrorBytes(await call(url('/nothing'), sent), 404, ROUTE_UNKNOWN);
    }
  });
  test('a method that no server knows is refused, not obeyed', async () => {
    const answer = await rawCall(setting.product.apiUrl, ['CREATE /api/licenses HTTP/1.1']);
    assert.ok([400, 405].includes(answer.status), answer.text);
    assert.equal(answer.body.meta.code, answer.status);
  });
});

describe('406', () => {
  const refused = [
    'text/html',
    'application/xml',
    'application/json;q=0',
    'application/jsonp',
    'json',
    'text/*',
  ];
  for (const accept of refused) {
    test(`Accept: ${accept} is refused`, async () => {
      const answer = await call(url(), { token: closed.token, headers: { accept }, body });
      assertErrorBytes(answer, 406, NOT_ACCEPTABLE);
    });
  }
  const fine = [
    '*/*',
    'application/*',
    'application/json',
    'APPLICATION/JSON; charset=utf-8',
    'text/html, */*;q=0.1',
    'application/json;q=0.001',
  ];
  for (const accept of fine) {
    test(`Accept: ${accept} is fine`, async () => {
      assertStatus(await call(url(), { token: closed.token, headers: { accept }, body }), 422);
    });
  }
  test('no Accept at all is fine', async () => {
    assert.equal((await raw(POST, JSON_TYPE, AUTHORIZED)).status, 422);
  });
});

describe('415', () => {
  const refused = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/problem+json',
    'application/json; charset=koi8-u',
    'application/json; charset=utf-16',
    'application/json; charset=utf-8; charset=utf-16',
    'application/json, text/plain',
    'json',
  ];
  for (const type of refused) {
    test(`${type} is refused`, async () => {
      const answer = await call(url(), { token: closed.token, headers: { 'content-type': type }, body });
      assertErrorBytes(answer, 415, CONTENT_TYPE_INVALID);
    });
  }
  const fine = [
    'application/json',
    'Application/JSON',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json ; charset=utf8',
  ];
  for (const type of fine) {
    test(`${type} is fine`, async () => {
      const headers = { 'content-type': type };
      assertStatus(await call(url(), { token: closed.token, headers, body }), 422);
    });
  }
  test('two Content-Types are refused: nobody can say which was meant', async () => {
    for (const types of [
      [JSON_TYPE, 'Content-Type: text/plain'],
      [JSON_TYPE, JSON_TYPE],
    ]) {
      const answer = await raw(POST, AUTHORIZED, ...types);
      assert.equal(answer.status, 415);
      assert.equal(JSON.stringify(answer.body.error), CONTENT_TYPE_INVALID);
    }
  });
  test('a body that is encoded as itself is fine, in any case', async () => {
    for (const encoding of ['identity', 'Identity', 'identity, identity', '']) {
      const headers = { 'content-encoding': encoding };
      assertStatus(await call(url(), { token: closed.token, headers, body }), 422);
    }
  });
  test('no Content-Type is refused', async () => {
    const answer = await raw(POST, AUTHORIZED);
    assert.equal(answer.status, 415);
    assert.equal(JSON.stringify(answer.body.error), CONTENT_TYPE_INVALID);
  });
  for (const encoding of ['gzip', 'GZIP', 'x-gzip', 'deflate', 'br', 'zstd', 'identity, gzip', 'nonsense']) {
    test(`a body encoded as ${encoding} is refused, whatever is inside, and the coding is named`, async () => {
      const headers = { 'content-encoding': encoding };
      const answer = await call(url(), { token: closed.token, headers, body });
      assertErrorBytes(answer, 415, CONTENT_ENCODING_INVALID);
      assert.equal(answer.headers.get('accept-encoding'), 'identity');
    });
  }
  test('of a wrong type and a coding the type is named', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'text/plain' };
    assertErrorBytes(await call(url(), { token: closed.token, headers, body }), 415, CONTENT_TYPE_INVALID);
  });
});

describe('413', () => {
  const LIMIT = 1024 * 1024;
  const bytes = Buffer.byteLength(body);
  test('1 MiB is read, one byte more is not', async () => {
    const exact = body + ' '.repeat(LIMIT - bytes);
    assertStatus(await call(url(), { token: closed.token, body: exact }), 422);
    assertErrorBytes(await call(url(), { token: closed.token, body: `${exact} ` }), 413, TOO_LARGE);
  });
  test('a body of unannounced length is stopped at the limit as well', async () => {
    const chunk = `${(65_536).toString(16)}\r\n${' '.repeat(65_536)}\r\n`;
    const answer = await rawCall(
      setting.product.apiUrl,
      [POST, JSON_TYPE, AUTHORIZED, 'Transfer-Encoding: chunked'],
      `${chunk.repeat(17)}0\r\n\r\n`,
    );
    assert.equal(answer.status, 413);
    assert.equal(JSON.stringify(answer.body.error), TOO_LARGE);
  });
});
