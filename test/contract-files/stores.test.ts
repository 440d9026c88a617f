/**
 * Goal: the API hands out links that foreign stores obey.
 * Method: Ceph RGW and OpenStack Swift behind the product; skipped where they are not installed.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, type TestContext, test } from 'node:test';
import { CreateBucketCommand, PutBucketCorsCommand, S3Client } from '@aws-sdk/client-s3';
import { assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { rawHttp } from '../fixtures/http-clients.ts';
import { judgedKeys, RESOURCE_ID } from '../fixtures/object-names.ts';
import { linkTo, listFiles, portal } from '../fixtures/portal.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { type Ceph, startCeph, whyNoCeph } from '../fixtures/real-stores/ceph.ts';
import { startSwift, whyNoSwift } from '../fixtures/real-stores/openstack-swift.ts';

const owner = portal();
const BUCKET = 'ambulatory_contracts-demo';
const CONSOLE_ORIGIN = 'https://console.example';
let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

/** What stands for anything that this store is asked: the whole way of a file, under every name, and its listing. */
async function judge(t: TestContext, env: Record<string, string>): Promise<RunningProduct> {
  const product = await startProduct({
    env: { DATABASE_URL: database.url, CONSOLE_ORIGIN, ...env },
    world: owner.world,
  });
  t.after(product.stop);
  const { apiUrl } = product;
  // Every fourth: all of them go to the same stores in test/stores, by the same links.
  const names = judgedKeys()
    .filter((_key, at) => at % 4 === 0)
    .map((key) => key.slice(`${RESOURCE_ID}/`.length));

  await t.test('a file under any name goes up and comes back byte-identical', async () => {
    for (const name of names) {
      const sent = name.replaceAll('%', '%25');
      const body = randomBytes(80);
      const put = await rawHttp('PUT', await linkTo(apiUrl, owner, 'PUT', RESOURCE_ID, sent), { body });
      assert.ok(put.status === 200 || put.status === 201, `${name}: ${put.status} ${put.body}`);
      const got = await rawHttp('GET', await linkTo(apiUrl, owner, 'GET', RESOURCE_ID, sent));
      assert.ok(got.body.equals(body), `${name}: ${got.status}`);
    }
  });

  await t.test('the folder lists them all, in pages', async () => {
    const listed: string[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await listFiles(apiUrl, owner, {
        resource_id: RESOURCE_ID,
        page: String(page),
        page_size: '30',
      });
      assertStatus(answer, 200);
      const { data, paging } = answer.body;
      for (const { resource_name, size, last_modified, etag } of data) {
        assert.equal(size, 80, resource_name);
        assert.ok(Math.abs(Date.parse(last_modified) - Date.now()) < 300_000, last_modified);
        assert.match(etag, /^[0-9a-f]{32}$/);
        listed.push(resource_name);
      }
      assert.equal(paging.total_entries, names.length);
      if (page === paging.total_pages) break;
    }
    assert.deepEqual(listed.toSorted(), names.toSorted());
    const nobody = await listFiles(apiUrl, owner, { resource_id: '00000000-0000-4000-8000-000000000000' });
    assert.deepEqual(nobody.body.data, []);
  });

  await t.test('/ready says so', async () => {
    await eventually('readiness', async () => {
      const { body } = await call(`${product.adminUrl}/ready`);
      return body.status === 'ready' ? true : undefined;
    });
  });
  return product;
}

/** The findings of `esoz doctor` about the store. */
async function doctor(
  env: Record<string, string>,
): Promise<Record<string, { state: string; detail: string; remedy?: string }>> {
  const { stdout } = await runEsoz(['doctor', '--json'], {
    DATABASE_URL: database.url,
    CONSOLE_ORIGIN,
    PORT: '0',
    ADMIN_PORT: '0',
    ...env,
  });
  const { findings } = JSON.parse(stdout);
  return Object.fromEntries(findings.map((finding: { name: string }) => [finding.name, finding]));
}

test('Ceph RGW behind the API', { skip: whyNoCeph() ?? false, timeout: 240_000 }, async (t) => {
  const ceph: Ceph = await startCeph();
  t.after(ceph.stop);
  const client = new S3Client({
    endpoint: ceph.origin,
    region: 'us-east-1',
    credentials: ceph,
    forcePathStyle: true,
  });
  t.after(() => client.destroy());
  const s3: Record<string, string> = {
    OBJECT_STORAGE_BACKEND: 's3',
    S3_ENDPOINT: ceph.origin,
    S3_ACCESS_KEY_ID: ceph.accessKeyId,
    S3_SECRET_ACCESS_KEY: ceph.secretAccessKey,
    S3_GUARD_UNSIGNED_HEADERS: 'true',
  };

  await t.test('without its bucket the product starts, warns and is not ready', async (s) => {
    const product = await startProduct({ env: { DATABASE_URL: database.url, ...s3 }, world: owner.world });
    s.after(product.stop);
    await eventually('the warning', () =>
      product.log().includes(`bucket ${BUCKET} does not exist`) ? true : undefined,
    );
    const { status, body } = await call(`${product.adminUrl}/ready`);
    assert.deepEqual([status, body.checks], [503, { database: 'ok', ael: 'ok', bucket: 'failed' }]);
    assertStatus(await listFiles(product.apiUrl, owner, { resource_id: RESOURCE_ID }), 503);
    await linkTo(product.apiUrl, owner, 'PUT', RESOURCE_ID, 'a.pdf'); // signing asks nobody
  });

  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));

  await t.test('esoz doctor tells what is wrong, and what to do', async () => {
    const before = await doctor({ ...s3, S3_GUARD_UNSIGNED_HEADERS: 'false' });
    assert.equal(before.bucket?.state, 'ok');
    assert.equal(before.CORS?.state, 'warning');
    assert.ok(before['unsigned headers'] !== undefined);
    await client.send(
      new PutBucketCorsCommand({
        Bucket: BUCKET,
        CORSConfiguration: {
          CORSRules: [
            {
              AllowedOrigins: [CONSOLE_ORIGIN],
              AllowedMethods: ['GET', 'PUT'],
              AllowedHeaders: ['content-type'],
            },
          ],
        },
      }),
    );
    const mended = await doctor(s3);
    assert.deepEqual(
      [mended.bucket?.state, mended.CORS?.state, mended['unsigned headers']?.state],
      ['ok', 'ok', 'ok'],
    );
    const wrongKey = await doctor({ ...s3, S3_SECRET_ACCESS_KEY: 'wrong' });
    assert.match(wrongKey.bucket?.remedy ?? '', /S3_SECRET_ACCESS_KEY/);
    const wrongClock = await doctor({ ...s3, ESOZ_CLOCK: '2026-01-01T00:00:00Z' });
    assert.match(wrongClock.bucket?.detail ?? '', /clocks/);
  });

  await t.test('by S3', (s) => judge(s, s3).then(() => {}));

  await t.test('by Swift', async (s) => {
    const swift = {
      OBJECT_STORAGE_BACKEND: 'swift',
      SWIFT_ENDPOINT: ceph.origin,
      SWIFT_ACCOUNT_PATH: '/swift/v1',
      SWIFT_TEMP_URL_KEY: ceph.tempUrlKey,
      SWIFT_TEMP_URL_DIGEST: 'sha1',
      SWIFT_AUTH_URL: `${ceph.origin}/auth/v1.0`,
      SWIFT_AUTH_USER: ceph.swiftUser,
      SWIFT_AUTH_KEY: ceph.secretAccessKey,
    };
    const findings = await doctor(swift);
    assert.deepEqual([findings.bucket?.state, findings.links?.state], ['ok', 'ok'], JSON.stringify(findings));
    const wrong = await doctor({ ...swift, SWIFT_TEMP_URL_KEY: 'wrong' });
    assert.equal(wrong.links?.state, 'failed');
    await judge(s, swift);
  });
});

test('OpenStack Swift behind the API', { skip: whyNoSwift() ?? false, timeout: 240_000 }, async (t) => {
  const swift = await startSwift(BUCKET);
  t.after(swift.stop);
  // The single node has no authentication service; it takes any token.
  const auth: Server = createServer((_request, response) => {
    response
      .writeHead(200, { 'x-auth-token': 'any', 'x-storage-url': swift.origin + swift.accountPath })
      .end();
  });
  await new Promise<void>((resolve) => auth.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    auth.closeAllConnections();
    auth.close();
  });
  await judge(t, {
    OBJECT_STORAGE_BACKEND: 'swift',
    SWIFT_ENDPOINT: swift.origin,
    SWIFT_ACCOUNT_PATH: swift.accountPath,
    SWIFT_TEMP_URL_KEY: swift.tempUrlKey,
    SWIFT_AUTH_URL: `http://127.0.0.1:${(auth.address() as AddressInfo).port}`,
    SWIFT_AUTH_USER: 'account:user',
    SWIFT_AUTH_KEY: 'key',
  });
});
