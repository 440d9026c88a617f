import path from 'node:path';
import { readSources, type SourceFile } from './files.ts';

/** Each is read by itself: what two of them need lives in `console/parts/`. */
const PARTS = ['clinic', 'contracts', 'registry', 'developer'];
/** It alone knows the parts, by their lists of pages. */
const LIST = 'console/pages.ts';
const SPECIFIER = /\bfrom '(\.[^']+)'|\bimport\('(\.[^']+)'\)/g;

/** The parts of the console do not know each other, and nothing that they stand on knows them. */
export async function consolePartProblems(): Promise<string[]> {
  return findConsolePartProblems(await readSources('console'));
}

export function findConsolePartProblems(sources: readonly SourceFile[]): string[] {
  return sources
    .filter(({ name }) => /\.tsx?$/.test(name))
    .flatMap(({ name, text }) =>
      [...text.matchAll(SPECIFIER)].flatMap(([, one, other]) => {
        const to = path.posix.join(path.posix.dirname(name), (one ?? other) as string);
        const part = partOf(to);
        if (part === undefined || part === partOf(name)) return [];
        if (name === LIST && to === `console/${part}/pages.ts`) return [];
        return [`${name} imports ${to}: what several parts need belongs to console/parts/`];
      }),
    );
}

const partOf = (name: string): string | undefined =>
  PARTS.find((part) => name.startsWith(`console/${part}/`));
