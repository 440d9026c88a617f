/**
 * Goal: signatures are those of Standard Webhooks, made and verified.
 * Method: the vector its libraries share; deliveries that were tampered with.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createWebhookSecret, signatureFault, signatureHeaders } from './signature.ts';

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

describe('a receiver', () => {
  const [secret, other] = [createWebhookSecret(), createWebhookSecret()];
  const NOW = 1_800_000_000;
  const body = Buffer.from('{"id":"evt_1_2","payload":{"issued_by":"Держлікслужба"}}');
  const signed = (secrets: string[], seconds = NOW) =>
    signatureHeaders(secrets, 'evt_1_2', seconds, body.toString());
  const fault = (headers: Record<string, string | string[] | undefined>, sent = body) =>
    signatureFault(secret, { headers, body: sent }, NOW);

  test('takes what is signed with its secret, also beside another signature, up to five minutes off', () => {
    for (const headers of [
      signed([secret]),
      signed([other, secret]),
      signed([secret], NOW - 300),
      signed([secret], NOW + 300),
    ])
      assert.equal(fault(headers), undefined);
    const { 'webhook-signature': signature } = signed([secret]);
    assert.equal(fault({ ...signed([secret]), 'webhook-signature': `v2,abc v1a,x ${signature}` }), undefined);
  });

  test('refuses everything else, and says why', () => {
    const good = signed([secret]);
    const { 'webhook-signature': signature } = good;
    const cases: [ReturnType<typeof fault>, RegExp][] = [
      [fault(signed([other])), /no signature is by this secret/],
      [fault(good, Buffer.from(`${body} `)), /no signature/],
      [fault({ ...good, 'webhook-id': 'evt_1_3' }), /no signature/],
      [fault({ ...good, 'webhook-timestamp': String(NOW + 1) }), /no signature/],
      [fault({ ...good, 'webhook-signature': signature?.slice(3) }), /no signature/],
      [fault({ ...good, 'webhook-signature': '' }), /no signature/],
      [fault({ ...good, 'webhook-signature': 'v1,' }), /no signature/],
      [fault({ ...good, 'webhook-signature': undefined }), /once/],
      [fault({ ...good, 'webhook-id': ['evt_1_2', 'evt_1_2'] }), /once/],
      [fault({ ...good, 'webhook-timestamp': '1e9' }), /no number/],
      [fault(signed([secret], NOW - 301)), /301 s old/],
      [fault(signed([secret], NOW + 301)), /301 s ahead/],
    ];
    for (const [found, expected] of cases) assert.match(found ?? 'taken', expected);
  });
});
