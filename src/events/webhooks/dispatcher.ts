import { randomUUID } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/database/pool.ts';
import type { Logger } from '../../platform/log.ts';
import { type AttemptOutcome, deliver } from './deliver.ts';
import { type ClaimedEndpoint, claimEndpoint, releaseLease } from './delivery.queries.ts';
import type { EndpointPolicy } from './endpoints.ts';
import { createSender } from './send.ts';

/** How many endpoints a process sends to at once; one that hangs keeps its place for ten seconds. */
const MAX_AT_ONCE = 16;

export type DispatcherOptions = {
  pool: Pool;
  clock: Clock;
  log: Logger;
  /** What every endpoint of this process may do, besides what its own row allows. */
  policy: EndpointPolicy;
  random?: () => number;
  onAttempt?: (outcome: AttemptOutcome) => void;
  /** An endpoint has had its turn without trouble on our side; there may be more for it. */
  onTurnEnd?: () => void;
};

export type Dispatcher = {
  /** Begins to send to every endpoint that has something due; resolves when all of them are claimed, not when they are sent to. */
  dispatch(): Promise<void>;
  /** Resolves when nothing is being sent any more. */
  settled(): Promise<void>;
  /** No new claims; attempts that run are cut off after the grace period, and do not count. */
  stop(graceMs: number): Promise<void>;
};

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { pool, clock, log, policy, random = Math.random, onTurnEnd, onAttempt = () => {} } = options;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let isStopped = false;
  const isStopping = () => isStopped;
  const common = { pool, clock, log, random, isStopping, signal: stopping.signal, observe: onAttempt };

  /**
   * Leases that could not be given back while the database was away, also those of claims whose answer was lost: without
   * this their endpoints would wait until the leases are over.
   */
  const unreleased = new Set<string>();
  const release = async (leaseId: string) => {
    unreleased.add(leaseId);
    await releaseLease(pool, [leaseId]);
    unreleased.delete(leaseId);
  };

  const run = async (endpoint: ClaimedEndpoint, leaseId: string) => {
    const sender = createSender(policy.allowPrivate || endpoint.allow_private);
    let isDone = false;
    try {
      await deliver({ ...common, endpoint, leaseId, sender });
      isDone = true;
    } catch (error) {
      if (!stopping.signal.aborted)
        log.warn({ err: error, endpoint_id: endpoint.id }, 'sending to a webhook was interrupted');
    } finally {
      sender.close();
      await release(leaseId).catch(() => {});
    }
    if (isDone) onTurnEnd?.();
  };

  return {
    async dispatch() {
      for (const leaseId of unreleased) await release(leaseId);
      while (!isStopped && running.size < MAX_AT_ONCE) {
        const leaseId = randomUUID();
        const [endpoint] = await claimEndpoint(pool, [leaseId, clock.now().toISOString()]).catch((error) => {
          unreleased.add(leaseId);
          throw error;
        });
        if (endpoint === undefined) return;
        const delivery = run(endpoint, leaseId);
        running.add(delivery);
        void delivery.finally(() => running.delete(delivery));
      }
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    async stop(graceMs) {
      isStopped = true;
      const timer = setTimeout(() => stopping.abort(), graceMs);
      while (running.size > 0) await Promise.all(running);
      clearTimeout(timer);
    },
  };
}
