/**
 * Goal: a store gets the bucket, addresses and keys that its variables mean.
 * Method: environments as objects.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { loadConfig } from './load.ts';
import { storeSettings } from './store-settings.ts';
import type { Config } from './variables.ts';

const load = (environment: Record<string, string>): Config => loadConfig(environment, 'start');

test('each environment has its bucket, which is the one known bucket unless others are named', () => {
  for (const [ENVIRONMENT, bucket] of [
    ['demo', 'ambulatory_contracts-demo'],
    ['preprod', 'ambulatory_contracts-preprod'],
    ['prod', 'ambulatory_contracts'],
  ] as const) {
    const config = load({ ENVIRONMENT, DATABASE_URL: 'postgres://db/x', OBJECT_STORAGE_BACKEND: 'embedded' });
    assert.deepEqual([config.contractsBucket, config.knownBuckets], [bucket, [bucket]]);
  }
  const config = load({ MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET: 'mine', KNOWN_BUCKETS: 'other, mine' });
  assert.deepEqual([config.contractsBucket, config.knownBuckets], ['mine', ['other', 'mine']]);
});

test('a store gets public and internal addresses; at AWS the region decides', () => {
  const s3 = { OBJECT_STORAGE_BACKEND: 's3', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };
  const endpoints = (environment: Record<string, string>) => {
    const settings = storeSettings(load(environment));
    assert.ok(settings.kind === 's3' || settings.kind === 'gcs');
    return [settings.publicEndpoint, settings.internalEndpoint];
  };
  const aws = 'https://s3.eu-north-1.amazonaws.com';
  assert.deepEqual(endpoints({ ...s3, S3_REGION: 'eu-north-1' }), [aws, aws]);
  assert.deepEqual(endpoints({ ...s3, S3_ENDPOINT: 'https://a/', S3_INTERNAL_ENDPOINT: 'http://b:9000' }), [
    'https://a',
    'http://b:9000',
  ]);
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const GCS_SERVICE_ACCOUNT_KEY = JSON.stringify({ client_email: 'a@b', private_key: privateKey });
  const google = 'https://storage.googleapis.com';
  assert.deepEqual(endpoints({ OBJECT_STORAGE_BACKEND: 'gcs', GCS_SERVICE_ACCOUNT_KEY }), [google, google]);
});
