/**
 * Goal: no link of the documents is dead, no place has two owners, every page is there in both languages, and the first page
 * is small.
 * Method: the whole site is made, and every page of it walked.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { buildSite } from './build.ts';
import { writeSite } from './write.ts';

const site = buildSite();
const { files } = site;
const pages = [...files].flatMap(([address, { type, content }]) =>
  type.startsWith('text/html') ? [{ address, markup: Buffer.from(content).toString('utf8') }] : [],
);
const idsOf = (markup: string) =>
  [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => decoded(id as string));
const targetsOf = (markup: string) =>
  [...markup.matchAll(/ (?:href|src|action|data-index|data-library)="([^"]*)"/g)].map(([, target]) =>
    decoded(target as string),
  );
const decoded = (text: string) =>
  text.replaceAll(/&#(\d+);|&amp;/g, (_all, code) => String.fromCharCode(code ?? 38));

/** Served by others. */
const ELSEWHERE = /^(?:https?:|\/openapi\.json$|\/accessibility\?)/;

test('every internal link leads to a page and to a place in it', () => {
  const places = new Map(pages.map(({ address, markup }) => [address, new Set(idsOf(markup))]));
  const dead = pages.flatMap(({ address, markup }) =>
    targetsOf(markup)
      .filter((target) => !ELSEWHERE.test(target))
      .filter((target) => {
        const { pathname, hash } = new URL(target, `http://site${address}`);
        const found = decodeURI(pathname);
        const isThere = files.has(found);
        return !isThere || (hash !== '' && !places.get(found)?.has(decodeURIComponent(hash.slice(1))));
      })
      .map((target) => ({ target, address })),
  );
  // By target: one that all pages have is one mistake.
  const byTarget = Map.groupBy(dead, ({ target }) => target);
  assert.deepEqual(
    [...byTarget].map(([target, [first]]) => `${target} on ${first?.address}`),
    [],
  );
});

test('an id stands once in a page', () => {
  const doubled = pages.flatMap(({ address, markup }) => {
    const ids = idsOf(markup);
    return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${address}: ${id}`);
  });
  assert.deepEqual(doubled, []);
});

test('every page is there in both languages, and has one heading of its own', () => {
  const ukrainian = pages.filter(({ address }) => !address.startsWith('/docs/en/'));
  for (const { address } of ukrainian) assert.ok(files.has(address.replace('/docs/', '/docs/en/')), address);
  assert.equal(pages.length, ukrainian.length * 2);
  for (const { address, markup } of pages) assert.equal(markup.match(/<h1[ >]/g)?.length, 1, address);
});

describe('what visitors load', () => {
  const sizeOf = (addresses: string[]) =>
    addresses
      .map((address) => brotliCompressSync(files.get(address)?.content as Uint8Array).length)
      .reduce((sum, size) => sum + size, 0);
  const loadedBy = (address: string) => {
    const { markup } = pages.find((page) => page.address === address) as { markup: string };
    const assets = [...markup.matchAll(/ (?:href|src)="(\/docs\/assets\/[^"]*)"/g)].map(
      ([, asset]) => asset as string,
    );
    return [address, ...new Set(assets)];
  };
  test('the first page has 60 kB with all that it loads', () => {
    for (const address of ['/docs/', '/docs/en/']) assert.ok(sizeOf(loadedBy(address)) <= 60_000);
  });
  test('the library that is sent to browsers carries its licence', () => {
    const [library] = [...files].find(([address]) => address.includes('/library-')) ?? [];
    assert.match(
      String(files.get(library as string)?.content),
      /^\/\*\nCopyright[\s\S]*Permission is hereby granted/,
    );
  });
  test('nothing comes from elsewhere, and no page has a script or style of its own', () => {
    for (const { address, markup } of pages) {
      assert.doesNotMatch(
        markup,
        /<style|<script(?! type="module" src="\/docs\/assets\/)| style="| on\w+="/,
        address,
      );
      assert.doesNotMatch(markup, / (?:src|action)="(?!\/docs\/)/, address);
    }
  });
});

test('as files they work on any web server, and no older page stays behind among them', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'esoz-docs-'));
  try {
    await writeSite(folder, site, Buffer.from('{}'));
    for (const [address, { isAsset }] of files)
      assert.ok(existsSync(path.join(folder, address, isAsset ? '' : 'index.html')), address);
    await assert.rejects(writeSite(folder, site, Buffer.from('{}')), /is not empty/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
