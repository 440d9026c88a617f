/**
 * Goal: the Dockerfile keeps what it promises (small, sealed, from named sources), and a release cannot be built of less.
 * Method: its instructions against rules that are data, each with a planted breach; shellcheck over what a shell runs; the
 * scripts of deploy/image/ with a docker that only writes down what it is told.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { nodeOptions } from '../../bin/node-options.mjs';
import { shellcheck, whyNoShellcheck } from '../fixtures/shellcheck.ts';
import { pairsOf, readDockerfile, type Stage } from './dockerfile/read.ts';
import { PINNED_BASE, RULES } from './dockerfile/rules.ts';

const CHECKOUT = path.join(import.meta.dirname, '../..');
const DOCKERFILE = readFileSync(path.join(CHECKOUT, 'deploy/image/Dockerfile'), 'utf8');

for (const { id, sentence, breaches, planted } of RULES) {
  test(`${id}: ${sentence}`, () => {
    assert.deepEqual(breaches(readDockerfile(DOCKERFILE)), []);
    const broken = DOCKERFILE.replace(...planted);
    assert.notEqual(broken, DOCKERFILE, 'the planted breach has no place any more');
    assert.notDeepEqual(breaches(readDockerfile(broken)), [], 'the planted breach is not found');
  });
}

test('what a shell runs is written so that nothing in it surprises', { skip: whyNoShellcheck() }, () => {
  const { stages } = readDockerfile(DOCKERFILE);
  const steps = stages.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'RUN'));
  assert.ok(steps.length > 0);
  for (const { text, line } of steps) {
    const { status, stdout } = shellcheck(['--shell=sh', '--enable=all', '-'], { input: text });
    assert.equal(status, 0, `line ${line}: ${stdout}`);
  }
});

test('Node is told the same as by the launcher, which is not in the image', () => {
  const env = (readDockerfile(DOCKERFILE).stages.at(-1) as Stage).instructions.find(
    ({ keyword }) => keyword === 'ENV',
  );
  const { NODE_OPTIONS, MALLOC_ARENA_MAX, UV_THREADPOOL_SIZE } = pairsOf(env?.text ?? '');
  assert.equal(NODE_OPTIONS, nodeOptions.join(' '));
  const launcher = readFileSync(path.join(CHECKOUT, 'bin/runtime.mjs'), 'utf8');
  assert.match(launcher, new RegExp(`MALLOC_ARENA_MAX \\?\\?= '${MALLOC_ARENA_MAX}'`));
  assert.match(launcher, new RegExp(`UV_THREADPOOL_SIZE \\?\\?= '${UV_THREADPOOL_SIZE}'`));
});

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** A checkout with the scripts, under git, and a `docker` that writes its arguments down and answers the question for a digest. */
function checkout(t: TestContext, digest = DIGEST) {
  const folder = mkdtempSync(path.join(tmpdir(), 'esoz-image-scripts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [repository, bin] = [path.join(folder, 'repository'), path.join(folder, 'bin')];
  cpSync(path.join(CHECKOUT, 'deploy/image'), path.join(repository, 'deploy/image'), { recursive: true });
  cpSync(path.join(CHECKOUT, 'package.json'), path.join(repository, 'package.json'));
  mkdirSync(bin);
  const told = path.join(folder, 'told');
  const docker = `#!/bin/sh\nprintf '%s\\n' "$@" > "${told}"\n[ "$2" != imagetools ] || echo '${digest}'\n`;
  writeFileSync(path.join(bin, 'docker'), docker, { mode: 0o755 });
  const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: folder };
  const git = (...words: string[]) => {
    const author = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
    execFileSync('git', [...author, ...words], { cwd: repository, env, stdio: 'ignore' });
  };
  const commit = () => {
    git('add', '.');
    git('commit', '--message', 'x');
  };
  git('init');
  git('remote', 'add', 'origin', 'https://someone:a-password@git.example/registry.git');
  commit();
  return {
    commit,
    run: (script: string, ...words: string[]) =>
      spawnSync(path.join(repository, 'deploy/image', script), words, { env, encoding: 'utf8' }),
    told: () => readFileSync(told, 'utf8').split('\n'),
    dockerfile: () => readFileSync(path.join(repository, 'deploy/image/Dockerfile'), 'utf8'),
  };
}

test('a release is refused until both bases are pinned and committed, and then says what it is made of', (t) => {
  const { run, told, commit, dockerfile } = checkout(t);
  const unpinned = run('build.sh', 'registry.example/esoz:1.2.3');
  assert.equal(unpinned.status, 1);
  assert.match(unpinned.stderr, /BUILD_IMAGE has no digest[\s\S]*pin\.sh/);

  assert.equal(run('pin.sh').status, 0);
  const pinned = readDockerfile(dockerfile());
  for (const { breaches } of [...RULES, PINNED_BASE]) assert.deepEqual(breaches(pinned), []);
  const withoutOne = readDockerfile(dockerfile().replace(...PINNED_BASE.planted));
  assert.equal(PINNED_BASE.breaches(withoutOne).length, 1);

  assert.match(run('build.sh', 'registry.example/esoz:1.2.3').stderr, /changes that no commit has/);
  commit();
  const { status, stderr } = run('build.sh', 'registry.example/esoz:1.2.3', '--push');
  assert.equal(status, 0, stderr);
  const words = told();
  for (const word of ['linux/amd64,linux/arm64', 'registry.example/esoz:1.2.3', '--push', 'VERSION=0.1.0'])
    assert.ok(words.includes(word), word);
  assert.ok(words.includes('SOURCE=https://git.example/registry.git'), 'without the password');
  assert.match(words.find((word) => word.startsWith('REVISION=')) ?? '', /^REVISION=[0-9a-f]{40}$/);
});

test('to pin again takes the digest of today, and an answer that is none changes nothing', (t) => {
  const { run, dockerfile } = checkout(t);
  run('pin.sh');
  const once = dockerfile();
  assert.equal(run('pin.sh').status, 0);
  assert.equal(dockerfile(), once);

  const other = checkout(t, 'unauthorized');
  const before = other.dockerfile();
  assert.match(other.run('pin.sh').stderr, /gave no digest/);
  assert.equal(other.dockerfile(), before);
});
