/**
 * Goal: whether tokens of another issuer can be judged is known before the first of them comes.
 * Method: the check itself, against a server of this process that publishes keys, none, or is not there.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { loadConfig } from '../config/load.ts';
import { checkIssuer } from './issuer.ts';

test('keys that cannot be fetched are a finding with a remedy', async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/keys' ? 200 : 404).end('{"keys":[{},{}]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const check = (env: Record<string, string>) =>
    checkIssuer(loadConfig({ JWT_ISSUER: url, JWT_AUDIENCE: 'registry', ...env }));

  assert.deepEqual(await check({ JWT_JWKS_URI: `${url}/keys` }), [
    { name: 'JWT issuer', state: 'ok', detail: `${url}, 2 keys` },
  ]);
  const [undiscovered] = await check({});
  assert.equal(undiscovered?.state, 'failed');
  assert.equal(undiscovered?.detail, `${url}: it answers 404`);
  assert.match(undiscovered?.remedy ?? '', /JWT_JWKS_URI/);
  server.close();
  server.closeAllConnections();
  const [away] = await check({ JWT_JWKS_URI: `${url}/keys` });
  assert.match(away?.detail ?? '', /: fetch failed: ./); // and why
  assert.deepEqual(await checkIssuer(loadConfig({})), []);
});
