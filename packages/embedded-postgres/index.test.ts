/**
 * Goal: one directory is one durable database, whoever starts, stops or joins it.
 * Method: real servers, started in this process and in others.
 */
import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import test from 'node:test';
import { eventually } from '../../test/fixtures/eventually.ts';
import { EmbeddedPostgresError, openEmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import {
  atEnd,
  launch,
  memoryLog,
  preparedDirectory,
  query,
  ready,
  temporaryDirectory,
} from './testing.fixture.ts';

function failsWith(code: string) {
  return (error: unknown) => error instanceof EmbeddedPostgresError && error.code === code;
}

test('an empty directory becomes a durable Ukrainian database on 127.0.0.1 only', async (t) => {
  const dataDir = path.join(await temporaryDirectory(t), 'new', 'data');
  const log = memoryLog();
  const database = await startEmbeddedPostgres({ dataDir, log });
  atEnd(t, () => database.stop());

  const settings = await query(
    database.superuserUrl,
    `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories',
      'max_connections', 'fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'server_encoding')`,
  );
  assert.deepEqual(Object.fromEntries(settings.map(({ name, setting }) => [name, setting])), {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    server_encoding: 'UTF8',
  });
  const words = await query(
    database.applicationUrl,
    `SELECT string_agg(word, ' ' ORDER BY word) AS sorted, lower('ЇЖАК') AS lower
     FROM unnest(array['я', 'ґава', 'гора', 'їжак', 'ива', 'єнот', 'дім', 'жук', 'ехо']) AS word`,
  );
  assert.deepEqual(words, [{ sorted: 'гора ґава дім ехо єнот жук ива їжак я', lower: 'їжак' }]);

  assert.equal((await stat(dataDir)).mode & 0o777, 0o700);
  assert.equal((await stat(path.join(dataDir, 'postgres.json'))).mode & 0o777, 0o600);
  const stored = JSON.parse(await readFile(path.join(dataDir, 'postgres.json'), 'utf8'));
  const written = log.lines.join('\n') + (await readFile(path.join(dataDir, 'postgres.log'), 'utf8'));
  for (const secret of [stored.superuserPassword, stored.ownerPassword, stored.applicationPassword]) {
    assert.ok(!written.includes(secret), 'a password is in a log');
  }
});

test('the application’s role can neither define nor own anything, nor enter another database', async (t) => {
  const database = await startEmbeddedPostgres({ dataDir: await preparedDirectory(t), log: memoryLog() });
  atEnd(t, () => database.stop());
  const denied = /permission denied/;
  for (const sql of [
    'CREATE TABLE x (y int)',
    'CREATE TEMPORARY TABLE x (y int)',
    'CREATE SCHEMA x',
    'CREATE ROLE x',
  ]) {
    await assert.rejects(query(database.applicationUrl, sql), denied, sql);
  }
  for (const other of ['postgres', 'template1']) {
    await assert.rejects(query(database.applicationUrl.replace('/esoz?', `/${other}?`), 'SELECT 1'), denied);
  }
  const roles = await query(
    database.superuserUrl,
    `SELECT rolname FROM pg_roles WHERE rolname LIKE 'esoz%' AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls)`,
  );
  assert.deepEqual(roles, []);
  await assert.rejects(
    query(database.ownerUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1'),
    /authentication failed/,
  );
});

test('a failed statement leaves none of its values in the server’s log', async (t) => {
  const dataDir = await preparedDirectory(t);
  const database = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => database.stop());
  await query(database.ownerUrl, 'CREATE TABLE person (name text UNIQUE)');
  await query(database.ownerUrl, `INSERT INTO person VALUES ('Оленка')`);
  await assert.rejects(query(database.ownerUrl, `INSERT INTO person VALUES ('Оленка')`), /duplicate key/);
  assert.doesNotMatch(await readFile(path.join(dataDir, 'postgres.log'), 'utf8'), /Оленка|INSERT/);
});

test('a restart keeps data, port and passwords; stop() may be called again', async (t) => {
  const dataDir = await preparedDirectory(t);
  const first = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await Promise.all([first.stop(), first.stop()]);
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => second.stop());
  await first.stop();
  assert.equal(second.ownerUrl, first.ownerUrl);
  assert.deepEqual(await query(first.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }]);
  assert.deepEqual((await readdir(dataDir)).sort(), [
    'postgres',
    'postgres.json',
    'postgres.lock.1',
    'postgres.log',
  ]);
});

test('a port taken by another program is replaced by a free one, and remembered', async (t) => {
  const dataDir = await preparedDirectory(t);
  const first = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  await first.stop();
  const thief = createServer().listen(first.port, '127.0.0.1');
  atEnd(t, () => thief.close());
  const second = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  assert.notEqual(second.port, first.port);
  assert.equal((await query(second.applicationUrl, 'SELECT 1 AS one')).length, 1);
  await second.stop();
  const third = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => third.stop());
  assert.equal(third.port, second.port);
});

test('a second start on the same directory is refused and names the first', async (t) => {
  const dataDir = await preparedDirectory(t);
  const other = launch(t, 'start', dataDir);
  const { applicationUrl } = await ready(other);
  await assert.rejects(startEmbeddedPostgres({ dataDir, log: memoryLog() }), (error) => {
    assert.ok(failsWith('already_running')(error));
    assert.match((error as Error).message, new RegExp(`process ${other.child.pid}\\b`));
    return true;
  });
  assert.equal((await query(applicationUrl, 'SELECT 1 AS one')).length, 1);
});

test('a command uses the database of the running server and leaves it running', async (t) => {
  const dataDir = await preparedDirectory(t);
  const server = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => server.stop());
  const command = await openEmbeddedPostgres({ dataDir, log: memoryLog() });
  assert.equal(command.ownerUrl, server.ownerUrl);
  await command.stop();
  assert.equal((await query(server.applicationUrl, 'SELECT 1 AS one')).length, 1);
});

test('a command that comes while the server is starting waits for it', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const starting = startEmbeddedPostgres({ dataDir, log: memoryLog() });
  await eventually('the lock', async () => (await readdir(dataDir)).includes('postgres.lock.1'));
  const command = await openEmbeddedPostgres({ dataDir, log: memoryLog() });
  const server = await starting;
  atEnd(t, () => server.stop());
  assert.equal(command.ownerUrl, server.ownerUrl);
});

test('commands that race take turns, each with a whole database', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const table = 'CREATE TABLE IF NOT EXISTS turn (at timestamptz DEFAULT now())';
  async function command(): Promise<void> {
    const database = await openEmbeddedPostgres({ dataDir, log: memoryLog() });
    await query(database.ownerUrl, table);
    await query(database.ownerUrl, 'INSERT INTO turn SELECT FROM pg_sleep(0.1)');
    await database.stop();
  }
  await Promise.all([command(), command(), command()]);
  const database = await openEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => database.stop());
  assert.deepEqual(await query(database.ownerUrl, 'SELECT count(*)::int AS turns FROM turn'), [{ turns: 3 }]);
});

test('a start waits for a command to finish, and says who is in the way when it does not', async (t) => {
  const dataDir = await preparedDirectory(t);
  const command = await openEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => command.stop());
  const impatient = startEmbeddedPostgres({ dataDir, log: memoryLog(), waitSeconds: 0.2 });
  await assert.rejects(impatient, failsWith('already_running'));
  const patient = startEmbeddedPostgres({ dataDir, log: memoryLog() });
  await command.stop();
  await (await patient).stop();
});

test('what a killed initdb left is swept away and done again', async (t) => {
  const dataDir = await temporaryDirectory(t);
  await mkdir(path.join(dataDir, 'postgres.initdb-dead', 'base'), { recursive: true });
  await writeFile(path.join(dataDir, 'postgres.initdb-dead', 'PG_VERSION'), '18\n');
  const database = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => database.stop());
  assert.deepEqual(
    (await readdir(dataDir)).filter((name) => name.includes('initdb')),
    [],
  );
  assert.equal((await query(database.applicationUrl, 'SELECT 1 AS one')).length, 1);
});

test('lost passwords are set anew without losing data', async (t) => {
  const dataDir = await preparedDirectory(t);
  const first = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  await rm(path.join(dataDir, 'postgres.json'));
  const second = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => second.stop());
  assert.notEqual(second.ownerUrl, first.ownerUrl);
  assert.deepEqual(await query(second.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }]);
});

test('damaged files and those of another version are refused and left as they are', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const cluster = path.join(dataDir, 'postgres');
  const start = () => startEmbeddedPostgres({ dataDir, log: memoryLog() });
  await mkdir(cluster, { mode: 0o700 });
  await assert.rejects(start(), failsWith('corrupt'));
  await writeFile(path.join(cluster, 'PG_VERSION'), '17\n');
  await assert.rejects(start(), failsWith('wrong_version'));
  await rm(cluster, { recursive: true });
  await (await start()).stop();
  const whole = path.join(dataDir, 'whole');
  await cp(cluster, whole, { recursive: true });
  await truncate(path.join(cluster, 'global', 'pg_control'), 100);
  await assert.rejects(start(), failsWith('corrupt'));
  await rm(cluster, { recursive: true });
  await cp(whole, cluster, { recursive: true });
  await (await start()).stop();
});

test('a log that has grown is set aside at the start', async (t) => {
  const dataDir = await preparedDirectory(t);
  const logPath = path.join(dataDir, 'postgres.log');
  await writeFile(logPath, '');
  await truncate(logPath, 11 * 1024 * 1024);
  const database = await startEmbeddedPostgres({ dataDir, log: memoryLog() });
  atEnd(t, () => database.stop());
  assert.ok((await stat(logPath)).size < 100_000);
  assert.equal((await stat(`${logPath}.1`)).size, 11 * 1024 * 1024);
});
