import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import type { Column } from './columns.ts';

/** A record of the right form, with the line on which it begins and what stands there. */
export type Candidate<Row> = { line: number; fields: readonly string[]; row: Row };

/** A record that is not imported, as the report shows it. */
export type Refusal = {
  line: number;
  /** The record itself, as far as it could be read. */
  fields: readonly string[];
  /** Id of the rule, `schema`, or what is wrong with the line as CSV. */
  rule: string;
  /** Literal text of the API. */
  message: string;
  /** What it means, for whoever mends the table. */
  ukrainian: string;
};

/** What an update changes in one row of the registry. */
export type Change = {
  line: number;
  id: string;
  columns: Record<string, { old: string | boolean | null; new: string | boolean | null }>;
};

export type Verdict<Row> = {
  accepted: Candidate<Row>[];
  refused: Refusal[];
  /** Of an update: what the accepted rows change. */
  changes?: Change[];
  /** Of an update: rows that are in the registry as they are in the file. */
  unchanged?: number;
};

/**
 * Applies the rules to candidates in the order of the file, each one seeing those before it that were accepted.
 * @param ahead rows of batches before this one that were accepted but may not be committed yet
 */
export type Judge<Row> = (candidates: readonly Candidate<Row>[], ahead: readonly Row[]) => Verdict<Row>;

/** Who writes, for the stamps and the audit rows. */
export type Stamp = { userId: string; requestId: string };

/** Where rows go: the registry, or in a dry run a temporary table beside it. */
export type ImportTarget<Row> = {
  /**
   * Reads what the rules have to know about these rows, and locks it until the end of the transaction.
   * @param thorough also read what hardly ever matters: the rows have collided
   */
  loadJudge(db: Database, rows: readonly Row[], thorough: boolean): Promise<Judge<Row>>;
  /** Writes rows with their audit rows in one statement; false when some were left out, because others are in the way. */
  write(db: Database, rows: readonly Row[], stamp: Stamp): Promise<boolean>;
};

export type TargetOptions = {
  clock: Clock;
  /** SPEC 9: what a parameter is where the database has no row. */
  parameterFallbacks: Readonly<Record<string, string>>;
  dryRun: boolean;
  /** Names of the columns that the file has. */
  columns: ReadonlySet<string>;
};

/** One kind of thing that can be imported, in one mode: its columns, its form, its rules and its tables. */
export type ImportKind<Row extends { id: string }> = {
  /** Name in the table `imports`: a file that was added may still be one to update from. */
  resource: string;
  mode: 'add' | 'update';
  columns: readonly Column[];
  /**
   * Schema errors of a record of a file with these columns; its empty fields are absent properties. An update may lack
   * columns: what it does not name is not required of its rows.
   */
  validatorFor(columns: readonly string[]): (value: object) => InvalidEntry[];
  /** The row of a record that passed. */
  toRow(value: object): Row;
  /** Rules whose refusals say that the registry has such a row already. */
  presenceRules: ReadonlySet<string>;
  openTarget(options: TargetOptions): ImportTarget<Row>;
};

/**
 * How many transactions of an import run side by side. More would need more cores on both sides, and the commands' pool
 * has two connections. Two that update could wait for the rows of each other.
 */
export const WRITERS = { add: 2, update: 1 } as const;
