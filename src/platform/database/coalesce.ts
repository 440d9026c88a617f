import pg from 'pg';
import { unavailable } from '../errors/http-errors.ts';
import { type Span, type SpanDetails, traced, within } from '../tracing.ts';
import { loadOf, noLoad } from './load.ts';
import type { Database } from './pool.ts';
import { isTransient } from './postgres-errors.ts';
import { serverOf, statementSpan } from './traced.ts';

/** Batches under way at once; while they are, further questions gather for the next. */
const MAX_UNDER_WAY = 2;
const MAX_BATCH = 64;
/** Questions that wait; behind so many an answer would come too late for its caller. */
const MAX_WAITING = 10_000;

type Waiting<Question, Answer> = {
  question: Question;
  /** Of the one request that asks. */
  span: Span | undefined;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
};

/**
 * Asks together what is asked at the same time: one round trip for many requests under load, and a batch of one, at
 * once, without. Nothing is kept: every question is asked after it was put.
 * @param ask answers a batch in the order of its questions; it may be asked again, one by one, when it refuses a batch
 * @param load where it is counted
 * @param name of the span that each question is
 */
export function coalesce<Question, Answer>(
  ask: (questions: Question[]) => Promise<Answer[]>,
  load = noLoad(),
  name = 'question',
  details: SpanDetails = {},
): (question: Question) => Promise<Answer> {
  const waiting: Waiting<Question, Answer>[] = [];
  let underWay = 0;
  let scheduled = false;

  async function send(batch: Waiting<Question, Answer>[]): Promise<void> {
    underWay++;
    load.waiting -= batch.length;
    load.batches++;
    load.questions += batch.length;
    noteCompany(
      batch.flatMap(({ span }) => span ?? []),
      batch.length,
    );
    // What is done for several is no part of the one request that happened to send it.
    await within(undefined, () => answer(batch));
    underWay--;
    sendWaiting();
  }

  async function answer(batch: Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await ask(batch.map(({ question }) => question));
      for (const [at, { resolve }] of batch.entries()) resolve(answers[at] as Answer);
    } catch (error) {
      // A question that the database refuses is not a reason to refuse those that came along with it.
      if (batch.length > 1 && !isTransient(error)) for (const each of batch) await answer([each]);
      else for (const { reject } of batch) reject(error);
    }
  }

  function sendWaiting(): void {
    scheduled = false;
    while (waiting.length > 0 && underWay < MAX_UNDER_WAY) void send(waiting.splice(0, MAX_BATCH));
  }

  const put = (question: Question, span: Span | undefined) =>
    new Promise<Answer>((resolve, reject) => {
      if (waiting.length >= MAX_WAITING)
        return reject(unavailable('too many questions wait for the database'));
      waiting.push({ question, span, resolve, reject });
      load.waiting++;
      if (scheduled || underWay >= MAX_UNDER_WAY) return;
      scheduled = true;
      // After this turn of the event loop, in which more requests may have arrived.
      setImmediate(sendWaiting);
    });
  return (question) => traced(name, details, (span) => put(question, span));
}

/** Each span lasts from its own question to the answer: where its batch was sent, and with whom, is told beside that. */
function noteCompany(spans: readonly Span[], questions: number): void {
  const [first, ...others] = spans;
  for (const span of spans) {
    span.mark('sent');
    if (questions > 1) span.set({ 'db.operation.batch.size': questions });
  }
  // Not each to each: from any of them all others are two steps away.
  for (const other of others) {
    first?.link(other);
    if (first) other.link(first);
  }
}

/**
 * The same for a query function: questions to a pool are coalesced, those of a transaction go alone on its connection.
 * @param name of the statement
 * @param ask answers a batch in the order of its questions
 */
export function coalescePerPool<Question, Answer>(
  name: string,
  ask: (db: Database, questions: Question[]) => Promise<Answer[]>,
): (db: Database, question: Question) => Promise<Answer> {
  const pools = new WeakMap<Database, (question: Question) => Promise<Answer>>();
  return async (db, question) => {
    if (!(db instanceof pg.Pool)) return (await ask(db, [question]))[0] as Answer;
    const known =
      pools.get(db) ??
      coalesce(
        (questions: Question[]) => ask(db, questions),
        loadOf(db),
        name,
        statementSpan(name, serverOf(db)),
      );
    pools.set(db, known);
    return known(question);
  };
}
