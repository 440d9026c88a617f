// Who is alive, and who works where. Must run on Node 20 with nothing installed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Whether a process, or with a negative number a process group, exists, ours to signal or not. */
export function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Fields of /proc/<pid>/stat from the state on: the name before them, in brackets, may hold spaces. */
function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { isDead: state === 'Z' || state === 'X', parent: Number(parent), started: rest[17] };
  } catch {
    return undefined;
  }
}

/**
 * Tells this process from every other that has or had the same id, also before a reboot; undefined when no
 * such process lives. As packages/embedded-postgres/process-identity.ts, which an old Node cannot read.
 */
export function processMark(pid) {
  if (!Number.isInteger(pid) || pid <= 0 || !exists(pid)) return undefined;
  if (process.platform === 'linux') {
    const status = statusOf(pid);
    if (status === undefined || status.isDead) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${status.started}`;
  }
  if (process.platform === 'win32') return 'alive';
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { env, encoding: 'utf8' });
  return stdout?.trim() || 'alive';
}

/** npm names its process after its command: these change node_modules. */
const NPM_AT_WORK = /\bnpm(-cli\.js)? (ci|clean-install|i|install|add|update|up|uninstall|rm|prune|dedupe)\b/;

function valueIn(pid, read) {
  try {
    return read(`/proc/${pid}`);
  } catch {
    // It has ended, or is not ours to look at.
    return undefined;
  }
}

/** This process and those that started it: `npm start` above us is not what we wait for. */
function ownLine() {
  const line = new Set();
  for (let pid = process.pid; pid > 0 && !line.has(pid); pid = statusOf(pid)?.parent ?? 0) line.add(pid);
  return line;
}

/**
 * The first process that works in `staging`, or is an npm that changes the packages of `root`; undefined when
 * there is none. Only Linux tells where processes work.
 */
export function findWorker(root, staging) {
  if (process.platform !== 'linux') return undefined;
  const own = ownLine();
  for (const pid of readdirSync('/proc').map(Number)) {
    if (!(pid > 0) || own.has(pid)) continue;
    const directory = valueIn(pid, (entry) => readlinkSync(path.join(entry, 'cwd')));
    // A directory that has been removed meanwhile is shown with a word behind its name.
    if (directory === undefined || statusOf(pid)?.isDead !== false) continue;
    if (staging.some((folder) => `${directory.replace(/ \(deleted\)$/, '')}/`.startsWith(`${folder}/`)))
      return pid;
    if (directory !== root) continue;
    const command = valueIn(pid, (entry) => readFileSync(path.join(entry, 'cmdline'), 'utf8')) ?? '';
    if (NPM_AT_WORK.test(command.replaceAll('\0', ' '))) return pid;
  }
  return undefined;
}
