import type { Clock } from '../../platform/clock.ts';
import type { Database, Pool } from '../../platform/database/pool.ts';
import type { Logger } from '../../platform/log.ts';
import { type Cursor, cursorOf, eventTypeOf, type RegistryEvent, toEvent } from '../event.ts';
import { readEventRows } from '../events.queries.ts';
import {
  buryEvent,
  type ClaimedEndpoint,
  deleteLetter,
  type EndpointState,
  findRequestedLetters,
  type Held,
  keepLetter,
  moveCursor,
  pauseGone,
  recordFailure,
} from './delivery.queries.ts';
import { nextAttemptAt } from './retry-schedule.ts';
import type { Sender, SendFailure, SendResult } from './send.ts';
import { signatureHeaders } from './signature.ts';

/** An endpoint with much to get gives others a turn after so many. */
const BATCH = 100;

export type Delivery = {
  pool: Pool;
  clock: Clock;
  log: Logger;
  endpoint: ClaimedEndpoint;
  leaseId: string;
  sender: Sender;
  /** Asked between two attempts. */
  isStopping(): boolean;
  /** Ends the attempt that runs, without counting it. */
  signal: AbortSignal;
  random: () => number;
  observe(outcome: AttemptOutcome): void;
};

export type AttemptOutcome = 'delivered' | 'failed';

/** The lease has gone to another process, which took this one for dead. */
class LeaseLost extends Error {}
/** An operator, or the receiver itself, wants nothing to be sent for now. */
class Paused extends Error {}

/**
 * Sends to one claimed endpoint what is due: dead letters that are to be repeated, then its events in their order, until
 * one fails. What was sent is recorded before the next: a process that dies in between sends one event twice.
 */
export async function deliver(delivery: Delivery): Promise<void> {
  try {
    await repeatLetters(delivery);
    const { next_attempt_at: due } = delivery.endpoint;
    if (due === null || new Date(due) <= delivery.clock.now()) await sendEvents(delivery);
  } catch (error) {
    if (error instanceof Paused) return;
    if (!(error instanceof LeaseLost)) throw error;
    delivery.log.warn({ endpoint_id: delivery.endpoint.id }, 'another process has taken over this webhook');
  }
}

async function sendEvents(delivery: Delivery): Promise<void> {
  const { pool, endpoint, isStopping } = delivery;
  let { failures } = endpoint;
  let done: Cursor = { transaction: endpoint.cursor_transaction, id: endpoint.cursor_id };
  let skipped = false;
  for (const row of await readEventRows(pool, [done.transaction, done.id, BATCH])) {
    if (isStopping()) break;
    const cursor = cursorOf(row);
    if (endpoint.event_types.includes(eventTypeOf(row))) {
      const event = toEvent(row);
      const result = await attempt(delivery, event);
      if (!result.delivered && !(await giveUp(delivery, event, done, cursor, failures + 1, result))) return;
      if (result.delivered) await held(delivery, moveCursor, cursor.transaction, cursor.id);
      failures = 0;
      skipped = false;
    } else skipped = true;
    done = cursor;
  }
  if (skipped) await held(delivery, moveCursor, done.transaction, done.id);
}

/** @returns whether that was the last attempt: the event is a dead letter now, and the next one has its turn */
async function giveUp(
  delivery: Delivery,
  event: RegistryEvent,
  before: Cursor,
  cursor: Cursor,
  failures: number,
  failure: SendFailure,
): Promise<boolean> {
  const { clock, log, endpoint, random } = delivery;
  if (failure.isGone) await pause(delivery, event.id, before, failures, failure.reason);
  const { reason, retryAfterSeconds } = failure;
  const now = clock.now();
  const next = nextAttemptAt(now, failures, random(), retryAfterSeconds);
  const context = { endpoint_id: endpoint.id, event_id: event.id, attempts: failures, reason };
  if (next !== undefined) {
    await held(delivery, recordFailure, before.transaction, before.id, failures, next.toISOString(), reason);
    log.warn({ ...context, next_attempt_at: next }, 'a webhook was not delivered');
    return false;
  }
  const { transaction, id } = cursor;
  await held(delivery, buryEvent, transaction, id, event.type, failures, reason, now.toISOString());
  log.error(context, 'a webhook was given up: see esoz webhook dead-letters');
  return true;
}

/** 410 Gone: Standard Webhooks lets receivers end it in this way. @throws Paused */
async function pause(
  delivery: Delivery,
  event: string,
  { transaction, id }: Cursor,
  failures: number,
  reason: string,
): Promise<void> {
  const { clock, log, endpoint } = delivery;
  const now = clock.now().toISOString();
  log.error(
    { endpoint_id: endpoint.id, event_id: event, reason },
    'a webhook is paused: its receiver is gone',
  );
  await held(delivery, pauseGone, transaction, id, failures, reason, now, `webhook:${event}`);
}

async function repeatLetters(delivery: Delivery): Promise<void> {
  const { pool, clock, endpoint, log, isStopping } = delivery;
  for (const letter of await findRequestedLetters(pool, [endpoint.id, BATCH])) {
    if (isStopping()) return;
    const before = [letter.event_transaction, (BigInt(letter.event_id) - 1n).toString(), 1];
    const [row] = await readEventRows(pool, before);
    const result: SendResult =
      row?.transaction_number === letter.event_transaction && row.id === letter.event_id
        ? await attempt(delivery, toEvent(row))
        : { delivered: false, reason: 'the event is no longer in the database' };
    if (result.delivered) await held(delivery, deleteLetter, letter.id);
    else {
      await held(delivery, keepLetter, letter.id, result.reason, clock.now().toISOString());
      log.warn(
        { endpoint_id: endpoint.id, dead_letter_id: letter.id, reason: result.reason },
        'a dead letter stays one',
      );
      if (result.isGone) {
        const { cursor_transaction: transaction, cursor_id: id, failures } = endpoint;
        await pause(delivery, letter.event_id, { transaction, id }, failures, result.reason);
      }
    }
  }
}

async function attempt(
  { clock, endpoint, sender, signal, observe }: Delivery,
  event: RegistryEvent,
): Promise<SendResult> {
  const body = JSON.stringify(event);
  // Of the real time, not of a clock that was moved for a demo: receivers refuse what is minutes old or ahead.
  const timestampSeconds = Math.floor(Date.now() / 1000);
  const headers = signatureHeaders(secretsOf(endpoint, clock.now()), event.id, timestampSeconds, body);
  const result = await sender.send({ url: endpoint.url, headers, body }, signal);
  observe(result.delivered ? 'delivered' : 'failed');
  return result;
}

/** Those that the receiver may verify with, the newest first. */
function secretsOf({ secret, previous_secret, previous_secret_until }: EndpointState, now: Date): string[] {
  const isPreviousValid = previous_secret_until !== null && new Date(previous_secret_until) > now;
  return previous_secret !== null && isPreviousValid ? [secret, previous_secret] : [secret];
}

/**
 * Writes something that only the holder of the lease may write, and learns what an operator has changed meanwhile.
 * @throws LeaseLost, or Paused when nothing more is to be sent
 */
async function held(
  { pool, endpoint, leaseId }: Delivery,
  write: (db: Database, values: unknown[]) => Promise<Held[]>,
  ...values: unknown[]
): Promise<void> {
  const [state] = await write(pool, [endpoint.id, leaseId, ...values]);
  if (state === undefined) throw new LeaseLost();
  Object.assign(endpoint, state);
  if (!state.is_active) throw new Paused();
}
