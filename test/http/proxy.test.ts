/**
 * Goal: what a proxy says about a request is believed of the trusted ones alone.
 * Method: forwarded headers to products that trust differently.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
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
  test('a scheme or host that is none is refused, whoever forwards it', async () => {
    for (const [name, value] of [
      ['x-forwarded-proto', 'javascript'],
      ['x-forwarded-host', 'api.example.gov.ua/elsewhere?'],
    ] as const) {
      const answer = await post(setting.product.apiUrl, { ...FORWARDED, [name]: value });
      assertStatus(answer, 400);
    }
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
