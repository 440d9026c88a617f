import type { AddressInfo } from 'node:net';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';

/** The metrics of one process at one moment. */
export type Snapshot = MetricObjectWithValues<MetricValue<string>>[];

/** Requests of an address in its window, and how long that still lasts. */
export type Count = { current: number; ttl: number };

/** Why a worker could not start, as far as whoever started the product is told. */
export type Failure = { message: string; code?: string | undefined; hint?: string | undefined };

export type FromParent<Orders, News> =
  | { kind: 'begin'; worker: number; orders: Orders }
  | { kind: 'news'; news: News }
  | { kind: 'measure' }
  /** Does the event loop turn? */
  | { kind: 'ask' }
  | { kind: 'counted'; id: number; count: Count }
  | { kind: 'drain' };

export type FromWorker =
  | { kind: 'serving'; address: AddressInfo }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'measured'; metrics: Snapshot }
  | { kind: 'alive' }
  | { kind: 'count'; id: number; address: string }
  /** The last word. */
  | { kind: 'left' };
