/**
 * Goal: a world is read as editors save it.
 * Method: files in a temporary folder, without a database.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readWorldFile } from './world-file.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'esoz-world-file-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function read(content: string): Promise<unknown> {
  const file = path.join(folder, 'world.json');
  await writeFile(file, content);
  return readWorldFile(file);
}

test('a world may begin with a byte order mark', async () => {
  const expected = { parameters: {} };
  assert.deepEqual(await read('{ "parameters": {} }'), expected);
  assert.deepEqual(await read('\uFEFF{ "parameters": {} }'), expected);
  assert.deepEqual(await read('\uFEFF\r\n{\r\n  "parameters": {}\r\n}\r\n'), expected);
});

test('a mark anywhere else is no JSON', async () => {
  for (const content of ['{ \uFEFF"parameters": {} }', '\uFEFF', ' \uFEFF{}'])
    await assert.rejects(read(content), /cannot be read: not JSON/);
});

test('a world that is not there is called so, in a sentence with a remedy', async () => {
  const file = path.join(folder, 'absent.json');
  const expected = { message: `${file} cannot be read: it does not exist.`, hint: /Check the name/ };
  await assert.rejects(readWorldFile(file), expected);
  await assert.rejects(readWorldFile(folder), { message: `${folder} cannot be read: it is a directory.` });
});
