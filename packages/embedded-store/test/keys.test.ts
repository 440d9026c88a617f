/**
 * Goal: any key is an object of its own inside its bucket's folder.
 * Method: generated and hostile keys over HTTP, and a look at the files.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  anyText,
  BUCKET,
  errorCode,
  OTHER_BUCKET,
  send,
  signByHeader,
  startStore,
  type TestStore,
} from './support.ts';

/** Every byte but the unreserved ones is encoded, slashes too if asked. */
function encode(key: string, slashes = false): string {
  return [...Buffer.from(key)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const plain = /[A-Za-z0-9._~-]/.test(character) || (character === '/' && !slashes);
      return plain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

async function ask(store: TestStore, method: string, rawKey: string, body?: string, bucket = BUCKET) {
  const signed = signByHeader({ port: store.port, method, path: `/${bucket}/${rawKey}` });
  return await send(store.port, { ...signed, ...(body !== undefined && { body }) });
}

/** All files of the store's folder, as paths below it. */
function filesOf(store: TestStore): string[] {
  return readdirSync(store.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(store.dir.length + 1));
}

const HOSTILE_KEYS = [
  '.',
  '..',
  '../x',
  '../../../../etc/passwd',
  'a/../../x',
  'a/./b',
  './',
  '/',
  '//',
  '/etc/passwd',
  'a//b',
  '..\\..\\x',
  'C:\\x',
  'CON',
  'nul.txt',
  '%2e%2e/x',
  '%',
  '%00',
  '\0',
  'a\0b',
  '\r\nx-amz-meta-a: b',
  '\u202egnp.fdp',
  ' ',
  '+',
  'a b+c%20d',
  '?acl',
  '#',
  '&X-Amz-Expires=1',
  'constructor',
  '__proto__',
  'lock',
  'uploads/x',
  `${'a'.repeat(64)}.json`,
  '<Key>&amp;</Key>',
  'é',
  'e\u0301',
  'Ж',
  'ж',
  '\ue000',
  '\uffff',
  '😀',
];

test('any key up to 1024 bytes is an object of its own, read back byte for byte', async (t) => {
  const store = await startStore(t);
  const key = fc
    .oneof(
      anyText(400).filter((text) => text !== ''),
      fc.constantFrom(...HOSTILE_KEYS),
    )
    .filter((text) => Buffer.byteLength(text) <= 1024);
  const written = new Map<string, string>();
  await fc.assert(
    fc.asyncProperty(key, fc.boolean(), fc.string(), async (name, slashes, body) => {
      assert.equal((await ask(store, 'PUT', encode(name, slashes), body)).status, 200);
      written.set(name, body);
      assert.equal((await ask(store, 'GET', encode(name))).text, body);
    }),
    {
      numRuns: 80,
      examples: HOSTILE_KEYS.map((name): [string, boolean, string] => [name, false, `of ${name}`]),
    },
  );
  for (const [name, body] of written) assert.equal((await ask(store, 'GET', encode(name))).text, body);

  const again = await store.restart();
  const listed = again.store.list(BUCKET, { prefix: '', limit: 1000 }).objects.map((object) => object.key);
  const inByteOrder = [...written.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  assert.deepEqual(listed, inByteOrder);
});

test('no key reaches a file outside the fan-out folders of its bucket', async (t) => {
  const store = await startStore(t);
  for (const key of HOSTILE_KEYS) {
    for (const raw of [encode(key), encode(key, true), key.replace(/[^!-~]|[%?#&+]/g, (c) => encode(c))]) {
      assert.equal((await ask(store, 'PUT', raw, 'x')).status, 200, raw);
    }
  }
  for (const file of filesOf(store)) {
    assert.match(
      file,
      new RegExp(`^(lock|buckets/${BUCKET}/[0-9a-f]{2}/[0-9a-f]{64}\\.(json|[0-9a-f]{16}))$`),
    );
  }
  assert.equal(store.store.list(OTHER_BUCKET, { prefix: '', limit: 10 }).objects.length, 0);
});

test('a path that no key can have is refused with 400', async (t) => {
  const store = await startStore(t);
  for (const raw of ['%', '%4', '%zz', '%ff', '%c3%28', '%ed%a0%80', '%c0%ae%c0%ae', '%f4%90%80%80']) {
    assert.equal(errorCode(await ask(store, 'GET', raw)), 'InvalidURI', raw);
  }
  for (const path of ['bucket', 'http://other/bucket/x', '*']) {
    assert.equal((await send(store.port, { method: 'GET', path })).status, 400, path);
  }
});

test('a key of 1024 bytes is taken, one of 1025 refused', async (t) => {
  const store = await startStore(t);
  assert.equal((await ask(store, 'PUT', encode('є'.repeat(512)), 'x')).status, 200);
  assert.equal((await ask(store, 'PUT', encode('a'.repeat(1024)), 'x')).status, 200);
  assert.equal(errorCode(await ask(store, 'PUT', encode(`${'є'.repeat(512)}a`), 'x')), 'KeyTooLongError');
});

test('a bucket that is not configured does not exist, and cannot be made', async (t) => {
  const store = await startStore(t);
  for (const bucket of ['other', '..', '%2e%2e', 'AMBULATORY_CONTRACTS', '__proto__', 'lock']) {
    assert.equal(errorCode(await ask(store, 'GET', 'x', undefined, bucket)), 'NoSuchBucket', bucket);
    assert.equal(errorCode(await ask(store, 'PUT', 'x', 'y', bucket)), 'NoSuchBucket', bucket);
    const path = `/${bucket}`;
    const made = await send(store.port, signByHeader({ port: store.port, method: 'PUT', path }));
    assert.equal(made.status, 403, bucket);
  }
});

test('an operator finds the file of a key with the documented line of shell', async (t) => {
  const store = await startStore(t);
  const key = "f7/Договір №1 'копія'.pdf";
  await ask(store, 'PUT', encode(key), 'content');
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const line = /^ {4}(h=.*)$/m.exec(readme)?.[1];
  assert.ok(line, 'README.md has the line');
  const env = { ...process.env, dir: store.dir, bucket: BUCKET, key };
  const path = execFileSync('bash', ['-c', line], { env, encoding: 'utf8' }).trim();
  assert.equal(readFileSync(path, 'utf8'), 'content');
});
