import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isTest, readImports } from '../architecture/imports.ts';
import { readSources, root } from '../checks/files.ts';

const EVERY_TEST = ['{bin,client,console,packages,scripts,src,test}/**/*.test.{ts,mjs}'];
/** Where long files are. They are begun first, so that no lane is left alone with one at the end. */
const LONG =
  /^(bin\/install|(packages\/embedded-postgres|test\/(ael|cli|console|contract-files|deploy|docs|events|faults|import|openapi|parameters|sign-in|site|stores|worlds))\/)/;
const FOLDERS = ['bin', 'client', 'console', 'packages', 'scripts', 'src', 'test'];

/** The test files that the patterns name, or all; paths from the root. */
export async function testFiles(patterns: readonly string[]): Promise<string[]> {
  const wanted = patterns.length > 0 ? patterns.map(inFolder) : EVERY_TEST;
  const files = await Array.fromAsync(glob([...wanted], { cwd: root, exclude: ['**/node_modules'] }));
  return [...new Set(files)].toSorted();
}

/** A folder stands for the tests in it. */
const inFolder = (pattern: string): string =>
  /\.\w+$/.test(pattern) ? pattern : `${pattern.replace(/\/$/, '')}/**/*.test.{ts,mjs}`;

/** What a file imports that starts a process, or uses that belongs to the whole of its own. */
const STARTS_PROCESS = /from '(node:child_process|playwright-core)'/;
const TOUCHES_PROCESS = /\bprocess\.(?!versions|platform|hrtime)|\bmock\b|\bglobalThis\b/;
/** As many as take some ten seconds. */
const TOGETHER_AT_MOST = 16;

/**
 * Of these, the ones that start no process: their imports never lead to a test or a fixture that does. The product
 * itself starts one only when a test asks it to.
 */
export async function withoutProcesses(tests: readonly string[]): Promise<string[]> {
  const sources = (await Promise.all(FOLDERS.map((folder) => readSources(folder)))).flat();
  const isProduct = (name: string) => /^(client|packages|src)\//.test(name) && !isTest(name);
  const slow = new Set(
    sources.filter(({ name, text }) => STARTS_PROCESS.test(text) && !isProduct(name)).map(({ name }) => name),
  );
  const imports = await readImports(FOLDERS, () => true);
  for (let known = -1; known < slow.size; ) {
    known = slow.size;
    for (const { from, to } of imports) if (slow.has(to)) slow.add(from);
  }
  return tests.filter((name) => !slow.has(name));
}

/**
 * What is run in one process each, in the order in which to begin. Loading what they import costs most small files
 * more than their tests, so those that start no process and leave their own alone share one.
 */
export async function inProcesses(
  tests: readonly string[],
  { together }: { together: boolean },
): Promise<string[][]> {
  const shared: string[] = [];
  for (const name of together ? await withoutProcesses(tests) : []) {
    if (!TOUCHES_PROCESS.test(await readFile(path.join(root, name), 'utf8'))) shared.push(name);
  }
  const groups = Array.from({ length: Math.ceil(shared.length / TOGETHER_AT_MOST) }, (_each, at) =>
    shared.slice(at * TOGETHER_AT_MOST, (at + 1) * TOGETHER_AT_MOST),
  );
  const alone = tests.filter((name) => !shared.includes(name)).map((name) => [name]);
  const isLong = ([name = '']: string[]) => LONG.test(name);
  return [...alone.filter(isLong), ...groups, ...alone.filter((one) => !isLong(one))];
}
