/**
 * Goal: the launcher installs what is missing and becomes the program, losing no signal, exit code or byte.
 * Method: run on small clones with a stand-in for npm, with and without `process.execve`.
 */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {
  clone,
  fakeNpm,
  HERE,
  installInto,
  onlyPosix,
  RUNTIME,
  start,
  until,
  WANTED,
  writeLock,
} from './clone.fixture.mjs';
import { missingPackage } from './packages.mjs';

/** As on Node 20, which has no process.execve. */
const WITHOUT_EXECVE = ['--import', 'data:text/javascript,delete process.execve'];
const OLD_NODE = [
  '--import',
  "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})",
];
const WAYS = [
  ['by becoming it', []],
  ['as a child process', WITHOUT_EXECVE],
];

test('node_modules is in order when everything needed is there in the locked version', (t) => {
  const root = clone(t);
  assert.match(missingPackage(root, { development: false }) ?? '', /not installed/);
  installInto(root, HERE);
  assert.equal(missingPackage(root, { development: true }), undefined);
});

test('a missing, outdated or deleted package is noticed; what may be left out is not missed', (t) => {
  const root = clone(t);
  const { 'node_modules/for-tests': _dev, ...production } = HERE;
  installInto(root, production);
  assert.equal(missingPackage(root, { development: false }), undefined);
  assert.match(missingPackage(root, { development: true }) ?? '', /for-tests is missing/);
  writeLock(path.join(root, 'package-lock.json'), { ...WANTED, 'node_modules/new': { version: '1.0.0' } });
  assert.match(missingPackage(root, { development: false }) ?? '', /new is missing/);
  writeLock(path.join(root, 'package-lock.json'), {
    ...WANTED,
    [RUNTIME]: { version: '4.0.1', optional: true },
  });
  assert.match(missingPackage(root, { development: false }) ?? '', /4\.0\.0.*4\.0\.1/);
  writeLock(path.join(root, 'package-lock.json'), WANTED);
  rmSync(path.join(root, 'node_modules', 'plain'), { recursive: true });
  assert.match(missingPackage(root, { development: false }) ?? '', /plain is damaged/);
});

for (const [name, options] of WAYS) {
  test(`the program gets arguments and stdin, and its exit code is ours, ${name}`, onlyPosix, async (t) => {
    const root = clone(t);
    installInto(root, HERE);
    const exit = start(t, root, ['exit', '3', '--json'], options);
    assert.deepEqual(await exit.ended, [3, null]);
    assert.deepEqual(JSON.parse(exit.output.stdout).arguments, ['exit', '3', '--json']);
    assert.equal(exit.output.stderr, '');
    const copy = start(t, root, ['copy'], options);
    copy.child.stdin?.end('вміст');
    assert.deepEqual(await copy.ended, [0, null]);
    assert.match(copy.output.stdout, /вміст$/);
  });

  test(
    `the program has eight threads for its files unless the environment says otherwise, ${name}`,
    onlyPosix,
    async (t) => {
      const root = clone(t);
      installInto(root, HERE);
      for (const [variables, threads] of [
        [{}, '8'],
        [{ UV_THREADPOOL_SIZE: '5' }, '5'],
      ]) {
        const { ended, output } = start(t, root, ['exit', '0'], options, '/nowhere', variables);
        await ended;
        assert.equal(JSON.parse(output.stdout).threads, threads);
      }
    },
  );

  test(
    `each signal reaches the program exactly once, and its death by a signal is ours, ${name}`,
    onlyPosix,
    async (t) => {
      const root = clone(t);
      installInto(root, HERE);
      const waiting = start(t, root, ['wait'], options);
      await until(() => waiting.output.stdout.includes('\n'));
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGTERM']) {
        const before = waiting.output.stdout.length;
        waiting.child.kill(signal);
        await until(() => waiting.output.stdout.length > before);
      }
      waiting.child.stdin?.end();
      assert.deepEqual(await waiting.ended, [7, null]);
      assert.deepEqual(waiting.output.stdout.trim().split('\n').slice(1), [
        'SIGTERM',
        'SIGINT',
        'SIGHUP',
        'SIGTERM',
      ]);
      for (const signal of ['SIGTERM', 'SIGKILL']) {
        assert.deepEqual(await start(t, root, ['die', signal], options).ended, [null, signal]);
      }
    },
  );
}

test('the program does not outlive a launcher killed with -9', onlyPosix, async (t) => {
  const root = clone(t);
  installInto(root, HERE);
  const { child, output, ended } = start(t, root, ['linger'], WITHOUT_EXECVE);
  await until(() => output.stdout.includes('\n'));
  const { pid } = JSON.parse(output.stdout);
  assert.notEqual(pid, child.pid);
  child.kill('SIGKILL');
  // "close" comes when nobody has the program's stdout open any more.
  await ended;
  assert.match(output.stdout, /SIGTERM\n$/);
});

test(
  'without the platform’s Node a new enough running Node serves, an old one leads to an install or a reason',
  onlyPosix,
  async (t) => {
    const root = clone(t);
    const { [RUNTIME]: _runtime, ...withoutRuntime } = HERE;
    installInto(root, withoutRuntime);
    const { ended, output } = start(t, root, ['exit', '5']);
    assert.deepEqual(await ended, [5, null]);
    assert.equal(output.stderr, '');
    const old = start(t, root, ['exit', '5'], OLD_NODE, fakeNpm(root, 'exit 9'));
    assert.deepEqual(await old.ended, [1, null]);
    assert.match(readFileSync(path.join(root, 'npm-runs'), 'utf8'), /--include=optional/);
  },
);
