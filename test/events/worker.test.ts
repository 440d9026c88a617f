/**
 * Goal: the worker outlives an absence of the database.
 * Method: the loop itself, its connections cut by a proxy.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { SYSTEM_USER_ID } from '../../src/audit/actor.ts';
import { startEvents } from '../../src/events/start.ts';
import { addEndpoint } from '../../src/events/webhooks/endpoints.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import { createLogger } from '../../src/platform/log.ts';
import { eventually } from '../fixtures/eventually.ts';
import { useRegistry } from '../fixtures/open-registry.ts';
import { startTcpProxy } from '../fixtures/tcp-proxy.ts';
import { startReceiver } from './receiver.ts';
import { changeParameter, movableClock } from './registry.ts';

const registry = useRegistry();

test('the worker outlives an absence of the database, says so once, goes on, and stops in time', async (t) => {
  const proxy = await startTcpProxy(registry.database.url);
  const pool = createPool({ url: proxy.url, role: 'esoz_app', applicationName: 'test', onError: () => {} });
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const clock = movableClock('2026-11-22T10:00:00Z');
  const receiver = await startReceiver();
  const policy = { allowPrivate: true };
  const endpoint = { url: receiver.url, eventTypes: [], allowPrivate: false, after: undefined };
  const stamp = { now: clock.now(), userId: SYSTEM_USER_ID, requestId: 'test' };
  receiver.secret = (await addEndpoint(registry.pool, stamp, endpoint, policy)).secret;
  const metrics = new Registry();
  const stop = startEvents({ pool, clock, log, policy, registry: metrics });
  t.after(async () => {
    await stop();
    await pool.end();
    await proxy.close();
  });

  const sent = async () => {
    const name = await changeParameter(registry.pool);
    await eventually('its webhook', () => receiver.received.find(({ event }) => event.resource_id === name));
  };
  await sent();
  await proxy.cut();
  const complaints = () => lines.filter((line) => line.includes('"level":"warn"'));
  await eventually('a complaint', () =>
    complaints().find((line) => line.includes('the database does not answer')),
  );
  await changeParameter(registry.pool);
  await proxy.mend();
  await sent();
  const absences = complaints().filter((line) => line.includes('the database does not answer'));
  assert.equal(absences.length, 1, complaints().join(''));
  // The one before the absence may have come twice: it was cut off before that could be recorded.
  assert.equal(new Set(receiver.received.map(({ id }) => id)).size, 3);
  assert.ok(receiver.received.every(({ signatureIsValid }) => signatureIsValid));
  // The receiver has the last one before its answer is back here and counted.
  const counted = /esoz_webhook_attempts_total\{outcome="delivered"\} [34]\n/;
  await eventually('the count', async () => counted.test(await metrics.metrics()) || undefined);

  await proxy.cut();
  const began = performance.now();
  await stop();
  assert.ok(performance.now() - began < 3_000);
});
