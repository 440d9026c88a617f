/**
 * Goal: a receiver's name never leads into the private network.
 * Method: names resolved by a stand-in, and addresses in every notation.
 */
import assert from 'node:assert/strict';
import type dns from 'node:dns';
import { test } from 'node:test';
import {
  AddressRefused,
  addressRule,
  guardedLookup,
  requireAllowedHost,
  requireAllowedLiteral,
} from './guarded-lookup.ts';

/** Resolves every name to these addresses. */
const resolving = (...addresses: string[]) =>
  ((_name: string, _options: object, callback: (error: null, found: dns.LookupAddress[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof dns.lookup;

type Found = { error: Error | null; address: unknown };
const lookUp = (isAllowed: (address: string) => boolean, resolve: typeof dns.lookup, all: boolean) =>
  new Promise<Found>((done) => {
    guardedLookup(isAllowed, resolve)('receiver.test', { all }, (error, address) => done({ error, address }));
  });
const https = addressRule('https:', false);

test('a name of public addresses resolves to them, in the form that was asked for', async () => {
  const resolve = resolving('1.1.1.1', '2606:4700::1111');
  assert.deepEqual(await lookUp(https, resolve, false), { error: null, address: '1.1.1.1' });
  const { address } = await lookUp(https, resolve, true);
  assert.deepEqual(address, [
    { address: '1.1.1.1', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ]);
});

test('a name with one private address among public ones is refused', async () => {
  for (const all of [true, false]) {
    const { error } = await lookUp(https, resolving('1.1.1.1', '127.0.0.1'), all);
    assert.ok(error instanceof AddressRefused);
  }
  assert.ok((await lookUp(https, resolving(), true)).error instanceof AddressRefused);
});

test('plain HTTP goes to allowed private addresses only, and the metadata service is never allowed', () => {
  const http = addressRule('http:', true);
  assert.deepEqual(
    ['10.1.2.3', '8.8.8.8', '169.254.169.254'].map((address) => [
      http(address),
      addressRule('https:', true)(address),
    ]),
    [
      [true, true],
      [false, true],
      [false, false],
    ],
  );
});

test('an address in place of a name is judged in every notation that a URL knows', () => {
  for (const host of [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '127.1',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '169.254.169.254',
    '①②⑦.0.0.1',
  ]) {
    assert.throws(() => requireAllowedLiteral(new URL(`https://${host}/`), https), AddressRefused, host);
  }
  for (const host of ['1.1.1.1', '[2606:4700::1111]', 'receiver.example'])
    requireAllowedLiteral(new URL(`https://${host}/`), https);
});

test('when an endpoint is added, names of this machine are refused, and unknown names are not', async () => {
  for (const host of [
    'localhost',
    'localhost.',
    'LOCALHOST:8443',
    'a.localhost',
    '0',
    '127.1',
    '[::ffff:10.0.0.1]',
  ])
    await assert.rejects(requireAllowedHost(new URL(`https://${host}/`), https), AddressRefused, host);
  await requireAllowedHost(new URL('https://localhost/'), addressRule('https:', true));
  await requireAllowedHost(new URL('https://nobody-knows-this.invalid/'), https);
});
