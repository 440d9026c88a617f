import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { loadConfig } from '../../src/config/load.ts';
import { createLogger } from '../../src/platform/log.ts';
import { type RunningAel, startAel } from '../../src/start/ael-process.ts';
import { type Product, startProduct } from '../../src/start/product.ts';
import { loadWorld } from '../../src/worlds/load.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { mountSmallDisk, unmountDisk } from '../fixtures/small-disk.ts';
import { startTcpProxy, type TcpProxy } from '../fixtures/tcp-proxy.ts';

/** One API process and AEL with its store, all of them inside the process of the test, on a network that it can damage. */
export type Installation = {
  database: TestDatabase;
  proxy: TcpProxy;
  product: Product;
  ael: RunningAel;
  /** Where AEL keeps its files. */
  dataDir: string;
  /** Whether that is a small file system of its own. */
  hasOwnDisk: boolean;
  /** Whatever was logged, a line an entry. */
  log: string[];
  /** One more API process on the same database. */
  another(env: Record<string, string>): Promise<Product>;
};

const DISK_MEGABYTES = 16;
const FREE_PORTS = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0', AEL_PORT: '0', AEL_ADMIN_PORT: '0' };

/** Registers the hooks that start it before the tests of a file and take it down after them. */
export function useInstallation(world: object): Installation {
  const installation = { log: [] as string[] } as Installation;
  const ends: (() => unknown)[] = [];
  before(async () => {
    const { log: lines } = installation;
    const log = createLogger('info', { write: (line) => void lines.push(line) });
    const database = await createTestDatabase();
    ends.push(database.drop);
    const proxy = await startTcpProxy(database.url);
    ends.push(proxy.close);
    const dataDir = mkdtempSync(path.join(tmpdir(), 'esoz-watched-'));
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const hasOwnDisk = mountSmallDisk(dataDir, DISK_MEGABYTES);
    if (hasOwnDisk) ends.push(() => unmountDisk(dataDir));
    const common = { ...FREE_PORTS, ENVIRONMENT: 'preprod', DATA_DIR: dataDir, AEL_TOKEN: 'a'.repeat(32) };
    const ael = await startAel(loadConfig({ ...common, OBJECT_STORAGE_BACKEND: 'embedded' }, 'ael'), log);
    ends.push(ael.close);
    const another = async (env: Record<string, string>) => {
      const url = { DATABASE_URL: proxy.url, AEL_URL: ael.url };
      const started = await startProduct(loadConfig({ ...common, ...url, ...env }, 'start'), log);
      ends.push(started.close);
      return started;
    };
    const product = await another({ DATABASE_POOL_MAX: '4', WEBHOOK_ALLOW_PRIVATE: 'true' });
    await loadWorld(product.pool, product.clock, world);
    Object.assign(installation, { database, proxy, product, ael, dataDir, hasOwnDisk, another });
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });
  return installation;
}
