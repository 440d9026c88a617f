/**
 * Goal: a page of a folder is the same slice however a store cuts its own.
 * Method: generated folders and cuts against a slice.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aelUnavailable } from '../../ael/ael-error.ts';
import type { Ael, ListedObject } from '../../ael/contract.ts';
import { ApiError } from '../../platform/errors/error-definition.ts';
import { MAX_WALKED, walkFolder } from './walk.ts';

const unused = () => Promise.reject(new Error('not part of a walk'));

/** A folder of so many files behind an AEL that hands out pages of these sizes in turn; counts the calls. */
function folder(count: number, pageSizes = [1000], total_objects: number | null = null) {
  const counted = {
    calls: 0,
    ael: {
      signedUrl: unused,
      check: unused,
      async listObjects({ bucket, resource_id, page_token }: Parameters<Ael['listObjects']>[0]) {
        const from = Number(page_token ?? 0);
        const to = Math.min(count, from + (pageSizes[counted.calls % pageSizes.length] as number));
        counted.calls += 1;
        const objects = Array.from({ length: to - from }, (_, at) => file(from + at));
        const next_page_token = to < count ? String(to) : null;
        return { bucket, resource_id, objects, next_page_token, total_objects };
      },
    },
  };
  return counted;
}

const file = (number: number): ListedObject => ({
  resource_name: `${number}`,
  size: number,
  last_modified: '2026-03-29T00:00:00.000Z',
  etag: 'e',
});
const walk = (ael: Ael, page: number, pageSize: number) =>
  walkFolder(ael, { bucket: 'b', resource_id: 'r', page, pageSize, requestId: 'q' });

test('a page is the same slice of the folder, however the store cuts its own pages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 120 }),
      fc
        .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 })
        .filter((sizes) => sizes.some((size) => size > 0)),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 20 }),
      async (count, storePages, page, pageSize) => {
        const { files, paging } = await walk(folder(count, storePages).ael, page, pageSize);
        const last = Math.max(1, Math.ceil(count / pageSize));
        const number = Math.min(page, last);
        const all = Array.from({ length: count }, (_, at) => file(at));
        assert.deepEqual(files, all.slice((number - 1) * pageSize, number * pageSize));
        assert.equal(paging.page_number, number);
        assert.ok(paging.total_entries === null || paging.total_entries === count);
        assert.ok(paging.total_pages === null || paging.total_pages === last);
      },
    ),
  );
});

test('the totals are told when the end was reached, and null when it was not', async () => {
  assert.deepEqual((await walk(folder(1000).ael, 1, 50)).paging, {
    page_number: 1,
    page_size: 50,
    total_entries: 1000,
    total_pages: 20,
  });
  const { paging } = await walk(folder(1001).ael, 1, 50);
  assert.deepEqual([paging.total_entries, paging.total_pages], [null, null]);
});

test('a store that counts tells the totals without being walked to its end', async () => {
  const counting = folder(2501, [1000], 2501);
  const { files, paging } = await walk(counting.ael, 2, 50);
  assert.equal(files[0]?.resource_name, '50');
  assert.deepEqual(paging, { page_number: 2, page_size: 50, total_entries: 2501, total_pages: 51 });
  assert.equal(counting.calls, 1);
});

test('no more is asked than the page needs', async () => {
  const big = folder(50_000);
  await walk(big.ael, 1, 300);
  assert.equal(big.calls, 1);
});

test('a page far beyond is bounded work, and then the last that was walked', async () => {
  const huge = folder(5 * MAX_WALKED);
  const { files, paging } = await walk(huge.ael, Number.MAX_SAFE_INTEGER, 300);
  assert.equal(huge.calls, MAX_WALKED / 1000);
  assert.equal(paging.page_number, Math.ceil(MAX_WALKED / 300));
  assert.equal(paging.total_entries, null);
  assert.equal(files.at(-1)?.resource_name, String(MAX_WALKED - 1));
});

test('a store that hands out empty pages for ever is not followed for ever', async () => {
  const endless = folder(1, [0]);
  const { files } = await walk(endless.ael, 1, 50);
  assert.deepEqual(files, []);
  assert.ok(endless.calls < 1000);
});

test('a failing AEL is a 503', async () => {
  const ael = {
    ...folder(0).ael,
    listObjects: () => Promise.reject(aelUnavailable('the store does not answer')),
  };
  await assert.rejects(
    walk(ael, 1, 50),
    (error) =>
      error instanceof ApiError && error.definition.status === 503 && error.headers['retry-after'] === '1',
  );
});
