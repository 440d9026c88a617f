/**
 * Goal: an uploader chooses bytes and type, not what becomes of an answer; no answer is kept or sniffed; a name that
 * anybody sent is bounded and visible in the log.
 * Method: uploads with every header that could label an answer; requests that end in every way.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { BUCKET, send, signLink, startStore, type TestStore } from './support.ts';

const PATH = `/${BUCKET}/labelled.html`;

const link = (store: TestStore, method: string, more: { headers?: Record<string, string> } = {}) =>
  signLink({ port: store.port, method, path: PATH, ...more });

async function upload(store: TestStore, headers: Record<string, string>) {
  const answer = await send(store.port, {
    method: 'PUT',
    path: link(store, 'PUT'),
    headers,
    body: '<b>x</b>',
  });
  assert.equal(answer.status, 200, answer.text);
}

describe('an upload through a link', () => {
  const kept: Record<string, string>[] = [
    { 'cache-control': 'public, immutable' },
    { 'cache-control': 'max-age=31536000' },
    { 'cache-control': 's-maxage=60, stale-while-revalidate=60' },
    { expires: 'Thu, 01 Jan 2099 00:00:00 GMT' },
    { 'cache-control': 'public', pragma: 'cache', expires: '0' },
    { 'surrogate-control': 'max-age=60', 'cdn-cache-control': 'public' },
  ];
  for (const headers of kept)
    test(`does not decide how long an answer is kept: ${JSON.stringify(headers)}`, async (t) => {
      const store = await startStore(t);
      await upload(store, headers);
      for (const request of [
        { method: 'GET' },
        { method: 'HEAD' },
        { method: 'GET', headers: { range: 'bytes=0-1' } },
        { method: 'GET', headers: { 'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT' } },
      ]) {
        const answer = await send(store.port, { ...request, path: link(store, request.method) });
        assert.match(
          answer.headers['cache-control'] ?? '',
          answer.status === 304 ? /no-store/ : /^private, no-store$/,
        );
        for (const name of ['expires', 'pragma', 'surrogate-control', 'cdn-cache-control'])
          assert.equal(answer.headers[name], undefined, name);
      }
    });

  test('does not label what others save, and adds no header to an answer', async (t) => {
    const store = await startStore(t);
    const added = {
      'content-disposition': 'attachment; filename="invoice.exe"',
      'content-encoding': 'gzip',
      'content-language': 'xx',
      link: '</evil.css>; rel=stylesheet',
      refresh: '0; url=https://evil.example/',
      'set-cookie': 'a=b',
      location: 'https://evil.example/',
      'content-location': '/other',
      'access-control-allow-origin': '*',
      'x-custom': 'a',
    };
    await upload(store, { ...added, 'content-type': 'text/html' });
    const answer = await send(store.port, { method: 'GET', path: link(store, 'GET') });
    for (const name of Object.keys(added)) assert.equal(answer.headers[name], undefined, name);
    assert.equal(answer.text, '<b>x</b>');
  });

  test('carries the labels that its signer chose', async (t) => {
    const store = await startStore(t);
    const headers = { 'content-disposition': 'attachment; filename="a.pdf"', 'content-language': 'uk' };
    const path = link(store, 'PUT', { headers });
    assert.equal((await send(store.port, { method: 'PUT', path, headers, body: 'x' })).status, 200);
    const answer = await send(store.port, { method: 'GET', path: link(store, 'GET') });
    assert.partialDeepStrictEqual(answer.headers, headers);
  });

  for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml'])
    test(`as ${type} runs nothing and is not taken for anything else`, async (t) => {
      const store = await startStore(t);
      await upload(store, { 'content-type': type });
      const { headers } = await send(store.port, { method: 'GET', path: link(store, 'GET') });
      assert.equal(headers['content-type'], type);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['content-security-policy'], "sandbox; default-src 'none'");
    });
});

test('every answer says that it is not to be kept or sniffed', async (t) => {
  const store = await startStore(t);
  const ask = (method: string, path: string, headers = {}) => send(store.port, { method, path, headers });
  const answers = [
    await ask('GET', PATH),
    await ask('GET', '/'),
    await ask('GET', link(store, 'GET')),
    await ask('DELETE', link(store, 'GET')),
    await ask('PATCH', link(store, 'PATCH')),
    await ask('OPTIONS', PATH),
    await ask('GET', '/%'),
    await ask('PUT', link(store, 'PUT'), { expect: 'nonsense' }),
    await ask('PUT', link(store, 'PUT')),
    await ask('DELETE', link(store, 'DELETE')),
  ];
  for (const { status, headers } of answers) {
    assert.match(headers['cache-control'] ?? '', /no-store/, `${status}`);
    assert.equal(headers['x-content-type-options'], 'nosniff', `${status}`);
  }
  for (const bytes of [
    'nonsense\r\n\r\n',
    'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`,
  ]) {
    const socket = connect(store.port, '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (text) => {
      received += text;
      socket.end();
    });
    socket.write(bytes);
    await once(socket, 'close');
    assert.match(
      received,
      /^HTTP\/1\.1 4\d\d .*cache-control: no-store\r\nx-content-type-options: nosniff\r\n/is,
    );
  }
});

test('a name of a stranger is bounded and visible in the log', async (t) => {
  const store = await startStore(t);
  const names = [
    'x'.repeat(14_000),
    '%1B%5B2J',
    '%C2%9B31m',
    '%E2%80%AEfdp',
    '%E2%80%8B',
    '%E2%80%A8line',
    '%F0%9F%98%80'.repeat(1_000),
    '%F3%A0%81%81',
  ];
  for (const name of names)
    for (const path of [`/${BUCKET}/${name}`, `/${name}/key`])
      await send(store.port, { method: 'GET', path });
  const lines = store.lines.filter(({ message }) => message === 'object store request');
  assert.equal(lines.length, 2 * names.length);
  for (const line of lines) {
    const text = JSON.stringify(line);
    assert.ok(text.length < 1_000, text);
    for (const value of Object.values(line)) assert.doesNotMatch(String(value), /[\p{C}\u2028\u2029]/u);
  }
  assert.equal(lines[0]?.key, undefined); // too long to be one
  assert.match(String(lines[1]?.bucket), /^x{256}… \(14000 characters\)$/);
  assert.equal(lines[2]?.key, '\\u001b[2J');
});
