import type { Registry } from 'prom-client';
import type { Ael } from '../ael/contract.ts';
import { createBucketCheck } from '../ael/readiness.ts';
import { servesFiles } from '../config/store-settings.ts';
import type { Config } from '../config/variables.ts';
import { observeRegistry } from '../measurements/registry-gauges.ts';
import { observeStorage } from '../measurements/storage-gauges.ts';
import type { Clock } from '../platform/clock.ts';
import { observeLoad } from '../platform/database/load.ts';
import type { Pool } from '../platform/database/pool.ts';
import { createSchemaCheck } from '../platform/database/schema-state.ts';
import { observeReadiness, type ReadinessCheck } from '../platform/readiness.ts';
import type { OpenAel } from './open-ael.ts';
import type { OpenDatabase } from './open-database.ts';

type Observed = {
  registry: Registry;
  config: Config;
  checks: readonly ReadinessCheck[];
  pool: Pool;
  clock: Clock;
  database: OpenDatabase['kind'];
  usage: OpenAel['usage'];
};

/** What the metrics of the product show besides its requests. */
export function observeProduct({ registry, config, checks, pool, clock, database, usage }: Observed): void {
  observeReadiness(registry, checks);
  observeLoad(registry, pool);
  observeRegistry(registry, pool, clock);
  const keepsHere = database === 'embedded' || servesFiles(config);
  observeStorage(registry, keepsHere ? config.DATA_DIR : undefined, usage);
}

/** The conditions of `/ready`. */
export function readinessOf(pool: Pool, ael: Ael, bucket: string): ReadinessCheck[] {
  const bucketCheck = createBucketCheck(ael, bucket);
  return [
    { name: 'database', check: createSchemaCheck(pool) },
    { name: 'ael', check: bucketCheck.ael },
    { name: 'bucket', check: bucketCheck.bucket },
  ];
}
