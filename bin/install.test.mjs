/**
 * Goal: however an installation ends, the next start waits for what still runs, installs and serves; two never mix.
 * Method: the launcher on small clones with a stand-in for npm, ended at bad moments; half-written folders made by hand.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
import { installPackages } from './install.mjs';
import { missingPackage } from './packages.mjs';

const onlyLinux = process.platform === 'linux' ? {} : { skip: 'only Linux tells where processes work' };
const { 'node_modules/for-tests': _dev, ...PRODUCTION } = HERE;
/** An npm that tells when it has begun and when it has ended, and installs only when the test lets it. */
const HELD =
  'touch "$PREPARED/begun"; until [ -e "$PREPARED/go" ]; do sleep 0.1; done; cp -R "$PREPARED/node_modules" .; touch "$PREPARED/ended"';
const letGo = (root) => writeFileSync(path.join(root, 'prepared', 'go'), '');

/** The arguments of each run of npm. */
function runsOf(root) {
  const file = path.join(root, 'npm-runs');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}
const isThere = (root, name) => existsSync(path.join(root, 'prepared', name));
/** What an installation keeps only while it runs. */
const leftovers = (root) =>
  [root, path.join(root, 'node_modules')]
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder))
    .filter((name) => name.startsWith('.esoz-'));

/** Starts, and lets what it waits for end. */
async function serves(t, root, searchPath, whenWaiting) {
  const { ended, output } = start(t, root, ['exit', '3'], [], searchPath);
  if (whenWaiting !== undefined) {
    await until(() => /waiting for process \d+/.test(output.stderr));
    whenWaiting(output.stderr);
  }
  assert.deepEqual(await ended, [3, null], output.stderr);
  return output;
}

test('a clean clone installs once what running needs, also when two start together', onlyPosix, async (t) => {
  const root = clone(t);
  const searchPath = fakeNpm(root, HELD);
  const both = [1, 2].map((n) => start(t, root, ['exit', String(n)], [], searchPath));
  const said = () => both.map(({ output }) => output.stderr).join('');
  await until(() => /waiting for process \d+, which installs packages here/.test(said()));
  await until(() => /installing packages: 0 of \d, \d+ MB, \d s/.test(said()));
  letGo(root);
  const codes = await Promise.all(both.map(({ ended }) => ended));
  assert.deepEqual(codes.flat(), [1, null, 2, null]);
  for (const { output } of both)
    assert.equal(output.stdout.trim().split('\n').length, 1, 'stdout is not ours');
  const [run, ...more] = runsOf(root);
  assert.deepEqual(more, []);
  assert.match(run, /^ci .*--ignore-scripts.*--omit=dev/);
  assert.match(said(), /packages are not installed; running npm ci --omit=dev/);
  assert.doesNotMatch(said(), /chatter/);
  assert.deepEqual(leftovers(root), []);
  assert.equal((await serves(t, root, '/nowhere')).stderr, '');
});

for (const [signal, target] of [
  ['SIGINT', 'the process'],
  ['SIGTERM', 'the process'],
  ['SIGHUP', 'the group'],
  ['SIGINT', 'the group'],
]) {
  test(
    `${signal} to ${target} ends npm too and leaves nothing; the next start installs`,
    onlyPosix,
    async (t) => {
      const root = clone(t);
      const interrupted = start(t, root, ['exit', '0'], [], fakeNpm(root, HELD));
      await until(() => isThere(root, 'begun'));
      process.kill(target === 'the group' ? -interrupted.child.pid : interrupted.child.pid, signal);
      const next = serves(t, root, fakeNpm(root));
      assert.deepEqual(await interrupted.ended, [null, signal]);
      await next;
      assert.deepEqual(leftovers(root), []);
    },
  );
}

test('an npm that does not want to end is ended all the same', onlyPosix, async (t) => {
  const root = clone(t);
  const searchPath = fakeNpm(
    root,
    `trap '' TERM INT HUP; touch "$PREPARED/begun"; sleep 60 & wait; sleep 60`,
  );
  const interrupted = start(t, root, ['exit', '0'], [], searchPath);
  await until(() => isThere(root, 'begun'));
  interrupted.child.kill('SIGINT');
  interrupted.child.kill('SIGINT');
  assert.deepEqual(await interrupted.ended, [null, 'SIGINT']);
  assert.deepEqual(leftovers(root), []);
});

for (const target of ['the launcher', 'its group']) {
  test(
    `after kill -9 of ${target} the next start waits for the npm that lives on, and uses what it made`,
    onlyLinux,
    async (t) => {
      const root = clone(t);
      const searchPath = fakeNpm(root, HELD);
      const killed = start(t, root, ['exit', '0'], [], searchPath);
      await until(() => isThere(root, 'begun'));
      process.kill(target === 'its group' ? -killed.child.pid : killed.child.pid, 'SIGKILL');
      await serves(t, root, searchPath, () => letGo(root));
      assert.ok(isThere(root, 'ended'));
      assert.equal(runsOf(root).length, 1);
      assert.deepEqual(leftovers(root), []);
    },
  );
}

test('after kill -9 of npm the start says so, and the next one installs', onlyPosix, async (t) => {
  const root = clone(t);
  const failed = start(t, root, ['exit', '0'], [], fakeNpm(root, 'mkdir -p node_modules/plain; kill -9 $$'));
  assert.deepEqual(await failed.ended, [1, null]);
  assert.match(failed.output.stderr, /"npm ci" in .* was stopped by SIGKILL/);
  assert.deepEqual(leftovers(root), []);
  await serves(t, root, fakeNpm(root));
});

test('an npm ci of somebody else, dying or not, is waited for', onlyLinux, async (t) => {
  const root = clone(t);
  installInto(root, HERE);
  rmSync(path.join(root, 'node_modules', '.package-lock.json'));
  const script = 'process.title = "npm ci"; process.stdout.write("x"); process.stdin.resume()';
  const other = spawn(process.execPath, ['-e', script], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  await serves(t, root, fakeNpm(root), (said) => {
    assert.match(said, new RegExp(`waiting for process ${other.pid}`));
    assert.equal(runsOf(root).length, 0);
    other.stdin.end();
  });
});

test('locks of the dead, of another boot and torn ones bar nobody', onlyPosix, async (t) => {
  const root = clone(t);
  const searchPath = fakeNpm(root);
  const contents = [
    '',
    '\0\0',
    '{"pid":',
    '[]',
    '{"pid":1,"mark":"x"}',
    `{"pid":${process.pid},"mark":"before"}`,
  ];
  for (const [at, content] of contents.entries())
    writeFileSync(path.join(root, `.esoz-install.lock.${at + 1}`), content);
  writeFileSync(path.join(root, '.esoz-install.lock.aside-1-x'), '');
  await serves(t, root, searchPath);
  assert.deepEqual(leftovers(root), []);
});

test('a half-written node_modules is noticed and made anew', onlyPosix, async (t) => {
  const root = clone(t);
  const searchPath = fakeNpm(root);
  const inModules = (...names) => path.join(root, 'node_modules', ...names);
  const damages = {
    'no lock file of npm': () => rmSync(inModules('.package-lock.json')),
    'a torn lock file of npm': () => writeFileSync(inModules('.package-lock.json'), '{"packages":{"'),
    'an empty lock file of npm': () => writeFileSync(inModules('.package-lock.json'), ''),
    'a package without files': () => rmSync(inModules('plain', 'package.json')),
    'an empty package': () => writeFileSync(inModules('plain', 'package.json'), ''),
    'a package of zeros': () => writeFileSync(inModules('plain', 'package.json'), '\0'.repeat(50)),
    'another version': () => writeFileSync(inModules('plain', 'package.json'), '{"version":"0.9.0"}'),
    'a staging folder of the dead': () => {
      rmSync(inModules('.package-lock.json'));
      mkdirSync(inModules('.esoz-staging-dead', 'node_modules', 'plain'), { recursive: true });
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    installInto(root, HERE);
    damage();
    await serves(t, root, searchPath).catch((cause) => assert.fail(new Error(name, { cause })));
    assert.equal(missingPackage(root, { development: true }), undefined, name);
    assert.deepEqual(leftovers(root), [], name);
  }
  assert.equal(runsOf(root).length, Object.keys(damages).length);
});

test('what npm silently left out is said, and tried again at the next start', onlyPosix, async (t) => {
  const root = clone(t);
  const here = { os: [process.platform], cpu: [process.arch], optional: true, version: '5.0.0' };
  const wanted = { ...WANTED, 'node_modules/database': here, [RUNTIME]: { ...here, version: '4.0.0' } };
  writeLock(path.join(root, 'package-lock.json'), wanted);
  const { 'node_modules/of-another-platform': _, ...whole } = wanted;
  const { 'node_modules/database': _database, ...partial } = whole;
  const failed = start(t, root, ['exit', '0'], [], fakeNpm(root, undefined, partial));
  assert.deepEqual(await failed.ended, [1, null]);
  assert.match(failed.output.stderr, /not installed.*could not be downloaded or unpacked/s);
  await serves(t, root, fakeNpm(root, undefined, whole));
  // All of them absent is somebody's wish: --omit=optional.
  const { [RUNTIME]: _runtime, ...none } = partial;
  rmSync(path.join(root, 'node_modules'), { recursive: true });
  installInto(root, none);
  assert.equal(missingPackage(root, { development: false }), undefined);
});

test(
  'a change of the lock file is noticed; who has development packages keeps them',
  onlyPosix,
  async (t) => {
    const root = clone(t);
    installInto(root, PRODUCTION);
    assert.equal(missingPackage(root, { development: false }), undefined);
    const changed = { ...WANTED, 'node_modules/plain': { version: '1.0.1' } };
    writeLock(path.join(root, 'package-lock.json'), changed);
    const { 'node_modules/of-another-platform': _, ...whole } = changed;
    const { 'node_modules/for-tests': _tests, ...production } = whole;
    await serves(t, root, fakeNpm(root, undefined, production));
    assert.match(runsOf(root)[0], /--omit=dev/);
    // For the tests the rest is installed; what was there is not touched, since a running product may use it.
    const inodes = () =>
      ['plain', path.basename(RUNTIME)].map((name) => statSync(path.join(root, 'node_modules', name)).ino);
    const before = inodes();
    const missing = () => missingPackage(root, { development: true });
    const PATH = process.env.PATH;
    t.after(() => {
      process.env.PATH = PATH;
    });
    process.env.PATH = fakeNpm(root, undefined, whole);
    assert.equal(await installPackages(root, missing, { development: true }), undefined);
    assert.match(runsOf(root)[1], /--include=dev/);
    assert.deepEqual(inodes(), before);
    // And a later start, after another change, does not take them away.
    writeLock(path.join(root, 'package-lock.json'), {
      ...changed,
      'node_modules/plain': { version: '1.0.2' },
    });
    await serves(t, root, fakeNpm(root, undefined, { ...whole, 'node_modules/plain': { version: '1.0.2' } }));
    assert.match(runsOf(root)[2], /--include=dev/);
  },
);

test(
  'an install that fails says why and what to do, with exit code 1, and leaves nothing half',
  onlyPosix,
  async (t) => {
    const root = clone(t);
    for (const [words, pattern] of [
      ['npm error code ENOSPC', /disk is full: free about/],
      ['npm error code EDQUOT', /disk is full: free about/],
      ['npm error code ENOTFOUND', /registry could not be reached: check the network/],
      ['npm error code ECONNREFUSED', /registry could not be reached: check the network/],
      ['npm error code ETIMEDOUT', /registry could not be reached: check the network/],
      ['npm error code E403', /registry refuses/],
      ['npm error code EACCES', /npm config get cache/],
      ['npm error code SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
      ['npm error code EINTEGRITY', /npm cache verify/],
      ['something new', /"npm ci" in .* failed with exit code 9\. See above/],
    ]) {
      const failed = start(t, root, ['exit', '0'], [], fakeNpm(root, `echo "${words}" >&2; exit 9`));
      assert.deepEqual(await failed.ended, [1, null]);
      assert.equal(failed.output.stdout, '');
      assert.match(failed.output.stderr, pattern);
      assert.ok(failed.output.stderr.includes(words), 'npm’s own words are shown');
      assert.deepEqual(leftovers(root), []);
    }
    const absent = start(t, root, ['exit', '0'], [], '/nowhere');
    assert.deepEqual(await absent.ended, [1, null]);
    assert.match(absent.output.stderr, /npm could not be started.*Install it/);
    rmSync(path.join(root, 'node_modules'), { recursive: true });
    writeFileSync(path.join(root, 'node_modules'), '');
    const file = start(t, root, ['exit', '0'], [], fakeNpm(root));
    assert.deepEqual(await file.ended, [1, null]);
    assert.match(file.output.stderr, /must be a folder: remove it/);
  },
);

test('a folder that cannot be written is said, with what to do', onlyLinux, async () => {
  const failure = await installPackages('/sys', () => 'none', { development: false });
  assert.match(failure, /cannot be installed: (EACCES|EPERM|EROFS).*(Start as the user|Make it writable)/);
});

test('a Node that is too old gets a sentence in place of a syntax error', () => {
  for (const name of ['esoz.mjs', 'npm-script.mjs', 'old-node.mjs']) {
    const text = readFileSync(path.join(import.meta.dirname, name), 'utf8');
    assert.doesNotMatch(text, /\?\?|\?\.|^await |^import \{/m, `${name} is read by an old Node`);
  }
});
