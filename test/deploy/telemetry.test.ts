/**
 * Goal: one request is one trace, from the API through the database and AEL to the store; and a collector that misbehaves
 * changes nothing for anybody.
 * Method: the product and AEL in the process of the test, each with all that a start opens, and a collector that keeps what
 * it is sent.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadConfig } from '../../src/config/load.ts';
import { createLogger } from '../../src/platform/log.ts';
import { type RunningAel, startAel } from '../../src/start/ael-process.ts';
import { type Product, startProduct } from '../../src/start/product.ts';
import { loadWorld } from '../../src/worlds/load.ts';
import { type ApiAnswer, type ApiRequest, assertStatus, call } from '../fixtures/client.ts';
import { type CollectedSpan, type Collector, openCollector, treeOf } from '../fixtures/collector.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import { GENERATE_URL, portal, secret } from '../fixtures/portal.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';

const RESOURCE_ID = 'f7314656-31aa-46bb-b8cc-e2ddeeff0011';
const AEL_TOKEN = secret();
const owner = portal();
const clinics = Array.from({ length: 12 }, () => clinic());
const world = mergeWorlds(...clinics.map((each) => each.world), owner.world as never);
const nextClinic = () => clinics.pop() as (typeof clinics)[number];

let directory: string;
let database: TestDatabase;
let collector: Collector;
const ends: (() => Promise<unknown>)[] = [];
const logged: string[] = [];
const log = createLogger('info', { write: (line) => void logged.push(line) });
let ael: RunningAel;
/** AEL in the process of the product, and in another. */
let product: Product;
let apart: Product;

const settings = (name: string, more: Record<string, string> = {}) => ({
  ...{ PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0', AEL_PORT: '0', AEL_ADMIN_PORT: '0' },
  ...{ DATABASE_URL: database.url, DATA_DIR: path.join(directory, name) },
  ...{ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=our%20tenant' },
  ...more,
});
async function start(name: string, more: Record<string, string> = {}): Promise<Product> {
  const started = await startProduct(loadConfig(settings(name, more), 'start'), log);
  ends.push(started.close);
  return started;
}

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'esoz-telemetry-'));
  database = await createTestDatabase();
  ends.push(
    () => database.drop(),
    () => rm(directory, { recursive: true, force: true }),
  );
  collector = await openCollector();
  ends.push(() => collector.close());
  ael = await startAel(loadConfig(settings('ael', { AEL_TOKEN }), 'ael'), log);
  ends.push(() => ael.close());
  product = await start('api');
  apart = await start('apart', { AEL_URL: ael.url, AEL_TOKEN, OTEL_SERVICE_NAME: 'registry' });
  await loadWorld(product.pool, product.clock, world);
});
after(async () => {
  for (const end of ends.reverse()) await end();
});

/** A trace id of the caller's: the trace is found by it. */
const newTraceId = () => randomBytes(16).toString('hex');
const traceparent = (traceId: string, flags = '01') => `00-${traceId}-00f067aa0ba902b7-${flags}`;

type Traced = { answer: ApiAnswer; spans: CollectedSpan[]; tree: string[]; root: CollectedSpan };

/**
 * One call, and its trace once that has arrived whole.
 * @param lastSpan of another process, which sends its spans when it likes
 */
async function trace(url: string, request: ApiRequest, lastSpan?: string): Promise<Traced> {
  const traceId = newTraceId();
  const headers = { ...request.headers, traceparent: traceparent(traceId) };
  const answer = await call(url, { ...request, headers });
  const own = () => collector.spans().filter((span) => span.traceId === traceId);
  const root = await eventually('the span of the request', () =>
    own().find(({ parentSpanId }) => parentSpanId === '00f067aa0ba902b7'),
  );
  if (lastSpan) await eventually(lastSpan, () => own().some(({ name }) => name === lastSpan));
  const spans = own();
  return { answer, spans, tree: treeOf(spans, traceId), root };
}

const CREATE = ['POST /api/licenses', '  authorize', '    auth.find-credentials'];

describe('one trace', () => {
  test('of a create has each statement by its name', async () => {
    const { answer, tree, root } = await trace(`${product.apiUrl}/api/licenses`, {
      token: nextClinic().token,
      body: licenseBody(),
    });
    assertStatus(answer, 201);
    assert.deepEqual(tree, [...CREATE, '  licenses.create.find-facts', '  licenses.create.insert-license']);
    assert.deepEqual(root.attributes, {
      'http.request.method': 'POST',
      'http.route': '/api/licenses',
      'esoz.request_id': answer.body.meta.request_id,
      'http.response.status_code': 201,
    });
    assert.equal(root.kind, 2);
    assert.equal(root.service, 'esoz');
    assert.equal(collector.headers()['x-tenant'], 'our tenant');
  });

  test('of a create with an idempotency key has the transaction too', async () => {
    const { answer, tree } = await trace(`${product.apiUrl}/api/licenses`, {
      token: nextClinic().token,
      body: licenseBody(),
      headers: { 'X-Idempotency-Key': 'once' },
    });
    assertStatus(answer, 201);
    assert.deepEqual(tree, [
      ...CREATE,
      '  idempotency',
      '    BEGIN',
      '    SET LOCAL',
      '    idempotency.claim-key',
      '    SET LOCAL',
      '    SAVEPOINT',
      '    licenses.create.find-facts',
      '    licenses.create.insert-license',
      '    idempotency.store-answer',
      '    COMMIT',
    ]);
  });

  test('of an update that a rule refuses names the rule, and is no failure of the server', async () => {
    const { token } = nextClinic();
    const created = await call(`${product.apiUrl}/api/licenses`, { token, body: licenseBody() });
    const { tree, root, answer } = await trace(`${product.apiUrl}/api/licenses/${created.body.data.id}`, {
      method: 'PATCH',
      token,
      body: { ...licenseBody(), type: 'MSP' },
    });
    assert.equal(answer.status, 409, answer.describe());
    assert.equal(tree[0], 'PATCH /api/licenses/:id');
    assert.equal(tree[3], '  licenses.update.find-facts');
    assert.ok(root.attributes['esoz.rule'], 'the rule');
    assert.ok(root.attributes['esoz.error'], 'the error');
    assert.equal(root.isFailure, false);
  });

  const link = {
    token: owner.token,
    headers: { 'api-key': owner.apiKey },
    body: { action: 'PUT', resource_id: RESOURCE_ID, resource_name: 'Договір.pdf' },
  };
  const LINK = [`POST ${GENERATE_URL}`, '  authorize', '    auth.find-credentials', '  ael signed_url'];
  const RECORDED = '  media-storage.generate-url.insert-audit';

  test('of a link leads through AEL to the store', async () => {
    const { answer, tree } = await trace(product.apiUrl + GENERATE_URL, link);
    assertStatus(answer, 200);
    assert.deepEqual(tree, [...LINK, '    store presign', RECORDED]);
  });

  test('of a link goes on in AEL where that is another process', async () => {
    const { answer, tree, spans } = await trace(apart.apiUrl + GENERATE_URL, link, 'store presign');
    assertStatus(answer, 200);
    const beyond = ['    POST /rpc', '      POST /rpc', '        ael signed_url', '          store presign'];
    assert.deepEqual(tree, [...LINK, ...beyond, RECORDED]);
    const asked = spans.find(({ name, kind }) => name === 'POST /rpc' && kind === 3) as CollectedSpan;
    assert.deepEqual(asked.attributes, {
      'http.request.method': 'POST',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(ael.url).port),
      'http.response.status_code': 200,
    });
    const [rpc] = spans.filter(({ parentSpanId }) => parentSpanId === asked.spanId) as [CollectedSpan];
    assert.deepEqual([asked.service, rpc.service], ['registry', 'esoz-ael']);
    assert.equal(rpc.attributes['esoz.request_id'], answer.body.meta.request_id);
  });

  test('of a list shows what a store is asked', async () => {
    const url = `${product.apiUrl}/api/admin/contracts/media_storage/files?resource_id=${RESOURCE_ID}`;
    const { tree } = await trace(url, { token: owner.token, headers: { 'api-key': owner.apiKey } });
    assert.deepEqual(tree.slice(3), ['  ael list_objects', '    store list']);
  });
});

test('requests that share a statement keep their own traces, which lead to each other', async () => {
  const { token } = nextClinic();
  const traces = await Promise.all(
    Array.from({ length: 12 }, () => trace(`${product.apiUrl}/api/licenses`, { token })),
  );
  const questions = traces.map(({ answer, spans, tree }) => {
    assertStatus(answer, 200);
    assert.equal(tree.length, 4, tree.join('\n'));
    return spans.filter(({ name }) => name === 'auth.find-credentials') as [CollectedSpan];
  });
  const all = questions.flat();
  assert.equal(all.length, 12);
  for (const { marks } of all) assert.deepEqual(marks, ['sent']);
  const shared = all.filter(({ links }) => links.length > 0);
  assert.ok(shared.length > 1, 'none was shared');
  for (const { links, attributes } of shared) {
    assert.ok(Number(attributes['db.operation.batch.size']) > links.length);
    for (const linked of links) assert.ok(all.some(({ spanId }) => spanId === linked));
  }
});

describe('the caller', () => {
  const requestIdOf = async (headers: Record<string, string>) => {
    const answer = await call(`${product.apiUrl}/api/licenses`, { headers });
    return answer.body.meta.request_id as string;
  };
  const rootOf = (requestId: string) =>
    eventually('the span', () =>
      collector.spans().find(({ attributes }) => attributes['esoz.request_id'] === requestId),
    );

  test('that leaves its trace out is left out here as well', async () => {
    const before = collector.spans().length;
    const left = newTraceId();
    await requestIdOf({ traceparent: traceparent(left, '00') });
    await rootOf(await requestIdOf({}));
    assert.ok(collector.spans().length > before);
    assert.doesNotMatch(collector.text(), new RegExp(left));
  });

  test('that sends no proper traceparent gets a trace of its own', async () => {
    const id = newTraceId();
    const strange = [
      `00-${id}-00f067aa0ba902b7`,
      `00-${id}-00f067aa0ba902b7-01-more`,
      `ff-${id}-00f067aa0ba902b7-01`,
      `00-${id.toUpperCase()}X-00f067aa0ba902b7-01`,
      `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
      `00-${id}-${'0'.repeat(16)}-01`,
      `${traceparent(id)}, ${traceparent(id)}`,
      'x'.repeat(2_000),
    ];
    const requestIds = await Promise.all(strange.map((sent) => requestIdOf({ traceparent: sent })));
    for (const [at, requestId] of requestIds.entries()) {
      const root = await rootOf(requestId);
      assert.equal(root.parentSpanId, undefined, `${strange[at]}`);
      assert.notEqual(root.traceId, id);
    }
  });

  test('finds the trace of an error answer by its request id, and the log lines of both', async () => {
    const requestId = await requestIdOf({});
    const root = await rootOf(requestId);
    const line = JSON.parse(logged.find((each) => each.includes(requestId)) as string);
    assert.equal(line.trace_id, root.traceId);
    assert.equal(line.error, root.attributes['esoz.error']);
  });
});

describe('a collector that', () => {
  const MISBEHAVING: Record<string, Parameters<typeof openCollector>[0]> = {
    'never answers': () => {},
    'answers nonsense': (_request, response) => void response.writeHead(500).end('<html>'.repeat(1_000)),
    'hangs up': (request) => void request.socket.destroy(),
  };
  for (const [what, answer] of Object.entries(MISBEHAVING)) {
    test(`${what} delays neither a request nor the end, and is warned of once at most`, async () => {
      const bad = await openCollector(answer);
      const from = logged.length;
      const api = await startProduct(
        loadConfig(settings('bad', { OTEL_EXPORTER_OTLP_ENDPOINT: bad.url }), 'start'),
        log,
      );
      try {
        const { token } = nextClinic();
        for (let at = 0; at < 50; at += 1)
          assertStatus(await call(`${api.apiUrl}/api/licenses`, { token }), 200);
        await eventually('something to be sent', () => bad.requests() > 0);
        assertStatus(await call(`${api.apiUrl}/api/licenses`, { token }), 200);
      } finally {
        const began = performance.now();
        await api.close();
        assert.ok(performance.now() - began < 3_000, 'the end was held up');
        await bad.close();
      }
      const warnings = logged.slice(from).filter((line) => line.includes('traces cannot be sent'));
      assert.ok(warnings.length <= 1, warnings.join(''));
    });
  }
});
