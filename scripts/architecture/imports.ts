import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readSources, root } from '../checks/files.ts';

/** One import between two files of the repository, type imports included; paths from the root. */
export type Import = { from: string; to: string; specifier: string };

const SPECIFIER = /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g;

/** Tests and what only they use may reach everywhere: they are no part of the house. */
export const isTest = (name: string): boolean =>
  /\.(test|fixture)\.ts$|(^|\/)test-support\.ts$|^packages\/[^/]+\/test\//.test(name);

/** Every import among the files of the given folders, without a further word the production files, read from their text. */
export async function readImports(
  folders: readonly string[],
  includes = (name: string) => !isTest(name),
): Promise<Import[]> {
  const aliases = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')).imports as Record<
    string,
    string
  >;
  const files = (await Promise.all(folders.map((folder) => readSources(folder)))).flat();
  return files
    .filter(({ name }) => name.endsWith('.ts') && includes(name))
    .flatMap(({ name, text }) =>
      [...text.matchAll(SPECIFIER)].flatMap(([, one, other]) => {
        const specifier = (one ?? other) as string;
        const to = resolve(name, specifier, aliases);
        return to === undefined ? [] : [{ from: name, to, specifier }];
      }),
    );
}

/** The file that a specifier means; undefined for a package of npm or of Node. */
function resolve(from: string, specifier: string, aliases: Record<string, string>): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier);
  const alias = aliases[specifier];
  return alias === undefined ? undefined : path.posix.normalize(alias);
}
