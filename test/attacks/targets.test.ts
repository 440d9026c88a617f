/**
 * Goal: a target that is no path of ours, however it is spelt, meets the same checks in the same order as any other.
 * Method: request lines on bare sockets, whole answers compared.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type RawAnswer, rawCall } from '../fixtures/raw-http.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';
import { assertEnvelope } from './envelope.ts';

const sender = clinic();
const setting = useSetting({ world: sender.world });
const AUTHORIZED = [`Authorization: Bearer ${sender.token}`, 'Content-Type: application/json'];
const send = (line: string, headers: string[] = [], body?: string): Promise<RawAnswer> =>
  rawCall(setting.product.apiUrl, [`${line} HTTP/1.1`, ...headers], body);

describe('a path whose percent-encoding is no UTF-8', () => {
  for (const path of ['/%zz', '/%', '/%ff', '/api/licenses%e2%28', '/api/%c0%af/licenses']) {
    test(`${path} leads nowhere, and is quoted as it was sent`, async () => {
      const answer = await send(`GET ${path}?a=%zz`, ['X-Request-ID: odd-target', 'X-Idempotency-Key: k']);
      assertEnvelope(answer, 404);
      assert.equal(answer.header('x-request-id'), 'odd-target');
      assert.equal(answer.body.meta.url, `${setting.product.apiUrl}${path}`);
      assert.equal(answer.body.meta.idempotency_key, 'k');
    });
  }

  test('is no id either', async () => {
    const answer = await send('PATCH /api/licenses/%zz', AUTHORIZED, JSON.stringify(licenseBody()));
    assertEnvelope(answer, 404);
    assert.deepEqual(answer.body.error, { type: 'not_found' });
  });

  test('does not hide a request that is not HTTP as it should be', async () => {
    for (const headers of [['Host: a', 'Host: b'], ['Host: a b"<>'], ['Transfer-Encoding: gzip, chunked']])
      assert.equal((await send('POST /%zz', headers)).status, 400, headers.join());
  });
});

test('an empty segment is no id: the path is unknown to every method', async () => {
  for (const path of ['/api/licenses/', '/api/v2/legal_entities/', '/api/admin/licenses//history'])
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const answer = await send(`${method} ${path}`, AUTHORIZED, '{}');
      assertEnvelope(answer, 404);
      assert.deepEqual(answer.body.error, { type: 'not_found' }, `${method} ${path}`);
    }
});

test('letters of a path that are percent-encoded change neither the method nor an idempotency key', async () => {
  const refused = await send('DELETE /api/lic%65nses');
  assertEnvelope(refused, 405);
  assert.equal(refused.header('allow'), 'POST, GET, HEAD');
  const headers = [...AUTHORIZED, `X-Idempotency-Key: ${randomUUID()}`];
  const body = JSON.stringify(licenseBody());
  assertEnvelope(await send('POST /api/licenses', headers, body), 201);
  const again = await send('POST /api/lic%65nses', headers, body);
  assertEnvelope(again, 201);
  assert.equal(again.header('idempotent-replayed'), 'true');
});

test('CONNECT is refused in the envelope', async () => {
  const answer = await send('CONNECT /api/licenses');
  assert.equal(answer.status, 400);
  assert.deepEqual(answer.body.error.invalid, [{ entry_type: 'request', rules: [{ rule: 'http' }] }]);
});
