// Runs `npm ci` in a folder, ends it with us, and translates its failures. Must run on Node 20 with nothing installed.
import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

/** `nohup` has a signal ignored; listening to it would end that. Only Linux tells. */
function isIgnored(signal) {
  if (process.platform !== 'linux') return false;
  const [, mask = '0'] = /^SigIgn:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return ((BigInt(`0x${mask}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
}

/** How long npm may tidy up when we are told to end. */
const GRACE_MS = 2000;
const PARENT_CHECK_MS = 500;

/** No package needs its install script, so none gets to run one. Warnings would be of engines: ours comes along. */
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
/** Against settings of the shell and of the user's .npmrc that would have npm install elsewhere, or nothing. */
const HERE = [
  '--global=false',
  '--dry-run=false',
  '--package-lock=true',
  '--package-lock-only=false',
  '--workspaces=false',
  '--bin-links=true',
  '--install-strategy=hoisted',
];

/** What the user leaves out, by `npm_config_omit`, which npm also sets for what stands in an .npmrc. */
function omittedByUser(env) {
  const [, value = ''] = Object.entries(env).find(([name]) => name.toLowerCase() === 'npm_config_omit') ?? [];
  return value.split(/[\s,]+/).filter((kind) => kind !== '' && kind !== 'dev');
}

/** Arguments that choose the packages; `kind` is `{ development, optional }`, true for what must be there. */
export function choiceOf({ development, optional }) {
  const omitted = [...(development ? [] : ['dev']), ...omittedByUser(process.env)];
  const included = [...(development ? ['dev'] : []), ...(optional ? ['optional'] : [])];
  return [...omitted.map((name) => `--omit=${name}`), ...included.map((name) => `--include=${name}`)];
}

/** npm belongs to the Node it came with, not to one in the packages that it is about to replace. */
function environment() {
  const [name = 'PATH'] = Object.keys(process.env).filter((key) => key.toUpperCase() === 'PATH');
  const places = (process.env[name] ?? '').split(path.delimiter);
  const own = path.join('node_modules', '.bin');
  return { ...process.env, [name]: places.filter((place) => !place.endsWith(own)).join(path.delimiter) };
}

const REMEDIES = [
  [
    /ENOSPC|EDQUOT|no space left/i,
    'The disk is full: free about 700 MB (the packages and what npm keeps of them), then start again.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|network/i,
    'The package registry could not be reached: check the network and `npm config get registry`, or the proxy (HTTPS_PROXY), then start again.',
  ],
  [
    /\bE40[0-9]\b|\bE5\d\d\b|ETARGET/,
    'The package registry refuses: check `npm config get registry` and the credentials for it, then start again.',
  ],
  [
    /EACCES|EPERM|EROFS/,
    'Something may not be written: see the path above. npm keeps packages in the folder that `npm config get cache` names, which must be this user’s.',
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/,
    'The registry’s certificate is not trusted: give that of your proxy by NODE_EXTRA_CA_CERTS, then start again.',
  ],
  [/EINTEGRITY/, 'A download was damaged: run `npm cache verify`, then start again.'],
];

function failureOf(root, ending, said) {
  if (ending.error?.code === 'ENOENT') {
    return 'npm could not be started: it is not on the PATH. Install it (it comes with Node.js 20 and newer), then start again.';
  }
  if (ending.error) return `npm could not be started in ${root}: ${ending.error.message}`;
  const how = ending.signal ? `was stopped by ${ending.signal}` : `failed with exit code ${ending.code}`;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(said))?.[1];
  return `"npm ci" in ${root} ${how}. ${remedy ?? 'See above.'}`;
}

/**
 * Runs `npm ci` in the folder. Resolves with `{ said, failure, signal }`: its words, a sentence with the remedy when
 * it failed, and the signal that told us to end meanwhile. Then npm has ended as well.
 */
export async function runNpm(root, folder, choice) {
  const log = path.join(folder, 'npm.log');
  // A file and not a pipe: who loses its reader dies in the middle of its work.
  const output = openSync(log, 'w');
  const onWindows = process.platform === 'win32';
  let child;
  let told;
  const end = (signal) => {
    if (child?.pid === undefined) return;
    try {
      // A second word from the user is meant.
      process.kill(onWindows ? child.pid : -child.pid, told === undefined ? 'SIGTERM' : 'SIGKILL');
    } catch {
      // It has ended already.
    }
    if (told === undefined) setTimeout(end, GRACE_MS, signal).unref();
    told ??= signal;
  };
  const listeners = ENDING.filter((signal) => !isIgnored(signal)).map((signal) => [
    signal,
    () => end(signal),
  ]);
  // Before npm is there: else a signal could end us and not it.
  for (const [signal, listener] of listeners) process.on(signal, listener);
  child = spawn('npm', ['ci', ...QUIET, ...HERE, ...choice], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', output, output],
    // A group of its own: Ctrl-C reaches us alone, and we end all of it.
    detached: !onWindows,
    // npm is a .cmd file there, which only a shell can start; the arguments are ours.
    shell: onWindows,
    windowsHide: true,
  });
  const parent = process.ppid;
  // An outer npm that is told to stop ends its shell, and not what runs in it.
  const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
  const watch = setInterval(() => isUnderNpm && process.ppid !== parent && end('SIGTERM'), PARENT_CHECK_MS);
  const ending = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  clearInterval(watch);
  if (told !== undefined) end(told);
  for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  const said = readFileSync(log, 'utf8');
  const failure = ending.code === 0 ? undefined : failureOf(root, ending, said);
  return { said, failure, signal: told };
}

/** Ends this process as the signal would have. */
export function endBy(signal) {
  process.kill(process.pid, signal);
  // Where the signal does not end us (a parent may have had it ignored), say the same with a number.
  setTimeout(() => process.exit(128 + constants.signals[signal]), 1000);
  return new Promise(() => {});
}
