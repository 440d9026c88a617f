/**
 * Goal: pages of the configured origins may use links, and no other page.
 * Method: preflights and answers over HTTP.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUCKET, ORIGIN, send, signLink, startStore } from '../test/support.ts';
import { createCorsRules } from './cors.ts';

const PATH = `/${BUCKET}/file`;

test('a preflight of a configured origin is granted without a signature, and of no other one', async (t) => {
  const store = await startStore(t);
  const preflight = (headers: Record<string, string>) =>
    send(store.port, { method: 'OPTIONS', path: PATH, headers });
  const good = {
    origin: ORIGIN,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type, content-md5',
  };
  const answer = await preflight(good);
  assert.equal(answer.status, 204);
  assert.equal(answer.headers['access-control-allow-origin'], ORIGIN);
  assert.match(String(answer.headers['access-control-allow-methods']), /PUT/);
  assert.equal(answer.headers['access-control-allow-headers'], 'content-type, content-md5');
  assert.match(String(answer.headers.vary), /Origin/);
  for (const change of [
    { origin: 'https://console.example.evil.example' },
    { origin: 'http://console.example' },
    { origin: 'null' },
    { 'access-control-request-method': 'DELETE' },
    { 'access-control-request-method': 'POST' },
    { 'access-control-request-headers': 'authorization' },
    { 'access-control-request-headers': 'x-amz-date' },
  ]) {
    const refused = await preflight({ ...good, ...change });
    assert.equal(refused.status, 403, JSON.stringify(change));
    const granted = refused.headers['access-control-allow-methods'];
    assert.equal(granted, undefined);
  }
  assert.equal((await send(store.port, { method: 'OPTIONS', path: PATH })).status, 403);
});

test('a page of a configured origin may read answers and their ETag, errors included', async (t) => {
  const store = await startStore(t);
  const put = signLink({ port: store.port, method: 'PUT', path: PATH });
  const answer = await send(store.port, { method: 'PUT', path: put, headers: { origin: ORIGIN }, body: 'x' });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['access-control-allow-origin'], ORIGIN);
  assert.match(String(answer.headers['access-control-expose-headers']), /\bETag\b/);
  const refused = await send(store.port, { method: 'GET', path: put, headers: { origin: ORIGIN } });
  assert.equal(refused.status, 403);
  assert.equal(refused.headers['access-control-allow-origin'], ORIGIN);
  const get = signLink({ port: store.port, method: 'GET', path: PATH });
  const foreign = await send(store.port, {
    method: 'GET',
    path: get,
    headers: { origin: 'https://evil.example' },
  });
  assert.equal(foreign.status, 200, 'the link is the right to read; CORS only guards pages');
  assert.equal(foreign.headers['access-control-allow-origin'], undefined);
  assert.equal(foreign.headers.vary, 'Origin');
});

test('only plain origins can be configured', () => {
  for (const origin of ['*', 'null', 'https://a.example/', 'https://a.example/path', 'a.example', '']) {
    assert.throws(() => createCorsRules([origin]), /not an origin/, origin);
  }
});
