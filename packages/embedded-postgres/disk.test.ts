/**
 * Goal: a full disk costs no committed row and is named as the reason.
 * Method: real servers on small file systems that are mounted for the test.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, startEmbeddedPostgres } from './index.ts';
import { atEnd, isRoot, memoryLog, query, temporaryDirectory } from './testing.fixture.ts';

const run = promisify(execFile);

/** A small file system of its own, or undefined where mounting is not allowed. */
async function smallDisk(t: TestContext, megabytes: number): Promise<string | undefined> {
  if (!isRoot || process.platform !== 'linux') return undefined;
  const directory = await temporaryDirectory(t);
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory]).then(
    () => true,
    () => false,
  );
  if (!mounted) return undefined;
  atEnd(t, () => run('umount', ['-l', directory]));
  return directory;
}

const SKIPPED = 'needs root and the right to mount a small tmpfs';

/** Writes a file until nothing more fits. */
async function fill(file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const size of [1024 * 1024, 4096]) {
      const block = Buffer.alloc(size, 1);
      for (;;) await handle.write(block);
    }
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  } finally {
    await handle.close();
  }
}

function isDiskFull(error: unknown): boolean {
  return (
    error instanceof EmbeddedPostgresError && error.code === 'disk_full' && error.message.includes('is full')
  );
}

test('a disk too small for a new database is named as the reason, and left as it was', async (t) => {
  for (const megabytes of [1, 10, 40]) {
    const dataDir = await smallDisk(t, megabytes);
    if (dataDir === undefined) return t.skip(SKIPPED);
    await assert.rejects(startEmbeddedPostgres({ dataDir, log: memoryLog() }), isDiskFull, `${megabytes} MB`);
    assert.deepEqual(
      (await readdir(dataDir)).filter((name) => name !== 'postgres.log'),
      [],
    );
  }
});

test('a full disk stops the start with a reason, and once there is room everything is there', async (t) => {
  const dataDir = await smallDisk(t, 120);
  if (dataDir === undefined) return t.skip(SKIPPED);
  const first = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  const filler = path.join(dataDir, 'filler');
  await fill(filler);
  await assert.rejects(startEmbeddedPostgres({ dataDir, log: memoryLog() }), isDiskFull);
  await rm(filler);
  const second = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => second.stop());
  assert.deepEqual(await query(second.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }]);
});

test('a disk that fills up while it runs costs no committed row', async (t) => {
  const dataDir = await smallDisk(t, 120);
  if (dataDir === undefined) return t.skip(SKIPPED);
  const database = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => database.stop());
  await query(database.ownerUrl, 'CREATE TABLE kept (id int, filling text)');
  const filler = path.join(dataDir, 'filler');
  await fill(filler);
  let committed = 0;
  const insert = (id: number) =>
    query(
      database.ownerUrl,
      `INSERT INTO kept SELECT ${id}, string_agg(md5(n::text), '') FROM generate_series(1, 9999) n`,
    );
  await assert.rejects(async () => {
    for (; committed < 500; committed++) await insert(committed);
  });
  await rm(filler);
  const deadline = performance.now() + 20_000;
  for (;;) {
    const rows = await query(database.ownerUrl, 'SELECT count(*)::int AS rows FROM kept').catch(
      () => undefined,
    );
    if (rows !== undefined) {
      // The last one may have been committed although its answer was lost.
      assert.ok(
        [committed, committed + 1].includes(rows[0]?.rows as number),
        `${committed} and ${rows[0]?.rows}`,
      );
      break;
    }
    assert.ok(performance.now() < deadline, 'the database did not come back');
  }
  await insert(committed + 1);
});
