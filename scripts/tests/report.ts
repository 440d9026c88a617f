import { inspect } from 'node:util';
import type { FileOutcome, Outcome } from './run-file.ts';

const SLOWEST = 10;

/** What is said about a file as soon as it has ended: one line; failures in full; each test only when `verbose`. */
export function describeFile({ file, ms, outcomes, output }: FileOutcome, verbose: boolean): string {
  const failures = outcomes.filter(({ state }) => state === 'failed');
  const verdict = failures.length === 0 ? 'ok    ' : 'FAILED';
  const reasons = new Set(outcomes.flatMap(({ skipReason }) => skipReason ?? []));
  const because = reasons.size === 0 ? '' : ` (${[...reasons].join('; ')})`;
  const line = `${verdict} ${file}  ${countTests(outcomes)}${because}, ${inSeconds(ms)}\n`;
  const listed = verbose ? outcomes.map((one) => indented(describeTest(one))).join('') : '';
  const details = failures.map((failure) => `\n${indented(describeFailure(failure))}`).join('');
  const written = output !== '' && (verbose || failures.length > 0) ? `\n${indented(output)}\n` : '';
  return line + listed + details + written;
}

/** The closing lines. The very last one is for machines: `N passed, N failed`, and `, N skipped` if any. */
export function describeRun(files: readonly FileOutcome[], ms: number): string {
  const outcomes = files.flatMap((file) => file.outcomes);
  const slowest = files.toSorted((left, right) => right.ms - left.ms).slice(0, SLOWEST);
  const named = (file: string, outcomes: readonly Outcome[]) =>
    outcomes
      .filter(({ state }) => state === 'failed')
      .map(({ names }) => `  ${file}: ${names.join(' › ')}\n`);
  const failed = files.flatMap(({ file, outcomes }) => named(file, outcomes));
  const late = files.flatMap(({ file, failedAtFirst = [] }) => named(file, failedAtFirst));
  return [
    '\n',
    files.length > SLOWEST ? 'The slowest files:\n' : '',
    ...(files.length > SLOWEST
      ? slowest.map(({ file, ms }) => `${inSeconds(ms).padStart(9)}  ${file}\n`)
      : []),
    failed.length > 0 ? `\nFailed:\n${failed.join('')}` : '',
    late.length > 0 ? `\nPassed only at the second try:\n${late.join('')}` : '',
    `\n${files.length} ${files.length === 1 ? 'file' : 'files'}, ${countTests(outcomes)}, ${inSeconds(ms)}\n`,
    `${count(outcomes, 'passed')} passed, ${count(outcomes, 'failed')} failed`,
    count(outcomes, 'skipped') > 0 ? `, ${count(outcomes, 'skipped')} skipped\n` : '\n',
  ].join('');
}

const count = (outcomes: readonly Outcome[], wanted: Outcome['state']) =>
  outcomes.filter(({ state }) => state === wanted).length;

function countTests(outcomes: readonly Outcome[]): string {
  const all = `${outcomes.length} ${outcomes.length === 1 ? 'test' : 'tests'}`;
  const states = ['failed', 'skipped'] as const;
  const rest = states.filter((state) => count(outcomes, state) > 0);
  return [all, ...rest.map((state) => `${count(outcomes, state)} ${state}`)].join(', ');
}

const describeTest = ({ names, state, ms }: Outcome) =>
  `${state} ${names.join(' › ')}, ${Math.round(ms)} ms\n`;

const describeFailure = ({ names, ms, error }: Outcome) =>
  `${names.join(' › ')}, ${Math.round(ms)} ms\n${typeof error === 'string' ? error : inspect(error, { depth: 8 })}\n`;

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '    ');
