import { after, before } from 'node:test';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type ProductOptions, type RunningProduct, startProduct } from '../fixtures/product.ts';
import { type Clinic, clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { startTcpProxy, type TcpProxy } from '../fixtures/tcp-proxy.ts';

/** One product on a database of its own, reached through a proxy, with clinics that may each create one licence. */
export type Setting = {
  database: TestDatabase;
  proxy: TcpProxy;
  product: RunningProduct;
  /** A clinic that no test has used yet. */
  nextClinic(): Clinic;
  /** A creation that breaks no rule. */
  create(by: Clinic, headers?: Record<string, string>): Promise<ApiAnswer>;
  close(): Promise<void>;
};

const started = new Set<RunningProduct>();
after(async () => {
  for (const product of started) await product.kill();
});

/** Starts a product that does not outlive the tests of this file, not even those that fail. */
export async function startMortalProduct(options: ProductOptions): Promise<RunningProduct> {
  const product = await startProduct(options);
  started.add(product);
  return product;
}

export function manyClinics(count: number): Clinic[] {
  return Array.from({ length: count }, () => clinic());
}

export function createLicense(
  apiUrl: string,
  by: Clinic,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  return call(`${apiUrl}/api/licenses`, { token: by.token, headers, body: licenseBody() });
}

export type SettingOptions = {
  clinicCount: number;
  env?: Record<string, string>;
  /** Loaded besides the clinics. */
  world?: object;
  /** Changes the database before the product starts, and gives further environment. */
  prepare?: (database: TestDatabase) => Promise<Record<string, string>>;
  onClientBytes?: (connection: number, bytes: Buffer) => void;
};

export async function startSetting(options: SettingOptions): Promise<Setting> {
  const { clinicCount, env = {}, world: further = {}, prepare, onClientBytes } = options;
  const database = await createTestDatabase();
  const proxy = await startTcpProxy(database.url, onClientBytes);
  const clinics = manyClinics(clinicCount);
  const world = mergeWorlds(further, ...clinics.map((one) => one.world));
  const prepared = await prepare?.(database);
  const close = async () => {
    await proxy.close();
    await database.drop();
  };
  const product = await startMortalProduct({
    env: { DATABASE_URL: proxy.url, ...env, ...prepared },
    world,
  }).catch(async (error) => {
    await close();
    throw error;
  });
  return {
    database,
    proxy,
    product,
    nextClinic() {
      const next = clinics.pop();
      if (next === undefined) throw new Error('the test needs more clinics');
      return next;
    },
    create: (by, headers) => createLicense(product.apiUrl, by, headers),
    async close() {
      proxy.resume();
      await product.kill();
      await close();
    },
  };
}

/** Registers the hooks that build a setting before the tests of a suite and take it down after them. */
export function useSetting(options: SettingOptions): Setting {
  const setting = {} as Setting;
  before(async () => {
    Object.assign(setting, await startSetting(options));
  });
  after(() => setting.close?.());
  return setting;
}
