import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a checkout may hold besides sources. */
const SKIPPED = new Set(['node_modules', '.git', 'data', 'coverage', 'dist', 'package-lock.json']);

export type SourceFile = { name: string; text: string };

/** Every text file of the repository, by its path from the root. */
export async function readSources(folder = ''): Promise<SourceFile[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => !SKIPPED.has(entry.name))
      .map(async (entry) => {
        const name = path.posix.join(folder, entry.name);
        if (entry.isDirectory()) return readSources(name);
        const bytes = await readFile(path.join(root, name));
        return bytes.includes(0) ? [] : [{ name, text: bytes.toString('utf8') }];
      }),
  );
  return files.flat().toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

export function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
