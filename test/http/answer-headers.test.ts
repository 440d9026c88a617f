/**
 * Goal: every answer of every port says that it is not to be kept, unless it may be, nor to be taken for another type.
 * Method: requests that end in every way, to the API, the admin port and AEL; bytes that are no request among them.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startAel } from '../fixtures/product.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { openSocket } from '../fixtures/raw-http.ts';

const setting = useSetting({ clinicCount: 4 });

/** What one request brings back, read to its end. */
async function exchange(url: string, text: string): Promise<string> {
  const connection = await openSocket(url);
  connection.write(text);
  return connection.closed;
}

function assertHeaders(answer: string, cacheControl = 'no-store'): void {
  const [head = ''] = answer.split('\r\n\r\n');
  assert.match(head, /^HTTP\/1\.1 \d{3} /);
  const named = (name: string) =>
    [...head.matchAll(new RegExp(`^${name}: (.*)$`, 'gim'))].map(([, value]) => value);
  assert.deepEqual(named('x-content-type-options'), ['nosniff'], head);
  assert.deepEqual(named('cache-control'), [cacheControl], head);
}

const get = (target: string, ...headers: string[]) =>
  [`GET ${target} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n');

/** What any port may be sent, and answers in some way. */
const NO_REQUESTS: Record<string, string> = {
  'no HTTP at all': 'nonsense\r\n\r\n',
  'a header without a colon': 'GET / HTTP/1.1\r\nHost\r\n\r\n',
  'headers beyond every limit': `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
  'no host': 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
  'a tunnel': 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n',
  'an expectation': get('/', 'Expect: nonsense'),
  'an unknown path': get('/nothing'),
  'a path that cannot be decoded': get('/%'),
};

describe('the API', () => {
  const toApi = (text: string) => exchange(setting.product.apiUrl, text);
  for (const [name, text] of Object.entries(NO_REQUESTS))
    test(name, async () => assertHeaders(await toApi(text)));

  test('an answer, a refusal, another method, a refused media type', async () => {
    const { token } = setting.nextClinic();
    const bearer = `Authorization: Bearer ${token}`;
    for (const text of [
      get('/api/licenses', bearer),
      get('/api/licenses'),
      get('/api/licenses?page=0', bearer),
      get('/api/licenses', bearer).replace('GET', 'DELETE'),
      `${get('/api/licenses', bearer, 'Content-Length: 1', 'Content-Type: text/plain').replace('GET', 'POST')}x`,
      `${get('/api/licenses', bearer, 'Content-Length: 1', 'Content-Type: application/json').replace('GET', 'POST')}{`,
      get('/api/admin/contracts/media_storage/files'),
      get('/api/dictionaries?nothing=1', 'Accept: text/html'),
    ])
      assertHeaders(await toApi(text));
  });

  test('dictionaries may be kept, and asked for again', async () => {
    const answer = await toApi(get('/api/dictionaries'));
    assertHeaders(answer, 'public, no-cache');
    const etag = /^etag: (.*)$/im.exec(answer)?.[1];
    assertHeaders(await toApi(get('/api/dictionaries', `If-None-Match: ${etag}`)), 'public, no-cache');
  });
});

describe('the admin port', () => {
  const toAdmin = (text: string) => exchange(setting.product.adminUrl, text);
  for (const [name, text] of Object.entries(NO_REQUESTS))
    test(name, async () => assertHeaders(await toAdmin(text)));

  test('states, measurements, another method', async () => {
    for (const target of ['/live', '/ready', '/metrics']) {
      assertHeaders(await toAdmin(get(target)));
      assertHeaders(await toAdmin(get(target).replace('GET', 'POST')));
    }
  });
});

describe('AEL', () => {
  const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'esoz-headers-'));
  let ael: Awaited<ReturnType<typeof startAel>>;
  before(async () => {
    ael = await startAel({ AEL_TOKEN: 'token-of-the-tests-0123456789', DATA_DIR });
  });
  after(async () => {
    await ael?.stop();
    rmSync(DATA_DIR, { recursive: true, force: true });
  });
  for (const [name, text] of Object.entries(NO_REQUESTS))
    test(name, async () => {
      assertHeaders(await exchange(ael.url, text));
      assertHeaders(await exchange(ael.adminUrl, text));
    });
});
