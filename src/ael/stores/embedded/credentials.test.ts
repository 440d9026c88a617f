/**
 * Goal: the store's keys are made once and kept from others.
 * Method: files in a temporary folder, also by several at once.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadStoreCredentials } from './credentials.ts';

function dataDir(t: TestContext): { dir: string; file: string } {
  const dir = mkdtempSync(path.join(tmpdir(), 'esoz-store-credentials-'));
  t.after(() => rmSync(dir, { recursive: true }));
  return { dir, file: path.join(dir, 'store.json') };
}

test('keys are generated once, into a file that only we can read', async (t) => {
  const { dir, file } = dataDir(t);
  const first = await loadStoreCredentials(dir);
  assert.equal(first.length, 1);
  assert.ok(first[0]!.secretAccessKey.length >= 43);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(await loadStoreCredentials(dir), first);
  assert.deepEqual(readdirSync(dir), ['store.json']);
});

test('processes that start together end up with the same keys', async (t) => {
  const { dir } = dataDir(t);
  const all = await Promise.all(Array.from({ length: 8 }, () => loadStoreCredentials(dir)));
  for (const each of all) assert.deepEqual(each, all[0]);
});

test('the first key of several signs; all of them come back in order', async (t) => {
  const { dir, file } = dataDir(t);
  await loadStoreCredentials(dir);
  const stored = JSON.parse(readFileSync(file, 'utf8'));
  stored.keys.unshift({ access_key_id: 'NEWER', secret_access_key: 'x'.repeat(43) });
  writeFileSync(file, JSON.stringify(stored));
  assert.deepEqual(
    (await loadStoreCredentials(dir)).map(({ accessKeyId }) => accessKeyId),
    ['NEWER', stored.keys[1].access_key_id],
  );
});

test('a damaged file is told, and never replaced by new keys', async (t) => {
  const { dir, file } = dataDir(t);
  for (const text of ['', '{', '{}', '{"keys":[]}', '{"keys":[{"access_key_id":5}]}']) {
    writeFileSync(file, text);
    await assert.rejects(loadStoreCredentials(dir), /store\.json does not hold the keys/);
    assert.equal(readFileSync(file, 'utf8'), text);
  }
});
