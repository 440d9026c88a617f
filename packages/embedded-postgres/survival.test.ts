/**
 * Goal: killed owners and killed servers lose no data and leave no server behind.
 * Method: real processes, ended with kill -9 at bad moments.
 */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../test/fixtures/eventually.ts';
import { startEmbeddedPostgres } from './index.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { processMark } from './process-identity.ts';
import {
  atEnd,
  launch,
  memoryLog,
  preparedDirectory,
  query,
  ready,
  temporaryDirectory,
} from './testing.fixture.ts';

async function postmasterPid(dataDir: string): Promise<number> {
  const status = await readPostmasterFile(path.join(dataDir, 'postgres'));
  assert.ok(status !== undefined, 'no postmaster.pid');
  return status.pid;
}

const onlyLinux = process.platform === 'linux' ? {} : { skip: 'needs setpriv' };

test(
  'kill -9 of our process ends the server too, and the next start has what was committed',
  onlyLinux,
  async (t) => {
    const dataDir = await preparedDirectory(t);
    const killed = launch(t, 'start', dataDir);
    const { ownerUrl } = await ready(killed);
    await query(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await postmasterPid(dataDir);
    killed.child.kill('SIGKILL');
    await eventually('the end of the process', async () => (await processMark(pid)) === undefined);
    const database = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
    atEnd(t, () => database.stop());
    assert.deepEqual(await query(database.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }]);
  },
);

test('a start right after kill -9 succeeds while the old server is still going down', async (t) => {
  const dataDir = await preparedDirectory(t);
  const killed = launch(t, 'start', dataDir);
  const { ownerUrl } = await ready(killed);
  await query(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  killed.child.kill('SIGKILL');
  const database = await startEmbeddedPostgres({ dataDir, log: memoryLog(), waitSeconds: 5 }).catch(
    async () => {
      // The signal may not have arrived yet; the holder is alive for that moment.
      return await eventually('a start', () => startEmbeddedPostgres({ dataDir, log: memoryLog() }));
    },
  );
  atEnd(t, () => database.stop());
  assert.deepEqual(await query(database.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }]);
});

test('a server that outlived its killed owner is stopped, and a new one has its data', async (t) => {
  const dataDir = await preparedDirectory(t);
  // No setpriv to be found: nothing ties the server to its owner.
  const killed = launch(t, 'start', dataDir, { toolPath: '/nonexistent' });
  const { ownerUrl, port } = await ready(killed);
  await query(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const orphan = await postmasterPid(dataDir);
  killed.child.kill('SIGKILL');
  await eventually(
    'the end of the process',
    async () => (await processMark(killed.child.pid!)) === undefined,
  );
  assert.notEqual(await processMark(orphan), undefined, 'the server was expected to live on');
  const log = memoryLog();
  const database = await startEmbeddedPostgres({ dataDir, log });
  atEnd(t, () => database.stop());
  assert.equal(await processMark(orphan), undefined);
  assert.equal(database.port, port);
  assert.match(log.lines.join('\n'), new RegExp(`left behind.*${orphan}`));
  assert.deepEqual(await query(database.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }]);
});

test('a server killed with -9 is started again on its port, with what was committed', async (t) => {
  const dataDir = await preparedDirectory(t);
  const log = memoryLog();
  const database = await startEmbeddedPostgres({ dataDir, log });
  atEnd(t, () => database.stop());
  await query(database.ownerUrl, 'CREATE TABLE kept (answer int)');
  for (let answer = 1; answer <= 3; answer++) {
    await query(database.ownerUrl, `INSERT INTO kept VALUES (${answer})`);
    // A busy backend keeps the shared memory for a while after its postmaster is gone.
    const busy = query(database.ownerUrl, 'SELECT count(*) FROM generate_series(1, 3000000)').catch(() => []);
    const pid = await postmasterPid(dataDir);
    process.kill(pid, 'SIGKILL');
    await eventually('another postmaster', async () => (await postmasterPid(dataDir)) !== pid);
    const rows = await eventually('an answer', () =>
      query(database.ownerUrl, 'SELECT answer FROM kept ORDER BY answer'),
    );
    assert.equal(rows.length, answer);
    await busy;
  }
  assert.match(log.lines.join('\n'), /ended by itself/);
});

test('stop() in the middle of a restart ends in a stopped server and a free directory', async (t) => {
  const dataDir = await preparedDirectory(t);
  const database = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  process.kill(await postmasterPid(dataDir), 'SIGKILL');
  await eventually(
    'the loss',
    async () =>
      !(await query(database.ownerUrl, 'SELECT 1').then(
        () => true,
        () => false,
      )),
  );
  await database.stop();
  assert.deepEqual(
    (await readdir(dataDir)).filter((name) => name.startsWith('postgres.lock')),
    [],
  );
  const again = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  await again.stop();
});

test('a process that is killed while it makes the database leaves a directory that the next start mends', async (t) => {
  const dataDir = await temporaryDirectory(t);
  // Different moments of the first start, from the lock to the running server.
  for (let moment = 0; moment < 8; moment++) {
    const killed = launch(t, 'start', dataDir);
    await delay(100 + moment * 90);
    killed.child.kill('SIGKILL');
    await eventually(
      'the end of the process',
      async () => (await processMark(killed.child.pid!)) === undefined,
    );
  }
  const database = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => database.stop());
  assert.equal((await query(database.applicationUrl, 'SELECT 1 AS one')).length, 1);
  assert.deepEqual(
    (await readdir(dataDir)).filter((name) => /initdb|aside|\.new/.test(name)),
    [],
  );
});

test('leaving without stop() does not leave a server behind', async (t) => {
  const dataDir = await preparedDirectory(t);
  const launched = launch(t, 'start', dataDir, { toolPath: '/nonexistent' });
  await ready(launched);
  const pid = await postmasterPid(dataDir);
  // Unhandled in the fixture: Node ends with its exit handlers.
  launched.child.stdout?.destroy();
  launched.child.stdin?.end();
  await eventually('the end of the process', async () => (await processMark(pid)) === undefined);
});
