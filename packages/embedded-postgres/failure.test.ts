/**
 * Goal: what the system refuses becomes a sentence for the operator with a remedy.
 * Method: one case an error code, without a server.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { EmbeddedPostgresError, translateSystemError } from './errors.ts';
import { failureFrom } from './failure.ts';
import { pathsIn } from './paths.ts';

const cases: [string, string][] = [
  ['disk_full', 'initdb: error: could not write file "x/pg_wal/0001": No space left on device'],
  ['disk_full', 'PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device'],
  ['disk_full', 'FATAL:  could not create lock file "postmaster.pid": Disk quota exceeded'],
  [
    'port_taken',
    'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use\nHINT: x\nFATAL:  could not create any TCP/IP sockets',
  ],
  ['still_held', 'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use'],
  ['still_held', 'FATAL:  lock file "postmaster.pid" already exists'],
  ['not_permitted', 'initdb: error: could not create directory "/x": Permission denied'],
  ['not_permitted', 'FATAL:  data directory "/x" has wrong ownership'],
  ['corrupt', 'LOG:  invalid checkpoint record\nPANIC:  could not locate a valid checkpoint record at 0/1'],
  ['corrupt', 'postgres: could not find the database system'],
  ['corrupt', 'FATAL:  incorrect checksum in control file'],
  ['corrupt', 'FATAL:  database files are incompatible with server'],
  ['start_failed', 'FATAL:  could not create shared memory segment: Invalid argument'],
  ['start_failed', ''],
];

for (const [code, output] of cases) {
  test(`"${output.slice(0, 60)}" is reported as ${code}`, async () => {
    const failure = await failureFrom(output, pathsIn('/nowhere/data'));
    assert.equal(failure.code, code);
    assert.ok(failure.message.length > 20 && failure.hint.length > 20);
  });
}

test('a failed file system call becomes the operator’s error, others pass unchanged', () => {
  const codeOf = (code: string) => {
    const translated = translateSystemError(Object.assign(new Error('x'), { code }), '/nowhere/data');
    return translated instanceof EmbeddedPostgresError ? translated.code : undefined;
  };
  assert.deepEqual(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EMFILE'].map(codeOf), [
    'disk_full',
    'disk_full',
    'not_permitted',
    'not_permitted',
    undefined,
  ]);
});
