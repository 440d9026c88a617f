/**
 * Goal: a file arrives whole and is what the store says, or the outcome says what went wrong; a link is never told.
 * Method: a server that the test plays, which is API and store.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { CallError, createClient, download, upload } from './index.ts';
import { answering, META, refusing, resetting, usePlayedServer } from './played-server.fixture.ts';

const played = usePlayedServer();
const CONTENT = randomBytes(300_000);
const MD5 = createHash('md5').update(CONTENT).digest('hex');
const WRONG = '0'.repeat(32);

/** The API gives links to itself; the store answers as said, one a request, the last for ever. */
function storing(...answers: RequestListener[]): void {
  let at = 0;
  played.answer((request, response) => {
    const url = `${played.url}/bucket/%D0%B0%27?Signature=secret-${at}`;
    const isApi = request.url?.startsWith('/api/');
    const answer = isApi
      ? answering(200, { meta: META, data: { url } })
      : answers[Math.min(at++, answers.length - 1)];
    answer?.(request, response);
  });
}
const PLACE = { resourceId: 'r', name: '2024/Договір 100%25.pdf' };
const put = (overrides = {}) => upload(played.client, { ...PLACE, body: CONTENT, ...overrides });
const links = () => played.requests.filter(({ url }) => url.startsWith('/api/'));
const puts = () => played.requests.filter(({ method }) => method === 'PUT');

/** What went wrong, in which no link is. */
function failureOf(result: { ok: boolean }) {
  assert.ok(!result.ok, inspect(result));
  assert.doesNotMatch(inspect(result, { depth: 9 }) + JSON.stringify(result), /secret-|Signature/);
  return (result as unknown as { error: { kind: string; code?: string; message: string } }).error;
}

test('an upload sends the file and its length, tells progress, and compares what the store says', async () => {
  const stores: [Record<string, string>, boolean][] = [
    [{ etag: `"${MD5}"` }, true],
    [
      { etag: '"-CJ"', 'x-goog-hash': `crc32c=AAAAAA==,md5=${Buffer.from(MD5, 'hex').toString('base64')}` },
      true,
    ],
    [{ etag: `"${WRONG}"`, 'x-amz-server-side-encryption': 'aws:kms' }, false],
    [{ etag: `"${MD5}-2"` }, false],
  ];
  for (const [headers, verified] of stores) {
    storing(answering(200, '', headers));
    const progress: number[] = [];
    const body = new Blob([CONTENT]);
    const result = await put({
      body,
      contentType: 'application/pdf',
      onProgress: (done: number) => progress.push(done),
    });
    assert.deepEqual(result, { ok: true, size: CONTENT.length, md5: MD5, verified });
    assert.equal(progress.at(-1), CONTENT.length);
  }
  const [sent] = puts();
  assert.ok(Buffer.from(sent?.body ?? '', 'latin1').equals(CONTENT));
  assert.equal(sent?.headers['content-length'], String(CONTENT.length));
  assert.deepEqual(
    [sent?.headers['content-type'], sent?.headers.authorization],
    ['application/pdf', undefined],
  );
  assert.equal(sent?.url, '/bucket/%D0%B0%27?Signature=secret-0');
  const { resource_name } = JSON.parse(links()[0]?.body ?? '');
  assert.equal(resource_name, '2024/%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20100%2525.pdf');
});

test('an upload that breaks is begun again by a new link; one that the store does not take is not', async () => {
  const refusal = '<Error><Code>EntityTooLarge</Code><Message>Too large</Message><Url>secret-</Url></Error>';
  storing(resetting, answering(403, ''), answering(200, '', { etag: MD5 }));
  assert.ok((await put()).ok);
  assert.equal(links().length, 3);
  assert.equal(new Set(puts().map(({ url }) => url)).size, 3);
  storing(answering(400, refusal));
  const { kind, code, message } = failureOf(await put());
  assert.deepEqual([kind, code, message], ['store', 'EntityTooLarge', 'Too large']);
  assert.equal(puts().length, 1);
  storing(resetting);
  assert.equal(failureOf(await put()).kind, 'network');
  assert.equal(links().length, 3);
  storing(answering(200, '', { etag: WRONG }));
  assert.equal(failureOf(await put()).kind, 'mismatch');
});

test('no link, a link to nowhere, a name that is no text, a caller or a store that stops', async () => {
  played.answer(refusing(403, { type: 'forbidden', message: 'no' }));
  assert.equal(failureOf(await put()).kind, 'refused');
  played.answer(answering(200, { meta: META, data: { url: 'file:///secret-' } }));
  assert.equal(failureOf(await put()).kind, 'unintelligible');
  assert.equal(failureOf(await put({ name: '\ud800' })).kind, 'unsendable');
  storing(() => {}); // takes all and never answers
  assert.equal(failureOf(await put({ idleMs: 60 })).kind, 'timeout');
  assert.equal(failureOf(await put({ signal: AbortSignal.timeout(60) })).kind, 'aborted');
});

test('a store that answers before it has the file, or without an end, is not believed and not read', async () => {
  let pulled = 0;
  const endless = () =>
    new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(10_000).fill(++pulled)) });
  storing();
  const by = (store: () => Response) =>
    createClient({
      baseUrl: played.url,
      fetch: async (url, init) => (String(url).includes('/bucket/') ? store() : fetch(url, init)),
    });
  const hasty = await upload(
    by(() => new Response('')),
    { ...PLACE, body: CONTENT },
  );
  assert.equal(failureOf(hasty).kind, 'mismatch');
  const raving = by(() => new Response(endless(), { status: 400 }));
  assert.equal(failureOf(await upload(raving, { ...PLACE, body: CONTENT })).kind, 'store');
  assert.equal(failureOf(await download(raving, PLACE)).kind, 'store');
  assert.ok(pulled < 40, `${pulled} pieces were read`);
});

const get = (overrides = {}) => download(played.client, { ...PLACE, ...overrides });
const serving =
  (bytes: Uint8Array, headers: Record<string, string>): RequestListener =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/pdf', ...headers }).end(bytes);

async function read(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(body));
}

test('a download is what the store has, or reading it fails with why', async () => {
  storing(serving(CONTENT, { etag: `"${MD5}"` }));
  const progress: unknown[] = [];
  const result = await get({ onProgress: (...numbers: unknown[]) => progress.push(numbers.join()) });
  assert.ok(result.ok && result.contentType === 'application/pdf');
  assert.ok((await read(result.body)).equals(CONTENT));
  storing(serving(CONTENT, { etag: `"${WRONG}"` }), (_request, response) => {
    response.writeHead(200, { 'content-length': CONTENT.length });
    response.write(CONTENT.subarray(0, 100_000), () => response.destroy());
  });
  for (const kind of ['mismatch', 'network']) {
    const broken = await get();
    assert.ok(broken.ok);
    await assert.rejects(
      read(broken.body),
      (error) => error instanceof CallError && error.error.kind === kind,
    );
  }
});

test('a download that is refused, left alone, aborted or stuck ends', async () => {
  storing(answering(404, '<Error><Code>NoSuchKey</Code></Error>'));
  assert.equal(failureOf(await get()).code, 'NoSuchKey');
  storing(serving(CONTENT, {}));
  const left = await get();
  assert.ok(left.ok);
  await left.body.cancel();
  storing((_request, response) => void response.writeHead(200).write('a'));
  const stuck = await get({ idleMs: 60 });
  assert.ok(stuck.ok);
  await assert.rejects(
    read(stuck.body),
    (error) => error instanceof CallError && error.error.kind === 'timeout',
  );
});
