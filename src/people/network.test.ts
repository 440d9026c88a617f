/**
 * Goal: addresses that one party has many of count as one network, however they are written.
 * Method: examples.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkOf } from './network.ts';

test('an IPv4 address counts with its /24', () => {
  for (const address of ['192.0.2.1', '192.0.2.255', '::ffff:192.0.2.9', '::FFFF:192.0.2.9'])
    assert.equal(networkOf(address), '192.0.2.0/24', address);
  assert.equal(networkOf('192.0.20.1'), '192.0.20.0/24');
});

test('an IPv6 address counts with its /64, in any notation', () => {
  for (const address of [
    '2001:db8::1',
    '2001:DB8:0:0::ffff',
    '2001:0db8:0000:0000:1:2:3:4',
    '2001:db8::1.2.3.4',
  ])
    assert.equal(networkOf(address), '2001:db8:0:0::/64', address);
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
  assert.equal(networkOf('1:2:3:4:5:6:7:8'), '1:2:3:4::/64');
  assert.equal(networkOf('1:2:3:4:5:6:7::'), '1:2:3:4::/64');
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
});

test('what is no address counts by itself, as far as an address may be long', () => {
  assert.equal(networkOf('unknown'), 'unknown');
  assert.equal(networkOf('x'.repeat(1000)).length, 64);
});
