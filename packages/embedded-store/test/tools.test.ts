/**
 * Goal: tools that operators know work with the store unchanged.
 * Method: rclone and s3cmd on a tree of odd names; skipped where they are not installed.
 */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { BUCKET, CREDENTIAL, REGION, startStore, type TestStore, temporaryFolder } from './support.ts';

/** false, or why a test that needs the program is skipped. */
function missing(program: string, ...version: string[]): string | false {
  try {
    execFileSync(program, version, { stdio: 'ignore' });
    return false;
  } catch {
    return `${program} is not installed (Debian: apt-get install ${program})`;
  }
}

const MIB = 1024 * 1024;
const LARGE = 12 * MIB + 345;

/** A folder of files with names and sizes that give trouble. */
function makeFiles(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>([
    ['Договір №1.pdf', Buffer.from('контракт')],
    ["a b+c (1) 'x' & y=z~!@,;.txt", Buffer.from('plain')],
    ['порожній', Buffer.alloc(0)],
    ['під/папка/файл', randomBytes(100_000)],
    ['large.bin', randomBytes(LARGE)],
  ]);
  for (const [name, content] of files) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return files;
}

function readFiles(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path)];
    }),
  );
}

function assertSameFiles(actual: Map<string, Buffer>, expected: Map<string, Buffer>): void {
  assert.deepEqual([...actual.keys()].sort(), [...expected.keys()].sort());
  for (const [name, content] of expected) assert.ok(actual.get(name)!.equals(content), name);
}

async function run(program: string, args: string[], env: Record<string, string>): Promise<string> {
  const options = {
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', LC_ALL: 'C.UTF-8', ...env },
    timeout: 60_000,
  };
  const { stdout } = await promisify(execFile)(program, args, options);
  return stdout;
}

function rclone(store: TestStore, ...args: string[]): Promise<string> {
  const remote = 'RCLONE_CONFIG_STORE_';
  return run('rclone', ['--config', '/dev/null', '--retries', '1', '--low-level-retries', '1', ...args], {
    [`${remote}TYPE`]: 's3',
    [`${remote}PROVIDER`]: 'Other',
    [`${remote}ENDPOINT`]: store.url,
    [`${remote}REGION`]: REGION,
    [`${remote}ACCESS_KEY_ID`]: CREDENTIAL.accessKeyId,
    [`${remote}SECRET_ACCESS_KEY`]: CREDENTIAL.secretAccessKey,
    [`${remote}UPLOAD_CUTOFF`]: '6Mi',
    [`${remote}CHUNK_SIZE`]: '5Mi',
  });
}

test('rclone copies a tree there and back, lists, checks and deletes it', {
  skip: missing('rclone', 'version'),
}, async (t) => {
  const store = await startStore(t);
  const from = temporaryFolder(t);
  const to = temporaryFolder(t);
  const files = makeFiles(from);
  const remote = `store:${BUCKET}/tree`;
  await rclone(store, 'copy', from, remote);
  await rclone(store, 'check', '--download', from, remote);
  await rclone(store, 'copy', remote, to);
  assertSameFiles(readFiles(to), files);
  assert.match(store.store.head(BUCKET, 'tree/large.bin')!.etag, /-3$/, 'the large one went up in parts');

  const listed: { Path: string; Size: number }[] = JSON.parse(
    await rclone(store, 'lsjson', '-R', '--files-only', remote),
  );
  assert.deepEqual(
    new Map(listed.map(({ Path, Size }) => [Path, Size])),
    new Map([...files].toSorted().map(([name, content]) => [name, content.length])),
  );
  assert.match(await rclone(store, 'lsd', 'store:'), new RegExp(BUCKET));
  await rclone(store, 'copy', from, remote);
  const puts = store.lines.filter(({ method }) => method === 'PUT').length;
  await rclone(store, 'sync', from, remote);
  assert.equal(
    store.lines.filter(({ method }) => method === 'PUT').length,
    puts,
    'nothing changed, nothing is sent',
  );
  await rclone(store, 'delete', remote);
  assert.equal(store.store.list(BUCKET, { prefix: '', limit: 10 }).objects.length, 0);
  assert.deepEqual(
    store.lines.filter(({ level }) => level === 'error'),
    [],
  );
});

function s3cmd(store: TestStore, ...args: string[]): Promise<string> {
  const host = `127.0.0.1:${store.port}`;
  const common = [
    '--config=/dev/null',
    '--no-ssl',
    `--host=${host}`,
    `--host-bucket=${host}`,
    `--region=${REGION}`,
  ];
  const keys = [`--access_key=${CREDENTIAL.accessKeyId}`, `--secret_key=${CREDENTIAL.secretAccessKey}`];
  return run('s3cmd', [...common, ...keys, '--multipart-chunk-size-mb=5', '--no-progress', ...args], {});
}

test('s3cmd puts a tree, lists it, gets it back and deletes it', {
  skip: missing('s3cmd', '--version'),
}, async (t) => {
  const store = await startStore(t);
  const from = temporaryFolder(t);
  const to = temporaryFolder(t);
  const files = makeFiles(from);
  const remote = `s3://${BUCKET}/tree/`;
  await s3cmd(store, 'put', '--recursive', `${from}/`, remote);
  assert.match(store.store.head(BUCKET, 'tree/large.bin')!.etag, /-3$/, 'the large one went up in parts');
  await s3cmd(store, 'get', '--recursive', remote, `${to}/`);
  assertSameFiles(readFiles(to), files);

  const listed = await s3cmd(store, 'ls', '--recursive', remote);
  for (const name of files.keys()) assert.ok(listed.includes(`${remote}${name}\n`), name);
  assert.match(await s3cmd(store, 'ls', remote), /DIR .*\/під\//);
  assert.match(await s3cmd(store, 'ls'), new RegExp(`s3://${BUCKET}\n`));
  assert.match(await s3cmd(store, 'info', `s3://${BUCKET}`), /Location:/);
  assert.match(await s3cmd(store, 'info', `${remote}large.bin`), new RegExp(`File size: ${LARGE}`));
  assert.equal(await s3cmd(store, 'multipart', `s3://${BUCKET}`).then((text) => /large/.test(text)), false);
  await s3cmd(store, 'del', '--recursive', '--force', remote);
  assert.equal(store.store.list(BUCKET, { prefix: '', limit: 10 }).objects.length, 0);
  assert.deepEqual(
    store.lines.filter(({ level }) => level === 'error'),
    [],
  );
});
