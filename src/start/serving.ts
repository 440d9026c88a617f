import type { AddressInfo } from 'node:net';
import type { Ael } from '../ael/contract.ts';
import type { Config } from '../config/variables.ts';
import type { MetricsPage } from '../platform/admin-server.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool, PoolOptions } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { ReadinessCheck } from '../platform/readiness.ts';
import type { Tracer } from '../platform/tracing.ts';
import type { Stopping } from './stopping.ts';

/** What serving the API takes. */
export type ServingResources = {
  config: Config;
  connection: PoolOptions;
  pool: Pool;
  clock: Clock;
  ael: Ael;
  log: Logger;
  metrics: Metrics;
  checks: readonly ReadinessCheck[];
  /** Absent: requests are not traced. */
  tracer?: Tracer | undefined;
  stopping: Stopping;
};

/** Who answers the API: this process, or workers of it. */
export type Serving = {
  /** Of `/ready`, besides those of the product. */
  checks: readonly ReadinessCheck[];
  shown: MetricsPage;
  /** @throws the listen error with its code */
  listen(): Promise<AddressInfo>;
  /** Links and lists of files can be had from now on. */
  filesAt(files: Files): void;
  /** The signal has come. */
  drain(): void;
  /** Finishes what runs. */
  close(): Promise<void>;
  /** Rejects when it cannot go on. */
  failed: Promise<never>;
};

/** Where the embedded store listens, if the product runs it, and which pages may read its answers. */
export type Files = { storeUrl: string | undefined; consoleOrigins: readonly string[] };
