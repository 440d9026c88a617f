/**
 * Goal: a file is written as a whole where its name leads, or what is there stays as it is, and nothing is left over.
 * Method: names of every kind in a folder of its own; as root also under another user.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { openOutputFile, writeOutputFile } from './output-file.ts';
import { content, folderOf, isRoot, NOBODY, place } from './test-support.ts';

async function* broken() {
  yield 'half';
  throw new Error('the database went away');
}

const modeOf = (file: string) => statSync(file).mode & 0o7777;
const read = (file: string) => readFileSync(file, 'utf8');

/** Runs something as a user without rights. */
async function asNobody<T>(folder: string, run: () => Promise<T>): Promise<T> {
  if (!isRoot) return run();
  chownSync(folder, NOBODY, NOBODY);
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

describe('a file that is written', () => {
  test('is made for its owner alone', async (t) => {
    const file = path.join(folderOf(t), 'new.csv');
    await writeOutputFile(file, content('a', 'б\n'));
    assert.equal(read(file), 'aб\n');
    assert.equal(modeOf(file), 0o600);
    const grown = await openOutputFile(`${file}.report`);
    await grown.close();
    assert.equal(modeOf(`${file}.report`), 0o600);
  });

  test('keeps mode and owner of the one that was there', async (t) => {
    const folder = folderOf(t);
    for (const mode of [0o600, 0o644, 0o664, 0o640]) {
      const file = place(folder, `${mode}.csv`, 'old, and longer', mode);
      if (isRoot) chownSync(file, NOBODY, 1);
      const { uid, gid } = statSync(file);
      await writeOutputFile(file, content('new'));
      assert.equal(read(file), 'new');
      assert.equal(modeOf(file), mode);
      assert.deepEqual([statSync(file).uid, statSync(file).gid], [uid, gid]);
    }
  });

  test('is the one that links lead to, wherever they do', async (t) => {
    const folder = folderOf(t);
    const elsewhere = path.join(folder, 'elsewhere', 'deeper');
    mkdirSync(elsewhere, { recursive: true });
    const target = place(elsewhere, 'target.csv', 'old', 0o640);
    symlinkSync('elsewhere/deeper/target.csv', path.join(folder, 'relative'));
    symlinkSync(target, path.join(folder, 'absolute'));
    symlinkSync('relative', path.join(folder, 'twice'));
    symlinkSync(elsewhere, path.join(folder, 'directory'));
    symlinkSync('../up.csv', path.join(elsewhere, 'up'));
    symlinkSync('nothing-yet.csv', path.join(folder, 'dangling'));
    const cases = {
      relative: target,
      absolute: target,
      twice: target,
      'directory/target.csv': target,
      // Counted from where the link is, not from where its name was written.
      'directory/up': path.join(folder, 'elsewhere', 'up.csv'),
      dangling: path.join(folder, 'nothing-yet.csv'),
    };
    for (const [name, file] of Object.entries(cases)) {
      await writeOutputFile(path.join(folder, name), content(name));
      assert.equal(read(file), name);
    }
    assert.equal(modeOf(target), 0o640);
    assert.equal(readlinkSync(path.join(folder, 'dangling')), 'nothing-yet.csv');
    assert.ok(lstatSync(path.join(folder, 'twice')).isSymbolicLink());
  });

  test('keeps its other names', async (t) => {
    const folder = folderOf(t);
    const file = place(folder, 'one.csv', 'old, and longer');
    linkSync(file, path.join(folder, 'other.csv'));
    await writeOutputFile(file, content('new'));
    assert.equal(read(path.join(folder, 'other.csv')), 'new');
    assert.equal(statSync(file).nlink, 2);
  });

  test('may lie where its directory takes no new file', async (t) => {
    const folder = folderOf(t);
    const file = place(folder, 'open.csv', 'old, and longer', 0o666);
    const other = place(folder, 'closed.csv', 'old', 0o444);
    await asNobody(folder, async () => {
      chmodSync(folder, 0o555);
      await writeOutputFile(file, content('new'));
      assert.equal(read(file), 'new');
      await assert.rejects(writeOutputFile(other, content('new')), /this user may not write it/);
      await assert.rejects(writeOutputFile(`${other}2`, content('new')), /this user may not write it/);
      await assert.rejects(openOutputFile(`${other}2`), /this user may not write it/);
      chmodSync(folder, 0o755);
      // Where it could be replaced, a file that its owner has closed is not.
      await assert.rejects(writeOutputFile(other, content('new')), /this user may not write it/);
    });
    assert.equal(read(other), 'old');
  });

  test("stays another user's, where only its content may be changed", { skip: !isRoot }, async (t) => {
    const folder = folderOf(t);
    const file = place(folder, 'theirs.csv', 'old, and longer', 0o666);
    await asNobody(folder, () => writeOutputFile(file, content('new')));
    assert.equal(read(file), 'new');
    assert.deepEqual([statSync(file).uid, modeOf(file)], [0, 0o666]);
  });
});

describe('a write that fails', () => {
  test('in the middle leaves the old file, and nothing else', async (t) => {
    const folder = folderOf(t);
    const old = place(folder, 'old.csv', 'old');
    linkSync(place(folder, 'linked.csv', 'old'), path.join(folder, 'other.csv'));
    const before = readdirSync(folder);
    for (const name of ['old.csv', 'linked.csv', 'new.csv'])
      await assert.rejects(writeOutputFile(path.join(folder, name), broken()), /the database went away/);
    assert.deepEqual(readdirSync(folder), before);
    assert.equal(read(old), 'old');
    assert.equal(read(path.join(folder, 'other.csv')), 'old');
  });

  test('by a signal ends at once, also while it waits', async (t) => {
    const folder = folderOf(t);
    const old = place(folder, 'old.csv', 'old');
    const stop = new AbortController();
    async function* endless() {
      yield 'half';
      setImmediate(() => stop.abort(new Error('Stopped before the end.')));
      await new Promise(() => {});
    }
    await assert.rejects(writeOutputFile(old, endless(), stop.signal), /^Error: Stopped before the end\.$/);
    assert.deepEqual(readdirSync(folder), ['old.csv']);
    assert.equal(read(old), 'old');
    await assert.rejects(
      writeOutputFile(old, content('x'), AbortSignal.abort(new Error('before'))),
      /before/,
    );
    assert.deepEqual([readdirSync(folder), read(old)], [['old.csv'], 'old']);
  });

  test('for want of space leaves the old file, and says so', async (t) => {
    const folder = folderOf(t);
    const old = place(folder, 'old.csv', 'old');
    const script = `import { writeOutputFile } from ${JSON.stringify(new URL('./output-file.ts', import.meta.url).href)};
      async function* content() { for (let i = 0; i < 64; i++) yield 'x'.repeat(1024); }
      await writeOutputFile(process.argv[1], content()).catch((error) => console.error(error.message, error.hint));`;
    // A limit of 512 blocks or 8 KiB, as the shell counts: what a full disk is to a write.
    const { stderr } = spawnSync(
      'sh',
      [
        '-c',
        'ulimit -f 8; exec "$0" --input-type=module-typescript -e "$1" "$2"',
        process.execPath,
        script,
        old,
      ],
      {
        encoding: 'utf8',
      },
    );
    assert.match(stderr, /old\.csv cannot be written: it would exceed the largest size.*Make room/s);
    assert.deepEqual([readdirSync(folder), read(old)], [['old.csv'], 'old']);
  });
});
