/**
 * Goal: a page of the console can use links and no other page can.
 * Method: a real browser; skipped where none is installed.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, skip } from '../fixtures/browser.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';

const owner = portal();
let database: TestDatabase;
let product: RunningProduct;
let browser: Browser;
const pages: Server[] = [];

/** An origin with an empty page. */
async function startPage(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>page</title>');
  });
  pages.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let consoleOrigin: string;
let foreignOrigin: string;
before(async () => {
  if (skip) return;
  consoleOrigin = await startPage();
  foreignOrigin = await startPage();
  database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, CONSOLE_ORIGIN: consoleOrigin };
  product = await startProduct({ env, world: owner.world });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await product?.stop();
  await database?.drop();
  for (const page of pages) {
    page.closeAllConnections();
    page.close();
  }
});

/** What `fetch` gives to a page of this origin; null where the browser does not let it through. */
async function fetchFrom(
  origin: string,
  url: string,
  init: { method: string; body?: string; headers?: Record<string, string> },
): Promise<{ status: number; text: string; etag: string | null } | null> {
  const page = await browser.newPage();
  try {
    await page.goto(origin);
    const script = `async ([url, init]) => {
      try {
        const answer = await fetch(url, init);
        return { status: answer.status, text: await answer.text(), etag: answer.headers.get('etag') };
      } catch {
        return null;
      }
    }`;
    return await page.evaluate(`(${script})(${JSON.stringify([url, init])})`);
  } finally {
    await page.close();
  }
}

test('a page of the console uploads and downloads through links', { skip }, async () => {
  const text = 'Договір, що його надіслав браузер';
  const put = await linkTo(product.apiUrl, owner, 'PUT', RESOURCE_ID, 'Договір №1.pdf');
  const headers = { 'content-type': 'application/pdf' };
  const uploaded = await fetchFrom(consoleOrigin, put, { method: 'PUT', body: text, headers });
  assert.equal(uploaded?.status, 200);
  assert.match(uploaded?.etag ?? '', /^"[0-9a-f]{32}"$/);
  const get = await linkTo(product.apiUrl, owner, 'GET', RESOURCE_ID, 'Договір №1.pdf');
  assert.deepEqual(await fetchFrom(consoleOrigin, get, { method: 'GET' }), {
    status: 200,
    text,
    etag: uploaded?.etag ?? null,
  });
});

test('a page of any other origin does not', { skip }, async () => {
  const put = await linkTo(product.apiUrl, owner, 'PUT', RESOURCE_ID, 'foreign.pdf');
  assert.equal(await fetchFrom(foreignOrigin, put, { method: 'PUT', body: 'x' }), null);
  const stored = await linkTo(product.apiUrl, owner, 'PUT', RESOURCE_ID, 'own.pdf');
  await fetch(stored, { method: 'PUT', body: 'own' });
  const get = await linkTo(product.apiUrl, owner, 'GET', RESOURCE_ID, 'own.pdf');
  assert.equal(await fetchFrom(foreignOrigin, get, { method: 'GET' }), null);
  const never = await linkTo(product.apiUrl, owner, 'GET', RESOURCE_ID, 'foreign.pdf');
  assert.equal((await fetch(never)).status, 404, 'the preflight did not stop the upload');
});
