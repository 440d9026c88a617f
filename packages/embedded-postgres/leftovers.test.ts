/**
 * Goal: whatever a power cut, a crash or a restored backup leaves in DATA_DIR, the next start mends it or says what to do.
 * Method: each leftover made by hand on a finished database, then a real start.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { eventually } from '../../test/fixtures/eventually.ts';
import { EmbeddedPostgresError, startEmbeddedPostgres } from './index.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { processMark } from './process-identity.ts';
import { atEnd, launch, memoryLog, preparedDirectory, query, ready } from './testing.fixture.ts';

async function serves(dataDir: string): Promise<string> {
  const log = memoryLog();
  const database = await startEmbeddedPostgres({ dataDir, log });
  const rows = await query(database.applicationUrl, 'SELECT 1 AS one').finally(() => database.stop());
  assert.equal(rows.length, 1);
  return log.lines.join('\n');
}

/** A living program of somebody else; `directory` is where it works. */
function stranger(t: TestContext, directory: string): ChildProcess {
  const child = spawn('sleep', ['60'], { cwd: directory });
  atEnd(t, () => child.kill('SIGKILL'));
  return child;
}

test('a postmaster.pid that no server stands behind bars no start', async (t) => {
  const dataDir = await preparedDirectory(t);
  const cluster = path.join(dataDir, 'postgres');
  const file = path.join(cluster, 'postmaster.pid');
  const { pid: reused } = stranger(t, dataDir);
  const { pid: visitor } = stranger(t, cluster);
  for (const [name, content] of [
    ['empty', ''],
    ['torn', '12'],
    ['zeros', Buffer.alloc(100)],
    ['garbage', 'ЄЖЗ\n\n\n'],
    ['of a killed single-user server', `-${reused}\n${cluster}\n`],
    ['of a process id that somebody else has now', `${reused}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n`],
    ['of a shell that stands in the directory', `${visitor}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n`],
    ['of this process', `${process.pid}\n${cluster}\n`],
    ['of init', `1\n${cluster}\n`],
  ] as const) {
    await writeFile(file, content);
    await serves(dataDir).catch((cause) => assert.fail(new Error(name, { cause })));
  }
  await mkdir(file);
  await serves(dataDir);
  for (const pid of [reused, visitor]) assert.notEqual(await processMark(pid!), undefined);
});

test('a server whose postmaster.pid is lost is ended before another one starts', async (t) => {
  if (process.platform !== 'linux') return t.skip('only Linux tells where processes work');
  const dataDir = await preparedDirectory(t);
  const killed = launch(t, 'start', dataDir, { toolPath: '/nonexistent' });
  const { ownerUrl } = await ready(killed);
  await query(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const status = await readPostmasterFile(path.join(dataDir, 'postgres'));
  killed.child.kill('SIGKILL');
  await eventually('its end', async () => (await processMark(killed.child.pid!)) === undefined);
  await truncate(path.join(dataDir, 'postgres', 'postmaster.pid'));
  const database = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => database.stop());
  assert.equal(await processMark(status!.pid), undefined);
  assert.deepEqual(await query(database.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }]);
});

test('files of ours that a power cut emptied are made anew', async (t) => {
  const dataDir = await preparedDirectory(t);
  for (const content of ['', Buffer.alloc(200), '{"port":5432', '[]']) {
    for (const name of ['postgres.json', 'postgres.json.new', 'postgres.lock.7', 'postgres.lock.aside-1-x']) {
      await writeFile(path.join(dataDir, name), content);
    }
    assert.match(await serves(dataDir), /lost passwords/);
  }
});

test('a directory that others may enter, as from a backup, is closed and served', async (t) => {
  const dataDir = await preparedDirectory(t);
  for (const mode of [0o777, 0o755, 0o770, 0o500]) {
    await chmod(path.join(dataDir, 'postgres'), mode);
    await serves(dataDir);
    assert.equal((await stat(path.join(dataDir, 'postgres'))).mode & 0o777, 0o700);
  }
});

test('a PG_VERSION that names no version is damage, and what to do is said', async (t) => {
  const dataDir = await preparedDirectory(t);
  for (const content of ['', '\n', Buffer.alloc(3), 'x']) {
    await writeFile(path.join(dataDir, 'postgres', 'PG_VERSION'), content);
    await assert.rejects(startEmbeddedPostgres({ dataDir, log: memoryLog() }), (error) => {
      assert.ok(error instanceof EmbeddedPostgresError && error.code === 'corrupt');
      assert.match(error.hint, /backup/);
      return true;
    });
  }
});

test('DATA_DIR may be a link, hold blanks and Cyrillic, and be long', async (t) => {
  const dataDir = await preparedDirectory(t);
  const folder = path.join(dataDir, `тека з пробілами 'і' "лапками" %41 ${'д'.repeat(60)}`);
  const inner = path.join(folder, 'ї'.repeat(60));
  await mkdir(inner, { recursive: true });
  // Where root runs the server as somebody else, that one has to get there.
  await chmod(dataDir, 0o755);
  for (const name of ['postgres', 'postgres.json'])
    await rename(path.join(dataDir, name), path.join(inner, name));
  const link = path.join(dataDir, 'link');
  await symlink(inner, link);
  await serves(inner);
  // Killed, so that the link has to be seen through to recognise the server.
  const killed = launch(t, 'start', link, { toolPath: '/nonexistent' });
  await ready(killed);
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  assert.match(await serves(link), /left behind/);
  await rm(link);
});

test('an address of the embedded database leaves nothing to the PG variables of the shell', async (t) => {
  const database = await startEmbeddedPostgres({ dataDir: await preparedDirectory(t), log: memoryLog() });
  atEnd(t, () => database.stop());
  const foreign = {
    PGSSLMODE: 'require',
    PGSSLNEGOTIATION: 'direct',
    PGHOST: '192.0.2.1',
    PGPORT: '1',
    PGUSER: 'nobody',
    PGPASSWORD: 'wrong',
    PGPASSFILE: '/dev/null',
    PGDATABASE: 'elsewhere',
    PGREPLICATION: 'database',
    PGSERVICE: 'elsewhere',
  };
  const before = { ...process.env };
  atEnd(t, () => {
    process.env = before;
  });
  for (const [name, value] of Object.entries(foreign)) {
    process.env = { ...before, [name]: value };
    for (const url of [database.applicationUrl, database.ownerUrl, database.superuserUrl]) {
      const rows = await query(url, `SELECT current_setting('server_version_num')::int > 0 AS ok`);
      assert.deepEqual(rows, [{ ok: true }], name);
    }
  }
});
