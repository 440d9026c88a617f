import type { Registry } from 'prom-client';
import { servesFiles } from '../config/store-settings.ts';
import type { Config } from '../config/variables.ts';
import { observeRegistry } from '../measurements/registry-gauges.ts';
import { observeReplica } from '../measurements/replica-gauges.ts';
import { observeStorage } from '../measurements/storage-gauges.ts';
import type { Clock } from '../platform/clock.ts';
import type { Lane } from '../platform/database/lane.ts';
import { observeLoad } from '../platform/database/load.ts';
import type { Pool } from '../platform/database/pool.ts';
import { observeReadiness, type ReadinessCheck } from '../platform/readiness.ts';
import type { OpenAel } from './open-ael.ts';
import type { OpenDatabase } from './open-database.ts';

type Observed = {
  registry: Registry;
  config: Config;
  checks: readonly ReadinessCheck[];
  pool: Pool;
  lane: Pick<Lane, 'replica'>;
  clock: Clock;
  database: OpenDatabase['kind'];
  usage: OpenAel['usage'];
};

/** What the metrics of the product show besides its requests. */
export function observeProduct({
  registry,
  config,
  checks,
  pool,
  lane,
  clock,
  database,
  usage,
}: Observed): void {
  observeReadiness(registry, checks);
  observeLoad(registry, pool);
  observeRegistry(registry, pool, clock);
  observeReplica(registry, lane.replica);
  const keepsHere = database === 'embedded' || servesFiles(config);
  observeStorage(registry, keepsHere ? config.DATA_DIR : undefined, usage);
}
