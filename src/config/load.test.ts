/**
 * Goal: the environment is read whole, refused with all mistakes at once, and keeps its secrets.
 * Method: environments as objects, secrets in temporary files.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deserialize, serialize } from 'node:v8';
import { loadConfig } from './load.ts';
import { ConfigError } from './mistakes.ts';
import { VARIABLES } from './variables.ts';

/** The mistakes of an environment; none when it is accepted. */
function mistakesOf(environment: Record<string, string>, ...purpose: [] | ['start']): string[] {
  try {
    loadConfig(environment, ...purpose);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    for (const mistake of error.mistakes) assert.ok(error.message.includes(mistake));
    return error.mistakes;
  }
}

describe('the environment', () => {
  test('may be empty: SPEC 13.1 has the defaults', () => {
    const config = loadConfig({});
    const { PORT, HOST, ADMIN_PORT, ENVIRONMENT, DATA_DIR, TIME_ZONE, RATE_LIMIT_MAX } = config;
    assert.deepEqual(
      { PORT, HOST, ADMIN_PORT, ENVIRONMENT, DATA_DIR, TIME_ZONE, RATE_LIMIT_MAX },
      {
        PORT: 4000,
        HOST: '127.0.0.1',
        ADMIN_PORT: 4001,
        ENVIRONMENT: 'demo',
        DATA_DIR: './data',
        TIME_ZONE: 'Europe/Kyiv',
        RATE_LIMIT_MAX: 0,
      },
    );
    assert.deepEqual([config.TRUSTED_PROXIES, config.CUSTOM_PSK, config.DATABASE_URL], [[], [], undefined]);
    assert.deepEqual(config.parameterFallbacks, {
      LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES: 'PHARMACY_DRUGS',
      LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES: 'PHARMACY_DRUGS',
      LEGAL_ENTITY_PRIMARY_CARE_ADDITIONAL_LICENSE_TYPES: '',
      LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES: '',
    });
  });

  test('names the console’s client whole or not at all', () => {
    const id = '33333333-3333-4333-8333-00000000000A';
    const [mistake = ''] = mistakesOf({ CONSOLE_CLIENT_ID: id });
    assert.match(mistake, /CONSOLE_CLIENT_ID and CONSOLE_API_KEY must be set together/);
    assert.match(
      mistakesOf({ CONSOLE_CLIENT_ID: 'console', CONSOLE_API_KEY: 'key' }).join(),
      /must be a UUID/,
    );
    const { CONSOLE_CLIENT_ID } = loadConfig({ CONSOLE_CLIENT_ID: id, CONSOLE_API_KEY: 'key' });
    assert.equal(CONSOLE_CLIENT_ID, id.toLowerCase());
  });

  test('an empty variable is an absent one; an empty parameter is an empty list', () => {
    const config = loadConfig({
      PORT: '',
      ESOZ_CLOCK: '',
      DATABASE_URL: '',
      LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES: '',
    });
    assert.deepEqual([config.PORT, config.ESOZ_CLOCK, config.DATABASE_URL], [4000, undefined, undefined]);
    assert.equal(config.parameterFallbacks.LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES, '');
  });

  const wrong: Record<string, string[]> = {
    PORT: ['-1', '65536', '4000.5', '1e3', ' 4000', '0x10', 'http', '٤٠٠٠'],
    ENVIRONMENT: ['production', 'PROD', 'demo '],
    DATABASE_URL: ['localhost', 'mysql://localhost/x', 'postgres//x'],
    TIME_ZONE: ['Europe/Atlantis', 'Kyiv', '+25:00'],
    ESOZ_CLOCK: ['tomorrow', '2026-02-30', '2026-03-29T00:30'],
    RATE_LIMIT_MAX: ['-5', 'off'],
    LOG_LEVEL: ['verbose', 'INFO'],
    TRUSTED_PROXIES: [
      'proxy.local',
      '10.0.0.0/33',
      '10.0.0.0/',
      '::1/129',
      '10.0.0.1,nonsense',
      '10.0.0.0/8/8',
    ],
    PUBLIC_URL: ['registry.example', 'ftp://registry.example'],
    DATABASE_POOL_MAX: ['0', '201'],
    WORKERS: ['0', '-1', '65', '1.5', 'AUTO', ' 2', 'all'],
    DRAIN_DELAY_SECONDS: ['-1', '6', '0.5', '2s'],
  };
  for (const [name, values] of Object.entries(wrong)) {
    test(`${name} is refused when it is nonsense, by its name`, () => {
      for (const value of values) {
        const [mistake, ...others] = mistakesOf({ [name]: value });
        assert.ok(mistake?.startsWith(`${name} `), `${name}=${value}: ${mistake}`);
        assert.equal(others.length, 0);
      }
    });
  }

  test('WORKERS is a number, or one for each core', () => {
    assert.equal(loadConfig({}).WORKERS, 1);
    assert.equal(loadConfig({ WORKERS: '64' }).WORKERS, 64);
    assert.equal(loadConfig({ WORKERS: 'auto' }).WORKERS, Math.min(availableParallelism(), 64));
  });

  test('goes to another process as it is: a worker is told it', () => {
    const config = loadConfig({
      ESOZ_CLOCK: '2026-03-29',
      TRUSTED_PROXIES: '10.0.0.0/8',
      JWT_ISSUER: 'https://issuer.example',
      JWT_AUDIENCE: 'registry',
      JWT_JWKS_URI: 'https://issuer.example/keys',
      DATABASE_URL: 'postgres://registry.example/registry',
      DATABASE_READ_URL: 'postgres://replica.example/registry',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
    });
    assert.deepEqual(deserialize(serialize(config)), config);
  });

  test('TRUSTED_PROXIES takes addresses and ranges of both families', () => {
    const { TRUSTED_PROXIES } = loadConfig({ TRUSTED_PROXIES: ' 127.0.0.1, 10.0.0.0/8 ,::1,fd00::/8,' });
    assert.deepEqual(TRUSTED_PROXIES, ['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8']);
  });

  test('CORS_ORIGINS takes origins as browsers send them, and nothing wider', () => {
    assert.deepEqual(loadConfig({ CORS_ORIGINS: 'https://a.example, http://localhost:5173' }).CORS_ORIGINS, [
      'https://a.example',
      'http://localhost:5173',
    ]);
    assert.deepEqual(loadConfig({}).CORS_ORIGINS, []);
    for (const mistaken of [
      '*',
      'null',
      'a.example',
      'https://a.example/app',
      'https://a.example?b',
      'https://*.example',
      'https://A.example',
      'https://a.example:443',
      'ftp://a.example',
      'https://user@a.example',
    ]) {
      const [mistake = ''] = mistakesOf({ CORS_ORIGINS: `https://fine.example,${mistaken}` });
      assert.match(mistake, /^CORS_ORIGINS must be /, mistaken);
    }
  });

  test('DATABASE_URL with a password that is not percent-encoded says so, without the password', () => {
    for (const password of ['a/b', 'a#b', 'a?b', '1/b', '12#b', '7?b', 'a%zz', '100%', '#', '/']) {
      const [mistake = ''] = mistakesOf({ DATABASE_URL: `postgres://esoz:${password}@db.example/registry` });
      assert.match(mistake, /^DATABASE_URL must be a URL .*percent-encoded, %2F for \//, password);
      assert.doesNotMatch(mistake.replace('/ # ? @ : %', ''), RegExp(`${RegExp.escape(password)}@`));
    }
    for (const fine of ['a%2Fb', 'a@b', 'a:b', 'a%25', '', "!$&'()*+,;="])
      assert.deepEqual(mistakesOf({ DATABASE_URL: `postgres://esoz:${fine}@db.example/registry` }), [], fine);
    assert.deepEqual(mistakesOf({ DATABASE_URL: 'postgres:///registry?host=/run/postgresql' }), []);
    assert.doesNotMatch(mistakesOf({ DATABASE_URL: 'mysql://db.example' })[0] ?? '', /percent/);
  });

  test('all mistakes are reported at once, those between variables too', () => {
    const mistakes = mistakesOf({
      PORT: 'x',
      TIME_ZONE: 'Europe/Atlantis',
      ENVIRONMENT: 'prod',
      ESOZ_CLOCK: 'tomorrow',
      RATE_LIMIT_MAX: '-1',
    });
    const names = mistakes.map((mistake) => mistake.split(' ')[0]);
    assert.deepEqual(names.sort(), [
      'DATABASE_URL',
      'ESOZ_CLOCK',
      'ESOZ_CLOCK',
      'PORT',
      'RATE_LIMIT_MAX',
      'TIME_ZONE',
    ]);
  });

  test('a mistaken variable is not also called missing', () => {
    const mistakes = mistakesOf({ ENVIRONMENT: 'prod', DATABASE_URL: 'nonsense' });
    assert.equal(mistakes.filter((mistake) => mistake.startsWith('DATABASE_URL')).length, 1);
  });

  test('the clock is real in prod', () => {
    const prod = { ENVIRONMENT: 'prod', DATABASE_URL: 'postgres://db/esoz' };
    assert.deepEqual(mistakesOf(prod), []);
    assert.equal(mistakesOf({ ...prod, ESOZ_CLOCK: '2026-01-01' }).length, 1);
    assert.equal(
      loadConfig({ ESOZ_CLOCK: '2026-01-16' }).clockStartsAt?.toISOString(),
      '2026-01-15T22:00:00.000Z',
    );
  });
});

describe('secrets', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'esoz-config-'));
  });
  after(() => rm(directory, { recursive: true }));

  test('are read from the file of NAME_FILE, without the line break at its end', async () => {
    const file = path.join(directory, 'url');
    await writeFile(file, 'postgres://esoz:s3cret@db/esoz\n');
    assert.equal(loadConfig({ DATABASE_URL_FILE: file }).DATABASE_URL, 'postgres://esoz:s3cret@db/esoz');
    await writeFile(file, '\uFEFFpostgres://esoz:s3cret@db/esoz\r\n'); // as an editor of Windows saves it
    assert.equal(loadConfig({ DATABASE_URL_FILE: file }).DATABASE_URL, 'postgres://esoz:s3cret@db/esoz');
    const [both] = mistakesOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://db/x' });
    assert.match(both ?? '', /^DATABASE_URL is set together with DATABASE_URL_FILE/);
    const [missing] = mistakesOf({ DATABASE_URL_FILE: path.join(directory, 'nothing') });
    assert.match(missing ?? '', /^DATABASE_URL cannot be read .*ENOENT/);
  });
  test('an empty file is a mistake: what the secret was to close would stand open', async () => {
    const file = path.join(directory, 'empty');
    await writeFile(file, ' \n');
    for (const [name, variable] of Object.entries(VARIABLES)) {
      if (!('secret' in variable)) continue;
      const mistakes = mistakesOf({ [`${name}_FILE`]: file });
      assert.ok(mistakes.includes(`${name} is empty in the file of ${name}_FILE`), `${name}: ${mistakes}`);
    }
  });
  test('a list of no secrets is none: X-Custom-PSK would be ignored', () => {
    for (const CUSTOM_PSK of [',', ' , ', ' '])
      assert.deepEqual(mistakesOf({ CUSTOM_PSK }), ['CUSTOM_PSK must have at least one value']);
  });
  test('are never repeated in a mistake', async () => {
    for (const [name, variable] of Object.entries(VARIABLES)) {
      if (!('secret' in variable)) continue;
      const value = 'h4ck me, \u0000 please';
      for (const mistake of mistakesOf({ [name]: value }, 'start'))
        assert.ok(!mistake.includes('h4ck'), mistake);
    }
  });
  test('a variable that is no secret has no _FILE', () => {
    assert.equal(loadConfig({ PORT_FILE: '/nowhere' }).PORT, 4000);
  });
});
