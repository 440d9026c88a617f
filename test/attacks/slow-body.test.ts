/**
 * Goal: a body that does not end is cut off.
 * Method: a server of this process whose limit is shortened.
 */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { defineRoute } from '../../src/api/route.ts';
import { createHttpServer } from '../../src/api/server.ts';
import type { SchemaOf } from '../../src/platform/json/typed-schema.ts';
import { createLogger } from '../../src/platform/log.ts';
import { openSocket, postText, splitAnswers } from '../fixtures/raw-http.ts';
import { assertEnvelope } from './envelope.ts';

test('a body that does not come to its end is cut off with 408 after the time of a request', async (t) => {
  const app = await createHttpServer({
    log: createLogger('silent'),
    trustedProxies: [],
    isDraining: () => false,
    onAnswer: () => {},
  });
  t.after(() => app.close());
  const handle = () => assert.fail('a request without its body was handled');
  const anything: SchemaOf<unknown> = {};
  const route = defineRoute({
    method: 'POST',
    path: '/echo',
    spec: '2',
    summary: 'Echo',
    access: 'public',
    body: anything,
    success: { status: 200, description: '' },
    handle,
  });
  app.post('/echo', { config: { route } }, handle);
  assert.equal(app.server.requestTimeout, 30_000);
  assert.equal(app.server.headersTimeout, 10_000);
  // The same mechanism in a shorter time.
  app.server.requestTimeout = 700;
  app.server.headersTimeout = 600;
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const began = performance.now();
  const connections = await Promise.all([openSocket(url), openSocket(url)]);
  const whole = postText('/echo', 'token', 'x'.repeat(50));
  connections[0].write(whole.slice(0, -10));
  connections[1].write(whole.slice(0, -40));
  const dribble = setInterval(() => connections[1].write('x'), 100);
  for (const connection of connections) assertEnvelope(splitAnswers(await connection.closed)[0], 408);
  clearInterval(dribble);
  assert.ok(performance.now() - began < 5_000);
});
