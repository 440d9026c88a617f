import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Pattern = { matches: RegExp; isIncluded: boolean };

/** `.dockerignore`: the last line that fits a path or a folder above it decides. */
function readPatterns(file: string): Pattern[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(patternOf);
}

function patternOf(line: string): Pattern {
  const glob = line.replace(/^!/, '').replace(/[.+^${}()|[\]\\?]/g, '\\$&');
  const source = glob.replaceAll('**/', '\0').replaceAll('*', '[^/]*').replaceAll('\0', '(?:.*/)?');
  return { matches: new RegExp(`^${source}(?:/|$)`), isIncluded: line.startsWith('!') };
}

/** What an engine is sent of a checkout: the files that `.dockerignore` leaves, in an empty folder. */
export function sendContext(checkout: string, folder: string): void {
  const patterns = readPatterns(path.join(checkout, '.dockerignore'));
  const isSent = (name: string) => patterns.findLast(({ matches }) => matches.test(name))?.isIncluded ?? true;
  const walk = (below: string): void => {
    for (const entry of readdirSync(path.join(checkout, below), { withFileTypes: true })) {
      const name = path.posix.join(below, entry.name);
      // No pattern brings them back, and they are large.
      if (entry.name === 'node_modules' || entry.name === '.git') continue;
      if (entry.isDirectory()) walk(name);
      else if (isSent(name)) {
        mkdirSync(path.join(folder, below), { recursive: true });
        copyFileSync(path.join(checkout, name), path.join(folder, name));
      }
    }
  };
  walk('');
}
