import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

/** A test that ended, or something around tests that failed: a hook of a suite, the file itself. */
export type Outcome = {
  /** Its own name after those of the suites around it. */
  names: readonly string[];
  state: 'passed' | 'failed' | 'skipped';
  ms: number;
  error?: unknown;
  skipReason?: string;
};

export type FileOutcome = {
  file: string;
  ms: number;
  outcomes: readonly Outcome[];
  /** What its process wrote, and what tests said about themselves, in the order of its coming. */
  output: string;
  /** Stands for a process of several files that ended for a reason of its own. */
  isOfSeveral?: true;
  /** What failed before everything passed at the second try. */
  failedAtFirst?: readonly Outcome[];
};

/** A process that hangs is ended after this time, so that the others and the summary still come. */
const LIMIT_MS = 300_000;
/** And so much longer for each further file in it. */
const FURTHER_MS = 10_000;

export type FileOptions = {
  /** Only tests whose name matches are run. */
  namePattern?: string | undefined;
  /** Ends the file early. */
  signal: AbortSignal;
};

/** Runs a test file in a process of its own. */
export async function runFile(file: string, { namePattern, signal }: FileOptions): Promise<FileOutcome> {
  const began = performance.now();
  const outcomes: Outcome[] = [];
  let names: string[] = [];
  let output = '';
  let hasReported = false;
  const events: AsyncIterable<TestEvent> = run({
    files: [file],
    signal: limited(signal),
    ...(namePattern === undefined ? {} : { testNamePatterns: [namePattern] }),
  });
  for await (const event of events) {
    const { type, data } = event;
    output += writtenIn(event);
    if (type === 'test:summary' && data.file !== undefined) hasReported = true;
    if (type === 'test:start') names = [...names.slice(0, data.nesting), data.name];
    if (type === 'test:pass' || type === 'test:fail') outcomes.push(...outcomeOf(type, data, names, file));
  }
  if (!hasReported && outcomes.length === 0) {
    const error = new Error('the process ended without having reported any test');
    outcomes.push({ names: ['the file as a whole'], state: 'failed', ms: 0, error });
  }
  return { file, ms: performance.now() - began, outcomes, output };
}

const TOGETHER = fileURLToPath(new URL('./together.ts', import.meta.url));

/**
 * Runs test files one after the other in one process. It holds those that ended, and the process itself where it failed;
 * files are left over when it ends before. Who wrote the output is not known: whatever failed has all of it.
 */
export async function runTogether(files: readonly string[], signal: AbortSignal): Promise<FileOutcome[]> {
  const began = performance.now();
  const ended: FileOutcome[] = [];
  let outcomes: Outcome[] = [];
  let names: string[] = [];
  let output = '';
  const events: AsyncIterable<TestEvent> = run({
    files: [TOGETHER],
    argv: [...files],
    signal: limited(signal, files.length),
  });
  for await (const event of events) {
    const { type, data } = event;
    output += writtenIn(event);
    if (type === 'test:start') names = [...names.slice(0, data.nesting), data.name];
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = data.nesting === 0 ? data.name : (names[0] as string);
    outcomes.push(
      ...outcomeOf(type, data, names, file).map((one) => ({ ...one, names: innerNames(one, file) })),
    );
    if (data.nesting > 0) continue;
    const isSuite = files.includes(file);
    if (isSuite) ended.push({ file, ms: data.details.duration_ms, outcomes, output: '' });
    else if (type === 'test:fail' && outcomes.length > 0)
      ended.push({
        file: `one of ${files.join(' ')}`,
        ms: performance.now() - began,
        outcomes,
        output: '',
        isOfSeveral: true,
      });
    outcomes = [];
  }
  const hasFailed = (one: FileOutcome) => one.outcomes.some(({ state }) => state === 'failed');
  return ended.map((one) => (hasFailed(one) ? { ...one, output } : one));
}

/** The suite that stands for the file is no part of a name. */
const innerNames = ({ names }: Outcome, file: string) => (names[0] === file ? names.slice(1) : names);

const limited = (signal: AbortSignal, files = 1) =>
  AbortSignal.any([AbortSignal.timeout(LIMIT_MS + (files - 1) * FURTHER_MS), signal]);

function writtenIn({ type, data }: TestEvent): string {
  if (type === 'test:stdout' || type === 'test:stderr') return data.message;
  return type === 'test:diagnostic' && data.file !== undefined ? `${data.message}\n` : '';
}

type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** One, or none for what only sums up others: suites, and the file that the runner counts as a test. */
function outcomeOf(type: Ended['type'], data: Ended['data'], names: string[], file: string): Outcome[] {
  const { name, nesting, details, skip } = data;
  const ms = details.duration_ms;
  const isFile = nesting === 0 && name === file;
  const path = isFile ? ['the file as a whole'] : [...names.slice(0, nesting), name];
  if (type === 'test:fail') {
    const error = (details as { error: Error & { failureType?: string } }).error;
    return error.failureType === 'subtestsFailed'
      ? []
      : [{ names: path, state: 'failed', ms, error: error.cause ?? error }];
  }
  if (isFile || details.type === 'suite') return [];
  if (skip === undefined) return [{ names: path, state: 'passed', ms }];
  return [{ names: path, state: 'skipped', ms, ...(typeof skip === 'string' ? { skipReason: skip } : {}) }];
}
