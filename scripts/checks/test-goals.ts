import { readSources } from './files.ts';

/** Every test file opens with a comment: its goal and its method. */
export async function testGoalProblems(): Promise<string[]> {
  const tests = (await readSources()).filter(({ name }) => /\.test\.m?[jt]s$/.test(name));
  return tests
    .filter(({ text }) => !text.startsWith('/**'))
    .map(({ name }) => `${name} does not begin with a comment that says its goal and its method`);
}
