import { glob } from 'node:fs/promises';
import { root } from '../checks/files.ts';

const EVERY_TEST = ['{bin,packages,src,test}/**/*.test.{ts,mjs}'];

/** The test files that the patterns name, or all; paths from the root, in their order. */
export async function testFiles(patterns: readonly string[]): Promise<string[]> {
  const wanted = patterns.length > 0 ? patterns : EVERY_TEST;
  const files = await Array.fromAsync(glob([...wanted], { cwd: root }));
  return [...new Set(files)].toSorted();
}
