// One installation at a time in a folder. Must run on Node 20 with nothing installed.
import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processMark } from './process-list.mjs';

const PREFIX = '.esoz-install.lock.';

function generationsIn(folder) {
  const found = readdirSync(folder).flatMap((name) => {
    const generation = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    return Number.isSafeInteger(generation) ? [generation] : [];
  });
  return found.sort((a, b) => b - a);
}

/** The process that a lock file names, if it is that very process and alive. */
function liveHolder(file) {
  try {
    const { pid, mark } = JSON.parse(readFileSync(file, 'utf8'));
    return processMark(pid) === mark ? pid : undefined;
  } catch {
    // Gone meanwhile, or torn by a power cut: files are linked into place only when complete.
    return undefined;
  }
}

function create(folder, generation) {
  const aside = path.join(folder, `${PREFIX}aside-${process.pid}-${randomBytes(6).toString('hex')}`);
  const holder = { pid: process.pid, mark: processMark(process.pid) };
  writeFileSync(aside, JSON.stringify(holder), { mode: 0o644, flag: 'wx' });
  try {
    linkSync(aside, path.join(folder, PREFIX + generation));
    return true;
  } catch (error) {
    // ENOENT: a new owner swept our file away between the two calls.
    if (error.code === 'EEXIST' || error.code === 'ENOENT') return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function sweep(folder, own) {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(PREFIX)) continue;
    const generation = name.slice(PREFIX.length);
    if (generation.startsWith('aside-') || Number(generation) < own)
      rmSync(path.join(folder, name), { force: true });
  }
}

/**
 * One attempt to own the installation in a folder: `{ release }`, or `{ holder }`, the id of the live process
 * that has it. The rules are those of packages/embedded-postgres/lock.ts: a stale file is never replaced, its
 * successor has the next number. Throws the system's error where the folder cannot be written.
 */
export function tryInstallLock(folder) {
  for (;;) {
    const [highest] = generationsIn(folder);
    const holder = highest === undefined ? undefined : liveHolder(path.join(folder, PREFIX + highest));
    if (holder !== undefined) return { holder };
    const own = (highest ?? 0) + 1;
    if (!create(folder, own)) continue;
    const file = path.join(folder, PREFIX + own);
    const [confirmed] = generationsIn(folder);
    if (confirmed === own) {
      sweep(folder, own);
      return { release: () => rmSync(file, { force: true }) };
    }
    if (confirmed !== undefined && confirmed > own) rmSync(file, { force: true });
  }
}
