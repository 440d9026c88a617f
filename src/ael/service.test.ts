/**
 * Goal: links and listings come in the form of SPEC 11, for the right bucket and host.
 * Method: the service over a store that is a few lines.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockFrom } from '../platform/clock.ts';
import { AelError } from './ael-error.ts';
import { type Backend, InvalidPageToken, StoreFailure } from './backend.ts';
import type { Ael } from './contract.ts';
import { isResult } from './contract-check.ts';
import { type AelServiceOptions, createAel } from './service.ts';

const NOW = new Date('2026-03-29T00:30:00.987Z');
const id = 'F7314656-31AA-46BB-B8CC-E2DDEEFF0011';
const folder = `${id.toLowerCase()}/`;
const bucket = 'ambulatory_contracts';

type Asked = Parameters<Backend['presign']>[0];

/** AEL over a store that remembers what it was asked to sign. */
function setUp(overrides: Partial<AelServiceOptions & Backend> = {}): { ael: Ael; asked: Asked[] } {
  const asked: Asked[] = [];
  const backend: Backend = {
    presign(request) {
      asked.push(request);
      return `https://store.example/${request.key}`;
    },
    list: async () => ({ objects: [], nextPageToken: null }),
    check: async () => [],
    ...overrides,
  };
  const options = { clock: clockFrom(() => NOW, 'Europe/Kyiv'), knownBuckets: [bucket], ttlSeconds: 600 };
  return { ael: createAel({ ...options, layout: 'plain', ...overrides, backend }), asked };
}

async function refusal(answer: Promise<unknown>): Promise<{ code: number; data: unknown }> {
  const error = await answer.then(
    () => assert.fail('was not refused'),
    (reason) => reason,
  );
  assert.ok(error instanceof AelError, String(error));
  return { code: error.code, data: error.data };
}

const asUnknown = (ael: Ael) => ael as unknown as Record<keyof Ael, (params: unknown) => Promise<unknown>>;

test('a link comes with the seven keys of the specification, in their order', async () => {
  const { ael } = setUp();
  const link = await ael.signedUrl({
    action: 'PUT',
    bucket,
    resource_id: id,
    resource_name: 'Договір №1.pdf',
  });
  assert.deepEqual(Object.entries(link), [
    ['action', 'PUT'],
    ['bucket', bucket],
    ['expires_at', '2026-03-29T00:40:00.000Z'],
    ['inserted_at', '2026-03-29T00:30:00.987Z'],
    ['resource_id', id],
    ['resource_name', 'Договір №1.pdf'],
    ['secret_url', `https://store.example/${folder}Договір №1.pdf`],
  ]);
  assert.ok(isResult('signed_url', link));
});

test('a name is decoded once, and its link is for the decoded one', async () => {
  const { ael, asked } = setUp();
  for (const name of ['signed%20contract.pdf', 'signed contract.pdf', '100%2525.pdf']) {
    await ael.signedUrl({ action: 'GET', bucket, resource_id: id, resource_name: name });
  }
  const keys = asked.map(({ key }) => key);
  assert.deepEqual(keys, [
    `${folder}signed contract.pdf`,
    `${folder}signed contract.pdf`,
    `${folder}100%25.pdf`,
  ]);
});

test('without a name the link is for the resource itself', async () => {
  const { ael, asked } = setUp({ layout: 'sharded' });
  await ael.signedUrl({ action: 'HEAD', bucket, resource_id: id });
  await ael.signedUrl({ action: 'HEAD', bucket, resource_id: id, resource_name: null });
  assert.deepEqual(
    asked.map(({ key }) => key),
    Array(2).fill(`f7/31/46/b8/e2/${id.toLowerCase()}`),
  );
});

test('a link is for the public unless it is asked for inside', async () => {
  const { ael, asked } = setUp();
  for (const access_type of [undefined, null, 'PUBLIC', 'INTERNAL'] as const) {
    await ael.signedUrl({
      action: 'GET',
      bucket,
      resource_id: id,
      ...(access_type === undefined ? {} : { access_type }),
    });
  }
  assert.deepEqual(
    asked.map(({ access }) => access),
    ['PUBLIC', 'PUBLIC', 'PUBLIC', 'INTERNAL'],
  );
});

test('every mistake of the params is told at once, and nothing is signed', async () => {
  const { ael, asked } = setUp();
  const sign = asUnknown(ael).signedUrl;
  const blank = ["can't be blank"];
  const invalid = ['is invalid'];
  assert.deepEqual(await refusal(sign({})), {
    code: -32602,
    data: { action: blank, bucket: blank, resource_id: blank },
  });
  assert.deepEqual((await refusal(sign({ action: '', bucket: null, resource_id: '' }))).data, {
    action: blank,
    bucket: blank,
    resource_id: blank,
  });
  const wrong = {
    action: 'POST',
    bucket: 'other',
    resource_id: '../x',
    resource_name: 'a/../b',
    content_type: 'text/html\nx',
    access_type: 'ALL',
    extra: 1,
  };
  const all = Object.fromEntries(Object.keys(wrong).map((name) => [name, invalid]));
  assert.deepEqual((await refusal(sign(wrong))).data, all);
  const numbers = Object.fromEntries(Object.keys(wrong).map((name) => [name, 5]));
  assert.deepEqual((await refusal(sign(numbers))).data, all);
  assert.deepEqual(asked, []);
});

test('a bucket that is not known is refused by every method', async () => {
  const { ael } = setUp();
  const methods = asUnknown(ael);
  for (const [method, params] of Object.entries({
    signedUrl: { action: 'GET', bucket: 'other', resource_id: id },
    listObjects: { bucket: 'other', resource_id: id },
    check: { bucket: 'other' },
  })) {
    const answer = methods[method as keyof Ael](params);
    assert.deepEqual(await refusal(answer), { code: -32602, data: { bucket: ['is invalid'] } }, method);
  }
});

test('names that mean something to JavaScript are parameters like any other', async () => {
  const sign = asUnknown(setUp().ael).signedUrl;
  const params = JSON.parse(
    `{"__proto__":1,"constructor":2,"action":"GET","bucket":"${bucket}","resource_id":"${id}"}`,
  );
  assert.deepEqual(
    JSON.stringify((await refusal(sign(params))).data),
    '{"__proto__":["is invalid"],"constructor":["is invalid"]}',
  );
});

test('a listing names files without their folder, and leaves out the folder itself', async () => {
  const lastModified = new Date('2026-03-29T00:00:00Z');
  const object = (key: string) => ({ key, size: 7, lastModified, etag: 'e' });
  const objects = [object(folder), object(`${folder}2024/акт.pdf`)];
  const { ael } = setUp({ list: async () => ({ objects, nextPageToken: 'more' }) });
  const page = await ael.listObjects({ bucket, resource_id: id });
  assert.deepEqual(page, {
    bucket,
    resource_id: id,
    objects: [
      { resource_name: '2024/акт.pdf', size: 7, last_modified: '2026-03-29T00:00:00.000Z', etag: 'e' },
    ],
    next_page_token: 'more',
    total_objects: null,
  });
  assert.ok(isResult('list_objects', page));
});

test('the size and token of a page reach the store; by default a page is a thousand', async () => {
  const asked: unknown[] = [];
  const list: Backend['list'] = async (request) => {
    asked.push(request);
    return { objects: [], nextPageToken: null };
  };
  const { ael } = setUp({ list });
  await ael.listObjects({ bucket, resource_id: id });
  await ael.listObjects({ bucket, resource_id: id, page_size: 1, page_token: 't' });
  assert.deepEqual(asked, [
    { bucket, prefix: folder, pageToken: undefined, size: 1000 },
    { bucket, prefix: folder, pageToken: 't', size: 1 },
  ]);
  for (const page_size of [0, 1001, 1.5, '5'])
    assert.deepEqual(
      (await refusal(asUnknown(ael).listObjects({ bucket, resource_id: id, page_size }))).data,
      {
        page_size: ['is invalid'],
      },
    );
});

test('a foreign page token is a mistake of the caller, a failing store is not', async () => {
  const failing = (error: Error) =>
    setUp({ list: () => Promise.reject(error) }).ael.listObjects({ bucket, resource_id: id });
  assert.deepEqual(await refusal(failing(new InvalidPageToken())), {
    code: -32602,
    data: { page_token: ['is invalid'] },
  });
  assert.deepEqual(await refusal(failing(new StoreFailure('away'))), { code: -32000, data: undefined });
  assert.deepEqual(await refusal(failing(new TypeError('our own'))), { code: -32000, data: undefined });
});

test('a bucket is usable unless a finding has failed', async () => {
  const finding = (state: 'ok' | 'warning' | 'failed') => ({ name: 'n', state, detail: 'd' });
  const check = async (...states: ('ok' | 'warning' | 'failed')[]) =>
    (await setUp({ check: async () => states.map(finding) }).ael.check({ bucket })).usable;
  assert.equal(await check('ok', 'warning'), true);
  assert.equal(await check('ok', 'failed', 'ok'), false);
});
