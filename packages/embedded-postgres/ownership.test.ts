/**
 * Goal: a data directory is closed to others from the moment it exists.
 * Method: real directories, made by several at once.
 */
import assert from 'node:assert/strict';
import { stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { EmbeddedPostgresError } from './errors.ts';
import { makeDataDir } from './ownership.ts';
import { temporaryDirectory } from './testing.fixture.ts';

test('a data directory is made with all above it, closed to others, by several at once', async (t) => {
  const above = path.join(await temporaryDirectory(t), 'a', 'b');
  const dataDir = path.join(above, 'data');
  await Promise.all([makeDataDir(dataDir), makeDataDir(dataDir), makeDataDir(dataDir)]);
  for (const made of [above, dataDir]) assert.equal((await stat(made)).mode & 0o777, 0o700);
  await makeDataDir(dataDir);
});

test('a place that cannot be a directory is refused with a remedy, and never waited for', async (t) => {
  const folder = await temporaryDirectory(t);
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const nowhere = path.join(folder, 'nowhere');
  await symlink(path.join(folder, 'missing'), nowhere);
  const places = [file, path.join(file, 'data'), nowhere, path.join(nowhere, 'data')];
  if (process.platform === 'linux') places.push('/proc/esoz/data');
  for (const place of places) {
    await assert.rejects(makeDataDir(place), (error) => {
      assert.ok(error instanceof EmbeddedPostgresError, String(error));
      assert.equal(error.code, 'no_directory');
      assert.ok(error.message.includes(place) && error.hint.includes('DATA_DIR'));
      return true;
    });
  }
});
