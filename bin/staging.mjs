// Where npm works: a folder inside node_modules that nobody else uses. Whatever ends npm, and whatever it still does
// while it dies, the packages in use are touched only when all is there. Must run on Node 20 with nothing installed.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { INSTALLED_LOCK, installedPackages, isWhole, missingPackage } from './packages.mjs';

const PREFIX = '.esoz-staging-';
/** All that npm looks at. */
const ORDERS = ['package.json', 'package-lock.json', '.npmrc'];

/** Staging folders of this and of earlier installations, as the system names them. */
export function stagingFolders(root) {
  const modules = path.join(root, 'node_modules');
  if (!existsSync(modules)) return [];
  const folder = realpathSync(modules);
  return readdirSync(folder)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => path.join(folder, name));
}

/** Throws the system's error where there is no place or no permission. */
export function makeStaging(root) {
  mkdirSync(path.join(root, 'node_modules'), { recursive: true });
  const staging = mkdtempSync(path.join(root, 'node_modules', PREFIX));
  for (const name of ORDERS.filter((name) => existsSync(path.join(root, name)))) {
    copyFileSync(path.join(root, name), path.join(staging, name));
  }
  return staging;
}

/** Best effort: who still writes there keeps what cannot be removed, and the next installation tries again. */
export function removeStaging(staging) {
  try {
    rmSync(staging, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // Another user's, or a process of another machine on the same disk.
  }
}

/** Whether npm has finished there, for the lock file of today. */
export function isComplete(root, staging, kind) {
  const [made, wanted] = [staging, root].map((folder) => {
    const file = path.join(folder, 'package-lock.json');
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  });
  return made === wanted && missingPackage(staging, kind) === undefined;
}

/** Folders of packages at the top, `name` or `@scope/name`. */
function unitsIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  return names.flatMap((name) =>
    name.startsWith('@') ? readdirSync(path.join(folder, name)).map((part) => `${name}/${part}`) : [name],
  );
}

/** Whether the unit with all inside it is there, whole, and the same package in both lock files. */
function isSame(root, unit, before, after) {
  const location = `node_modules/${unit}`;
  const [was, is] = [before, after].map((packages) =>
    Object.entries(packages ?? {})
      .filter(([name]) => name === location || name.startsWith(`${location}/`))
      .map(([name, { version, integrity }]) => ({ name, version, integrity })),
  );
  if (was.length === 0 || JSON.stringify(was) !== JSON.stringify(is)) return false;
  return was.every(({ name, version }) => isWhole(root, name, version));
}

/** Moves a thing out of the way; on layered file systems what lies in a lower layer cannot be moved. */
function putAway(target, trash) {
  if (!existsSync(target)) return;
  mkdirSync(path.dirname(trash), { recursive: true });
  try {
    renameSync(target, trash);
  } catch {
    rmSync(target, { recursive: true, force: true });
  }
}

/**
 * Puts the packages of a complete staging folder in their place. Those that are there already stay untouched: a
 * running product may be using them. In between the folder has no lock file, and counts as not installed.
 */
export function settle(root, staging) {
  const [from, to, trash] = [staging, root, path.join(staging, 'replaced')].map((folder) =>
    path.join(folder, 'node_modules'),
  );
  const [before, after] = [installedPackages(root), installedPackages(staging)];
  rmSync(path.join(root, INSTALLED_LOCK), { force: true });
  const incoming = new Set(unitsIn(from));
  for (const unit of unitsIn(to).filter((unit) => !incoming.has(unit))) {
    putAway(path.join(to, unit), path.join(trash, unit));
  }
  for (const unit of incoming) {
    if (isSame(root, unit, before, after)) continue;
    putAway(path.join(to, unit), path.join(trash, unit));
    mkdirSync(path.dirname(path.join(to, unit)), { recursive: true });
    renameSync(path.join(from, unit), path.join(to, unit));
  }
  putAway(path.join(to, '.bin'), path.join(trash, '.bin'));
  if (existsSync(path.join(from, '.bin'))) renameSync(path.join(from, '.bin'), path.join(to, '.bin'));
  renameSync(path.join(staging, INSTALLED_LOCK), path.join(root, INSTALLED_LOCK));
}
