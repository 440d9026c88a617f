/**
 * Goal: the rate limit counts by address, before anything is examined.
 * Method: a product with a small limit.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { TOKEN_INVALID, TOO_MANY } from '../fixtures/literal-errors.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const WINDOW_SECONDS = 3600;
const sender = clinic();
const setting = useSetting({
  world: sender.world,
  env: {
    RATE_LIMIT_MAX: '3',
    RATE_LIMIT_WINDOW_SECONDS: String(WINDOW_SECONDS),
    TRUSTED_PROXIES: '127.0.0.1',
  },
});
/** The address is what the trusted proxy says: each test is an address of its own. */
const send = (address: string, path = '/api/licenses', token = sender.token) =>
  call(`${setting.product.apiUrl}${path}`, {
    token,
    body: licenseBody({ is_primary: true }),
    headers: { 'x-forwarded-for': address },
  });
const remaining = (answer: ApiAnswer) => [
  answer.headers.get('ratelimit-limit'),
  answer.headers.get('ratelimit-remaining'),
];

describe('the rate limit', () => {
  test('counts down in headers, then answers 429 in the envelope with Retry-After', async () => {
    for (const left of ['2', '1', '0']) {
      const answer = await send('203.0.113.1');
      assertStatus(answer, 422);
      assert.deepEqual(remaining(answer), ['3', left]);
      assert.equal(answer.headers.get('retry-after'), null);
    }
    const answer = await send('203.0.113.1');
    const { host } = new URL(setting.product.apiUrl);
    assert.equal(answer.url, `http://${host}/api/licenses`);
    assertErrorBytes(answer, 429, TOO_MANY);
    assert.deepEqual(remaining(answer), ['3', '0']);
    for (const name of ['retry-after', 'ratelimit-reset']) {
      const seconds = Number(answer.headers.get(name));
      assert.ok(seconds > 0 && seconds <= WINDOW_SECONDS, `${name}: ${answer.headers.get(name)}`);
    }
  });

  test('is a limit of one address', async () => {
    assertStatus(await send('203.0.113.2'), 422);
  });

  test('also slows down whoever tries tokens', async () => {
    for (let attempt = 0; attempt < 3; attempt++)
      assertErrorBytes(await send('203.0.113.3', '/api/licenses', 'guess'), 401, TOKEN_INVALID);
    assertErrorBytes(await send('203.0.113.3', '/api/licenses', 'guess'), 429, TOO_MANY);
  });

  test('also slows down whoever tries paths, and counts all paths together', async () => {
    for (const path of ['/a', '/%zz', '/%ff']) assertStatus(await send('203.0.113.4', path), 404);
    assertErrorBytes(await send('203.0.113.4', '/d'), 429, TOO_MANY);
    assertErrorBytes(await send('203.0.113.4'), 429, TOO_MANY);
  });
});
