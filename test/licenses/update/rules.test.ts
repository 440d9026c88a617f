/**
 * Goal: each check of SPEC 6 alone, and each pair of them in its order.
 * Method: requests that break exactly these, over HTTP.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { pairsOf } from '../../fixtures/breaches.ts';
import { assertErrorBytes, assertStatus, call } from '../../fixtures/client.ts';
import { clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';
import {
  BREACHES,
  type BrokenRequest,
  compatible,
  ENVIRONMENT,
  layOver,
  type UpdateBreach,
} from './breaches.ts';

const pairs = pairsOf(BREACHES, compatible);
const alone = BREACHES.map((breach) => layOver(breach));
const neighbours = pairs.neighbours.map((pair) => layOver(...pair));
const others = pairs.others.map((pair) => layOver(...pair));
const notFound = BREACHES.find(({ step }) => step === '7') as UpdateBreach;
const odd = [
  '1',
  'validation',
  '%00',
  '..%2f',
  `%7B${randomUUID()}%7D`,
  `urn:uuid:${randomUUID()}`,
  'a'.repeat(4000),
].map((id) => ({ id, request: layOver({ ...notFound, target: { exists: false, id } }) }));
const inactiveId = randomUUID();
const sound = clinic({
  status: 'SUSPENDED',
  primaryLicense: { expiry_date: '2026-06-15' },
  licenses: [
    { id: inactiveId, type: 'PHARMACY_DRUGS', is_active: false },
    { id: randomUUID(), type: 'PHARMACY_DRUGS' },
  ],
});
const { licenses } = sound.world as { licenses: { id: string }[] };
const soundId = licenses.at(-1)?.id;

const setting = useSetting({
  env: ENVIRONMENT,
  world: mergeWorlds(
    sound.world,
    ...[...alone, ...neighbours, ...others, ...odd.map(({ request }) => request)].flatMap(({ clinics }) =>
      clinics.map(({ world }) => world),
    ),
  ),
});

async function fingerprint(): Promise<unknown> {
  const [found] = await setting.database.query(
    `SELECT (SELECT md5(string_agg(l::text, '' ORDER BY id)) FROM licenses l) AS licenses,
            (SELECT count(*) FROM audit_log) AS audit_rows`,
  );
  return found;
}

async function assertRefusedWithoutTrace({ path, headers, body, answer: expected }: BrokenRequest) {
  const before = await fingerprint();
  const answer = await call(`${setting.product.apiUrl}${path}`, { method: 'PATCH', headers, body });
  assertErrorBytes(answer, expected.status, expected.error);
  assert.deepEqual(await fingerprint(), before, 'a refused request wrote something');
}

describe('each check of SPEC 6, broken alone', () => {
  test('what no breach touches is updated, also when suspended and on the last day of the primary licence', async () => {
    const url = `${setting.product.apiUrl}/api/licenses/${soundId}`;
    const body = licenseBody({ expiry_date: '2026-06-15' });
    assertStatus(await call(url, { method: 'PATCH', token: sound.token, body }), 200);
  });
  for (const request of alone) {
    test(`${request.name}: ${request.answer.guarantee}`, () => assertRefusedWithoutTrace(request));
  }
  test('an inactive licence does not exist', () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${sound.token}` };
    const body = JSON.stringify(licenseBody());
    const path = `/api/licenses/${inactiveId}`;
    return assertRefusedWithoutTrace({ ...layOver(notFound), path, headers, body });
  });
  for (const { id, request } of odd) {
    test(`a licence called ${id.slice(0, 50)} does not exist`, () => assertRefusedWithoutTrace(request));
  }
});

describe('the order of the checks', () => {
  for (const request of neighbours) {
    test(`an update that breaks ${request.name} is answered by ${request.answer.step}`, () =>
      assertRefusedWithoutTrace(request));
  }
  test('of any other two checks, too, the earlier answers', async () => {
    assert.ok(others.length > 100);
    for (const request of others) await assertRefusedWithoutTrace(request);
  });
});
