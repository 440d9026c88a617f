import type { Database } from '../platform/database/pool.ts';
import type { Batch } from './batches.ts';
import type { ImportTarget, Stamp, Verdict } from './kind.ts';

/** One batch on its way through a transaction. */
export type Step<Row> = {
  /** The rows that were accepted, before they are written. */
  judged: Promise<readonly Row[]>;
  /** Resolves when the transaction is committed: true when exactly these rows were written. */
  committed: Promise<boolean>;
};

export type StepContext<Row> = {
  target: ImportTarget<Row>;
  stamp: Stamp;
  /** Part of the transaction: the position, and the refusals on their way to the report, in the order of the file. */
  record(db: Database, batch: Batch<Row>, verdict: Verdict<Row>): Promise<void>;
};

/**
 * Long enough for a slow disk and a step ahead; a lock that takes longer is an accident, and the import is resumable.
 * Without sequential scans: the first plans are made while tables are empty, and are kept while millions of rows come in.
 */
const BEGIN = `BEGIN; SET LOCAL statement_timeout = '2min'; SET LOCAL lock_timeout = '20s';
  SET LOCAL idle_in_transaction_session_timeout = '5min'; SET LOCAL enable_seqscan = off`;
/** How often rows of a batch may collide with what other transactions write meanwhile. */
const MAX_ATTEMPTS = 5;

/**
 * Starts to import a batch while those `ahead` of it are still under way. It is judged as if they wrote what they
 * accepted, written beside them, and committed after them. Should one of them come to something else, because another
 * transaction was quicker with a row, this one is rolled back and judged again by what is then there.
 */
export function startStep<Row extends { id: string }>(
  context: StepContext<Row>,
  db: Database,
  batch: Batch<Row>,
  ahead: readonly Step<Row>[],
): Step<Row> {
  const judged = Promise.withResolvers<readonly Row[]>();
  const committed = runStep(context, db, batch, ahead, judged.resolve).catch(async (error: unknown) => {
    judged.reject(error);
    await db.query('ROLLBACK').catch(() => {}); // a connection that cannot has lost its transaction anyway
    throw error;
  });
  // Both are awaited in time by those who need them; until then a failure is not "unhandled".
  judged.promise.catch(() => {});
  committed.catch(() => {});
  return { judged: judged.promise, committed };
}

async function runStep<Row extends { id: string }>(
  context: StepContext<Row>,
  db: Database,
  batch: Batch<Row>,
  ahead: readonly Step<Row>[],
  announce: (rows: readonly Row[]) => void,
): Promise<boolean> {
  const rows = batch.candidates.map(({ row }) => row);
  await db.query(BEGIN);
  const judge = await context.target.loadJudge(db, rows, false);
  const expected = (await Promise.all(ahead.map((step) => step.judged))).flat();
  let verdict = judge(batch.candidates, expected);
  announce(verdict.accepted.map(({ row }) => row));
  let isWritten = await write(context, db, verdict);

  const areAsExpected = (await Promise.all(ahead.map((step) => step.committed))).every((each) => each);
  const isAsAnnounced = areAsExpected && isWritten;
  // Otherwise the whole batch is judged again by what is there now: a row may depend on any row before it.
  for (let attempt = 1; !isAsAnnounced && (attempt === 1 || !isWritten); attempt++) {
    if (attempt > MAX_ATTEMPTS) throw new Error('the registry keeps changing under the rows of this batch');
    await db.query('ROLLBACK');
    await db.query(BEGIN);
    verdict = (await context.target.loadJudge(db, rows, true))(batch.candidates, []);
    isWritten = await write(context, db, verdict);
  }
  const refused = [...batch.refused, ...verdict.refused].sort((one, other) => one.line - other.line);
  await context.record(db, batch, { ...verdict, refused });
  await db.query('COMMIT');
  return isAsAnnounced;
}

/** False when a row that was accepted collided with one that another transaction has written since. */
async function write<Row extends { id: string }>(
  { target, stamp }: StepContext<Row>,
  db: Database,
  { accepted }: Verdict<Row>,
): Promise<boolean> {
  if (accepted.length === 0) return true;
  return target.write(
    db,
    accepted.map(({ row }) => row),
    stamp,
  );
}
