/**
 * Goal: traces are configured by the names of OpenTelemetry, and what is wrong with them is told at start.
 * Method: environments as objects.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from './load.ts';
import { ConfigError } from './mistakes.ts';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

function mistakes(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.mistakes;
  }
}

test('the defaults are those of the standard, and trace nothing', () => {
  const config = loadConfig({});
  assert.equal(config.OTEL_EXPORTER_OTLP_ENDPOINT, undefined);
  assert.equal(config.OTEL_TRACES_SAMPLER, 'parentbased_always_on');
  assert.equal(config.OTEL_TRACES_SAMPLER_ARG, 1);
  assert.equal(config.OTEL_SDK_DISABLED, false);
});

test('headers and attributes are read as the standard writes them', () => {
  const config = loadConfig({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Bearer%20a%2Cb%3D, x-tenant=esoz',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=prod,host.name=%D1%96',
  });
  assert.deepEqual(config.OTEL_EXPORTER_OTLP_HEADERS, { Authorization: 'Bearer a,b=', 'x-tenant': 'esoz' });
  assert.deepEqual(config.OTEL_RESOURCE_ATTRIBUTES, {
    'deployment.environment.name': 'prod',
    'host.name': 'і',
  });
});

test('shares are numbers from 0 to 1', () => {
  for (const [text, share] of Object.entries({ '0': 0, '0.01': 0.01, '.5': 0.5, '1.0': 1 }))
    assert.equal(loadConfig({ ...ENDPOINT, OTEL_TRACES_SAMPLER_ARG: text }).OTEL_TRACES_SAMPLER_ARG, share);
});

test('what is wrong is a mistake of the start, and no secret is in its text', () => {
  const wrong: Record<string, string> = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://user:hunter2@collector/v1/traces',
    OTEL_EXPORTER_OTLP_HEADERS: 'Authorization: Bearer hunter2',
    OTEL_TRACES_SAMPLER: 'sometimes',
    OTEL_TRACES_SAMPLER_ARG: '1%',
    OTEL_RESOURCE_ATTRIBUTES: 'prod',
    OTEL_SDK_DISABLED: 'yes',
  };
  const told = mistakes(wrong);
  assert.deepEqual(told.map((mistake) => mistake.split(' ')[0]).sort(), Object.keys(wrong).sort());
  assert.doesNotMatch(told.join('\n'), /hunter2/);
  for (const share of ['1.1', '-0.1', '1e-2', 'NaN', '.'])
    assert.match(mistakes({ ...ENDPOINT, OTEL_TRACES_SAMPLER_ARG: share }).join(), /from 0 to 1/, share);
  for (const headers of ['a=b%0d%0ax-evil=1', 'a', '=b', 'a=%zz', 'a b=c'])
    assert.match(
      mistakes({ ...ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: headers }).join(),
      /name=value/,
      headers,
    );
});

test('an address that others begin with has nothing in it that a URL drops or cuts', () => {
  for (const end of [' ', '\n', '#', '?', '/a b', '\\v1'])
    assert.match(
      mistakes({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://collector:4318${end}` }).join(),
      /must be a URL of scheme, host, port and path only/,
    );
  const path = loadConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'HTTP://[::1]:4318/otlp/' });
  assert.equal(path.OTEL_EXPORTER_OTLP_ENDPOINT, 'HTTP://[::1]:4318/otlp');
});

test('what would trace nothing is told, and a name that is not ours as well', () => {
  for (const [name, value] of Object.entries({
    OTEL_TRACES_SAMPLER: 'always_on',
    OTEL_TRACES_SAMPLER_ARG: '0.1',
    OTEL_EXPORTER_OTLP_HEADERS: 'a=b',
  })) {
    assert.match(mistakes({ [name]: value }).join(), /nothing would be traced/);
    assert.deepEqual(mistakes({ ...ENDPOINT, [name]: value }), []);
  }
  assert.deepEqual(mistakes({ OTEL_SERVICE_NAME: 'x', OTEL_RESOURCE_ATTRIBUTES: 'a=b' }), []);
  assert.match(
    loadConfig({ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }).unknownVariables.join(),
    /OTEL_EXPORTER_OTLP_PROTOCOL/,
  );
});
