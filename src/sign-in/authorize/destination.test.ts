/**
 * Goal: the policy of a page names where its redirect URI leads, and no registered text can widen it.
 * Method: examples, and any text at all.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeOf, sourceOf } from './destination.ts';

test('a redirect URI is one origin, or the scheme of a program', () => {
  const sources: [string, string | undefined][] = [
    ['https://mis.example/callback?a=1', 'https://mis.example'],
    ['https://MIS.example:8443/x', 'https://mis.example:8443'],
    ['http://127.0.0.1:5000/cb', 'http://127.0.0.1:5000'],
    ['https://лікарня.укр/cb', 'https://xn--80atcko5gyb.xn--j1amh'],
    ['ua.example.mis:/callback', 'ua.example.mis:'],
    ['http://[::1]:5000/cb', undefined],
    ["https://a;script-src'unsafe-inline'/", undefined],
    ['https://a,b/', undefined],
    ['/relative', undefined],
    ['', undefined],
  ];
  for (const [uri, source] of sources) assert.equal(sourceOf(uri), source, uri);
});

test('a source is one word without anything that ends a directive', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string().map((text) => `https://${text}`),
        fc.string(),
      ),
      (uri) => {
        assert.match(sourceOf(uri) ?? 'none', /^[^\s;,'"*]+$/);
      },
    ),
  );
});

test('a place is what people know it by', () => {
  assert.equal(placeOf('https://mis.example:8443/cb'), 'mis.example:8443');
  assert.equal(placeOf('ua.example.mis:/cb'), 'ua.example.mis');
});
