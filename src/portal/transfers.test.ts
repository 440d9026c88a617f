/**
 * Goal: a transfer is whole and what the store says it is, or fails with what to do; a link is never told.
 * Method: uploads and downloads against a store that the test plays, refusals and broken connections included.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type DownloadState, download } from './download.ts';
import { openLocalFile, upload } from './upload.ts';

const CONTENT = randomBytes(3_000_000);
const MD5 = createHash('md5').update(CONTENT).digest('hex');
const md5Base64 = createHash('md5').update(CONTENT).digest('base64');
const { signal } = new AbortController();

let answer: RequestListener;
let requests: { target: string; headers: Record<string, unknown> }[] = [];
const server = createServer((request, response) => {
  requests.push({ target: request.url as string, headers: request.headers });
  answer(request, response);
});
let link: string;
let directory: string;
let file: string;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  link = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket/%D0%B0%27?X-Amz-Signature=hidden`;
  directory = await mkdtemp(path.join(tmpdir(), 'esoz-transfers-'));
  file = path.join(directory, 'contract.pdf');
  await writeFile(file, CONTENT);
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
});

async function uploaded(path_ = file) {
  requests = [];
  const local = await openLocalFile(path_);
  try {
    return await upload(link, local, { contentType: 'application/pdf', onBytes() {}, signal });
  } finally {
    await local.handle.close();
  }
}

async function downloaded() {
  requests = [];
  const state: DownloadState = { done: 0, total: undefined, md5: undefined, verified: false };
  const chunks: Buffer[] = [];
  const askForLink = async () => link;
  for await (const chunk of download({ askForLink, signal, state, onBytes() {} })) chunks.push(chunk);
  return { content: Buffer.concat(chunks), ...state };
}

/** The message, which must not hold the link. */
async function failureOf(work: Promise<unknown>): Promise<string> {
  const error = (await work.then(
    () => assert.fail('it did not fail'),
    (reason) => reason,
  )) as Error & { hint?: string };
  const told = `${error.message}\n${error.hint}`;
  assert.doesNotMatch(told, /hidden|Signature|bucket\//);
  return told;
}

/** An answer after the whole upload. */
const taking =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    request.resume().on('end', () => response.writeHead(status, headers).end());
  };

describe('an upload', () => {
  test('sends the file byte for byte, and compares the checksum in the words of each store', async () => {
    const stores: [Record<string, string>, boolean][] = [
      [{ etag: `"${MD5}"` }, true],
      [{ etag: MD5.toUpperCase() }, true],
      [{ etag: '"-CJ"', 'x-goog-hash': `crc32c=AAAAAA==,md5=${md5Base64}` }, true],
      [{ etag: `"${'0'.repeat(32)}"`, 'x-amz-server-side-encryption': 'aws:kms' }, false],
      [{ etag: `"${MD5}-2"` }, false],
      [{}, false],
    ];
    for (const [headers, verified] of stores) {
      answer = taking(200, headers);
      assert.deepEqual(
        await uploaded(),
        { size: CONTENT.length, md5: MD5, verified },
        JSON.stringify(headers),
      );
      assert.equal(requests[0]?.headers['content-length'], String(CONTENT.length));
      assert.equal(requests[0]?.headers['content-type'], 'application/pdf');
      assert.ok(link.endsWith(requests[0]?.target as string), 'the target is as it was signed');
    }
  });

  test('of which the store has another content fails', async () => {
    answer = taking(200, { etag: `"${'0'.repeat(32)}"` });
    assert.match(await failureOf(uploaded()), /another content/);
  });

  test('that is refused before all is sent tells the reason, not the broken pipe', async () => {
    const big = path.join(directory, 'big');
    await writeFile(big, Buffer.alloc(60_000_000));
    const xml = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
    answer = (_request, response) => response.writeHead(403, { connection: 'close' }).end(xml);
    assert.match(await failureOf(uploaded(big)), /403 AccessDenied Request has expired[\s\S]*new one/);
  });

  test('whose connection breaks, or of a file that cannot be read, says so', async () => {
    answer = (request) => request.once('data', () => request.destroy());
    assert.match(await failureOf(uploaded()), /connection to the store .* was lost after \d+ of 3000000/);
    answer = taking(507);
    assert.match(await failureOf(uploaded()), /507[\s\S]*no space/);
    const pipe = path.join(directory, 'pipe');
    execFileSync('/usr/bin/env', ['mkfifo', pipe]);
    assert.match(await failureOf(uploaded(pipe)), /no regular file/);
    assert.match(await failureOf(uploaded(directory)), /it is a directory/);
    assert.match(await failureOf(uploaded(path.join(directory, 'nowhere'))), /it does not exist/);
  });
});

/** Serves the content, the rest of it where that is asked for, and breaks off after so many bytes. */
function serving(bytesEach: number, etagOf = (_request: number) => `"${MD5}"`): RequestListener {
  return ({ headers }, response) => {
    const etag = etagOf(requests.length);
    const isRest = headers.range !== undefined && headers['if-range'] === etag;
    const start = isRest ? Number(/\d+/.exec(headers.range as string)?.[0]) : 0;
    const range = { 'content-range': `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}` };
    const length = { 'content-length': CONTENT.length - start, etag };
    response.writeHead(isRest ? 206 : 200, { ...length, ...(isRest ? range : {}) });
    const isWhole = start + bytesEach >= CONTENT.length;
    response.write(CONTENT.subarray(start, start + bytesEach), () =>
      isWhole ? response.end() : response.destroy(),
    );
  };
}

describe('a download', () => {
  test('is what the store has', async () => {
    answer = serving(CONTENT.length);
    const { content, verified, md5 } = await downloaded();
    assert.ok(content.equals(CONTENT));
    assert.deepEqual([verified, md5], [true, MD5]);
  });

  test('goes on where a connection broke', async () => {
    answer = serving(1_100_000);
    const { content, done } = await downloaded();
    assert.ok(content.equals(CONTENT));
    assert.equal(done, CONTENT.length);
    assert.ok(requests.length >= 3 && requests[1]?.headers['if-range'] === `"${MD5}"`);
  });

  test('of a file that is replaced meanwhile, or of an empty connection, fails', async () => {
    answer = serving(1_000_000, (request) => `"${request}"`);
    assert.match(await failureOf(downloaded()), /replaced/);
    answer = (request) => request.destroy();
    assert.match(await failureOf(downloaded()), /was lost/);
  });

  test('that is not what the store says, of no known length, or refused, fails', async () => {
    answer = serving(CONTENT.length, () => `"${'0'.repeat(32)}"`);
    assert.match(await failureOf(downloaded()), /not what the store has/);
    answer = (_request, response) => response.writeHead(200, { 'transfer-encoding': 'chunked' }).end('x');
    assert.match(await failureOf(downloaded()), /how long/);
    answer = taking(404);
    assert.match(await failureOf(downloaded()), /404[\s\S]*file ls/);
  });

  test('of an empty file is empty', async () => {
    answer = taking(200, { 'content-length': '0', etag: '"d41d8cd98f00b204e9800998ecf8427e"' });
    const { content, verified } = await downloaded();
    assert.deepEqual([content.length, verified], [0, true]);
  });
});
