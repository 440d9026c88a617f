/**
 * Goal: HEAD answers like GET, without the body, on every path of the API, the admin port and AEL.
 * Method: every path of the published document, and paths that are none, asked both ways over bare sockets.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { call } from '../fixtures/client.ts';
import { OFFICER_WORLD, officer, officerClientId } from '../fixtures/officer.ts';
import { startAel } from '../fixtures/product.ts';
import { type RawAnswer, rawCall } from '../fixtures/raw-http.ts';
import { clinic, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const document = new URL('../../openapi/openapi.json', import.meta.url);
const { paths } = JSON.parse(await readFile(document, 'utf8')) as { paths: Record<string, object> };
const licenseId = randomUUID();
const own = clinic({ licenses: [{ id: licenseId }] });
const setting = useSetting({ world: mergeWorlds(own.world, OFFICER_WORLD) });
const AS_OFFICER = [`Authorization: Bearer ${officer.token}`, `API-key: ${officer.headers['api-key']}`];
const AS_CLINIC = [`Authorization: Bearer ${own.token}`];

/** Those of one request only. */
const CHANGING = ['x-request-id', 'date'];
const told = ({ headers }: RawAnswer, changing = CHANGING) =>
  headers.filter(([name]) => !changing.includes(name));
/** It counts the requests, the one before included. */
const COUNTING = '/api/admin/status';

async function assertAlike(url: string, path: string, headers: string[], status: number): Promise<void> {
  const ask = (method: string) =>
    rawCall(url, [`${method} ${path} HTTP/1.1`, 'X-Request-ID: one', ...headers]);
  const [get, head] = [await ask('GET'), await ask('HEAD')];
  assert.equal(get.status, status, `${path}: ${get.text}`);
  assert.deepEqual([head.status, head.text], [get.status, ''], path);
  assert.equal(get.header('content-length'), String(Buffer.byteLength(get.text)), path);
  const changing = path === COUNTING && status === 200 ? [...CHANGING, 'content-length'] : CHANGING;
  assert.deepEqual(told(head, changing), told(get, changing), path);
}

/** Of which the world here has none. */
const NOT_THERE = ['/api/admin/users/{id}', '/api/admin/webhooks/{id}/dead_letters'];

describe('on the API', () => {
  const readable = Object.entries(paths).filter(([, methods]) => 'get' in methods);
  for (const [pattern] of readable) {
    const query: Record<string, string> = {
      '/api/admin/licenses': '?expires_before=2030-01-01',
      '/api/admin/contracts/media_storage/files': `?resource_id=${licenseId}`,
      '/api/admin/contracts/media_storage/links': `?resource_id=${licenseId}`,
      '/api/admin/tokens': `?client_id=${officerClientId}`,
    };
    const status = NOT_THERE.includes(pattern) ? 404 : 200;
    test(`${pattern}: ${status}, 401 and 406`, async () => {
      const id = pattern.includes('clients')
        ? officerClientId
        : pattern.includes('legal_entities')
          ? own.id
          : licenseId;
      const path = `${pattern.replace('{id}', id).replace('{value}', officer.token)}${query[pattern] ?? ''}`;
      const headers = pattern.startsWith('/api/licenses/') ? AS_CLINIC : AS_OFFICER;
      const { apiUrl } = setting.product;
      await assertAlike(apiUrl, path, headers, status);
      await assertAlike(apiUrl, path, [...headers, 'Accept: text/html'], 406);
      if (!/\/dictionaries$|^\/\.well-known\//.test(pattern)) await assertAlike(apiUrl, path, [], 401);
    });
  }
  test('404 and 422, and what is not modified', async () => {
    const { apiUrl } = setting.product;
    await assertAlike(apiUrl, '/nothing', [], 404);
    await assertAlike(apiUrl, `/api/licenses/${randomUUID()}`, AS_CLINIC, 404);
    await assertAlike(apiUrl, '/api/licenses?page=0', AS_CLINIC, 422);
    const one = await call(`${apiUrl}/api/licenses/${licenseId}`, { token: own.token });
    const dictionaries = await call(`${apiUrl}/api/dictionaries`);
    for (const { url, headers } of [one, dictionaries]) {
      const known = ['X-Request-ID: one', `If-None-Match: ${headers.get('etag')}`, ...AS_CLINIC];
      const ask = (method: string) => rawCall(url, [`${method} ${new URL(url).pathname} HTTP/1.1`, ...known]);
      const [get, head] = [await ask('GET'), await ask('HEAD')];
      assert.deepEqual([get.status, get.text, head.status, head.text], [304, '', 304, '']);
      assert.deepEqual(told(head), told(get));
      assert.equal(get.header('content-length'), undefined);
    }
  });
  test('405 where GET is as well, and Allow names HEAD beside GET', async () => {
    const { apiUrl } = setting.product;
    for (const [pattern, methods] of Object.entries(paths)) {
      if ('delete' in methods) continue;
      const path = pattern.replaceAll(/\{\w+\}/g, licenseId);
      const { headers, status } = await call(`${apiUrl}${path}`, { method: 'DELETE' });
      assert.equal(status, 405);
      const allowed = headers.get('allow')?.split(', ') ?? [];
      assert.equal(allowed.includes('HEAD'), allowed.includes('GET'), path);
      if (!('get' in methods) && !path.endsWith('/validation'))
        await assertAlike(apiUrl, path, AS_OFFICER, 405);
    }
  });
});

test('on the admin port', async () => {
  const { adminUrl } = setting.product;
  for (const path of ['/live', '/ready']) await assertAlike(adminUrl, path, [], 200);
  await assertAlike(adminUrl, '/nothing', [], 404);
  const head = await rawCall(adminUrl, ['HEAD /metrics HTTP/1.1']);
  assert.deepEqual([head.status, head.text], [200, '']);
  assert.ok(Number(head.header('content-length')) > 1000);
});

test('on AEL, whose methods are all POST', async () => {
  const ael = await startAel();
  try {
    const token = [`Authorization: Bearer ${ael.token}`];
    await assertAlike(ael.url, '/rpc', token, 405);
    await assertAlike(ael.url, '/nothing', token, 404);
    await assertAlike(ael.url, '/rpc', [], 401);
    for (const path of ['/live', '/ready']) await assertAlike(ael.adminUrl, path, [], 200);
  } finally {
    await ael.stop();
  }
});
