import { databaseRemedy } from '../platform/database/remedy.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { visibleJson, visibleLines } from '../platform/visible.ts';
import { inWordsOfCommands } from './mistakes.ts';

/** What a command has to say: for people, and as one JSON document for `--json`. */
export type Outcome = {
  text: string;
  json: object;
  /** 1 when the command ran and the news is bad (a fault found, nothing to revoke). */
  exitCode?: 0 | 1;
};

/** A command was called wrongly: exit code 2. */
export class UsageError extends Error {}

/** A failure with a way to mend it, as several parts of the product throw it. */
type Hinted = Error & { hint?: string; code?: string; hostname?: string; mistakes?: unknown };

/** Prints an outcome and sets the exit code. What is for people is shown wherever it goes: it is often piped to `less`. */
export function printOutcome(outcome: Outcome, asJson: boolean): void {
  if (asJson) printDocument(outcome.json);
  else process.stdout.write(`${visibleLines(outcome.text)}\n`);
  process.exitCode = outcome.exitCode ?? 0;
}

/** Prints a failure: a sentence and its remedy on standard error, and with `--json` a document on standard output. */
export function printFailure(error: unknown, asJson: boolean): void {
  const { hint = hintFor(error as Hinted), mistakes } = error as Hinted;
  const failure = { message: messageOf(error as Hinted), hint, mistakes };
  process.exitCode = error instanceof UsageError ? 2 : 1;
  if (asJson) printDocument({ error: failure });
  const remedy = failure.hint ? `${failure.hint}\n` : '';
  process.stderr.write(visibleLines(`esoz: ${failure.message}\n${remedy}`));
}

/** The one JSON document of `--json`. */
export function printDocument(document: object): void {
  process.stdout.write(`${visibleJson(JSON.stringify(document))}\n`);
}

function messageOf(error: Hinted): string {
  if (error instanceof ApiError) return inWordsOfCommands(error);
  // What Node throws when every address of a host refuses has an empty message of its own.
  if (error instanceof AggregateError && error.errors.length > 0) return (error.errors[0] as Error).message;
  return error.message || String(error);
}

const HOST_HINT = 'HOST is no address of this machine: choose one that is, or 0.0.0.0 for all of them.';

function hintFor(error: Hinted): string | undefined {
  const code = error instanceof AggregateError ? (error.errors[0] as Hinted).code : error.code;
  // A name that cannot be looked up: of the database, or the one to listen on.
  if (error.hostname !== undefined && error.hostname === process.env.HOST) return HOST_HINT;
  switch (code) {
    case 'EADDRINUSE':
      return 'Another program uses this port: stop it, or set PORT, ADMIN_PORT and STORE_PORT (for `esoz ael` AEL_PORT and AEL_ADMIN_PORT) to free ones.';
    case 'EADDRNOTAVAIL':
      return HOST_HINT;
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EROFS':
      return 'Something else is in the way: choose another directory (DATA_DIR).';
    case 'EACCES':
      return 'The operating system does not permit it: choose a port above 1024, or another directory.';
    default:
      return databaseRemedy(error);
  }
}
