/**
 * Goal: the console comes as one page under a strict policy, small, and made of what `console/` holds; nothing that somebody
 * makes up in an address is run, opened or kept.
 * Method: the API of one process over HTTP, with an AEL that signs links; the bundle is made once, in a process of its own.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import type { Ael } from '../../src/ael/contract.ts';
import { originOfLinks } from '../../src/console/store-origin.ts';
import { scopesInWords } from '../../src/sign-in/authorize/scopes.ts';
import { useServedApp } from '../fixtures/served-app.ts';

const app = useServedApp({});
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(app.url + path, { redirect: 'manual', headers });

describe('the page of the console', () => {
  test('is the same at every address, is not kept, and admits nothing from elsewhere', async () => {
    const first = await get('/console/');
    assert.equal(first.status, 200);
    assert.equal(first.headers.get('cache-control'), 'no-store');
    const policy = first.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "trusted-types 'none'",
    ])
      assert.ok(policy.split('; ').includes(part), policy);
    assert.doesNotMatch(policy, /unsafe|\*|data:/);
    const text = await first.text();
    assert.match(text, /<html lang="uk">/);
    assert.equal(await (await get('/console/clinics/x/licenses?type=%3Cscript%3E')).text(), text);
    // No percent-encoding of any text: it is for the page to say that there is no such page.
    assert.equal(await (await get('/console/clinics/%FF/licenses')).text(), text);
    assert.equal((await get('/console')).headers.get('location'), '/console/');
  });

  test('speaks the language of its reader, which the address may choose and a cookie keeps', async () => {
    const english = await get('/console/?lang=en');
    assert.match(await english.text(), /<html lang="en">/);
    assert.match(english.headers.getSetCookie().join(), /esoz_language=en;.*HttpOnly/);
    assert.match(await (await get('/console/', { 'accept-language': 'en-GB' })).text(), /<html lang="en">/);
  });

  test('is told the registry’s time and its own client, and nothing else', async () => {
    const [, json = ''] = /id="settings">(.*?)<\/script>/.exec(await (await get('/console/')).text()) ?? [];
    assert.deepEqual(JSON.parse(json), {
      clientId: '33333333-3333-4333-8333-000000000005',
      apiKey: 'demo-console-key',
      language: 'uk',
      now: '2026-06-15T09:00:00.000Z',
      timeZone: 'Europe/Kyiv',
      environment: 'demo',
      scopes: scopesInWords('uk'),
    });
  });

  test('needs at most 100 kB for its first screen', async () => {
    const text = await (await get('/console/')).text();
    const addresses: string[] = [...text.matchAll(/(?:href|src)="(\/console\/assets\/[^"]+)"/g)].map(
      ([, address = '']) => address,
    );
    assert.ok(addresses.length >= 3, text);
    const sizes = await Promise.all(
      addresses.map(async (address) => {
        const answer = await get(address);
        assert.equal(answer.status, 200, address);
        return brotliCompressSync(await answer.bytes()).length;
      }),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(bytes <= 100_000, `${bytes} bytes`);
  });
});

describe('what the page loads', () => {
  test('is named by its content, kept for a year, and comes compressed', async () => {
    const [, address = ''] = /src="([^"]+)"/.exec(await (await get('/console/')).text()) ?? [];
    assert.match(address, /^\/console\/assets\/main-[A-Z0-9]{8}\.js$/);
    const answer = await get(address, { 'accept-encoding': 'br' });
    assert.equal(answer.headers.get('content-encoding'), 'br');
    assert.match(answer.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
    const again = await get(address, {
      'accept-encoding': 'br',
      'if-none-match': answer.headers.get('etag') as string,
    });
    assert.equal(again.status, 304);
  });

  test('is looked up and never opened: another name is not found', async () => {
    for (const name of ['main-AAAAAAAA.js', '..%2f..%2fpackage.json', '%00', 'constructor', ''])
      assert.equal((await get(`/console/assets/${name}`)).status, 404, name);
  });
});

describe('the origin of links', () => {
  const signing = (secret_url: () => string) =>
    ({ signedUrl: async () => ({ secret_url: secret_url() }) }) as unknown as Ael;
  const bucket = 'contracts';

  test('is read off a link and then known', async () => {
    let asked = 0;
    const ael = signing(() => `https://files.example:8443/contracts/x?signature=${asked++}`);
    assert.equal(await originOfLinks({ ael, bucket }), 'https://files.example:8443');
    assert.equal(await originOfLinks({ ael, bucket }), 'https://files.example:8443');
    assert.equal(asked, 1);
  });

  test('is asked for again when AEL was away', async () => {
    let isAway = true;
    const ael = signing(() => {
      if (isAway) throw new Error('away');
      return 'https://files.example/x';
    });
    assert.equal(await originOfLinks({ ael, bucket }), undefined);
    isAway = false;
    assert.equal(await originOfLinks({ ael, bucket }), 'https://files.example');
  });
});
