/**
 * Goal: Ceph RGW obeys our links and nothing else.
 * Method: a real store on loopback; skipped where it is not installed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createS3Signer } from '../../src/ael/stores/s3/signer.ts';
import { rawHttp } from '../fixtures/http-clients.ts';
import { startCeph, whyNoCeph } from '../fixtures/real-stores/ceph.ts';
import { judgeS3Links, judgeUnsignedHeaders } from './s3-links.ts';
import { judgeSwiftLinks } from './swift-links.ts';

const bucket = 'ambulatory_contracts';

test('Ceph RGW judges our links', { skip: whyNoCeph() ?? false, timeout: 180_000 }, async (t) => {
  const ceph = await startCeph();
  t.after(ceph.stop);
  t.diagnostic(ceph.version);
  const signer = createS3Signer({ ...ceph, publicEndpoint: ceph.origin, region: 'us-east-1' });
  for (const each of [bucket, `${bucket}-other`]) {
    const { url, headers } = signer.signHeaders({
      method: 'PUT',
      bucket: each,
      now: new Date(),
      access: 'PUBLIC',
    });
    assert.equal((await rawHttp('PUT', url, { headers })).status, 200);
  }
  await t.test('S3 links', (suite) => judgeS3Links(suite, { ...ceph, bucket }));
  await t.test('S3 links and headers they do not sign', (suite) =>
    judgeUnsignedHeaders(suite, { ...ceph, bucket }),
  );
  await t.test('Swift links', (suite) =>
    judgeSwiftLinks(suite, { ...ceph, accountPath: '/swift/v1', container: bucket, digests: ['sha1'] }),
  );
});
