/**
 * Goal: the scripts for backups have none of the mistakes that a shell forgives until the worst day.
 * Method: shellcheck on each of them. What they do is in backup.test.ts.
 */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPTS = fileURLToPath(new URL('../../deploy/backup', import.meta.url));

test('the scripts satisfy shellcheck', async (t) => {
  const scripts = (await readdir(SCRIPTS)).filter((name) => name.endsWith('.sh'));
  await promisify(execFile)('shellcheck', scripts, { cwd: SCRIPTS }).catch((error) => {
    if (error.code === 'ENOENT') return t.skip('needs shellcheck: apt-get install shellcheck');
    throw new Error(error.stdout);
  });
});
