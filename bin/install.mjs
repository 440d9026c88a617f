// Is node_modules what package-lock.json asks for? If not: npm ci. Must run on Node 20 with nothing installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** npm keeps what it really installed in a lock file inside node_modules, written when all is done. */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Says which package is missing or has another version than package-lock.json, or undefined when all are in
 * order. Optional packages may be left out (they are of other platforms, or `--omit=optional`), development
 * ones too unless `development` (a container image is installed with `--omit=dev`); but what is there must
 * have the right version.
 */
export function missingPackage(root, { development }) {
  const installed = readLock(path.join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return 'the packages are not installed';
  const wanted = readLock(path.join(root, 'package-lock.json'));
  if (wanted === undefined) return undefined;
  for (const [location, { version, dev, optional, devOptional }] of Object.entries(wanted)) {
    if (location === '') continue;
    const present = installed[location];
    if (present === undefined) {
      const mayBeAbsent = optional || devOptional || (dev && !development);
      if (!mayBeAbsent) return `${location} is missing`;
    } else if (present.version !== version) {
      return `${location} is ${present.version}, and package-lock.json asks for ${version}`;
    } else if (!existsSync(path.join(root, location, 'package.json'))) {
      return `${location} is damaged`;
    }
  }
  return undefined;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two `npm ci` in one folder destroy each other: the second starter waits, then looks again. */
function holdInstallLock(root) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = path.join(tmpdir(), `esoz-npm-ci-${process.getuid?.() ?? 'user'}-${name}`);
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return { file, waited };
    } catch (error) {
      if (error.code !== 'EEXIST') return { file: undefined, waited };
    }
    let owner = Number.NaN;
    try {
      owner = Number(readFileSync(file, 'utf8'));
    } catch (error) {
      if (error.code !== 'ENOENT') return { file: undefined, waited };
      continue;
    }
    // An empty file means that its writer is writing it now, or was killed just then.
    const abandoned = owner > 0 ? !isAlive(owner) : waited;
    if (abandoned) rmSync(file, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

/** Runs `npm ci`; its output goes to stderr, since stdout belongs to the command. Answers what failed, if anything. */
export function installPackages(root, reason, extraArguments) {
  const lock = holdInstallLock(root);
  try {
    if (
      lock.waited &&
      missingPackage(root, { development: extraArguments.includes('--include=dev') }) === undefined
    ) {
      return undefined;
    }
    // No package needs its install script, so none gets to run one. Warnings would be of engines: ours comes along.
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    const args = ['ci', '--ignore-scripts', ...quiet, ...extraArguments];
    process.stderr.write(`esoz: ${reason}; running npm ${args.join(' ')}\n`);
    const result = spawnSync('npm', args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      // npm is a .cmd file there, which only a shell can start; the arguments are ours.
      shell: process.platform === 'win32',
    });
    if (result.error) return `npm could not be started in ${root}: ${result.error.message}`;
    if (result.signal) return `"npm ci" in ${root} was stopped by ${result.signal}`;
    if (result.status !== 0) return `"npm ci" in ${root} failed with exit code ${result.status}; see above`;
    return undefined;
  } finally {
    if (lock.file !== undefined) rmSync(lock.file, { force: true });
  }
}
