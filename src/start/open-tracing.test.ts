/**
 * Goal: where nobody asks for traces, nothing of OpenTelemetry's SDK is loaded.
 * Method: the whole product is imported, and the modules of the process are looked at.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { loadConfig } from '../config/load.ts';
import { createLogger } from '../platform/log.ts';
import { openTracing } from './open-tracing.ts';
import './ael-process.ts';
import './product.ts';

/** But for the API, a few interfaces, which `prom-client` loads for itself. */
const loaded = () =>
  Object.keys(createRequire(import.meta.url).cache).filter((name) => /@opentelemetry\/(?!api\/)/.test(name));
const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
const open = (environment: Record<string, string>) =>
  openTracing(loadConfig(environment), 'esoz', createLogger('silent'));

test('nothing is loaded until it is asked for', async () => {
  const unasked: Record<string, string>[] = [
    {},
    { OTEL_SERVICE_NAME: 'x', OTEL_RESOURCE_ATTRIBUTES: 'a=b' },
    { ...endpoint, OTEL_SDK_DISABLED: 'true' },
    { ...endpoint, OTEL_TRACES_SAMPLER: 'always_off' },
  ];
  for (const environment of unasked) assert.equal(await open(environment), undefined);
  assert.deepEqual(loaded(), []);
  const telemetry = await open(endpoint);
  assert.ok(telemetry);
  assert.ok(loaded().length > 0, 'the test looks in the wrong place');
  await telemetry.close();
});
