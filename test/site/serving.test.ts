/**
 * Goal: the documents come as a browser asks for them, whatever address somebody makes up leads to a page that helps, and
 * never to a file that is none of them.
 * Method: the API of one process over HTTP, where paths are sent as they stand; the pages are made once, in their thread.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDocument } from '../../src/site/serve/open-document.ts';
import { type RawAnswer, rawCall } from '../fixtures/raw-http.ts';
import { useServedApp } from '../fixtures/served-app.ts';

const app = useServedApp({}, { CORS_ORIGINS: 'https://console.example' });

const ask = (path: string, ...headers: string[]): Promise<RawAnswer> =>
  rawCall(app.url, [`GET ${path} HTTP/1.1`, 'Accept: text/html', ...headers]);

async function pageAt(path: string) {
  const answer = await fetch(`${app.url}${path}`, { redirect: 'manual' });
  return {
    answer,
    text: await answer.text(),
    status: answer.status,
    header: (name: string) => answer.headers.get(name),
  };
}

describe('a page', () => {
  test('comes under a policy that allows nothing from elsewhere, and is asked for each time', async () => {
    const { status, header, text } = await pageAt('/docs/');
    assert.equal(status, 200);
    assert.equal(header('content-type'), 'text/html; charset=utf-8');
    assert.match(header('content-security-policy') ?? '', /^default-src 'self';/);
    assert.deepEqual([header('cache-control'), header('x-content-type-options')], ['no-cache', 'nosniff']);
    assert.equal(header('vary'), 'Origin, Accept-Encoding');
    assert.match(text, /<html lang="uk">/);
    assert.match((await pageAt('/docs/en/')).text, /<html lang="en">/);
  });
  test('is not sent again to who has it; each coding is a representation of its own', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (coding) => {
        const accepted = `Accept-Encoding: ${coding}`;
        const first = await ask('/docs/specification', accepted);
        const etag = first.header('etag') as string;
        const again = await ask('/docs/specification', accepted, `If-None-Match: ${etag}`);
        assert.deepEqual([again.status, again.text, again.header('etag')], [304, '', etag]);
        assert.equal(again.header('vary'), 'Origin, Accept-Encoding');
        return etag;
      }),
    );
    assert.equal(new Set(tags).size, 3);
  });
  test('is the same in each coding', async () => {
    const bytes = async (coding: string) => {
      const answer = await fetch(`${app.url}/docs/specification`, { headers: { 'accept-encoding': coding } });
      assert.equal(answer.headers.get('content-encoding'), coding === 'identity' ? null : coding);
      return Buffer.from(await answer.arrayBuffer()); // undone by fetch
    };
    const plain = await bytes('identity');
    assert.deepEqual([await bytes('br'), await bytes('gzip')], [plain, plain]);
    const raw = await ask('/docs/specification', 'Accept-Encoding: br');
    assert.ok(Number(raw.header('content-length')) < plain.length / 3);
  });
  test('what it loads may be kept for ever', async () => {
    const { text } = await pageAt('/docs/');
    const assets = new Set(
      [...text.matchAll(/"(\/docs\/assets\/[^"]+)"/g)].map(([, address]) => address as string),
    );
    assert.equal(assets.size, 5);
    for (const address of assets) {
      const { status, header } = await pageAt(address);
      assert.deepEqual(
        [status, header('cache-control')],
        [200, 'public, max-age=31536000, immutable'],
        address,
      );
    }
  });
});

describe('ways in', () => {
  test('a browser is led from / to the documents; a program hears what it heard before', async () => {
    const browser = await ask('/');
    assert.deepEqual([browser.status, browser.header('location')], [303, '/docs/']);
    const program = await fetch(app.url);
    assert.equal(program.status, 404);
    assert.equal((await program.json()).error.type, 'not_found');
  });
  for (const [from, to] of [
    ['/docs', '/docs/'],
    ['/docs/en', '/docs/en/'],
    ['/docs/specification/', '/docs/specification'],
    ['/docs/errors', '/docs/errors/'],
  ] as const)
    test(`${from} → ${to}`, async () => {
      const { status, header } = await pageAt(from);
      assert.deepEqual([status, header('location')], [303, to]);
    });
  test('another method is told which there are', async () => {
    const answer = await fetch(`${app.url}/docs/specification`, { method: 'DELETE' });
    assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'GET, HEAD']);
  });
});

describe('an address that is none', () => {
  for (const path of [
    '/docs/nothing',
    '/docs/xx/',
    '/docs/en/xx/reference/createLicense',
    '/docs/../package.json',
    '/docs/%2e%2e/%2e%2e/package.json',
    '/docs/..%2f..%2fpackage.json',
    '/docs/..\\..\\package.json',
    '/docs//etc/passwd',
    '/docs/%00',
    '/docs/specification%00.html',
    '/docs/%ff',
    '/docs/%',
    '/docs/%D0%9B%D1%96',
    '/docs/assets/../specification',
    '/docs/assets/style-0.css',
    '/docs/constructor',
    '/docs/__proto__',
    `/docs/${'a'.repeat(10_000)}`,
    '/docs/%3Cscript%3Ealert(1)%3C/script%3E',
  ])
    test(`${path.slice(0, 60)}: 404, a page`, async () => {
      const answer = await ask(path);
      assert.equal(answer.status, 404, answer.text);
      assert.equal(answer.header('content-type'), 'text/html; charset=utf-8');
      assert.match(answer.text, /<form class="search"/);
      assert.doesNotMatch(answer.text, /<script>|esoz-licence-registry"/);
    });
  test('names what was probably meant, in the language of the address', async () => {
    assert.match((await ask('/docs/eror/licence-expired')).text, /href="\/docs\/errors\/license-expired"/);
    const english = (await ask('/docs/en/specificaton')).text;
    assert.match(english, /<html lang="en">[\s\S]*Did you mean[\s\S]*href="\/docs\/en\/specification"/);
  });
  test('outside of the documents stays JSON', async () => {
    for (const path of ['//docs/', '/docs\\', '/documents', '/%ff'])
      assert.equal((await ask(path)).header('content-type'), 'application/json; charset=utf-8', path);
  });
});

describe('the OpenAPI document', () => {
  test('has the address under which its reader reaches the API', async () => {
    const { answer, text } = await pageAt('/openapi.json');
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual(JSON.parse(text).servers, [{ url: '/' }]);
    const configured = await createDocument('https://api.example/')();
    assert.deepEqual(JSON.parse(String(configured.content)).servers, [{ url: 'https://api.example' }]);
  });
  test('is one, whatever host somebody names: a copy for each would cost the others', async () => {
    const [own, other] = [await ask('/openapi.json'), await ask('/openapi.json', 'Host: api.example')];
    assert.equal(other.header('etag'), own.header('etag'));
  });
  test('comes small, is not sent twice, and may be read by admitted pages', async () => {
    const origin = 'Origin: https://console.example';
    const first = await ask('/openapi.json', 'Accept-Encoding: gzip', origin);
    assert.equal(first.header('access-control-allow-origin'), 'https://console.example');
    const again = await ask(
      '/openapi.json',
      'Accept-Encoding: gzip',
      `If-None-Match: ${first.header('etag')}`,
    );
    assert.equal(again.status, 304);
  });
});
