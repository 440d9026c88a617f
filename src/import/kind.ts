import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import type { ColumnSet } from './csv/header.ts';

/** A record of the right form, with the line on which it begins. */
export type Candidate<Row> = { line: number; row: Row };

/** A record that is not imported, as the report shows it. */
export type Refusal = {
  line: number;
  /** Id of the rule, `schema`, or what is wrong with the line as CSV. */
  rule: string;
  message: string;
};

export type Verdict<Row> = { accepted: Candidate<Row>[]; refused: Refusal[] };

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
};

/** One kind of thing that can be imported: its columns, its form, its rules and its tables. */
export type ImportKind<Row extends { id: string }> = {
  /** Name in the tables `imports` and `audit_log`. */
  resource: string;
  columns: ColumnSet;
  /** A column's text as the value that the schema checks; the text itself where there is no entry. */
  readers: Readonly<Record<string, (text: string) => unknown>>;
  /** Schema errors of a record, whose empty fields are absent properties. */
  validate(value: object): InvalidEntry[];
  /** The row of a record that passed. */
  toRow(value: object): Row;
  /** Rules whose refusals say that the registry has such a row already. */
  presenceRules: ReadonlySet<string>;
  openTarget(options: TargetOptions): ImportTarget<Row>;
};
