/**
 * Goal: a misspelt variable is told, with the name that was meant; what belongs to others is not.
 * Method: environments as objects.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unknownVariables } from './unknown-variables.ts';

for (const [name, meant] of [
  ['RATE_LIMIT_MAXX', 'RATE_LIMIT_MAX'],
  ['RATELIMIT_MAX', 'RATE_LIMIT_MAX'],
  ['DATABSE_URL', 'DATABASE_URL'],
  ['DATABASE_URL_FLIE', 'DATABASE_URL_FILE'],
  ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
  ['CUSTOM_PKS', 'CUSTOM_PSK'],
  ['S3_ACCESS_KEY', 'S3_ACCESS_KEY_ID'],
  ['S3_ENDPIONT', 'S3_ENDPOINT'],
  ['SWIFT_TEMP_URL_KEYS', 'SWIFT_TEMP_URL_KEY'],
  ['GCS_SERVICE_ACCOUNT_KEYS', 'GCS_SERVICE_ACCOUNT_KEY'],
  ['ENVIROMENT', 'ENVIRONMENT'],
  ['CORS_ORIGIN', 'CORS_ORIGINS'],
  ['LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENCE_TYPES', 'LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES'],
  ['PORTT', 'PORT'],
  ['ESOZ_TOKENS', 'ESOZ_TOKEN'],
  ['ESOZ_APIKEY', 'ESOZ_API_KEY'],
] as const)
  test(`${name}: ${meant}`, () => {
    assert.deepEqual(unknownVariables({ [name]: 'secret' }), [
      `${name} is no variable of ours: did you mean ${meant}?`,
    ]);
  });

test('what begins like ours and is near to nothing is told as well', () => {
  for (const name of ['ESOZ_TURBO', 'S3_STORAGE_CLASS_DEFAULT', 'SWIFT_REGION_OF_THE_NORTH'])
    assert.match(
      unknownVariables({ [name]: '1' })[0] ?? '',
      new RegExp(`^${name} is no variable of ours: see`),
    );
});

test('what is ours, or of others, is not', () => {
  const others =
    'PATH HOME HOSTNAME HOSTTYPE SHELL TERM LANG PWD USER LOGNAME PGHOST PGPORT PGSSLMODE NODE_ENV npm_config_cache KUBERNETES_PORT SSH_AUTH_SOCK OLDPWD EDITOR DISPLAY AWS_REGION'.split(
      ' ',
    );
  const ours = [
    'PORT',
    'DATABASE_URL',
    'DATABASE_URL_FILE',
    'S3_REGION',
    // Of `esoz file` and `esoz webhook listen`, which whoever uses them keeps in one environment with the others.
    'ESOZ_URL',
    'ESOZ_TOKEN',
    'ESOZ_API_KEY_FILE',
    'ESOZ_WEBHOOK_SECRET',
    'LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES',
  ];
  assert.deepEqual(unknownVariables(Object.fromEntries([...others, ...ours].map((name) => [name, 'x']))), []);
});
