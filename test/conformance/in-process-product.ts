import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { loadConfig } from '../../src/config/load.ts';
import { credentialsOfWorld, makeWorld } from '../../src/conformance/world.ts';
import { type Report, type RunOptions, runConformance } from '../../src/conformance/run.ts';
import { createLogger } from '../../src/platform/log.ts';
import { type Product, startProduct } from '../../src/start/product.ts';
import { loadWorld } from '../../src/worlds/load.ts';
import { createTestDatabase } from '../fixtures/database.ts';

export type ConformanceSetting = {
  product: Product;
  world: object;
  run(only: readonly string[], options?: Partial<RunOptions>): Promise<Report>;
};

/**
 * Registers the hooks that start the whole product, its store included, inside the process of the test, with the world of
 * the kit: a mutant is a change of the product's own objects.
 */
export function useConformance(): ConformanceSetting {
  const setting = {} as ConformanceSetting;
  const ends: (() => Promise<unknown>)[] = [];
  before(async () => {
    const database = await createTestDatabase();
    ends.push(database.drop);
    const dataDir = await mkdtemp(path.join(tmpdir(), 'esoz-conformance-'));
    ends.push(() => rm(dataDir, { recursive: true, force: true }));
    const config = loadConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PORT: '0',
      ADMIN_PORT: '0',
      STORE_PORT: '0',
      ENVIRONMENT: 'preprod',
    });
    setting.product = await startProduct(config, createLogger('fatal', { write() {} }));
    ends.push(setting.product.close);
    setting.world = makeWorld();
    await loadWorld(setting.product.pool, setting.product.clock, setting.world);
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });
  setting.run = (only, options = {}) =>
    runConformance({
      origin: setting.product.apiUrl,
      credentials: credentialsOfWorld(setting.world),
      readOnly: false,
      only,
      timeoutMs: 10_000,
      timeZone: 'Europe/Kyiv',
      now: setting.product.clock.now,
      signal: new AbortController().signal,
      ...options,
    });
  return setting;
}
