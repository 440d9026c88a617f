/**
 * Goal: `esoz file` moves contract files as the portal's own program would, and tells no secret.
 * Method: the real command against a running product; what breaks on the way is in src/portal.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type CommandResult, runEsoz } from '../fixtures/esoz.ts';
import { portal } from '../fixtures/portal.ts';
import { useSetting } from '../fixtures/setting.ts';

const owner = portal();
const setting = useSetting({ world: owner.world });
let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'esoz-file-'));
  await writeFile(path.join(directory, 'key'), `${owner.apiKey}\n`);
});
after(() => rm(directory, { recursive: true }));

async function run(...args: string[]): Promise<CommandResult> {
  const result = await runEsoz(['file', ...args], {
    ESOZ_URL: setting.product.apiUrl,
    ESOZ_TOKEN: owner.token,
    ESOZ_API_KEY_FILE: path.join(directory, 'key'),
  });
  const told = result.stdout + result.stderr;
  assert.doesNotMatch(told, /Signature/i);
  for (const secret of [owner.token, owner.apiKey]) assert.ok(!told.includes(secret));
  return result;
}

test('what is put is listed, and comes back byte for byte under its own name', async () => {
  const folder = randomUUID();
  const name = 'Договір №1 (100%25).pdf';
  const content = randomBytes(700_000);
  const local = path.join(directory, name);
  await writeFile(local, content);
  const put = await run('put', folder, local, '--json');
  assert.equal(put.code, 0, put.stderr);
  const { resource_name, size, verified } = JSON.parse(put.stdout);
  assert.deepEqual([resource_name, size, verified], [name, content.length, true]);
  const nested = await run('put', folder, local, '--name', '2024/акт.pdf');
  assert.match(nested.stdout, /^2024\/акт\.pdf is uploaded: 683\.6 KiB, MD5 /);

  const listed = JSON.parse((await run('ls', folder, '--json')).stdout);
  const names = listed.files.map((file: { resource_name: string }) => file.resource_name);
  assert.deepEqual(names, ['2024/акт.pdf', name]);
  const page = await run('ls', folder, '--limit', '1');
  assert.match(page.stdout, /683\.6 KiB.*2024\/акт\.pdf\n\nPage 1 of 2: add --page 2\n$/);

  const output = path.join(directory, 'back.pdf');
  const got = await run('get', folder, name, '--output', output);
  assert.equal(got.code, 0, got.stderr);
  assert.ok((await readFile(output)).equals(content));
  assert.equal((await stat(output)).mode & 0o777, 0o600);
});

test('a download that fails or would overwrite leaves everything as it was', async () => {
  const output = path.join(directory, 'there.pdf');
  await writeFile(output, 'old');
  const before = await readdir(directory);
  const folder = randomUUID();
  const kept = await run('get', folder, 'there.pdf', '--output', output);
  assert.match(kept.stderr, /is there already[\s\S]*--force/);
  const refused = await run('get', folder, 'nowhere.pdf', '--output', output, '--force', '--json');
  assert.deepEqual([kept.code, refused.code], [1, 1]);
  assert.match(JSON.parse(refused.stdout).error.message, /404 NoSuchKey/);
  assert.equal(await readFile(output, 'utf8'), 'old');
  assert.deepEqual(await readdir(directory), before);
});

test('who calls must be said, unless it is a demo on this machine', async () => {
  const folder = randomUUID();
  const ESOZ_URL = setting.product.apiUrl;
  const nobody = await runEsoz(['file', 'ls', folder], { ESOZ_URL });
  assert.deepEqual([nobody.code, nobody.stdout], [2, '']);
  assert.match(nobody.stderr, /ESOZ_TOKEN and ESOZ_API_KEY/);
  // The demo's portal is tried, and said to be; here it is unknown.
  const demo = await runEsoz(['file', 'ls', folder], { PORT: new URL(ESOZ_URL).port });
  assert.match(demo.stderr, /^Calling .* as the portal of the demo world[\s\S]*401: Invalid api key/);
});
