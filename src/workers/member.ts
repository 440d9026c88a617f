import cluster from 'node:cluster';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Count, Failure, FromParent, FromWorker } from './messages.ts';

/** What a worker does with what it is told. */
export type Member<Orders, News> = {
  /** Opens everything and listens. What throws is told to the parent, and ends the process. */
  begin(
    orders: Orders,
    worker: number,
    parent: Parent,
  ): Promise<{ address: AddressInfo; registry: Registry }>;
  hear(news: News): void;
  /** Finishes what runs. */
  drain(): Promise<void>;
};

export type Parent = {
  /** One more request of an address, of whichever worker. */
  count(address: string): Promise<Count>;
};

/**
 * Makes this process a worker. Signals are left to the parent, which everybody sends them to at the same time: a terminal
 * to the whole group of processes, a service manager often as well. When the parent is gone, node:cluster ends the process.
 */
export function joinGroup<Orders, News>(member: Member<Orders, News>): void {
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => {});
  // Of the channel, when the parent has gone in the middle of a start.
  cluster.worker?.on('error', () => process.exit(0));
  const counts = askedCounts();
  let registry: Registry | undefined;

  async function begin(orders: Orders, worker: number): Promise<void> {
    const { address, ...begun } = await member.begin(orders, worker, counts);
    registry = begun.registry;
    tell({ kind: 'serving', address });
  }

  async function measure(): Promise<void> {
    if (registry) tell({ kind: 'measured', metrics: await registry.getMetricsAsJSON() });
  }

  const answer = (message: FromParent<Orders, News>): void | Promise<void> => {
    switch (message.kind) {
      case 'begin':
        return begin(message.orders, message.worker);
      case 'news':
        return member.hear(message.news);
      case 'counted':
        return counts.answered(message.id, message.count);
      case 'measure':
        return measure();
      case 'ask':
        return tell({ kind: 'alive' });
      case 'drain':
        // Measured last of all, so that nothing of what was counted is lost.
        return member
          .drain()
          .then(measure)
          .then(() => leave(0));
    }
  };
  process.on('message', (message: FromParent<Orders, News>) => {
    Promise.try(answer, message).catch((error: Error) => {
      tell({ kind: 'failed', failure: failureOf(error) });
      leave(1);
    });
  });
}

function tell(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}

/** After all that was told has left. */
function leave(code: number): void {
  if (!process.connected) process.exit(code);
  process.send?.({ kind: 'left' } satisfies FromWorker, () => process.exit(code));
}

function failureOf(error: Error & { code?: unknown; hint?: unknown }): Failure {
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { message: error.message || String(error), code: textOf(error.code), hint: textOf(error.hint) };
}

/** Questions under way are as many as requests. */
function askedCounts() {
  const asked = new Map<number, (count: Count) => void>();
  let lastId = 0;
  return {
    count(address: string): Promise<Count> {
      const { promise, resolve } = Promise.withResolvers<Count>();
      asked.set(++lastId, resolve);
      tell({ kind: 'count', id: lastId, address });
      return promise;
    },
    answered(id: number, count: Count): void {
      asked.get(id)?.(count);
      asked.delete(id);
    },
  };
}
