/**
 * Goal: signatures are those of Standard Webhooks.
 * Method: the vector its libraries share.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWebhookSecret, signatureHeaders } from './signature.ts';

test('a signature is that of the test vector which Standard Webhooks libraries share', () => {
  const headers = signatureHeaders(
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1614265330,
    '{"test": 2432232314}',
  );
  assert.deepEqual(headers, {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a secret is 256 random bits in the notation of Standard Webhooks', () => {
  const [one, other] = [createWebhookSecret(), createWebhookSecret()];
  assert.match(one, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.notEqual(one, other);
});
