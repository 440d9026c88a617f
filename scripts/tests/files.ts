import { glob } from 'node:fs/promises';
import { readImports } from '../architecture/imports.ts';
import { readSources, root } from '../checks/files.ts';

const EVERY_TEST = ['{bin,client,packages,scripts,src,test}/**/*.test.{ts,mjs}'];
/** Where long files are. They are begun first, so that no lane is left alone with one at the end. */
const LONG =
  /^(packages\/embedded-postgres|test\/(ael|cli|contract-files|faults|import|parameters|sign-in|stores|worlds))\//;
const FOLDERS = ['bin', 'client', 'packages', 'scripts', 'src', 'test'];

/** The test files that the patterns name, or all; paths from the root, in the order in which to begin them. */
export async function testFiles(patterns: readonly string[]): Promise<string[]> {
  const wanted = patterns.length > 0 ? patterns.map(inFolder) : EVERY_TEST;
  const files = await Array.fromAsync(glob([...wanted], { cwd: root, exclude: ['**/node_modules'] }));
  const sorted = [...new Set(files)].toSorted();
  return [...sorted.filter((name) => LONG.test(name)), ...sorted.filter((name) => !LONG.test(name))];
}

/** A folder stands for the tests in it. */
const inFolder = (pattern: string): string =>
  /\.\w+$/.test(pattern) ? pattern : `${pattern.replace(/\/$/, '')}/**/*.test.{ts,mjs}`;

/**
 * Of these, the ones that start no process, neither the product nor any other: their imports never lead to
 * `node:child_process`. They take moments.
 */
export async function withoutProcesses(tests: readonly string[]): Promise<string[]> {
  const sources = (await Promise.all(FOLDERS.map((folder) => readSources(folder)))).flat();
  const slow = new Set(
    sources.filter(({ text }) => text.includes("from 'node:child_process'")).map(({ name }) => name),
  );
  const imports = await readImports(FOLDERS, () => true);
  for (let known = -1; known < slow.size; ) {
    known = slow.size;
    for (const { from, to } of imports) if (slow.has(to)) slow.add(from);
  }
  return tests.filter((name) => !slow.has(name));
}
