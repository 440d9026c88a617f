/**
 * Goal: whatever somebody does in the console, in whatever order, nothing breaks: no exception, no violation of the page's policy,
 * no failure that nobody is told of, no draft that is lost, always the frame to go on from.
 * Method: a monkey with a seed, at the demo, as the owner of a clinic and as an operator; before that, pages with planted faults,
 * which it has to find. MONKEY_SECONDS and MONKEY_SEED make it longer, and repeat what it did.
 */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { skip, useConsoleStage, type Visit } from '../fixtures/console.ts';
import { FEWEST_STEPS, type Played, play } from './monkey.fixture.ts';

const SECONDS = Number(process.env.MONKEY_SECONDS ?? 20);
const SEED = Number(process.env.MONKEY_SEED ?? Date.now() % 1_000_000);
const CLINIC = '/console/clinics/11111111-1111-4111-8111-000000000001';
const CLINIC_PAGES = ['', '/licenses', '/licenses/new', '/extract'].map((below) => CLINIC + below);
const REGISTRY_PAGES = [
  '/console/find',
  '/console/expiring',
  ...[
    'legal-entities',
    'legal-entities/new',
    'people',
    'people/new',
    'clients',
    'clients/new',
    'connections',
    'keys',
    'tokens',
    'parameters',
    'dictionaries',
    'events',
    'webhooks',
    'webhooks/new',
    'audit',
    'audit/verification',
    'health',
  ].map((name) => `/console/registry/${name}`),
];

const stage = useConsoleStage();

/** Evaluated before a page's own script: a page that breaks every promise. */
const FAULTS = `
  Storage.prototype.setItem = () => {};
  addEventListener('click', () => {
    document.body.setAttribute('style', 'color: red');
    throw new Error('planted');
  });
  new MutationObserver(() => {
    for (const notice of document.querySelectorAll('.notice')) notice.hidden = true, notice.className = '';
  }).observe(document, { childList: true, subtree: true });
`;

function assertKept(context: TestContext, { findings, steps }: Played): void {
  context.diagnostic(`seed ${SEED}, ${steps.length} steps`);
  assert.deepEqual(findings, [], `MONKEY_SEED=${SEED}, ${steps.length} steps`);
  assert.ok(steps.length >= FEWEST_STEPS, `only ${steps.length} steps`);
}

describe('a monkey in the console', { skip }, () => {
  test('finds the faults that were planted', async () => {
    const visit: Visit = await stage.visit('owner', {
      clinic: 'Центральна',
      address: `${CLINIC}/licenses/new`,
    });
    await visit.page.addInitScript(FAULTS);
    const kinds = [/a draft is lost/, /planted/, /Content Security Policy/, /said to nobody/];
    const isEnough = (findings: readonly string[]) =>
      kinds.every((kind) => findings.some((finding) => kind.test(finding)));
    const { findings } = await play(visit, {
      seed: 7,
      ms: 60_000,
      isEnough,
      addresses: [`${CLINIC}/licenses/new`],
    });
    assert.ok(isEnough(findings), findings.join('\n'));
    await visit.context.close();
  });

  test('finds nothing as the owner of a clinic', async (context) => {
    const visit = await stage.visit('owner', { clinic: 'Центральна' });
    assertKept(context, await play(visit, { seed: SEED, ms: SECONDS * 500, addresses: CLINIC_PAGES }));
    await visit.context.close();
  });

  test('finds nothing as an operator', async (context) => {
    const visit = await stage.visit('operator');
    const keepsOff = /registry\/(people|clients|keys|connections|tokens)/;
    assertKept(
      context,
      await play(visit, { seed: SEED, ms: SECONDS * 500, addresses: REGISTRY_PAGES, keepsOff }),
    );
    await visit.context.close();
  });
});
