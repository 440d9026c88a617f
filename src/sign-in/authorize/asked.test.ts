/**
 * Goal: the request of a program survives the steps of the page unchanged, and what is not of it does not come along.
 * Method: examples, and any parameters at all.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressFor, readAsked } from './asked.ts';

test('a query without a request is somebody who came by themselves', () => {
  for (const search of ['', 'lang=en', 'done=signed-out&legal_entity=x'])
    assert.deepEqual([readAsked(search)?.query, readAsked(search)?.address], [undefined, '/sign-in']);
});

test('a parameter that is sent twice is both', () => {
  assert.deepEqual({ ...readAsked('state=a&state=b&scope=c')?.query }, { state: ['a', 'b'], scope: 'c' });
});

test('what is no UTF-8 is no request', () => {
  assert.equal(readAsked('client_id=x&state=%FF'), undefined);
});

test('any request is read from the address of its page as it was read at first', () => {
  const parameters = fc.array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('client_id', 'state', 'scope', '__proto__', 'constructor'),
        fc.string({ minLength: 1 }),
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(parameters, (pairs) => {
      const first = readAsked(new URLSearchParams(pairs).toString());
      const again = readAsked(
        addressFor(first?.address as string, 'x')
          .split('?')
          .slice(1)
          .join('?'),
      );
      assert.deepEqual(Object.entries(again?.query ?? {}), Object.entries(first?.query ?? {}));
    }),
  );
});
