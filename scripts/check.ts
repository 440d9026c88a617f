/**
 * `npm run check`: everything about the sources that can be said without running the product.
 * All checks run, each is printed with its time, and the exit code is 1 when any found something.
 */
import { performance } from 'node:perf_hooks';
import { citationProblems } from './checks/citations.ts';
import { commandProblems } from './checks/command.ts';
import { consolePartProblems } from './checks/console-parts.ts';
import { dependencyProblems } from './checks/dependencies.ts';
import { docsIndexProblems } from './checks/docs-index.ts';
import { fileLengthProblems } from './checks/file-lengths.ts';
import { folderReadmeProblems } from './checks/folder-readmes.ts';
import { layerProblems } from './checks/layers.ts';
import { licenseProblems } from './checks/licenses.ts';
import { linkProblems } from './checks/links.ts';
import { machinePathProblems } from './checks/machine-paths.ts';
import { sourceProblems } from './checks/sources.ts';
import { sqlProblems } from './checks/sql.ts';
import { testGoalProblems } from './checks/test-goals.ts';
import { wordProblems } from './checks/words.ts';

/** A name for people, and what is wrong: one line a problem, none when all is well. */
type Check = [name: string, run: () => Promise<string[]>];

const checks: Check[] = [
  ['formatting and lint', () => commandProblems('biome', ['ci', '--colors=off', '.'])],
  ['types', () => commandProblems('tsc', ['--pretty', 'false'])],
  ['types in the browser', () => commandProblems('tsc', ['--pretty', 'false', '-p', 'src/site/browser'])],
  ['types of the console', () => commandProblems('tsc', ['--pretty', 'false', '-p', 'console'])],
  ['dead code', () => commandProblems('knip', ['--no-progress'])],
  ['generated files', () => commandProblems('node', ['scripts/generate-docs.ts', '--check'])],
  ['one-way rooms', layerProblems],
  ['parts of the console', consolePartProblems],
  ['folder READMEs', folderReadmeProblems],
  ['dependencies documented', dependencyProblems],
  ['licences of dependencies', licenseProblems],
  ['file lengths', fileLengthProblems],
  ['links of pages', linkProblems],
  ['index of the documentation', docsIndexProblems],
  ['machine paths', machinePathProblems],
  ['SQL in its place', sqlProblems],
  ['citations of SPEC.md', citationProblems],
  ['statements of the sources', sourceProblems],
  ['goals of tests', testGoalProblems],
  ['one word for each thing', wordProblems],
];

for (const [name, run] of checks) {
  const start = performance.now();
  const problems = await run().catch((error: Error) => [error.stack ?? error.message]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  for (const problem of problems) console.log(`    ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
