/**
 * Goal: an operator keeps the heads of the audit log in a file, and a later verification holds the log to it.
 * Method: the commands, on a database whose log somebody then begins anew.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';

let database: TestDatabase;
let folder: string;
const audit = async (...args: string[]) => {
  const { code, stdout, stderr } = await runEsoz(['audit', ...args, '--json'], {
    DATABASE_URL: database.url,
  });
  return { code, stderr, document: JSON.parse(stdout) };
};

before(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'esoz-audit-'));
  await database.query(`INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset)
    SELECT now(), gen_random_uuid(), 'r', 'license', number, 'create', '{}' FROM generate_series(1, 5) AS number`);
});
after(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('what is printed and what is written to a file are the same document', async () => {
  const file = path.join(folder, 'heads.json');
  const written = await audit('heads', '--output', file);
  assert.deepEqual([written.code, written.document.lanes, written.document.rows], [0, 64, 5]);
  const printed = await audit('heads');
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')).lanes, printed.document.lanes);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('a log that was continued fits the file, one that was begun anew does not', async () => {
  const file = path.join(folder, 'heads.json');
  const fits = await audit('verify', '--heads', file);
  assert.equal(fits.code, 0, fits.stderr);
  assert.equal(fits.document.compared_with, JSON.parse(await readFile(file, 'utf8')).taken_at);
  await database.query(`TRUNCATE audit_log; UPDATE audit_lanes
    SET position = 0, previous_hash = NULL, hash = sha256(convert_to('esoz audit lane ' || lane, 'UTF8'))`);
  assert.equal((await audit('verify')).code, 0);
  const { code, document } = await audit('verify', '--heads', file);
  assert.equal(code, 1);
  assert.equal(document.faults[0].kind, 'shortened');
});

test('a log without its heads is found, and no heads are taken of it', async () => {
  await database.query('CREATE TABLE saved AS TABLE audit_lanes');
  await database.query('DELETE FROM audit_lanes');
  const verified = await audit('verify');
  assert.deepEqual([verified.code, verified.document.faults.length], [1, 64]);
  const taken = await audit('heads');
  assert.equal(taken.code, 1);
  assert.match(taken.document.error.hint, /audit verify/);
  await database.query('INSERT INTO audit_lanes SELECT * FROM saved; DROP TABLE saved');
});

test('a file that is none of heads, or is not there, is told', async () => {
  const file = path.join(folder, 'other.json');
  await writeFile(file, '{"lanes":[]}');
  const cases: [given: string, hint: RegExp][] = [
    [file, /esoz audit heads/],
    [path.join(folder, 'absent.json'), /Check the name/],
    [folder, /Name a file in it/],
  ];
  for (const [given, hint] of cases) {
    const { code, document } = await audit('verify', '--heads', given);
    assert.equal(code, 1);
    assert.match(document.error.hint, hint);
  }
});

test('a file that is there keeps its mode, a link leads on, and a pipe is left alone', async () => {
  const [file, link, pipe] = ['kept.json', 'link.json', 'pipe'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(file, 'x'.repeat(50_000));
  await chmod(file, 0o640);
  await symlink(file, link);
  assert.equal((await audit('heads', '--output', link)).code, 0);
  assert.equal((await stat(file)).mode & 0o777, 0o640);
  assert.equal(JSON.parse(await readFile(file, 'utf8')).version, 1);
  await promisify(execFile)('mkfifo', [pipe]);
  assert.equal((await audit('heads', '--output', pipe)).code, 1);
  assert.ok((await stat(pipe)).isFIFO());
});
