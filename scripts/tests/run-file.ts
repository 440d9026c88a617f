import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';

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
};

/** A file that hangs fails after this time, so that the others and the summary still come. */
const FILE_LIMIT_MS = 300_000;

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
    signal: AbortSignal.any([AbortSignal.timeout(FILE_LIMIT_MS), signal]),
    ...(namePattern === undefined ? {} : { testNamePatterns: [namePattern] }),
  });
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') output += data.message;
    if (type === 'test:diagnostic' && data.file !== undefined) output += `${data.message}\n`;
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
