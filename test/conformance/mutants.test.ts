/**
 * Goal: a faulty implementation is found, and named by the sentence that it breaks.
 * Method: the product with one fault each time, in its own objects or in a proxy before it; the few cases that are about it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Report } from '../../src/conformance/run.ts';
import { credentialsOfWorld } from '../../src/conformance/world.ts';
import { useConformance } from './in-process-product.ts';
import { MUTANTS, type Mutant, snapshot } from './mutants.ts';
import { openFaulty, openSloppyStore } from './mutating-proxy.ts';

const setting = useConformance();
let sloppyStore: Awaited<ReturnType<typeof openSloppyStore>>;
before(async () => {
  sloppyStore = await openSloppyStore();
});
after(() => sloppyStore.close());

const brokenIn = ({ verdicts }: Report) =>
  verdicts.filter(({ status }) => status === 'broken').map(({ id }) => id);

async function runAgainst(mutant: Mutant): Promise<Report> {
  const { product } = setting;
  if ('change' in mutant) {
    const restore = snapshot(product.clock);
    try {
      mutant.change(product);
      return await setting.run(mutant.only, { now: () => product.clock.now() });
    } finally {
      restore();
    }
  }
  const strangersToken = credentialsOfWorld(setting.world).callers.lapsed?.token as string;
  const given = { strangersToken, storeUrl: product.storeUrl as string, sloppyStoreUrl: sloppyStore.url };
  const faulty = await openFaulty(product.apiUrl, mutant.fault(given));
  try {
    return await setting.run(mutant.only, { origin: faulty.url });
  } finally {
    await faulty.close();
  }
}

describe('found, and named', () => {
  for (const mutant of MUTANTS) {
    test(mutant.name, async () => {
      const report = await runAgainst(mutant);
      const broken = brokenIn(report);
      for (const id of mutant.breaks)
        assert.ok(broken.includes(id), `${id} is not among ${broken.join(', ')}`);
      const named = report.verdicts.find(({ id }) => id === mutant.breaks[0]);
      assert.ok(named?.exchange !== undefined && named.why !== undefined && named.sentence !== '');
      // The fault is told, and not a hundred others: most of the cases that were run are held.
      assert.ok(broken.length < report.verdicts.length / 2, broken.join());
    });
  }
});

test('a proxy without a fault breaks nothing, nor does the product once it is mended', async () => {
  const honest = await openFaulty(setting.product.apiUrl, {});
  const only = [...new Set(MUTANTS.flatMap((mutant) => mutant.breaks))];
  try {
    assert.deepEqual(brokenIn(await setting.run(only, { origin: honest.url })), []);
  } finally {
    await honest.close();
  }
});
