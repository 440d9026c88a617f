import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../platform/log.ts';

/** The channel of `db/migrations/20261122000010-notify-changes.sql`; the payload is the topic. */
const CHANNEL = 'esoz_change';
/** How often the connection proves that it is alive, and how long a proof may take: together less than a second. */
const HEARTBEAT_MS = 300;
const ANSWER_MS = 400;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

export type ListenerOptions = {
  url: string;
  applicationName: string;
  log: Logger;
  /** The connection hears from now on; what happened before it may have missed. */
  onConnected(): void;
  onChange(topic: string): void;
  onLost(): void;
};

export type Listener = {
  isConnected(): boolean;
  /** The last moment, in ms of `performance.now()`, of which it is certain that nothing sent before it was missed. */
  aliveAt(): number;
  close(): Promise<void>;
};

/** One connection of its own that listens for changes, and connects again, with growing pauses, when it is lost. */
export function startListener(options: ListenerOptions): Listener {
  const { log, onConnected, onLost } = options;
  const closing = new AbortController();
  let connected = false;
  let aliveAt = Number.NEGATIVE_INFINITY;

  const run = async () => {
    for (let failures = 0; !closing.signal.aborted; failures++) {
      try {
        await listenUntilLost(options, closing.signal, (moment) => {
          aliveAt = moment;
          if (connected) return;
          connected = true;
          failures = 0;
          onConnected();
          log.info('listening for changes in the database');
        });
      } catch (error) {
        // Once an absence of the database, not at each attempt.
        if (!closing.signal.aborted && failures === 0)
          log.warn({ err: error }, 'changes in the database are not heard: asking for them instead');
      }
      if (connected) onLost();
      connected = false;
      await pause(pauseMs(failures), closing.signal);
    }
  };
  const ended = run();
  return {
    isConnected: () => connected,
    aliveAt: () => aliveAt,
    async close() {
      closing.abort();
      await ended;
    },
  };
}

/** With some chance in it, so that all processes do not come back to a restarted server in one moment. */
function pauseMs(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + Math.random() / 2);
}

/** Waits, or less when the signal comes. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}

/** @throws whatever ended the connection; returns only when told to close */
async function listenUntilLost(
  { url, applicationName, onChange }: ListenerOptions,
  closing: AbortSignal,
  proveAlive: (moment: number) => void,
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 2_000,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  });
  const lost = new AbortController();
  client.on('error', (error) => lost.abort(error));
  client.on('end', () => lost.abort(new Error('the listening connection ended')));
  const over = AbortSignal.any([closing, lost.signal]);
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    await hearItself(client, over);
    client.on('notification', ({ payload = '' }) => onChange(payload));
    while (!over.aborted) {
      // What was sent before the question arrives before its answer.
      const asked = performance.now();
      await client.query('SELECT 1');
      proveAlive(asked);
      await pause(HEARTBEAT_MS, over);
    }
    if (!closing.aborted) throw lost.signal.reason;
  } finally {
    // Not awaited: a connection that answers nobody does not answer a farewell either.
    client.end().catch(() => {});
  }
}

/** Between us and the server may be a pooler that accepts LISTEN and delivers nothing: then this throws. */
async function hearItself(client: pg.Client, over: AbortSignal): Promise<void> {
  const sent = `hello ${randomUUID()}`;
  const heard = new AbortController();
  client.on('notification', ({ payload }) => {
    if (payload === sent) heard.abort();
  });
  await client.query('SELECT pg_notify($1, $2)', [CHANNEL, sent]);
  await pause(ANSWER_MS, AbortSignal.any([heard.signal, over]));
  if (!heard.signal.aborted)
    throw new Error(
      'notifications are accepted and not delivered: is there a transaction pooler in between?',
    );
}
