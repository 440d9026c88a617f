/**
 * Goal: a directory belongs to one process at a time, and a lock of the dead blocks nobody.
 * Method: lock files made by hand, and many takers at once.
 */
import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { tryLock } from './lock.ts';
import { processMark } from './process-identity.ts';
import { temporaryDirectory } from './testing.fixture.ts';

async function writeLock(directory: string, generation: number, holder: object): Promise<void> {
  await writeFile(path.join(directory, `postgres.lock.${generation}`), JSON.stringify(holder));
}

test('a held directory answers with its holder, a released one is free again', async (t) => {
  const directory = await temporaryDirectory(t);
  const first = await tryLock(directory, 'server');
  assert.ok('held' in first);
  const second = await tryLock(directory, 'command');
  assert.ok('holder' in second);
  assert.deepEqual(
    { pid: second.holder.pid, kind: second.holder.kind },
    { pid: process.pid, kind: 'server' },
  );
  await first.held.release();
  const third = await tryLock(directory, 'command');
  assert.ok('held' in third);
});

test('releasing twice does not take the lock from the next holder', async (t) => {
  const directory = await temporaryDirectory(t);
  const first = await tryLock(directory, 'server');
  assert.ok('held' in first);
  await first.held.release();
  assert.ok('held' in (await tryLock(directory, 'server')));
  await first.held.release();
  assert.ok('holder' in (await tryLock(directory, 'server')));
});

test('a process that got the id of a dead holder does not block', async (t) => {
  const directory = await temporaryDirectory(t);
  await writeLock(directory, 1, { pid: process.pid, mark: 'of another process', kind: 'server' });
  assert.ok('held' in (await tryLock(directory, 'server')));
});

test('a lock file torn by a power cut does not block', async (t) => {
  const self = { pid: process.pid, kind: 'server' };
  for (const content of ['', '{"pid":', '\0'.repeat(60), '[]', '{}', 'null', JSON.stringify(self)]) {
    const directory = await temporaryDirectory(t);
    await writeFile(path.join(directory, 'postgres.lock.4'), content);
    assert.ok('held' in (await tryLock(directory, 'server')), content);
    assert.deepEqual(await readdir(directory), ['postgres.lock.5']);
  }
});

test('of many starters exactly one takes a stale lock over', async (t) => {
  for (let round = 0; round < 20; round++) {
    const directory = await temporaryDirectory(t);
    await writeLock(directory, 3, { pid: 2 ** 22 + 1, mark: 'gone', kind: 'server' });
    const attempts = await Promise.all(Array.from({ length: 12 }, () => tryLock(directory, 'server')));
    assert.equal(attempts.filter((attempt) => 'held' in attempt).length, 1);
  }
});

test('two holders never overlap while many take and release in turn', async (t) => {
  const directory = await temporaryDirectory(t);
  let holders = 0;
  let turns = 0;
  async function takeTurns(): Promise<void> {
    for (let attempt = 0; attempt < 40; attempt++) {
      const outcome = await tryLock(directory, 'command');
      if (!('held' in outcome)) continue;
      holders += 1;
      turns += 1;
      assert.equal(holders, 1);
      await new Promise(setImmediate);
      assert.equal(holders, 1);
      holders -= 1;
      await outcome.held.release();
    }
  }
  await Promise.all(Array.from({ length: 8 }, takeTurns));
  assert.ok(turns > 8, `only ${turns} turns`);
});

test('the mark of a process is stable, and a dead process has none', async () => {
  assert.equal(await processMark(process.pid), await processMark(process.pid));
  assert.notEqual(await processMark(process.pid), await processMark(process.ppid));
  assert.equal(await processMark(2 ** 22 + 1), undefined);
  assert.equal(await processMark(0), undefined);
  assert.equal(await processMark(-1), undefined);
});
