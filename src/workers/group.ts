import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../platform/log.ts';
import { type Heartbeat, keepAsking } from './heartbeat.ts';
import { closeInTransit } from './in-transit.ts';
import { addDeparted } from './merged-metrics.ts';
import type { Failure, FromParent, FromWorker, Snapshot } from './messages.ts';
import { type Ended, keepRunning } from './restarts.ts';
import { createCounts } from './shared-counts.ts';

export type GroupOptions<Orders> = {
  /** What each process runs; it calls `joinGroup`. */
  entry: URL;
  size: number;
  /** What a process is told at its start. */
  orders(): Orders;
  /** Window of the counts that workers share. */
  windowMs: number;
  log: Logger;
};

export type Group<News> = {
  /** Resolves with where all of them listen when all do. @throws what one of them could not start for */
  start(): Promise<AddressInfo>;
  /** How many answer now. */
  serving(): number;
  /** How many have ended without being told to. */
  ends(): number;
  /** Told to all, and to those that start later. */
  spread(news: News): void;
  /** Of each process, and of those that have ended together. */
  snapshots(): Promise<Snapshot[]>;
  /** Rejects when the group cannot go on. */
  failed: Promise<never>;
  /** Tells all to finish what runs; `close` does, if nobody has. */
  drain(): void;
  /** Resolves when all have ended; who does not in time is ended. */
  close(graceMs: number): Promise<void>;
};

type Live = {
  worker: Worker;
  address: AddressInfo | undefined;
  last: Snapshot;
  /** Resolves at the next snapshot, or when there will be none. */
  measured: PromiseWithResolvers<void>;
};

/** A scrape waits no longer for one worker, and shows what that one told last. */
const MEASURE_PATIENCE_MS = 1_000;

/** The parent's side of processes that share a port. Connections are handed out in turns, since two busy ones do not balance themselves. */
export function createGroup<Orders, News>(options: GroupOptions<Orders>): Group<News> {
  const { entry, size, log } = options;
  const stopping = new AbortController();
  const live = new Map<number, Live>();
  const heard: News[] = [];
  const count = createCounts(options.windowMs);
  const failing = Promise.withResolvers<never>();
  failing.promise.catch(() => {}); // told to whoever waits
  const allServe = Promise.withResolvers<AddressInfo>();
  let departed: Promise<Snapshot> = Promise.resolve([]);
  let ends = 0;

  function hear(one: Live, message: FromWorker): void {
    switch (message.kind) {
      case 'serving':
        one.address = message.address;
        if (servingOf(live).length === size) allServe.resolve(message.address);
        break;
      case 'failed':
        // Before all have served once, it is the start that fails, and its reason is told as one process would tell it.
        if (!stopping.signal.aborted) log.error({ failure: message.failure }, 'a worker could not start');
        allServe.reject(errorOf(message.failure));
        break;
      case 'measured':
        noteMeasured(one, message.metrics);
        break;
      case 'count':
        send(one.worker, { kind: 'counted', id: message.id, count: count(message.address) });
    }
  }

  async function run(number: number): Promise<Ended> {
    const worker = cluster.fork();
    closeInTransit(worker);
    const one: Live = { worker, address: undefined, last: [], measured: Promise.withResolvers() };
    live.set(number, one);
    const stopAsking = listenTo(worker, { number, log, hear: (message) => hear(one, message) });
    send<Orders, News>(worker, { kind: 'begin', worker: number, orders: options.orders() });
    for (const news of heard) send<Orders, News>(worker, { kind: 'news', news });
    const [code, signal] = await once(worker, 'exit');
    stopAsking();
    live.delete(number);
    if (!stopping.signal.aborted) ends += 1;
    one.measured.resolve();
    // At once with the line above that takes it from the living: a scrape in between would miss it, or have it twice.
    departed = departed.then((counted) => addDeparted(counted, one.last));
    return { hasServed: one.address !== undefined, code, signal };
  }

  function drain(): void {
    if (stopping.signal.aborted) return;
    stopping.abort();
    for (const { worker } of live.values()) send(worker, { kind: 'drain' });
  }

  let ended: Promise<unknown> = Promise.resolve();
  return {
    async start() {
      cluster.schedulingPolicy = cluster.SCHED_RR;
      cluster.setupPrimary({ exec: fileURLToPath(entry), args: [], serialization: 'advanced' });
      const places = Array.from({ length: size }, (_, at) =>
        keepRunning(at + 1, () => run(at + 1), { signal: stopping.signal, log }),
      );
      Promise.all(places).catch(failing.reject);
      ended = Promise.allSettled(places);
      return Promise.race([allServe.promise, failing.promise]);
    },
    serving: () => servingOf(live).length,
    ends: () => ends,
    spread(news) {
      heard.push(news);
      for (const { worker } of live.values()) send<Orders, News>(worker, { kind: 'news', news });
    },
    async snapshots() {
      await Promise.all(servingOf(live).map(measure));
      const [counted, now] = [departed, [...live.values()].map(({ last }) => last)];
      return [await counted, ...now];
    },
    failed: failing.promise,
    drain,
    async close(graceMs) {
      drain();
      const timer = setTimeout(killAll, graceMs, live);
      await ended.finally(() => clearTimeout(timer));
    },
  };
}

type Listening = { number: number; log: Logger; hear(message: FromWorker): void };

/** Hears a worker, and once it serves asks it whether it still does: a start may take its time. */
function listenTo(worker: Worker, { number, log, hear }: Listening): () => void {
  let heartbeat: Heartbeat | undefined;
  const ask = () => send(worker, { kind: 'ask' });
  const end = () => {
    log.error({ worker: number }, 'a worker does not answer any more, and is ended');
    worker.process.kill('SIGKILL');
  };
  worker.on('message', (message: FromWorker) => {
    heartbeat?.heard();
    hear(message);
    if (message.kind === 'serving') heartbeat = keepAsking({ ask, end });
  });
  return () => heartbeat?.stop();
}

const killAll = (live: Map<number, Live>) => {
  for (const { worker } of live.values()) worker.process.kill('SIGKILL');
};

const servingOf = (live: Map<number, Live>) =>
  [...live.values()].filter(({ address }) => address !== undefined);

function noteMeasured(one: Live, metrics: Snapshot): void {
  one.last = metrics;
  one.measured.resolve();
  one.measured = Promise.withResolvers();
}

async function measure(one: Live): Promise<void> {
  send(one.worker, { kind: 'measure' });
  await Promise.race([one.measured.promise, delay(MEASURE_PATIENCE_MS, undefined, { ref: false })]);
}

/** One that has just ended is not told any more. */
function send<Orders, News>(worker: Worker, message: FromParent<Orders, News>): void {
  if (worker.isConnected()) worker.send(message, () => {});
}

const errorOf = ({ message, code, hint }: Failure) =>
  Object.assign(new Error(message), code === undefined ? {} : { code }, hint === undefined ? {} : { hint });
