/**
 * Goal: an upload is acknowledged after it is on disk, and never held in memory.
 * Method: system calls of a real store under strace, and the memory of its process.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../../../test/fixtures/eventually.ts';
import { measureLargeObject, startEmbeddedStore } from '../../../test/fixtures/store-endpoint.ts';
import { BUCKET, send, signByHeader, startChild, temporaryFolder } from '../test/support.ts';

function missingStrace(): string | false {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'strace is not installed (Debian: apt-get install strace)';
  }
}

test('the 200 of an upload leaves only after content, record and both changes of the folder are on disk', {
  skip: missingStrace(),
}, async (t) => {
  const { child, port } = await startChild(t, temporaryFolder(t));
  const trace = join(temporaryFolder(t), 'trace');
  const calls = 'trace=openat,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,write,writev';
  const strace = spawn('strace', [
    '-f',
    '-y',
    '-s',
    '200',
    '-e',
    calls,
    '-o',
    trace,
    '-p',
    String(child.pid),
  ]);
  t.after(() => strace.kill('SIGKILL'));
  await once(strace.stderr, 'data');
  for (const body of ['first', 'second']) {
    const signed = signByHeader({ port, method: 'PUT', path: `/${BUCKET}/key` });
    assert.equal((await send(port, { ...signed, body })).status, 200);
  }
  // Between the first answer and the second lies one replacement.
  const replacement = await eventually('the trace is written', () => {
    const parts = readFileSync(trace, 'utf8').split(/"HTTP\/1\.1 200 OK[^\n]*\n/);
    return parts.length > 2 ? parts[1] : undefined;
  });
  const steps = replacement.split('\n').flatMap((line) => {
    // A call that was interrupted in the trace is counted where it ended.
    if (/unfinished/.test(line)) return [];
    const folder = /fsync\(\d+<[^>]*\/[0-9a-f]{2}>/.test(line) || /fsync resumed/.test(line);
    if (/fdatasync/.test(line)) return ['file synced'];
    if (folder) return ['folder synced'];
    if (/rename/.test(line)) return ['record replaced'];
    if (/unlink/.test(line)) return ['old content removed'];
    return [];
  });
  const before = ['file synced', 'file synced', 'folder synced'];
  assert.deepEqual(steps.slice(0, 3).sort(), before, 'content and record, and the name of the content');
  assert.deepEqual(steps.slice(3), ['record replaced', 'folder synced', 'old content removed']);
});

test('a quarter of a gigabyte up and down takes less than 64 MB of memory', {
  skip: process.platform === 'linux' ? false : 'reads /proc, which is there on Linux only',
}, async (t) => {
  const endpoint = await startEmbeddedStore(temporaryFolder(t));
  t.after(() => endpoint.stop());
  const { peakGrowthMB } = await measureLargeObject(endpoint, 256 * 1024 * 1024);
  assert.ok(peakGrowthMB !== null && peakGrowthMB < 64, `${peakGrowthMB} MB`);
});
