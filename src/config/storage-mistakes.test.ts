/**
 * Goal: a store is chosen by a few variables whose combinations are checked.
 * Method: environments as objects.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { loadConfig } from './load.ts';
import { ConfigError, type Purpose } from './mistakes.ts';
import type { Config } from './variables.ts';

function mistakes(environment: Record<string, string>, purpose: Purpose = 'start'): string[] {
  try {
    loadConfig(environment, purpose);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.mistakes;
  }
}
const load = (environment: Record<string, string>): Config => loadConfig(environment, 'start');
const database = { DATABASE_URL: 'postgres://db/x' };
const prod = { ENVIRONMENT: 'prod', ...database };

test('a bucket of the contract files that is not known is a mistake, also for commands', () => {
  for (const purpose of ['start', 'ael', 'command'] as const) {
    assert.match(
      mistakes({ KNOWN_BUCKETS: 'other' }, purpose).join(),
      /KNOWN_BUCKETS must name .*ambulatory_contracts-demo/,
    );
  }
});

test('what the chosen store lacks is said all at once, together with other mistakes', () => {
  const all = mistakes({ OBJECT_STORAGE_BACKEND: 'swift', SWIFT_AUTH_TYPE: 'password', PORT: 'x' });
  const names = all.map((mistake) => mistake.split(' ')[0]);
  assert.deepEqual(names, [
    'PORT',
    'SWIFT_ENDPOINT',
    'SWIFT_ACCOUNT_PATH',
    'SWIFT_TEMP_URL_KEY',
    'SWIFT_AUTH_URL',
    'SWIFT_AUTH_USER',
    'SWIFT_AUTH_KEY',
    'SWIFT_AUTH_PROJECT',
  ]);
  assert.deepEqual(
    mistakes({ OBJECT_STORAGE_BACKEND: 's3' }).map((mistake) => mistake.split(' ')[0]),
    ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  );
  assert.match(mistakes({ OBJECT_STORAGE_BACKEND: 'gcs' }).join(), /^GCS_SERVICE_ACCOUNT_KEY/);
});

test('a variable that is wrong is not called missing as well', () => {
  const all = mistakes({ OBJECT_STORAGE_BACKEND: 'gcs', GCS_SERVICE_ACCOUNT_KEY: '{}' });
  assert.equal(all.length, 1);
  assert.match(all.join(), /must be the JSON key file/);
});

test('in prod the embedded store starts only when asked for', () => {
  assert.match(mistakes(prod).join(), /OBJECT_STORAGE_BACKEND must be set in prod/);
  assert.deepEqual(mistakes({ ...prod, OBJECT_STORAGE_BACKEND: 'embedded' }), []);
  assert.deepEqual(mistakes({ ...prod, AEL_URL: 'http://ael:4010', AEL_TOKEN: 'x'.repeat(32) }), []);
  assert.deepEqual(mistakes(prod, 'command'), []);
});

test('AEL needs no database, and in prod a token; its caller always needs one', () => {
  const own = { ENVIRONMENT: 'prod', OBJECT_STORAGE_BACKEND: 'embedded' };
  assert.deepEqual(mistakes(own, 'ael'), ['AEL_TOKEN must be set in prod']);
  assert.deepEqual(mistakes({ ...own, AEL_TOKEN: 'x'.repeat(32) }, 'ael'), []);
  assert.deepEqual(mistakes({}, 'ael'), []);
  assert.deepEqual(mistakes({ AEL_URL: 'http://ael:4010' }), ['AEL_TOKEN must be set together with AEL_URL']);
  assert.match(mistakes({ AEL_URL: 'http://ael:4010', AEL_TOKEN: 'short' }).join(), /16 to 1024/);
});

test('ports of one process must differ', () => {
  assert.deepEqual(mistakes({ PORT: '5000', ADMIN_PORT: '5000', STORE_PORT: '5000' }), [
    'ADMIN_PORT must differ from PORT',
    'STORE_PORT must differ from PORT',
    'STORE_PORT must differ from ADMIN_PORT',
  ]);
  assert.deepEqual(mistakes({ PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' }), []);
  assert.deepEqual(mistakes({ PORT: '4010', AEL_PORT: '4010' }, 'ael'), []);
});

test('a bucket that cannot be part of a host needs path style, and is said so at start', () => {
  const s3 = { OBJECT_STORAGE_BACKEND: 's3', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };
  assert.match(
    mistakes({ ...s3, S3_ADDRESSING: 'virtual-host' }).join(),
    /ambulatory_contracts-demo.*path-style/,
  );
  assert.deepEqual(
    mistakes({ ...s3, S3_ADDRESSING: 'virtual-host', MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET: 'mine' }),
    [],
  );
});

test('secrets come from files too, and no mistake quotes one', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'esoz-settings-'));
  try {
    const file = path.join(directory, 'secret');
    writeFileSync(file, 'from a file\n');
    const config = load({
      OBJECT_STORAGE_BACKEND: 's3',
      S3_ACCESS_KEY_ID: 'a',
      S3_SECRET_ACCESS_KEY_FILE: file,
    });
    assert.equal(config.S3_SECRET_ACCESS_KEY, 'from a file');
    const secret = 'PRIVATE-MATERIAL';
    for (const environment of [
      { GCS_SERVICE_ACCOUNT_KEY: `{"client_email":"a","private_key":"${secret}"}` },
      { GCS_SERVICE_ACCOUNT_KEY: secret },
      { AEL_TOKEN: `${secret} ` },
    ]) {
      const all = mistakes(environment as Record<string, string>).join();
      assert.notEqual(all, '');
      assert.ok(!all.includes(secret), all);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
