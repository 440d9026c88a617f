/**
 * Goal: AEL as a process of its own beside the API.
 * Method: both programs run for real, and one of them is killed, restarted and replaced.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { rawHttp } from '../fixtures/http-clients.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { generateUrl, linkTo, listFiles, portal, secret } from '../fixtures/portal.ts';
import { type RunningAel, type RunningProduct, startAel, startProduct } from '../fixtures/product.ts';

const owner = portal();
const body = { action: 'PUT', resource_id: RESOURCE_ID, resource_name: 'a.pdf' };
const AEL_TOKEN = secret();

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

const startApi = (AEL_URL: string, env: Record<string, string> = {}) =>
  startProduct({ env: { DATABASE_URL: database.url, AEL_URL, AEL_TOKEN, ...env }, world: owner.world });
const auditRows = async () =>
  (await database.query("SELECT 1 FROM audit_log WHERE resource = 'media_storage_link'")).length;

describe('AEL as a process of its own', () => {
  const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'esoz-ael-data-'));
  let ael: RunningAel;
  let api: RunningProduct;
  /** The same ports and files each time, as after a restart. */
  const startHere = async () => {
    const { port } = new URL(ael?.url ?? 'http://x:0');
    const store = new URL(ael?.storeUrl ?? 'http://x:0').port;
    ael = await startAel({ AEL_TOKEN, DATA_DIR, AEL_PORT: port || '0', STORE_PORT: store || '0' });
  };
  before(async () => {
    await startHere();
    api = await startApi(ael.url);
  });
  after(async () => {
    await api.stop();
    await ael.stop();
    rmSync(DATA_DIR, { recursive: true });
  });

  test('the API gets its links there, and starts no store of its own', async () => {
    assert.equal(api.ready.store_url, undefined);
    const url = await linkTo(api.apiUrl, owner, 'PUT', RESOURCE_ID, 'Договір.pdf');
    assert.ok(url.startsWith(`${ael.storeUrl}/`), url);
    assert.equal((await rawHttp('PUT', url, { body: Buffer.from('content') })).status, 200);
    const get = await linkTo(api.apiUrl, owner, 'GET', RESOURCE_ID, 'Договір.pdf');
    assert.equal((await rawHttp('GET', get)).body.toString(), 'content');
    const { data } = (await listFiles(api.apiUrl, owner, { resource_id: RESOURCE_ID })).body;
    assert.equal(data[0].resource_name, 'Договір.pdf');
  });

  test('the request id joins the logs of both', async () => {
    const headers = { 'x-request-id': 'joins-both-logs' };
    assertStatus(await generateUrl(api.apiUrl, owner, body, { headers }), 200);
    await eventually('the id in the log of AEL', () =>
      ael.log().includes('"request_id":"joins-both-logs"') ? true : undefined,
    );
  });

  test('killed, it is a 503 that says when to come back, and nothing is recorded; restarted, links work again', async () => {
    const recorded = await auditRows();
    await ael.kill();
    for (const headers of [{}, { 'x-idempotency-key': 'while-away' }] as Record<string, string>[]) {
      const answer = await generateUrl(api.apiUrl, owner, body, { headers });
      assertStatus(answer, 503);
      assert.equal(answer.headers.get('retry-after'), '1');
      assert.deepEqual(answer.body.error, { type: 'service_unavailable' });
    }
    assertStatus(await listFiles(api.apiUrl, owner, { resource_id: RESOURCE_ID }), 503);
    assert.equal(await auditRows(), recorded);
    const ready = async () => (await call(`${api.adminUrl}/ready`)).body;
    await eventually('/ready to tell', async () =>
      (await ready()).checks.ael === 'failed' ? true : undefined,
    );

    await startHere();
    const again = await eventually('the link after the restart', async () => {
      const answer = await generateUrl(api.apiUrl, owner, body, {
        headers: { 'x-idempotency-key': 'while-away' },
      });
      return answer.status === 200 ? answer : undefined;
    });
    assert.equal(again.headers.get('idempotent-replayed'), null, 'a 503 was kept');
    await eventually('/ready to recover', async () =>
      (await ready()).status === 'ready' ? true : undefined,
    );
  });

  test('without its token, or with another, the API gets no signature', async () => {
    const stranger = await startApi(ael.url, { AEL_TOKEN: secret() });
    try {
      assertStatus(await generateUrl(stranger.apiUrl, owner, body), 503);
      assert.match(stranger.log(), /AEL_TOKEN must be the same/);
    } finally {
      await stranger.stop();
    }
  });

  test('esoz doctor asks it', async () => {
    const env = { DATABASE_URL: database.url, AEL_URL: ael.url, AEL_TOKEN, PORT: '0', ADMIN_PORT: '0' };
    const { findings } = JSON.parse((await runEsoz(['doctor', '--json'], env)).stdout);
    const states = Object.fromEntries(
      findings.map(({ name, state }: Record<string, string>) => [name, state]),
    );
    assert.deepEqual([states.AEL, states.bucket], ['ok', 'ok']);
    const wrong = JSON.parse((await runEsoz(['doctor', '--json'], { ...env, AEL_TOKEN: secret() })).stdout);
    assert.equal(wrong.findings.find(({ name }: { name: string }) => name === 'AEL').state, 'failed');
  });

  test('a second one on the same files is refused with a sentence', async () => {
    const result = await runEsoz(['ael', '--json'], {
      DATA_DIR,
      AEL_PORT: '0',
      AEL_ADMIN_PORT: '0',
      STORE_PORT: '0',
    });
    assert.equal(result.code, 1);
    assert.match(JSON.parse(result.stdout).error.message, /in use/);
  });

  test('SIGTERM ends it with 0', async () => {
    const other = await startAel();
    assert.equal(await other.stop(), 0);
  });
});

describe('something else where AEL should be', () => {
  let server: Server;
  let api: RunningProduct;
  let answer: RequestListener;
  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    answer = (_request, response) => response.writeHead(404).end();
    api = await startApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  after(async () => {
    await api.stop();
    server.closeAllConnections();
    server.close();
  });

  /** A proper JSON-RPC answer to any call, with this result. */
  const resulting =
    (result: object): RequestListener =>
    (request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () =>
        response.end(JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(text).id, result })),
      );
    };
  const link = {
    action: 'PUT',
    bucket: 'ambulatory_contracts-demo',
    expires_at: '2099-01-01T00:00:00Z',
    inserted_at: '2099-01-01T00:00:00Z',
    resource_id: RESOURCE_ID,
    resource_name: 'a.pdf',
    secret_url: `https://store.example/b/${RESOURCE_ID}/a.pdf?X-Amz-Signature=0`,
  };

  test('silence is given up after two seconds', async () => {
    answer = () => {};
    const started = performance.now();
    assertStatus(await generateUrl(api.apiUrl, owner, body), 503);
    const ms = performance.now() - started;
    assert.ok(ms > 1_900 && ms < 3_500, `${ms} ms`);
  });

  /** After silence the API asks nobody for a second. */
  const untilLinksWork = () =>
    eventually('a link', async () => {
      answer = resulting(link);
      const { status } = await generateUrl(api.apiUrl, owner, body);
      return status === 200 ? true : undefined;
    });

  test('silence does not take the database away from other requests', async () => {
    await untilLinksWork();
    answer = () => {};
    // More than the pool has connections; with a key each would hold one while it waits.
    const waiting = Array.from({ length: 40 }, (_, at) =>
      generateUrl(api.apiUrl, owner, body, { headers: { 'x-idempotency-key': `silent-${at}` } }),
    );
    const held = async () => {
      const rows = await database.query("SELECT 1 FROM pg_stat_activity WHERE state = 'idle in transaction'");
      return rows.length >= 8 ? true : undefined;
    };
    await eventually('half of the connections being held', held);
    const started = performance.now();
    const other = await listFiles(api.apiUrl, owner, { resource_id: 'not a uuid' }); // needs the database for its token
    assertStatus(other, 422);
    assert.ok(performance.now() - started < 1_000);
    for (const each of await Promise.all(waiting)) assert.equal(each.status, 503);
    assert.ok(performance.now() - started < 3_500, 'those that waited did so one after the other');
  });

  test('nonsense is a 503', async () => {
    await untilLinksWork();
    const { secret_url, ...without } = link;
    const nonsense: Record<string, RequestListener> = {
      'a page': (_request, response) => response.end('<html></html>'),
      'five megabytes': (_request, response) => response.end(`"${'x'.repeat(5_000_000)}"`),
      'a missing key': resulting(without),
      'a link to another file': resulting({ ...link, secret_url: secret_url.replace('a.pdf', 'b.pdf') }),
      'a link to another folder': resulting({
        ...link,
        secret_url: secret_url.replace('f7314656', '00000000'),
      }),
      'no link at all': resulting({ ...link, secret_url: 'https://store.example/' }),
      'a hang-up': (request) => request.socket.destroy(),
    };
    const recorded = await auditRows();
    for (const [what, listener] of Object.entries(nonsense)) {
      answer = listener;
      const { status } = await generateUrl(api.apiUrl, owner, body);
      assert.equal(status, 503, what);
    }
    assert.equal(await auditRows(), recorded);
    answer = resulting(link);
    assertStatus(await generateUrl(api.apiUrl, owner, body), 200);
  });

  test('a broken connection is tried once more', async () => {
    let calls = 0;
    answer = (request, response) => {
      calls += 1;
      if (calls === 1) request.socket.destroy();
      else resulting(link)(request, response);
    };
    assertStatus(await generateUrl(api.apiUrl, owner, body), 200);
    assert.equal(calls, 2);
  });
});
