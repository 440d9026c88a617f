/**
 * Goal: a script that cannot do what it is for says so and ends, and leaves nothing that passes for a backup or a secret.
 * Method: each is given what an operator mistypes or lacks, on files made here. How they work is in backup.test.ts.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const DEPLOY = fileURLToPath(new URL('../../deploy', import.meta.url));
const HASH = 'ab'.padEnd(64, '0');
const CONTENT = `${HASH}.0123456789abcdef`;
/** What a shell would take for something else, in the name of a folder. */
const ODD = `of 'o"d $d\nnames`;

const root = mkdtempSync(path.join(tmpdir(), 'esoz-scripts-'));
after(() => rmSync(root, { recursive: true, force: true }));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'one-'));
});

function play(script: string, args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(path.join(DEPLOY, script), args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: String(process.env.PATH), ...env },
  });
  return { status, stderr, made: stdout.trimEnd() };
}

/** A store with one object. */
function makeStore(name: string, bucket = 'contracts'): string {
  const place = path.join(folder, name, 'store/buckets', bucket, HASH.slice(0, 2));
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, CONTENT), 'content');
  writeFileSync(path.join(place, `${HASH}.json`), `${JSON.stringify({ key: 'a b', file: CONTENT })}\n`);
  return name;
}

const files = (of: string) =>
  readdirSync(path.resolve(folder, of), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

describe('a copy of the store', { skip: process.platform !== 'linux' }, () => {
  test('of a folder that is not there is none', () => {
    const { status, stderr } = play('backup/copy-store.sh', ['nowhere', 'backups']);
    assert.equal(status, 1);
    assert.match(stderr, /there is no nowhere\/store\/buckets/);
    assert.ok(!existsSync(path.join(folder, 'backups')));
  });

  test('has every bucket, also one that is called like the folder of uploads or like a record', () => {
    for (const bucket of ['uploads', 'a.json']) {
      const { made, stderr } = play('backup/copy-store.sh', [makeStore(bucket, bucket), `to-${bucket}`]);
      assert.deepEqual(files(made), [CONTENT, `${HASH}.json`], stderr);
    }
  });

  test('goes to and from folders of any name, and forgets only what is its own', () => {
    makeStore(ODD);
    const beside = path.join(folder, ODD.split('\n', 1)[0] as string);
    writeFileSync(beside, 'not to be touched');
    const odd = ['20200101T000000Z', '20200102T000000Z'].map((name) => path.join(folder, ODD, 'store', name));
    for (const old of odd) mkdirSync(old);
    const { made, stderr } = play('backup/copy-store.sh', [ODD, ODD, '2']);
    assert.deepEqual(files(made), [CONTENT, `${HASH}.json`], stderr);
    assert.deepEqual(odd.map(existsSync), [false, true]);
    assert.equal(readFileSync(beside, 'utf8'), 'not to be touched');
  });

  test('is never made beside another', () => {
    mkdirSync(path.join(folder, 'backups'));
    const lock = path.join(folder, 'backups/.copy-store.lock');
    const { status, stderr } = spawnSync(
      'flock',
      [lock, path.join(DEPLOY, 'backup/copy-store.sh'), makeStore('data'), 'backups'],
      { cwd: folder, encoding: 'utf8' },
    );
    assert.deepEqual([status, stderr], [1, `copy-store: another copy to ${folder}/backups is being made\n`]);
  });

  for (const keep of ['0', '-1', 'all', '1 2'])
    test(`is not made when ${keep} are to be kept, and neither is a base backup`, () => {
      const copy = play('backup/copy-store.sh', [makeStore('data'), 'backups', keep]);
      const base = play('backup/base-backup.sh', ['backups', keep]);
      for (const { status, stderr } of [copy, base]) {
        assert.equal(status, 1);
        assert.match(stderr, /how many to keep is a number, 1 or more/);
      }
      assert.ok(!existsSync(path.join(folder, 'backups')));
    });
});

test('a restore without the archived log, which would end where the base backup does, is none', () => {
  const { status, stderr } = play('backup/restore.sh', ['base', 'misspelt', 'cluster']);
  assert.equal(status, 1);
  assert.match(stderr, /there is no folder misspelt/);
  for (const name of [`o'dd`, 'o$dd', 'o"dd', 'o%dd', 'o\ndd', 'o`dd', 'o\\dd']) {
    mkdirSync(path.join(folder, name));
    assert.match(play('backup/restore.sh', ['base', name, 'cluster']).stderr, /no quotes/);
  }
  assert.ok(!existsSync(path.join(folder, 'cluster')));
});

test('an archive whose name was taken for two is refused', () => {
  writeFileSync(path.join(folder, 'segment'), 'log');
  const { status, stderr } = play('backup/archive-wal.sh', ['segment', 'back', 'ups/wal/segment']);
  assert.deepEqual([status, /in quotes/.test(stderr)], [1, true]);
  assert.ok(!existsSync(path.join(folder, 'back')));
});

describe('secrets', { skip: process.platform !== 'linux' }, () => {
  const secrets = () => Object.fromEntries(files('secrets').map((name) => [name, read(name)]));
  const read = (name: string) => readFileSync(path.join(folder, 'secrets', name), 'utf8');
  const make = (env?: Record<string, string>) => {
    const script = path.join(folder, 'make-secrets.sh');
    copyFileSync(path.join(DEPLOY, 'compose/make-secrets.sh'), script);
    return play(path.relative(DEPLOY, script), [], env).status;
  };

  test('are not made of nothing where openssl is missing', () => {
    mkdirSync(path.join(folder, 'bin'));
    for (const name of ['sh', 'mkdir', 'chmod', 'cat', 'mv', 'dirname'])
      symlinkSync(`/bin/${name}`, path.join(folder, 'bin', name));
    assert.equal(make({ PATH: path.join(folder, 'bin') }), 127);
    assert.deepEqual(secrets(), {});
  });

  test('are made once; of a run that was interrupted the rest', () => {
    assert.equal(make(), 0);
    const first = secrets();
    assert.equal(make(), 0);
    assert.deepEqual(secrets(), first);
    writeFileSync(path.join(folder, 'secrets/ael-token'), '');
    assert.equal(make(), 0);
    assert.match(read('ael-token'), /^[0-9a-f]{64}\n$/);
    assert.deepEqual({ ...secrets(), 'ael-token': '' }, { ...first, 'ael-token': '' });
  });
});
