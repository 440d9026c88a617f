/**
 * Goal: a name is followed to the file that it means, and what is no file is refused and stays what it is.
 * Method: names of every kind in a folder of its own.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, test } from 'node:test';
import { openOutputFile, writeOutputFile } from './output-file.ts';
import { isSameFile } from './target.ts';
import { content, folderOf, isRoot, NOBODY, place } from './test-support.ts';

describe('what is no file', () => {
  test('is refused and stays what it is', async (t) => {
    const folder = folderOf(t);
    const at = (name: string) => path.join(folder, name);
    execFileSync('/usr/bin/env', ['mkfifo', at('pipe')]);
    mkdirSync(at('directory'));
    symlinkSync('pipe', at('link-to-pipe'));
    symlinkSync('round', at('round'));
    symlinkSync('/dev/null', at('link-to-device'));
    place(folder, 'plain', '');
    const server = createServer().listen(at('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    t.after(() => server.close());
    const cases: [string, RegExp][] = [
      [at('pipe'), /it is a pipe/],
      [at('link-to-pipe'), /it is a pipe/],
      [at('directory'), /it is a directory/],
      [`${at('new')}/`, /it is no name of a file/],
      [at('socket'), /it is a socket/],
      ['/dev/null', /it is a device/],
      [at('link-to-device'), /it is a device/],
      ['/dev/full', /it is a device/],
      [at('round'), /its links lead in a circle/],
      [at('absent/file.csv'), /its directory does not exist/],
      [at('plain/file.csv'), /what should be its directory is a file/],
      [at('x'.repeat(256)), /its name is too long/],
      ['-', /it is no name of a file/],
      ['', /it is no name of a file/],
    ];
    if (isRoot) {
      execFileSync('mknod', [at('device'), 'c', '1', '3']);
      cases.push([at('device'), /it is a device/]);
    }
    const before = readdirSync(folder);
    for (const [file, message] of cases) {
      await assert.rejects(writeOutputFile(file, content('x')), message, file);
      await assert.rejects(openOutputFile(file), message, file);
    }
    assert.deepEqual(readdirSync(folder), before);
    assert.ok(lstatSync(at('pipe')).isFIFO());
  });

  test('is an open file of a process too, whatever stands behind it', async (t) => {
    const file = place(folderOf(t), 'shell.csv', 'x');
    const script = `import { writeOutputFile } from ${JSON.stringify(new URL('./output-file.ts', import.meta.url).href)};
      async function* content() { yield 'y'; }
      for (const name of ['/dev/stdout', '/proc/self/fd/1', '/dev/fd/1'])
        await writeOutputFile(name, content()).catch((error) => console.error(error.message));`;
    const { stderr } = spawnSync(
      'sh',
      ['-c', '"$0" --input-type=module-typescript -e "$1" > "$2"', process.execPath, script, file],
      {
        encoding: 'utf8',
      },
    );
    assert.equal(stderr.match(/is an open file of a process/g)?.length, 3, stderr);
  });

  test('is what a stranger has linked to in a directory that all may write', { skip: !isRoot }, async (t) => {
    const folder = folderOf(t);
    const precious = place(folder, 'precious', 'precious');
    const shared = path.join(folder, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o1777);
    symlinkSync(precious, path.join(shared, 'trap'));
    execFileSync('chown', ['-h', String(NOBODY), path.join(shared, 'trap')]);
    // The kernel's own words, where it forbids that by itself.
    const refused = /another user's link|this user may not write it/;
    await assert.rejects(writeOutputFile(path.join(shared, 'trap'), content('x')), refused);
    await assert.rejects(openOutputFile(path.join(shared, 'trap')), refused);
    assert.equal(readFileSync(precious, 'utf8'), 'precious');
  });
});

test('two names are one file by links of either kind, or in another spelling', async (t) => {
  const folder = folderOf(t);
  const file = place(folder, 'one.csv', '');
  const other = place(folder, 'other.csv', '');
  symlinkSync(file, path.join(folder, 'soft'));
  linkSync(file, path.join(folder, 'hard'));
  for (const name of ['soft', 'hard', './one.csv', `../${path.basename(folder)}/one.csv`])
    assert.ok(await isSameFile(`${folder}/${name}`, file), name);
  assert.ok(await isSameFile(`${folder}/./absent`, `${folder}/absent`));
  assert.ok(!(await isSameFile(file, other)));
  assert.ok(!(await isSameFile(file, `${folder}/absent`)));
});
