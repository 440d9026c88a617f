import type { Stats } from 'node:fs';
import { lstat, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { explainFileError, OutputFileError } from './output-error.ts';

/** The file that a name means. */
export type OutputTarget = {
  /** As it was given, for messages. */
  given: string;
  /** Of the file itself, behind every link. */
  path: string;
  /** Undefined: there is none yet. */
  existing: Stats | undefined;
};

/** As many as Linux follows. */
const MAX_LINKS = 40;
/** Anybody may make a name in it, and nobody may remove another's: /tmp. */
const STICKY_FOR_ALL = 0o1002;
const ANOTHER_FILE = 'Name a file, new or old.';

/**
 * Follows a name through symbolic links to a regular file, or to the place of a new one.
 * @throws OutputFileError for a directory, a device, a pipe, a socket, an open file of a process, a link of a stranger
 */
export async function findOutputTarget(given: string): Promise<OutputTarget> {
  if (given === '' || given === '-' || given.endsWith('/')) throw notAFile(given, 'is no name of a file');
  try {
    // The operating system first: it has rules of its own about links that may be followed.
    const existing = await statIfThere(given);
    if (existing && !existing.isFile()) throw notAFile(given, `is ${kindOf(existing)}`);
    return { given, path: await followLinks(given), existing };
  } catch (error) {
    throw explainFileError(error, given);
  }
}

async function followLinks(given: string): Promise<string> {
  let name = path.resolve(given);
  for (let links = 0; links <= MAX_LINKS; links++) {
    // A link's text counts from the directory where the link really is.
    const directory = await realpath(path.dirname(name));
    const place = path.join(directory, path.basename(name));
    if (/^\/(proc|dev\/fd)(\/|$)/.test(place)) throw notAFile(given, 'is an open file of a process');
    const found = await lstat(place).catch(ignoreAbsence);
    if (!found?.isSymbolicLink()) return place;
    if (isOfStranger(found, await stat(directory)))
      throw notAFile(given, "leads through another user's link in a directory that all may write");
    name = path.resolve(directory, await readlink(place));
  }
  throw Object.assign(new Error(), { code: 'ELOOP' });
}

/** Whoever may write into /tmp could have us, with our rights, write a file that they may not. */
function isOfStranger(link: Stats, directory: Stats): boolean {
  const isOpenToAll = (directory.mode & STICKY_FOR_ALL) === STICKY_FOR_ALL;
  return isOpenToAll && link.uid !== directory.uid && link.uid !== process.geteuid?.();
}

/** Whether two names mean one file: by links of either kind, or in another spelling. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = [await statIfThere(one), await statIfThere(other)];
  if (first && second) return first.dev === second.dev && first.ino === second.ino;
  return path.resolve(one) === path.resolve(other);
}

const statIfThere = (file: string): Promise<Stats | undefined> => stat(file).catch(ignoreAbsence);

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a directory';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}

const notAFile = (given: string, what: string) =>
  new OutputFileError(`${given} cannot be written: it ${what}.`, ANOTHER_FILE);
