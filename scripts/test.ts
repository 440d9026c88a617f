/**
 * `npm test`: one PostgreSQL for the whole run, then the test files: those that start processes in
 * one of their own, the others some together.
 * Arguments are files, folders or globs to run, and the options below.
 * TEST_POSTGRES_SERVER, the address of an empty server for its superuser, replaces the embedded one: what is tested then
 * is another version of PostgreSQL.
 */
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { inProcesses, testFiles, withoutProcesses } from './tests/files.ts';
import { makeRunFolder } from './tests/folder.ts';
import { describeFile, describeRun } from './tests/report.ts';
import { type FileOutcome, runFile, runTogether } from './tests/run-file.ts';
import { tryAgain } from './tests/second-try.ts';
import { startTestServer, type TestServer } from './tests/server.ts';

/**
 * Files at a time: one more than can compute, since each waits a little for databases, for processes, for the time to
 * pass. Twice as many end no sooner, and leave the product too little of the machine to keep its promises of seconds.
 */
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
    /** Files that failed run once more, alone. On a machine that others use as well, a time-out says little. */
    'second-try': { type: 'boolean', default: process.env.CI === 'true' },
  },
});

const namePattern = options['test-name-pattern'];
const began = performance.now();
const named = await testFiles(patterns);
const files = options.fast ? await withoutProcesses(named) : named;
const waiting: string[][] = [];
let ended: FileOutcome[] = [];
const folder = await makeRunFolder();
process.env.TMPDIR = folder;
// Those of the shell are about other servers.
for (const name of Object.keys(process.env)) if (name.startsWith('PG')) delete process.env[name];
let server: TestServer | undefined;
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
try {
  server = await startTestServer(folder, process.env.TEST_POSTGRES_SERVER);
  process.env.TEST_POSTGRES_URL = server.superuserUrl;
  waiting.push(...files.filter((file) => ALONE.includes(file)).map((file) => [file]));
  await runLane();
  const others = files.filter((file) => !ALONE.includes(file));
  waiting.push(...(await inProcesses(others, { together: namePattern === undefined })));
  await Promise.all(Array.from({ length: LANES }, runLane));
  if (options['second-try']) ended = await tryAgain(ended, runAgain);
} finally {
  // Nothing of a run stays in memory or on the disk, also of one that was interrupted.
  await server?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
process.stdout.write(describeRun(ended, performance.now() - began));
const outcomes = ended.flatMap((file) => file.outcomes);
if (outcomes.length === 0 || outcomes.some(({ state }) => state === 'failed')) process.exitCode = 1;

async function runLane(): Promise<void> {
  for (;;) {
    const next = interruption.signal.aborted ? undefined : waiting.shift();
    if (next === undefined) return;
    for (const outcome of next.length === 1 ? [] : await runTogether(next, interruption.signal))
      note(outcome);
    // What a process that ended early has left over shows in one of its own which file it was.
    for (const file of next.filter((name) => !ended.some((one) => one.file === name))) {
      if (!interruption.signal.aborted)
        note(await runFile(file, { namePattern, signal: interruption.signal }));
    }
  }
}

async function runAgain(file: string): Promise<FileOutcome> {
  process.stdout.write(`Second try of ${file}:\n`);
  const outcome = await runFile(file, { namePattern, signal: interruption.signal });
  process.stdout.write(describeFile(outcome, options.verbose));
  return outcome;
}

function note(outcome: FileOutcome): void {
  ended.push(outcome);
  process.stdout.write(describeFile(outcome, options.verbose));
}
