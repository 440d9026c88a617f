/**
 * Goal: passwords of the roles are made as PostgreSQL itself makes them, and survive torn and foreign files.
 * Method: published vectors, and files in a temporary folder.
 */
import assert from 'node:assert/strict';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { generateCredentials, readCredentials, scramVerifier, writeCredentials } from './credentials.ts';
import { temporaryDirectory } from './testing.fixture.ts';

test('the verifier is the one PostgreSQL itself makes of the password of RFC 7677', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  assert.equal(
    scramVerifier('pencil', salt),
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('every role has a password of its own that needs no escaping in a URL', () => {
  const { superuserPassword, ownerPassword, applicationPassword } = generateCredentials();
  const passwords = [superuserPassword, ownerPassword, applicationPassword];
  assert.equal(new Set(passwords).size, 3);
  for (const password of passwords) assert.match(password, /^[\w-]{32}$/);
});

test('stored credentials come back, and only their owner may read them', async (t) => {
  const file = path.join(await temporaryDirectory(t), 'postgres.json');
  const credentials = { ...generateCredentials(), port: 5433 };
  await writeCredentials(file, generateCredentials());
  await writeCredentials(file, credentials);
  assert.deepEqual(await readCredentials(file), credentials);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('an absent, torn or foreign file counts as no credentials', async (t) => {
  const directory = await temporaryDirectory(t);
  const file = path.join(directory, 'postgres.json');
  assert.equal(await readCredentials(file), undefined);
  for (const text of [
    '',
    '{"port":5',
    'null',
    '[]',
    '{"port":"5433"}',
    '{"port":5433,"ownerPassword":"x"}',
  ]) {
    await writeFile(file, text);
    assert.equal(await readCredentials(file), undefined, text);
  }
});

test('a write that fails leaves the old credentials in place', async (t) => {
  const directory = await temporaryDirectory(t);
  const file = path.join(directory, 'postgres.json');
  await writeFile(file, 'old');
  await mkdir(`${file}.new`);
  await assert.rejects(writeCredentials(file, generateCredentials()));
  assert.equal(await readFile(file, 'utf8'), 'old');
});
