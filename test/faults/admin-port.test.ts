/**
 * Goal: the admin port tells states and measurements, and nothing else.
 * Method: requests to the running product, its database taken away and given back.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { call } from '../fixtures/client.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { timed } from '../fixtures/timed.ts';

const SECRET = 'postgres://somebody:swordfish@127.0.0.1/x';

describe('the admin port', { concurrency: false }, () => {
  const setting = useSetting({ clinicCount: 4 });
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`${setting.product.adminUrl}${path}`, { method });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const ready = async () => {
    const { status, text } = await get('/ready');
    return { status, checks: (JSON.parse(text) as { checks: Record<string, string> }).checks };
  };

  test('says that the process is live, and ready with each check by name', async () => {
    assert.deepEqual(JSON.parse((await get('/live')).text), { status: 'live' });
    const { status, checks } = await ready();
    assert.equal(status, 200);
    assert.equal(checks.database, 'ok');
    for (const state of Object.values(checks)) assert.equal(state, 'ok');
  });

  test('knows nothing else: no API, no other method, no other path', async () => {
    for (const path of ['/', '/api/licenses', '/metrics/', '/live/x', '//ready', '/..%2fready']) {
      assert.equal((await get(path)).status, 404, path);
    }
    for (const method of ['POST', 'DELETE', 'PUT']) {
      const { status, headers } = await get('/metrics', method);
      assert.equal(status, 405);
      assert.equal(headers.get('allow'), 'GET, HEAD');
    }
    const { product, nextClinic } = setting;
    const token = nextClinic().token;
    assert.equal((await call(`${product.apiUrl}/metrics`, { token })).status, 404);
    assert.equal((await call(`${product.apiUrl}/ready`, { token })).status, 404);
  });

  test('answers /live and /metrics while the database is away, and /ready with 503 that names the check', async () => {
    await setting.proxy.cut();
    const { value, ms } = await timed(ready());
    assert.deepEqual([value.status, value.checks.database], [503, 'failed']);
    assert.ok(ms < 2_500, `took ${ms} ms`);
    assert.equal((await get('/live')).status, 200);
    const scraped = await timed(get('/metrics'));
    assert.ok(scraped.ms < 4_000, `took ${scraped.ms} ms`);
    assert.match(scraped.value.text, /^esoz_database_connections/m);
    assert.match(scraped.value.text, /^esoz_ready\{part="database"\} 0$/m);
    await setting.proxy.mend();
    assert.equal((await ready()).status, 200);
    assert.match((await get('/metrics')).text, /^esoz_ready\{part="database"\} 1$/m);
  });

  test('says nothing about what failed: that is in the log', async () => {
    await setting.proxy.cut();
    const { text } = await get('/ready');
    await setting.proxy.mend();
    for (const word of ['ECONN', '127.0.0.1', 'Error', new URL(setting.database.url).password]) {
      assert.ok(!text.includes(word), text);
    }
  });

  test('exposes metrics that Prometheus reads, with labels from declarations and no secret', async () => {
    const { product, create, nextClinic } = setting;
    const by = nextClinic();
    const key = randomUUID();
    await create(by, { 'x-idempotency-key': key, 'x-request-id': 'chosen-by-the-caller' });
    await create(by);
    const odd = [
      `/api/licenses/${randomUUID()}`,
      '/api/licenses?name=swordfish',
      `/nowhere/${by.id}`,
      '/%00',
      '/"x"\\',
    ];
    for (const path of odd) {
      await call(`${product.apiUrl}${path}`, { token: by.token, headers: { 'x-odd': SECRET } });
      await call(`${product.apiUrl}${path}`, { method: 'PROPFIND', token: 'swordfish' });
    }
    const { text, headers } = await get('/metrics');
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const samples = parseMetrics(text);
    for (const secret of [by.token, by.id, by.userId, key, 'swordfish', 'chosen-by-the-caller', 'nowhere']) {
      assert.ok(!text.includes(secret), `${secret} is in a metric`);
    }
    const requests = samples.filter(({ name }) => name === 'esoz_http_request_duration_seconds_count');
    const routes = new Set(requests.map(({ labels }) => labels.route));
    assert.ok(routes.has('/api/licenses') && routes.has('unknown'), [...routes].join());
    for (const route of routes) assert.match(route ?? '', /^(unknown|(\/[a-z0-9_]+|\/:[a-z_]+)+)$/);
    const refused = samples.find(
      ({ name, labels }) => name === 'esoz_rule_refusals_total' && labels.rule === 'license_type_not_present',
    );
    assert.equal(refused?.value, 1);
  });

  test('grows by no time series, however many paths, methods and tokens come', async () => {
    const { product } = setting;
    const sweep = async (round: number) => {
      for (let turn = 0; turn < 20; turn++) {
        const url = `${product.apiUrl}/api/licenses/${round}-${turn}?q=${round}${turn}`;
        await call(url, { token: `${round}-${turn}`, headers: { 'x-request-id': `${round}-${turn}` } });
        await call(`${product.apiUrl}/${round}/${turn}`);
      }
      return (await get('/metrics')).text.split('\n').filter((line) => line.startsWith('esoz_')).length;
    };
    assert.equal(await sweep(1), await sweep(2));
  });
});

type Sample = { name: string; labels: Record<string, string>; value: number };

/** The text format of Prometheus, strictly: every sample belongs to a declared family and parses to the last character. */
function parseMetrics(text: string): Sample[] {
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const type = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$/.exec(line);
    if (type) {
      assert.ok(!types.has(type[1] as string), `${type[1]} is declared twice`);
      types.set(type[1] as string, type[2] as string);
      continue;
    }
    if (line.startsWith('# HELP ')) continue;
    const sample =
      /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*",?)*)\})? (\S+)$/.exec(
        line,
      );
    assert.ok(sample, `not a sample: ${line}`);
    const [, name = '', labelText = '', value = ''] = sample;
    assert.ok(Number.isFinite(Number(value)) || /^[+-]?(Inf|NaN|Nan)$/.test(value), line);
    const family = name.replace(/_(bucket|sum|count)$/, '');
    assert.ok(types.has(name) || types.get(family) === 'histogram' || types.get(family) === 'summary', line);
    const labels = Object.fromEntries(
      [...labelText.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, k, v]) => [k, v]),
    );
    samples.push({ name, labels, value: Number(value) });
  }
  const keys = samples.map(({ name, labels }) => `${name} ${JSON.stringify(labels)}`);
  assert.equal(new Set(keys).size, keys.length, 'a sample is there twice');
  return samples;
}
