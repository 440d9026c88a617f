/**
 * Goal: a file that cannot be read is called so in a sentence with a remedy, and never in the words of the operating system.
 * Method: names of what is no file, and an error of each code that a file can have.
 */
import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { explainReadError, openToRead } from './input-file.ts';
import { folderOf, place } from './test-support.ts';

test('what cannot be read is said in a sentence with a remedy', async (t) => {
  const folder = folderOf(t);
  const at = (name: string) => path.join(folder, name);
  place(folder, 'plain', '');
  await symlink('round', at('round'));
  const cases: [string, string][] = [
    [at('absent'), 'it does not exist'],
    [folder, 'it is a directory'],
    [at('plain/file.csv'), 'what should be its directory is a file'],
    [at('round'), 'its links lead in a circle'],
    [at('x'.repeat(256)), 'its name is too long'],
  ];
  for (const [file, reason] of cases)
    await assert.rejects(openToRead(file), { message: `${file} cannot be read: ${reason}.`, hint: /\.$/ });
  await (await openToRead(at('plain'))).close();
});

test('a file of somebody else asks for rights, and not for a port or DATA_DIR', () => {
  for (const code of ['EACCES', 'EPERM'])
    assert.match(
      (explainReadError({ code }, 'x.csv') as { hint: string }).hint,
      /^Let this user read the file/,
    );
});

test('what is not about the file comes back as it is', () => {
  const error = Object.assign(new Error('no more files'), { code: 'EMFILE' });
  assert.equal(explainReadError(error, 'x.csv'), error);
});
