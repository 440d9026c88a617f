/**
 * Goal: what a proxy says about a request is believed of the trusted ones alone.
 * Method: forwarded headers to products that trust differently.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { ROUTE_UNKNOWN, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const closed = clinic({ status: 'CLOSED' });
const FORWARDED = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'api.example.gov.ua' };
const post = (apiUrl: string, headers: Record<string, string>) =>
  call(`${apiUrl}/api/licenses?q=1`, { token: closed.token, body: licenseBody(), headers });

describe('behind a proxy of TRUSTED_PROXIES', () => {
  const setting = useSetting({ world: closed.world, env: { TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1' } });

  test('meta.url has the scheme and host that the proxy forwards', async () => {
    const answer = await post(setting.product.apiUrl, FORWARDED);
    assertStatus(answer, 422);
    assert.equal(answer.body.meta.url, 'https://api.example.gov.ua/api/licenses');
  });
  test('of several values the nearest proxy wrote the last', async () => {
    const answer = await post(setting.product.apiUrl, {
      'x-forwarded-proto': 'http, https',
      'x-forwarded-host': 'evil.example, api.example.gov.ua',
    });
    assert.equal(answer.body.meta.url, 'https://api.example.gov.ua/api/licenses');
  });
  test('the scheme is compared without regard to case, and written in lower case', async () => {
    for (const scheme of ['HTTPS', 'Https', 'http, HTTPS']) {
      const answer = await post(setting.product.apiUrl, { ...FORWARDED, 'x-forwarded-proto': scheme });
      assert.equal(answer.body.meta.url, 'https://api.example.gov.ua/api/licenses', scheme);
    }
  });
  for (const scheme of ['javascript', 'wss', 'https:', 'https,', 'https, ', '"https"', 'h', ',']) {
    test(`the scheme ${scheme} is none: ignored, not the caller's fault`, async () => {
      const answer = await post(setting.product.apiUrl, { ...FORWARDED, 'x-forwarded-proto': scheme });
      assertStatus(answer, 422);
      assert.equal(answer.body.meta.url, 'http://api.example.gov.ua/api/licenses');
    });
  }
  for (const host of [
    'api.example/elsewhere?',
    'a b',
    'api.example,',
    ',',
    'http://api.example',
    'я',
    '<b>',
  ]) {
    test(`the host ${host} is none: ignored, not the caller's fault`, async () => {
      const latin = Buffer.from(host).toString('latin1');
      const answer = await post(setting.product.apiUrl, { ...FORWARDED, 'x-forwarded-host': latin });
      assertStatus(answer, 422);
      assert.equal(answer.body.meta.url, `${setting.product.apiUrl.replace('http:', 'https:')}/api/licenses`);
    });
  }
  test('neither scheme, host nor address, on a GET: answered, and told in the log, bounded and visible', async () => {
    const headers = {
      'x-forwarded-proto': '',
      'x-forwarded-host': `evil\u202e host ${'x'.repeat(500)}`.replace('\u202e', '\u009b'),
      'x-forwarded-for': '203.0.113.9:80, unknown',
      'x-request-id': 'falsely-forwarded',
    };
    const answer = await call(`${setting.product.apiUrl}/api/dictionaries`, { headers });
    assertStatus(answer, 200);
    assert.equal(answer.body.meta.url, `${setting.product.apiUrl}/api/dictionaries`);
    const line = JSON.parse(
      await eventually('a log line of the request', () =>
        setting.product
          .log()
          .split('\n')
          .find((each) => each.includes('falsely-forwarded')),
      ),
    );
    assert.equal(line.remote, '127.0.0.1');
    assert.deepEqual(line.forwarded_ignored, [
      `x-forwarded-host: evil\u009b host ${'x'.repeat(53)}`,
      'x-forwarded-for: unknown',
    ]);
  });
  test('a Host of the request itself that is none is still its caller who gets a 400', async () => {
    const answer = await rawCall(setting.product.apiUrl, ['GET /api/dictionaries HTTP/1.1', 'Host: a/b']);
    assert.equal(answer.status, 400);
  });
  test('without those headers it is the request itself that counts', async () => {
    const answer = await post(setting.product.apiUrl, {});
    assert.equal(answer.body.meta.url, `${setting.product.apiUrl}/api/licenses`);
  });
});

describe('when the trusted proxies are others', () => {
  const setting = useSetting({
    world: closed.world,
    env: { TRUSTED_PROXIES: '192.0.2.1', CUSTOM_PSK: 'first-value,second-value' },
  });
  const psk = { 'x-custom-psk': 'second-value' };

  test('X-Forwarded-* of this peer is not believed', async () => {
    const answer = await post(setting.product.apiUrl, { ...FORWARDED, ...psk });
    assertStatus(answer, 422);
    assert.equal(answer.body.meta.url, `${setting.product.apiUrl}/api/licenses`);
  });

  test('X-Custom-PSK: each configured value lets a request through', async () => {
    for (const value of ['first-value', 'second-value'])
      assertStatus(await post(setting.product.apiUrl, { 'x-custom-psk': value }), 422);
  });
  test('X-Custom-PSK: without a value, or with a wrong one, every path is unknown', async () => {
    const { apiUrl } = setting.product;
    const wrong = ['', 'wrong', 'first-valu', 'first-value2', 'FIRST-VALUE', 'first-value,second-value'];
    for (const value of [undefined, ...wrong]) {
      const headers: Record<string, string> = value === undefined ? {} : { 'x-custom-psk': value };
      assertErrorBytes(await post(apiUrl, headers), 404, ROUTE_UNKNOWN);
      assertErrorBytes(await call(`${apiUrl}/api/licenses`, { method: 'PUT', headers }), 404, ROUTE_UNKNOWN);
      assertErrorBytes(await call(`${apiUrl}/elsewhere`, { headers }), 404, ROUTE_UNKNOWN);
    }
  });
  test('X-Custom-PSK: given twice it is not taken from the second', async () => {
    const answer = await rawCall(setting.product.apiUrl, [
      'POST /api/licenses HTTP/1.1',
      'X-Custom-PSK: wrong',
      'X-Custom-PSK: first-value',
    ]);
    assert.equal(answer.status, 404);
  });
});

describe('without CUSTOM_PSK', () => {
  const setting = useSetting();
  test('the header is accepted and ignored', async () => {
    const url = `${setting.product.apiUrl}/api/licenses`;
    const headers = { 'x-custom-psk': 'anything' };
    assertErrorBytes(await call(url, { headers, body: licenseBody() }), 401, TOKEN_INVALID);
  });
});
