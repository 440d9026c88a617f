/**
 * Goal: validation answers what create would, and writes nothing.
 * Method: the breaches of create's checks, sent here.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../../fixtures/client.ts';
import { clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';
import { BREACHES, ENVIRONMENT, layOver } from '../create/breaches.ts';

/** Ten rules of create, from "legal entity exists" to 14; steps 1–5 are refusals here as there. */
const CHECKS = ['4.2 (–)', ...[6, 7, 8, 9, 10, 11, 12, 13, 14].map((step) => `4.2 (${step})`)];
const alone = BREACHES.map((breach) => layOver(breach));
const business = alone.filter(({ answer }) => CHECKS.includes(`4.2 (${answer.step})`));
const before = alone.filter((request) => !business.includes(request));
const sound = clinic();
const setting = useSetting({
  env: ENVIRONMENT,
  world: mergeWorlds(sound.world, ...alone.map((request) => request.clinic.world)),
});
const url = () => `${setting.product.apiUrl}/api/licenses/validation`;
const rowCounts = () =>
  setting.database.query(
    'SELECT (SELECT count(*) FROM licenses) AS licenses, (SELECT count(*) FROM audit_log) AS audit_rows',
  );

describe('what create would answer', () => {
  test('a request that would be created is valid, every check held, and nothing is written', async () => {
    const counts = await rowCounts();
    const body = licenseBody();
    const answer = await call(url(), { token: sound.token, body });
    assertStatus(answer, 200);
    const { valid, checks } = answer.body.data;
    assert.equal(valid, true);
    assert.deepEqual(
      checks.map(({ step, state, ...rest }: Record<string, unknown>) => [step, state, Object.keys(rest)]),
      CHECKS.map((step) => [step, 'held', ['rule', 'description']]),
    );
    assert.deepEqual(await rowCounts(), counts);
    assertStatus(await call(`${setting.product.apiUrl}/api/licenses`, { token: sound.token, body }), 201);
    assert.equal((await call(url(), { token: sound.token, body })).body.data.valid, false);
  });

  for (const { headers, body, answer: breach } of business) {
    test(`${breach.step}: the first broken check has the error of the refusal, those after it are not reached`, async () => {
      const answer = await call(url(), { headers, body });
      assertStatus(answer, 200);
      const { valid, checks } = answer.body.data;
      assert.equal(valid, false);
      const at = CHECKS.indexOf(`4.2 (${breach.step})`);
      const states = CHECKS.map((_step, n) => (n < at ? 'held' : n === at ? 'broken' : 'not_reached'));
      assert.deepEqual(
        checks.map(({ state }: { state: string }) => state),
        states,
      );
      assert.equal(JSON.stringify(checks[at].error), breach.error);
      const refusal = await call(`${setting.product.apiUrl}/api/licenses`, {
        headers: { ...headers, 'x-request-id': randomUUID() },
        body,
      });
      assertErrorBytes(refusal, breach.status, breach.error);
    });
  }

  for (const { headers, body, answer: breach } of before) {
    test(`${breach.step}: ${breach.guarantee}, here as there`, async () => {
      const answer = await call(url(), { headers, body });
      // What is no JSON is told with its place, which create may not do.
      if (breach.status === 400) answer.text = answer.text.replace(/(?<="json"),"description".*?\}/, '');
      assertErrorBytes(answer, breach.status, breach.error);
    });
  }
  test('a type that does not fit the legal entity: the types that do', async () => {
    const pharmacy = await call(url(), { token: sound.token, body: licenseBody({ type: 'MSP' }) });
    const broken = pharmacy.body.data.checks.find(({ state }: { state: string }) => state === 'broken');
    assert.equal(broken.step, '4.2 (9)');
    assert.deepEqual(broken.allowed, ['PHARMACY_DRUGS']);
  });
});
