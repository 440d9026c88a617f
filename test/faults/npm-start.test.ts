/**
 * Goal: `npm start` hands its signals on.
 * Method: real starts, where the launcher becomes the program and where it stays above it.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createTestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** Without process.execve, as on Node 20, the launcher stays above the program. */
const LAUNCHERS = {
  'becomes the program': '',
  'stays above the program': '--import=data:text/javascript,delete%20process.execve',
};

for (const [kind, nodeOptions] of Object.entries(LAUNCHERS)) {
  test(`SIGTERM to "npm start" stops the product where the launcher ${kind}`, {
    skip: process.platform === 'win32' && 'needs POSIX signals',
  }, async (t) => {
    const database = await createTestDatabase();
    const directory = await mkdtemp(path.join(tmpdir(), 'esoz-npm-'));
    const npm = spawn('npm', ['--silent', 'start', '--', '--json'], {
      cwd: ROOT,
      detached: true, // a process group, for the clearing up
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        NODE_OPTIONS: nodeOptions,
        DATABASE_URL: database.url,
        DATA_DIR: directory,
        PORT: '0',
        ADMIN_PORT: '0',
        STORE_PORT: '0',
      },
    });
    t.after(async () => {
      killGroup(npm.pid as number);
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    });
    let output = '';
    npm.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
    const line = await eventually('a start', () => output.includes('\n') && output);
    const { admin_url } = JSON.parse(line) as { admin_url: string };
    const isLive = () => fetch(`${admin_url}/live`).then(({ ok }) => ok);
    assert.equal(await isLive(), true);
    npm.kill('SIGTERM');
    await eventually('the end of the product', () =>
      isLive().then(
        () => false,
        () => true,
      ),
    );
  });
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // They have all ended, as they should.
  }
}
