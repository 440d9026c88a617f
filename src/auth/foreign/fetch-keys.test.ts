/**
 * Goal: whatever the issuer's server does, asking it ends soon, costs little, and asks nobody else.
 * Method: a server on this machine that answers each path in a way of its own.
 */
import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isSecureUrl } from '../../platform/secure-url.ts';
import { fetchKeys } from './fetch-keys.ts';

const BOMB = gzipSync(`{"keys":[],"a":"${'x'.repeat(5_000_000)}"}`);
const KEYS = { keys: [{ kty: 'RSA', kid: 'a' }] };
let server: Server;
let url: string;
/** Paths that were asked for, in their order. */
let asked: string[] = [];

const json = (answer: ServerResponse, body: unknown, status = 200) =>
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const metadata = (changes: object = {}) => ({ issuer: url, jwks_uri: `${url}/keys`, ...changes });
const answers: Record<string, (answer: ServerResponse) => unknown> = {
  '/keys': (answer) => json(answer, KEYS),
  '/.well-known/openid-configuration': (answer) => json(answer, metadata()),
  '/tenant/.well-known/openid-configuration': (answer) =>
    json(answer, metadata({ issuer: `${url}/tenant/` })),
  '/other/.well-known/openid-configuration': (answer) => json(answer, metadata()),
  '/http/.well-known/openid-configuration': (answer) =>
    json(answer, metadata({ issuer: `${url}/http`, jwks_uri: 'http://keys.example/' })),
  '/file/.well-known/openid-configuration': (answer) =>
    json(answer, metadata({ issuer: `${url}/file`, jwks_uri: 'file:///etc/passwd' })),
  '/redirect': (answer) => answer.writeHead(302, { location: '/keys' }).end(),
  '/missing': (answer) => json(answer, KEYS, 404),
  '/created': (answer) => json(answer, KEYS, 201),
  '/text': (answer) => answer.end('<html>'),
  '/null': (answer) => json(answer, null),
  '/no-keys': (answer) => json(answer, {}),
  '/odd-keys': (answer) => json(answer, { keys: { length: 1 } }),
  '/many-keys': (answer) => json(answer, { keys: Array.from({ length: 101 }, () => ({})) }),
  '/huge': (answer) => json(answer, { ...KEYS, padding: 'x'.repeat(300_000) }),
  '/bomb': (answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
  '/silent': () => {},
  '/trickle': (answer) => {
    answer.writeHead(200).write('{');
    const timer = setInterval(() => answer.write(' '), 20);
    answer.on('close', () => clearInterval(timer));
  },
};
before(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url as string);
    const respond = answers[request.url as string];
    if (respond) respond(answer);
    else answer.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const fetchFrom = (path: string) => fetchKeys({ issuer: 'https://unused.example', jwksUri: url + path }, 500);
const discover = (issuer: string) => fetchKeys({ issuer, jwksUri: undefined });

describe('the address of the keys', () => {
  test('is what the configuration says, and nothing else is asked', async () => {
    asked = [];
    assert.deepEqual(await fetchFrom('/keys'), KEYS);
    assert.deepEqual(asked, ['/keys']);
  });
  test("is in the issuer's metadata, with or without a slash at its end", async () => {
    assert.deepEqual(await discover(url), KEYS);
    assert.deepEqual(await discover(`${url}/tenant/`), KEYS);
  });
  test('is not taken from metadata of another issuer, nor where it is not secure', async () => {
    for (const issuer of ['/other', '/http', '/file', '/tenant', '/nothing']) {
      asked = [];
      await assert.rejects(discover(url + issuer));
      assert.equal(asked.length, 1, 'no keys were asked for');
    }
  });
});

describe('an answer is refused', () => {
  for (const path of [
    '/missing',
    '/created',
    '/text',
    '/null',
    '/no-keys',
    '/odd-keys',
    '/many-keys',
    '/nothing',
  ])
    test(`that is no key set: ${path}`, async () => void (await assert.rejects(fetchFrom(path))));
  test('that leads elsewhere', async () => {
    asked = [];
    await assert.rejects(fetchFrom('/redirect'));
    assert.deepEqual(asked, ['/redirect']);
  });
  for (const path of ['/huge', '/bomb'])
    test(`that has no measure: ${path}`, async () =>
      void (await assert.rejects(fetchFrom(path), /more than 262144 bytes/)));
  for (const path of ['/silent', '/trickle'])
    test(`that takes its time: ${path}`, async () =>
      void (await assert.rejects(fetchFrom(path), { name: 'TimeoutError' })));
});

test('only HTTPS is secure, and what does not leave this machine', () => {
  for (const each of ['https://a.example/x', 'http://localhost:1', 'http://127.1.2.3', 'http://[::1]:80/'])
    assert.ok(isSecureUrl(each), each);
  for (const each of [
    'http://a.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://127.example',
    'http://localhost@a.example',
    'ftp://localhost',
    'file:///x',
    'https://',
    '',
    'x',
  ])
    assert.ok(!isSecureUrl(each), each);
});
