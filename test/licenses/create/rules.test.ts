/**
 * Goal: each check of SPEC 4.2 alone, and each pair of them in its order.
 * Method: requests that break exactly these, over HTTP.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pairsOf } from '../../fixtures/breaches.ts';
import { assertErrorBytes, assertStatus, call } from '../../fixtures/client.ts';
import { clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';
import { BREACHES, type BrokenRequest, compatible, ENVIRONMENT, layOver } from './breaches.ts';

const pairs = pairsOf(BREACHES, compatible);
const alone = BREACHES.map((breach) => layOver(breach));
const neighbours = pairs.neighbours.map((pair) => layOver(...pair));
const others = pairs.others.map((pair) => layOver(...pair));
const everything = layOver(...BREACHES);
const sound = clinic();

const setting = useSetting({
  env: ENVIRONMENT,
  world: mergeWorlds(
    sound.world,
    ...[...alone, ...neighbours, ...others, everything].map((request) => request.clinic.world),
  ),
});

async function rowCounts(): Promise<unknown> {
  const [counts] = await setting.database.query(
    'SELECT (SELECT count(*) FROM licenses) AS licenses, (SELECT count(*) FROM audit_log) AS audit_rows',
  );
  return counts;
}

async function assertRefusedWithoutTrace({ headers, body, answer: expected }: BrokenRequest): Promise<void> {
  const before = await rowCounts();
  const answer = await call(`${setting.product.apiUrl}/api/licenses`, { headers, body });
  assertErrorBytes(answer, expected.status, expected.error);
  assert.deepEqual(await rowCounts(), before, 'a refused request wrote something');
}

describe('each check of SPEC 4.2, broken alone', () => {
  test('what no breach touches is created', async () => {
    const { apiUrl } = setting.product;
    assertStatus(await call(`${apiUrl}/api/licenses`, { token: sound.token, body: licenseBody() }), 201);
  });
  for (const request of alone) {
    test(`${request.name}: ${request.answer.guarantee}`, () => assertRefusedWithoutTrace(request));
  }
});

describe('the order of the checks', () => {
  for (const request of neighbours) {
    test(`a request that breaks ${request.name} is answered by ${request.answer.step}`, () =>
      assertRefusedWithoutTrace(request));
  }
  test('of any other two checks, too, the earlier answers', async () => {
    assert.ok(others.length > 100);
    for (const request of others) await assertRefusedWithoutTrace(request);
  });
  test('a request that breaks everything gets 401', () => assertRefusedWithoutTrace(everything));
});
