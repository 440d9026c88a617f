/**
 * Goal: an upgrade needs no stop. The last release goes on with the schema of this version, and what it wrote is whole.
 * Method: the last release out of the history, in the process of the test: its examples and its kit on databases that this
 * version has migrated, and both versions on one database.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import type { Config } from '../../src/config/variables.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { readMigrations } from '../../src/platform/database/migrations.ts';
import { createLogger } from '../../src/platform/log.ts';
import type { Product } from '../../src/start/product.ts';
import { createEmptyDatabase, type EmptyDatabase } from '../faults/empty-database.ts';
import { call } from '../fixtures/client.ts';
import { type AppInProcess, openApp } from '../fixtures/in-process.ts';
import { type LastRelease, unpackLastRelease } from './last-release.ts';

const unpacked = await unpackLastRelease();
const skip = typeof unpacked === 'string' ? unpacked : false;
const release = unpacked as LastRelease;
after(() => skip || rm(path.dirname(release.folder), { recursive: true, force: true }));

type Starting = typeof import('../../src/start/product.ts');
type Loading = typeof import('../../src/config/load.ts');

describe('the last release on the schema of this version', { skip }, () => {
  test('has migrations still to come: else nothing would be tried here', async () => {
    const { readMigrations: readTheirs } = await release.load<
      typeof import('../../src/platform/database/migrations.ts')
    >('src/platform/database/migrate.ts');
    const theirs = new Set((await readTheirs()).map(({ name }) => name));
    const added = (await readMigrations()).filter(({ name }) => !theirs.has(name));
    assert.ok(added.length > 0, 'name an older release in deploy/upgrade/last-release.json');
    assert.deepEqual(
      added.filter(({ breaking }) => breaking !== null),
      [],
      'a breaking migration: these tests begin anew with the release that has it',
    );
  });

  test('answers each call of its documents with the status and the error that they promise', async () => {
    const { openStage } = await release.load<typeof import('../examples/stage.ts')>('test/examples/stage.ts');
    const { playMethods } = await release.load<typeof import('../examples/methods/all.ts')>(
      'test/examples/methods/all.ts',
    );
    const { playErrors } = await release.load<typeof import('../examples/errors/all.ts')>(
      'test/examples/errors/all.ts',
    );
    const stage = await openStage(); // its databases are copies of the run's, which this version has migrated
    try {
      await playMethods(stage);
      await playErrors(stage);
      assert.ok(stage.played.length > 190, String(stage.played.length));
    } finally {
      await stage.close();
    }
  });
});

describe('one registry under both', { skip }, () => {
  const CLINIC = { token: 'demo-clinic-1' };
  const LICENSE = {
    type: 'PHARMACY_DRUGS',
    is_primary: false,
    issued_by: 'Держлікслужба',
    issued_date: '2024-02-28',
    active_from_date: '2024-02-28',
    order_no: 'before',
  };
  const ends: (() => Promise<unknown>)[] = [];
  let database: EmptyDatabase;
  let former: Product;
  let dataDir: string;
  let current: AppInProcess;
  let writtenBefore: Record<string, unknown>;

  async function startFormer(): Promise<Product> {
    const { startProduct } = await release.load<Starting>('src/start/product.ts');
    const { loadConfig } = await release.load<Loading>('src/config/load.ts');
    const ports = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' };
    const config: Config = loadConfig({ ...ports, DATABASE_URL: database.url, DATA_DIR: dataDir });
    return startProduct(config, createLogger('fatal', { write() {} }));
  }

  before(async () => {
    database = await createEmptyDatabase();
    ends.push(database.drop);
    dataDir = await mkdtemp(path.join(tmpdir(), 'esoz-former-'));
    ends.push(() => rm(dataDir, { recursive: true, force: true }));
    former = await startFormer(); // makes its own schema, with the demo in it
    ends.push(() => former.close());
    const created = await call(`${former.apiUrl}/api/licenses`, { ...CLINIC, body: LICENSE });
    assert.equal(created.status, 201, created.describe());
    writtenBefore = created.body.data;
    assert.ok((await migrate(database.url)).applied.length > 0); // while it runs
    current = await openApp({ ...database, query: database.query as never });
    ends.push(current.close);
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  const read = async (url: string, id: unknown) =>
    (await call(`${url}/api/licenses/${id}`, CLINIC)).body.data;

  async function list(url: string) {
    const tokens = ['demo-clinic-1', 'demo-clinic-2', 'demo-pharmacy', 'demo-primary-care', 'demo-lapsed'];
    const answers = tokens.map(async (token) => (await call(`${url}/api/licenses`, { token })).body.data);
    return Promise.all(answers);
  }

  test('what the former wrote before is read by both, the same', async () => {
    assert.deepEqual(await read(current.url, writtenBefore.id), writtenBefore);
    assert.deepEqual(await list(current.url), await list(former.apiUrl));
    assert.ok((await list(current.url)).flat().length > 6);
  });

  test('what one writes the other reads and changes', async () => {
    const urls = [former.apiUrl, current.url];
    for (const [writer, reader] of [urls, urls.toReversed()] as [string, string][]) {
      const { id } = writtenBefore;
      const changed = await call(`${writer}/api/licenses/${id}`, {
        ...CLINIC,
        method: 'PATCH',
        body: { ...LICENSE, order_no: writer },
      });
      assert.equal(changed.status, 200, changed.describe());
      assert.deepEqual(await read(reader, id), changed.body.data);
    }
  });

  test('the audit log of both is one, and whole', async () => {
    const { faults } = await verifyAuditLog(current.pool);
    assert.deepEqual(faults, []);
  });

  test('going back is a start of the former: it is ready, and serves', async () => {
    await former.close();
    former = await startFormer();
    assert.equal((await fetch(`${former.adminUrl}/ready`)).status, 200);
    assert.deepEqual(await list(former.apiUrl), await list(current.url));
  });
});

if (!skip) {
  const { useConformance } = await release.load<typeof import('../conformance/in-process-product.ts')>(
    'test/conformance/in-process-product.ts',
  );
  describe('SPEC.md as of the last release', () => {
    const setting = useConformance();
    test('holds for it, sentence by sentence, on the schema of this version', async () => {
      const { verdicts, stopped } = await setting.run([]);
      const broken = verdicts.filter(({ status }) => status !== 'held');
      assert.deepEqual(
        broken.map(({ id, why }) => ({ id, why })),
        [],
      );
      assert.equal(stopped, undefined);
      assert.ok(verdicts.length > 300, String(verdicts.length));
    });
  });
}
