import type { FileOutcome, Outcome } from './run-file.ts';

/** Where more files fail, something that they share is broken, and a second try of each would only take time. */
const FILES_AT_MOST = 5;

/** Has a file run once more, with nothing beside it. */
type RunAlone = (file: string) => Promise<FileOutcome>;

/**
 * Runs files that failed once more, one after another. What passes then is kept as passed, with what failed at first; what
 * fails twice, in the same test or another, has failed.
 * @returns all files, each once
 */
export async function tryAgain(ended: readonly FileOutcome[], runAlone: RunAlone): Promise<FileOutcome[]> {
  const failed = ended.filter((file) => failuresOf(file).length > 0);
  if (failed.length > FILES_AT_MOST) return [...ended];
  const settled = new Map<FileOutcome, FileOutcome>();
  for (const first of failed) {
    // What ended a process of several files is known of none of them.
    if (first.isOfSeveral) continue;
    const second = await runAlone(first.file);
    const isProof = failuresOf(second).length === 0 && !skipsWhatFailed(second, first);
    settled.set(first, isProof ? { ...second, failedAtFirst: failuresOf(first) } : first);
  }
  return ended.map((file) => settled.get(file) ?? file);
}

const failuresOf = ({ outcomes }: FileOutcome): Outcome[] =>
  outcomes.filter(({ state }) => state === 'failed');

/** A test that is skipped the second time, as where a program did not start, has not passed. */
function skipsWhatFailed(second: FileOutcome, first: FileOutcome): boolean {
  const skipped = new Set(second.outcomes.filter(({ state }) => state === 'skipped').map(nameOf));
  return failuresOf(first).some((one) => skipped.has(nameOf(one)));
}

const nameOf = ({ names }: Outcome): string => names.join(' › ');
