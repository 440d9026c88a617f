/**
 * `npm test`: one PostgreSQL for the whole run, then every test file in a process of its own.
 * Arguments are files, folders or globs to run, and the options below.
 * TEST_POSTGRES_SERVER, the address of an empty server for its superuser, replaces the embedded one: what is tested then
 * is another version of PostgreSQL.
 */
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { testFiles, withoutProcesses } from './tests/files.ts';
import { makeRunFolder } from './tests/folder.ts';
import { describeFile, describeRun } from './tests/report.ts';
import { type FileOutcome, runFile } from './tests/run-file.ts';
import { startTestServer, type TestServer } from './tests/server.ts';

/** Files at a time: one more than there are processors, since files also wait, for a process, for the time to pass. */
const LANES = Math.min(8, 1 + availableParallelism());
/** Their bounds on the time of many requests together are the product's: they have the machine to themselves. */
const ALONE = ['test/ael/process.test.ts'];

const { values: options, positionals: patterns } = parseArgs({
  allowPositionals: true,
  options: {
    /** Only the files that start no process: an answer within a minute. */
    fast: { type: 'boolean', default: false },
    /** One line a test. */
    verbose: { type: 'boolean', default: false },
    /** A regular expression; only tests whose name matches are run. */
    'test-name-pattern': { type: 'string' },
  },
});

const began = performance.now();
const named = await testFiles(patterns);
const files = options.fast ? await withoutProcesses(named) : named;
const waiting: string[] = [];
const ended: FileOutcome[] = [];
const folder = await makeRunFolder();
process.env.TMPDIR = folder;
let server: TestServer | undefined;
let cleaning: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(1)));
}
try {
  server = await startTestServer(folder, process.env.TEST_POSTGRES_SERVER);
  process.env.TEST_POSTGRES_URL = server.superuserUrl;
  const { alone = [], together = [] } = Object.groupBy(files, (file) =>
    ALONE.includes(file) ? 'alone' : 'together',
  );
  waiting.push(...alone);
  await runLane();
  waiting.push(...together);
  await Promise.all(Array.from({ length: LANES }, runLane));
} finally {
  await cleanUp();
}
process.stdout.write(describeRun(ended, performance.now() - began));
const outcomes = ended.flatMap((file) => file.outcomes);
if (outcomes.length === 0 || outcomes.some(({ state }) => state === 'failed')) process.exitCode = 1;

/** Nothing of a run stays in memory or on the disk, also of one that was interrupted; once, whoever asks. */
function cleanUp(): Promise<void> {
  waiting.length = 0;
  cleaning ??= (async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  })();
  return cleaning;
}

async function runLane(): Promise<void> {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const outcome = await runFile(file, options['test-name-pattern']);
    ended.push(outcome);
    process.stdout.write(describeFile(outcome, options.verbose));
  }
}
