/**
 * Goal: this product is as SPEC.md says, sentence by sentence.
 * Method: the whole table of the conformance kit against the product and its store, with the kit's own world.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useConformance } from './in-process-product.ts';

const setting = useConformance();

test('no sentence is broken, and none is left out', async () => {
  const { verdicts, stopped } = await setting.run([]);
  const notHeld = verdicts.filter(({ status }) => status !== 'held');
  assert.deepEqual(
    notHeld.map(({ id, status, why, exchange }) => ({ id, status, why, exchange })),
    [],
  );
  assert.equal(stopped, undefined);
  assert.ok(verdicts.length > 300, String(verdicts.length));
});
