/**
 * Goal: the checks of create look at the right rows, parameters and dates.
 * Method: clinics made for each case, over HTTP.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../../fixtures/client.ts';
import { businessRefusal, conflict, notFound, schemaError } from '../../fixtures/literal-errors.ts';
import { type ClinicOverrides, clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';
import { TODAY } from './breaches.ts';

type Case = { guarantee: string; clinic?: ClinicOverrides; body?: object; status: number; error?: string };

const EXPIRED = conflict('License is expired');
const PRESENT = conflict('License with type PHARMACY_DRUGS is already present');
const MISMATCH = conflict('Legal entity type and license type mismatch');
const NO_PRIMARY = notFound('No active primary license found for legal entity');
const NOT_ACTIVE = businessRefusal('$.legal_entity_id', 'Legal entity must be in active or suspended status');
const ISSUED_LATE = businessRefusal('$.issued_date', 'License can not be issued later than active from date');
const ACTIVE_LATE = businessRefusal(
  '$.active_from_date',
  'License can not have active from date later than expiration date',
);

const CASES: readonly Case[] = [
  { guarantee: '6: an ACTIVE legal entity gets it', clinic: { status: 'ACTIVE' }, status: 201 },
  { guarantee: '6: a SUSPENDED legal entity gets it', clinic: { status: 'SUSPENDED' }, status: 201 },
  {
    guarantee: '6: a CLOSED one does not',
    clinic: { status: 'CLOSED' },
    status: 422,
    error: NOT_ACTIVE,
  },
  {
    guarantee: '6: a REORGANIZED one does not',
    clinic: { status: 'REORGANIZED' },
    status: 422,
    error: NOT_ACTIVE,
  },
  {
    guarantee: '9: a PHARMACY may have PHARMACY_DRUGS by default',
    clinic: { type: 'PHARMACY', primaryLicense: { type: 'PHARMACY' } },
    status: 201,
  },
  {
    guarantee: '9: an OUTPATIENT may not have PHARMACY by default',
    body: { type: 'PHARMACY' },
    status: 409,
    error: MISMATCH,
  },
  {
    guarantee: '9: the environment admits MSP to an EMERGENCY',
    clinic: { type: 'EMERGENCY', primaryLicense: { type: 'PHARMACY' } },
    body: { type: 'MSP' },
    status: 201,
  },
  {
    guarantee: '9: the environment has replaced the default, not added to it',
    clinic: { type: 'EMERGENCY' },
    status: 409,
    error: MISMATCH,
  },
  {
    guarantee: '9: the world admits PHARMACY_DRUGS to a PRIMARY_CARE, over the environment',
    clinic: { type: 'PRIMARY_CARE' },
    status: 201,
  },
  {
    guarantee: '9: a type without a parameter has an empty list',
    clinic: { type: 'NHS' },
    status: 409,
    error: MISMATCH,
  },
  {
    guarantee: '10: a primary licence that expires today still counts',
    clinic: { primaryLicense: { expiry_date: TODAY } },
    status: 201,
  },
  {
    guarantee: '10: a primary licence that expired yesterday does not',
    clinic: { primaryLicense: { expiry_date: '2026-06-14' } },
    status: 404,
    error: NO_PRIMARY,
  },
  {
    guarantee: '10: an inactive primary licence does not count',
    clinic: { primaryLicense: { is_active: false } },
    status: 404,
    error: NO_PRIMARY,
  },
  {
    guarantee: '10: an additional licence is no primary one',
    clinic: { primaryLicense: null, licenses: [{ type: 'MSP' }] },
    status: 404,
    error: NO_PRIMARY,
  },
  {
    guarantee: '11: an expired licence of the type blocks',
    clinic: { licenses: [{ expiry_date: '2021-01-01' }] },
    status: 409,
    error: PRESENT,
  },
  {
    guarantee: '11: an inactive licence of the type does not',
    clinic: { licenses: [{ is_active: false }] },
    status: 201,
  },
  {
    guarantee: '11: a licence of another type does not',
    clinic: { licenses: [{ type: 'PHARMACY' }] },
    status: 201,
  },
  {
    guarantee: '11: the primary licence counts like any other',
    clinic: { type: 'EMERGENCY' },
    body: { type: 'MSP' },
    status: 409,
    error: conflict('License with type MSP is already present'),
  },
  {
    guarantee: '12: issued on the day it becomes active',
    body: { issued_date: '2026-06-20', active_from_date: '2026-06-20' },
    status: 201,
  },
  {
    guarantee: '12: issued a day after',
    body: { issued_date: '2026-06-21', active_from_date: '2026-06-20' },
    status: 422,
    error: ISSUED_LATE,
  },
  {
    guarantee: '13: active on the day it expires',
    body: { active_from_date: '2026-06-20', expiry_date: '2026-06-20' },
    status: 201,
  },
  {
    guarantee: '13: active a day after',
    body: { active_from_date: '2026-06-21', expiry_date: '2026-06-20' },
    status: 422,
    error: ACTIVE_LATE,
  },
  { guarantee: '14: expires today', body: { expiry_date: TODAY }, status: 201 },
  {
    guarantee: '14: expired yesterday',
    body: { expiry_date: '2026-06-14' },
    status: 409,
    error: EXPIRED,
  },
  { guarantee: '14: expires tomorrow', body: { expiry_date: '2026-06-16' }, status: 201 },
  {
    guarantee: 'dates at the ends of the calendar are stored',
    body: { issued_date: '0001-01-01', active_from_date: '0001-01-01', expiry_date: '9999-12-31' },
    status: 201,
  },
];

const arranged = CASES.map((each) => ({ ...each, clinic: clinic(each.clinic) }));
const neighbour = clinic({ licenses: [{ type: 'PHARMACY_DRUGS' }] });
const withoutPrimary = clinic({ primaryLicense: null });
const beforeDictionaryChange = clinic();

const setting = useSetting({
  env: {
    ESOZ_CLOCK: `${TODAY}T09:00:00Z`,
    LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES: 'MSP',
    LEGAL_ENTITY_PRIMARY_CARE_ADDITIONAL_LICENSE_TYPES: 'MSP',
  },
  world: {
    ...mergeWorlds(
      ...arranged.map((each) => each.clinic.world),
      neighbour.world,
      withoutPrimary.world,
      beforeDictionaryChange.world,
    ),
    parameters: { LEGAL_ENTITY_PRIMARY_CARE_ADDITIONAL_LICENSE_TYPES: 'PHARMACY , PHARMACY_DRUGS' },
  },
});
const create = (token: string, body: object) =>
  call(`${setting.product.apiUrl}/api/licenses`, { token, body: licenseBody(body) });

describe('what the checks of SPEC 4.2 look at', () => {
  for (const { guarantee, clinic: sender, body = {}, status, error } of arranged) {
    test(guarantee, async () => {
      const answer = await create(sender.token, body);
      if (error === undefined) assertStatus(answer, status);
      else assertErrorBytes(answer, status, error);
    });
  }

  test('licences of other legal entities are neither a primary licence nor an obstacle', async () => {
    const id = neighbour.id;
    const [{ count }] = (await setting.database.query(
      'SELECT count(*)::int FROM licenses WHERE legal_entity_id = $1',
      [id],
    )) as [{ count: number }];
    assert.equal(count, 2, 'the neighbour has a primary and an additional licence');
    assertErrorBytes(await create(withoutPrimary.token, {}), 404, NO_PRIMARY);
  });

  test('8: a value switched off in the dictionary is refused, and the list names the active ones', async () => {
    const allowed = (values: string) =>
      schemaError(
        `[{"entry":"$.type","entry_type":"json_data_property","rules":[{"rule":"inclusion","description":"value is not allowed in enum","raw_description":"value is not allowed in enum","params":{"values":${values}}}]}]`,
      );
    const switchOn = (isActive: boolean) =>
      setting.database.query(
        "UPDATE dictionary_values SET is_active = $1 WHERE dictionary_name = 'LICENSE_TYPE' AND code = 'PHARMACY_DRUGS'",
        [isActive],
      );
    await switchOn(false);
    assertErrorBytes(await create(beforeDictionaryChange.token, {}), 422, allowed('["MSP","PHARMACY"]'));
    await setting.database.query("UPDATE dictionaries SET is_active = false WHERE name = 'LICENSE_TYPE'");
    assertErrorBytes(await create(beforeDictionaryChange.token, {}), 422, allowed('[]'));
    await setting.database.query("UPDATE dictionaries SET is_active = true WHERE name = 'LICENSE_TYPE'");
    await switchOn(true);
    assertStatus(await create(beforeDictionaryChange.token, {}), 201);
  });
});
