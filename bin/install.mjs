// Brings node_modules to what package-lock.json asks for. Must run on Node 20 with nothing installed.
// Why it is done this way: docs/adr/0064-installing-aside.md.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tryInstallLock } from './install-lock.mjs';
import { narrate, say } from './narrate.mjs';
import { choiceOf, endBy, runNpm } from './npm.mjs';
import { expectedLocations, hasDevelopmentPackages } from './packages.mjs';
import { findWorker } from './process-list.mjs';
import { isComplete, makeStaging, removeStaging, settle, stagingFolders } from './staging.mjs';

const POLL_MS = 200;
const LONGEST_WAIT_MS = 15 * 60_000;
const LONGEST_FLUSH_MS = 10_000;

/** Waits until `findHolder` finds nobody, and says for whom. Answers who stays, after a quarter of an hour. */
async function waitFor(findHolder) {
  let holder = findHolder();
  if (holder === undefined) return undefined;
  const deadline = Date.now() + LONGEST_WAIT_MS;
  const quiet = narrate(
    (seconds) =>
      `waiting for process ${holder}, which installs packages here (${seconds} s; to end it: kill ${holder})`,
  );
  try {
    while (holder !== undefined && Date.now() < deadline) {
      await delay(POLL_MS);
      holder = findHolder() ?? undefined;
    }
  } finally {
    quiet();
  }
  return holder;
}

function bytesIn(folder) {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  const sizes = files.map(
    (entry) =>
      statSync(path.join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size,
  );
  return sizes.reduce((sum, size) => sum + (size ?? 0), 0);
}

/** What a person sees of npm, which itself says nothing until the end. */
function describeProgress(staging, locations, seconds) {
  const there = locations.filter((location) =>
    existsSync(path.join(staging, location, 'package.json')),
  ).length;
  let megabytes = 0;
  try {
    megabytes = Math.round(bytesIn(staging) / 1e6);
  } catch {
    // npm has just moved a folder; the next second tells.
  }
  return `installing packages: ${there} of ${locations.length}, ${megabytes} MB, ${seconds} s`;
}

/**
 * Whole on the disk before anybody believes it: a power cut later leaves no empty files. A disk that others keep busy
 * is not waited for to the end.
 */
async function flush(folder) {
  if (process.platform === 'win32') return;
  const sync = spawn('sync', ['-f', folder], { stdio: 'ignore' });
  const ended = new Promise((resolve) => sync.once('exit', resolve).once('error', resolve));
  await Promise.race([ended, delay(LONGEST_FLUSH_MS, undefined, { ref: false })]);
  sync.unref();
}

/** Runs npm in a staging folder and settles what it made. Answers `{ failure }` or `{ signal }`, if any. */
async function installAside(root, kind) {
  const staging = makeStaging(root);
  try {
    const locations = expectedLocations(root, kind);
    const quiet = narrate((seconds) => describeProgress(staging, locations, seconds));
    const { said, failure, signal } = await runNpm(root, staging, choiceOf(kind)).finally(quiet);
    if (signal !== undefined) return { signal };
    if (failure !== undefined) {
      say(said);
      return { failure };
    }
    if (isComplete(root, staging, kind)) {
      await flush(staging);
      settle(root, staging);
    }
    return {};
  } finally {
    removeStaging(staging);
  }
}

/** What killed installations left: the packages of one that came to its end are used, the rest goes. */
async function takeOver(root, kind) {
  const folders = stagingFolders(root);
  const whole = folders.find((staging) => isComplete(root, staging, kind));
  if (whole !== undefined) {
    await flush(whole);
    settle(root, whole);
  }
  for (const staging of folders) removeStaging(staging);
}

async function installUnderLock(root, missing, kind) {
  const worker = await waitFor(() => findWorker(root, stagingFolders(root)));
  if (worker !== undefined) return { failure: tooLong(worker) };
  await takeOver(root, kind);
  // Whoever we have waited for may have done it.
  const reason = missing();
  if (reason === undefined) return {};
  const began = performance.now();
  say(`esoz: ${reason}; running npm ci ${choiceOf(kind).join(' ')}\n`);
  const { failure, signal } = await installAside(root, kind);
  if (failure !== undefined || signal !== undefined) return { failure, signal };
  const left = missing();
  if (left !== undefined) {
    return {
      failure: `"npm ci" ended well, and yet ${left}. Most likely it could not be downloaded or unpacked: look at the network and the free space of the disk, then start again.`,
    };
  }
  say(`esoz: the packages are installed (${Math.round((performance.now() - began) / 1000)} s)\n`);
  return {};
}

function tooLong(pid) {
  return `process ${pid} has been installing packages here for too long. End it (kill ${pid}), then start again.`;
}

function describeSystemError(root, { code, message }) {
  const remedies = {
    ENOSPC: 'Free about 700 MB there, then start again.',
    EDQUOT: 'Free about 700 MB there, then start again.',
    EROFS: 'Make it writable, or install before it is made read-only: npm ci --omit=dev',
    ENOTDIR: `${path.join(root, 'node_modules')} must be a folder: remove it, then start again.`,
    EEXIST: `${path.join(root, 'node_modules')} must be a folder: remove it, then start again.`,
  };
  const otherUser = `Start as the user to whom ${root} belongs, or install as that user: npm ci --omit=dev`;
  return `the packages cannot be installed: ${message}. ${remedies[code] ?? otherUser}`;
}

/** The folder beside whose node_modules the lock lies: two checkouts may share one by a link. */
function lockFolder(root) {
  const modules = path.join(root, 'node_modules');
  const real = existsSync(modules) ? realpathSync(modules) : modules;
  return path.dirname(real);
}

/**
 * Installs what `missing()` misses: it answers a reason, or undefined when all is there. `kind` is
 * `{ development, optional }`: what must be there beside the rest. One process at a time does it, and
 * development packages that are there stay. Answers what failed, with a remedy, if anything.
 */
export async function installPackages(root, missing, { development, optional = false }) {
  const kind = { development: development || hasDevelopmentPackages(root), optional };
  let outcome;
  try {
    const folder = lockFolder(root);
    let attempt;
    const holder = await waitFor(() => {
      attempt = tryInstallLock(folder);
      return attempt.holder;
    });
    if (holder !== undefined) return tooLong(holder);
    try {
      outcome = await installUnderLock(root, missing, kind);
    } finally {
      attempt.release();
    }
  } catch (error) {
    if (error.syscall === undefined) throw error;
    return describeSystemError(root, error);
  }
  if (outcome.signal === undefined) return outcome.failure;
  say('esoz: the installation was interrupted; the next start begins it anew\n');
  return await endBy(outcome.signal);
}
