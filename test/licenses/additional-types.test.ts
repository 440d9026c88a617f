/**
 * Goal: a form that offers what this method tells is refused by create for no type.
 * Method: requests to the API in the test's own process, while parameters and the dictionary change.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { notFound, scopeMissing, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useServedApp } from '../fixtures/served-app.ts';

const PARAMETER = 'LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES';
const drugs = randomUUID();
const msp = randomUUID();
const bare = clinic();
const licensed = clinic({
  primaryLicense: { id: msp },
  licenses: [
    { id: drugs, expiry_date: '2020-02-02' },
    { type: 'PHARMACY', is_active: false },
  ],
});
const primaryCare = clinic({ type: 'PRIMARY_CARE' });
const unheardOf = clinic({ type: 'MIS', primaryLicense: null });
const nobody = clinic({ isLegalEntity: false });
const writer = clinic({ token: { scope: 'license:write' } });
const app = useServedApp(
  mergeWorlds(...[bare, licensed, primaryCare, unheardOf, nobody, writer].map(({ world }) => world)),
);
const ask = (token: string) => call(`${app.url}/api/licenses/additional_types`, { token });
const typesOf = async (token: string): Promise<[string, string | null][]> => {
  const answer = await ask(token);
  assertStatus(answer, 200);
  return answer.body.data.map(({ type, license_id }: Record<string, string>) => [type, license_id]);
};
const setParameter = (value: string) =>
  app.database.query(
    'INSERT INTO parameters (name, value, updated_at, updated_by) VALUES ($1, $2, now(), gen_random_uuid())',
    [PARAMETER, value],
  );

describe('GET /api/licenses/additional_types', () => {
  afterEach(async () => {
    await app.database.query('DELETE FROM parameters');
    await app.database.query('UPDATE dictionary_values SET is_active = true');
  });

  test('what the default admits, in the words of the dictionary', async () => {
    const answer = await ask(bare.token);
    assert.deepEqual(answer.body.data, [
      {
        type: 'PHARMACY_DRUGS',
        description: 'Аптека (обіг наркотичних засобів, психотропних речовин і прекурсорів)',
        license_id: null,
      },
    ]);
    assert.equal(answer.body.meta.type, 'list');
    assert.equal(answer.body.paging, undefined);
  });

  test('names the active licence of a type, expired or not, the primary one too, and no inactive one', async () => {
    await setParameter('PHARMACY, MSP,PHARMACY_DRUGS,MSP');
    assert.deepEqual(await typesOf(licensed.token), [
      ['PHARMACY', null],
      ['MSP', msp],
      ['PHARMACY_DRUGS', drugs],
    ]);
  });

  test('leaves out what create would refuse: types out of use, and of no dictionary', async () => {
    await setParameter('OTHER,PHARMACY,PHARMACY_DRUGS');
    await app.database.query("UPDATE dictionary_values SET is_active = false WHERE code = 'PHARMACY_DRUGS'");
    assert.deepEqual(await typesOf(bare.token), [['PHARMACY', null]]);
    const create = (type: string) =>
      call(`${app.url}/api/licenses`, { token: bare.token, body: licenseBody({ type }) });
    assertStatus(await create('PHARMACY_DRUGS'), 422);
    assertStatus(await create('OTHER'), 422);
    assertStatus(await create('PHARMACY'), 201);
  });

  test('is empty where the type of the legal entity admits none, or has no parameter', async () => {
    assert.deepEqual(await typesOf(primaryCare.token), []);
    assert.deepEqual(await typesOf(unheardOf.token), []);
  });

  test('404 for a token of no legal entity, 403 without the scope, 401 without a token', async () => {
    assertErrorBytes(await ask(nobody.token), 404, notFound('Legal entity not found'));
    assertErrorBytes(await ask(writer.token), 403, scopeMissing('license:read'));
    assertErrorBytes(await ask('nobody'), 401, TOKEN_INVALID);
  });
});
