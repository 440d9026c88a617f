import { setTimeout as delay } from 'node:timers/promises';
import { Counter, type Registry } from 'prom-client';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import { countUnnumbered, rebaseEvents } from './events.queries.ts';
import { announceExpiry } from './expiry/announce.ts';
import { createDispatcher } from './webhooks/dispatcher.ts';
import type { EndpointPolicy } from './webhooks/endpoints.ts';

/** How soon an event is sent. Asked, not notified: a notification would make the commits of all writers queue up. */
const POLL_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** Between two searches on one day, for licences that were changed meanwhile. */
const EXPIRY_INTERVAL_MS = 300_000;
/** What an attempt in flight gets to end when the process stops. */
const GRACE_MS = 1_000;

export type EventsOptions = {
  pool: Pool;
  clock: Clock;
  log: Logger;
  policy: EndpointPolicy;
  registry: Registry;
};

/**
 * Tells what happens in the registry: writes the events of expiry and sends webhooks, in every process, until stopped.
 * While the database is away it only asks, more and more seldom, whether it is back.
 * @returns how to stop it; resolves within two seconds
 */
export function startEvents({ pool, clock, log, policy, registry }: EventsOptions): () => Promise<void> {
  const stopping = new AbortController();
  let wake = new AbortController();
  const attempts = countAttempts(registry);
  const dispatcher = createDispatcher({
    pool,
    clock,
    log,
    policy,
    onAttempt: (outcome) => attempts.inc({ outcome }),
    onTurnEnd: () => wake.abort(),
  });
  const announce = announcer(pool, clock, log, stopping.signal);

  const run = async () => {
    if (await rebaseOnce(pool, stopping.signal))
      log.warn('the database was restored into another server: the order of events goes on above it');
    let failures = 0;
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      try {
        await announce();
        await dispatcher.dispatch();
        failures = 0;
      } catch (error) {
        // Once an absence of the database, not at each attempt.
        if (failures === 0 && !stopping.signal.aborted)
          log.warn({ err: error }, 'events are not sent: the database does not answer');
        failures++;
      }
      const pauseMs = Math.min(POLL_MS * 2 ** failures, LONGEST_PAUSE_MS);
      await pause(pauseMs, failures > 0 ? stopping.signal : AbortSignal.any([stopping.signal, wake.signal]));
    }
  };
  const ended = run();
  return async () => {
    stopping.abort();
    await ended;
    await dispatcher.stop(GRACE_MS);
  };
}

/** Attempts by outcome, as a metric. */
export function countAttempts(registry: Registry): Counter<'outcome'> {
  return new Counter({
    name: 'esoz_webhook_attempts_total',
    help: 'Attempts to send an event to an endpoint',
    labelNames: ['outcome'],
    registers: [registry],
  });
}

/** Before anything is sent; until the database has answered. */
async function rebaseOnce(pool: Pool, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    try {
      const [row] = await rebaseEvents(pool, []);
      return row?.rebased === true;
    } catch {
      await pause(POLL_MS, signal);
    }
  }
  return false;
}

/** Looks for licences that expire at the start, when the current date has changed, and now and then. */
function announcer(pool: Pool, clock: Clock, log: Logger, signal: AbortSignal): () => Promise<void> {
  let lastDate = '';
  let lastRun = Number.NEGATIVE_INFINITY;
  return async () => {
    const date = clock.today();
    if (date === lastDate && performance.now() - lastRun < EXPIRY_INTERVAL_MS) return;
    const written = await announceExpiry(pool, clock, signal);
    lastDate = date;
    lastRun = performance.now();
    if (written > 0) log.info({ written }, 'events of expiry written');
    const [lost] = await countUnnumbered(pool, []);
    if (lost && lost.rows > 0)
      log.error(
        { rows: lost.rows },
        'audit rows have lost their place among the events: run esoz audit verify',
      );
  };
}

/** Waits, or less when the signal comes. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
