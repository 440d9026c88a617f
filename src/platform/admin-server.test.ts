/**
 * Goal: readiness is what its checks say, in bounded time.
 * Method: the server on a free port with checks that hold, fail and hang.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { Counter, Registry } from 'prom-client';
import { type AdminServerOptions, createAdminServer } from './admin-server.ts';

async function serve(t: TestContext, options: Partial<AdminServerOptions> = {}) {
  const server = createAdminServer({
    registry: new Registry(),
    checks: [],
    isDraining: () => false,
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (path: string, method = 'GET') => {
    const response = await fetch(url + path, { method });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}
const check = (name: string, run: () => Promise<void>) => ({ name, check: run });
const holds = async () => {};
const fails = async () => {
  throw new Error('password authentication failed for user "esoz"');
};

describe('/ready', () => {
  test('is 200 while every check holds', async (t) => {
    const get = await serve(t, { checks: [check('database', holds), check('bucket', holds)] });
    const { status, text } = await get('/ready?verbose');
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(text), { status: 'ready', checks: { database: 'ok', bucket: 'ok' } });
  });

  test('is 503 as soon as one fails, says which, and not why', async (t) => {
    const get = await serve(t, { checks: [check('database', fails), check('bucket', holds)] });
    const { status, text } = await get('/ready');
    assert.equal(status, 503);
    assert.deepEqual(JSON.parse(text), { status: 'not_ready', checks: { database: 'failed', bucket: 'ok' } });
  });

  test('of parts that are named is as these are, and of one that is none, 404', async (t) => {
    const get = await serve(t, { checks: [check('database', holds), check('ael', fails)] });
    const database = await get('/ready?part=database');
    assert.deepEqual(JSON.parse(database.text), { status: 'ready', checks: { database: 'ok' } });
    assert.equal(database.status, 200);
    assert.equal((await get('/ready?part=database&part=ael')).status, 503);
    assert.equal((await get('/ready?part=databse')).status, 404);
    assert.equal((await get('/ready?part=')).status, 404);
  });

  test('of a part is 503 where nothing is served without another one', async (t) => {
    const vital = { ...check('workers', fails), isVital: true as const };
    const get = await serve(t, { checks: [check('database', holds), check('ael', holds), vital] });
    const { status, text } = await get('/ready?part=database');
    assert.equal(status, 503);
    assert.deepEqual(JSON.parse(text).checks, { database: 'ok', workers: 'failed' });
  });

  test('is 503 after two seconds when a check does not come to an end', async (t) => {
    const get = await serve(t, { checks: [check('database', () => new Promise(() => {}))] });
    const began = performance.now();
    assert.equal((await get('/ready')).status, 503);
    assert.ok(performance.now() - began < 3_500);
  });

  test('is 503 while draining, though every check holds', async (t) => {
    const get = await serve(t, { checks: [check('database', holds)], isDraining: () => true });
    const { status, text } = await get('/ready');
    assert.equal(status, 503);
    assert.equal(JSON.parse(text).status, 'draining');
  });
});

describe('the other paths', () => {
  test('/live is 200 whatever the checks and the drain say', async (t) => {
    const get = await serve(t, { checks: [check('database', fails)], isDraining: () => true });
    assert.equal((await get('/live')).status, 200);
  });

  test('/metrics is the registry in the text format', async (t) => {
    const registry = new Registry();
    new Counter({ name: 'things_total', help: 'Things', registers: [registry] }).inc(3);
    const get = await serve(t, { registry });
    const { headers, text } = await get('/metrics');
    assert.match(headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(text, /^things_total 3$/m);
  });

  test('a metric that cannot be read ends the request and not the process', async (t) => {
    const registry = new Registry();
    const broken = () => {
      throw new Error('broken');
    };
    new Counter({ name: 'things_total', help: 'Things', registers: [registry], collect: broken });
    const get = await serve(t, { registry });
    await assert.rejects(get('/metrics'));
    assert.equal((await get('/live')).status, 200);
  });

  test('others are 404 and other methods 405', async (t) => {
    const get = await serve(t);
    assert.equal((await get('/')).status, 404);
    assert.equal((await get('/live/')).status, 404);
    const { status, headers } = await get('/ready', 'POST');
    assert.deepEqual([status, headers.get('allow')], [405, 'GET, HEAD']);
  });

  test('HEAD answers like GET on every path, without the body', async (t) => {
    const get = await serve(t, { checks: [check('database', fails)] });
    for (const path of ['/live', '/ready', '/ready?verbose', '/metrics', '/', '/nothing']) {
      const [whole, head] = [await get(path), await get(path, 'HEAD')];
      assert.deepEqual([head.status, head.text], [whole.status, ''], path);
      for (const name of ['content-type', 'content-length', 'transfer-encoding'])
        assert.equal(head.headers.get(name), whole.headers.get(name), `${path} ${name}`);
      assert.equal(whole.headers.get('content-length'), String(Buffer.byteLength(whole.text)));
    }
  });
});
