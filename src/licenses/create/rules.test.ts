/**
 * Goal: the rules of create are the table of SPEC 4.2.
 * Method: steps and texts byte for byte, and each predicate with facts made for it.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderError } from '../../platform/errors/error-definition.ts';
import { enforceRules, firstBrokenRule, refusalOf } from '../../platform/errors/rules.ts';
import type { CreateFacts } from './facts.ts';
import { createLicenseRules } from './rules.ts';

/** SPEC 4.2 from "legal entity exists" on, transcribed: step, id, status, text, entry of a 422. */
const TABLE: [step: string, id: string, status: number, text: string, entry?: string][] = [
  ['4.2 (–)', 'legal_entity_exists', 404, 'Legal entity not found'],
  [
    '4.2 (6)',
    'legal_entity_active_or_suspended',
    422,
    'Legal entity must be in active or suspended status',
    '$.legal_entity_id',
  ],
  ['4.2 (7)', 'license_additional', 422, 'Only additional license can be created', '$.is_primary'],
  [
    '4.2 (8)',
    'license_type_in_dictionary',
    422,
    'Validation failed. You can find validators description at our API Manifest: http://docs.apimanifest.apiary.io/#introduction/interacting-with-api/errors.',
    '$.type',
  ],
  [
    '4.2 (9)',
    'license_type_allowed_for_legal_entity_type',
    409,
    'Legal entity type and license type mismatch',
  ],
  ['4.2 (10)', 'active_primary_license', 404, 'No active primary license found for legal entity'],
  ['4.2 (11)', 'license_type_not_present', 409, 'License with type <type> is already present'],
  [
    '4.2 (12)',
    'issued_not_after_active_from',
    422,
    'License can not be issued later than active from date',
    '$.issued_date',
  ],
  [
    '4.2 (13)',
    'active_from_not_after_expiry',
    422,
    'License can not have active from date later than expiration date',
    '$.active_from_date',
  ],
  ['4.2 (14)', 'not_expired', 409, 'License is expired'],
];

/** Facts under which every rule holds. */
function soundFacts(overrides: Partial<CreateFacts> = {}): CreateFacts {
  return {
    body: {
      type: 'PHARMACY_DRUGS',
      issued_by: 'Держлікслужба',
      issued_date: '2024-02-28',
      active_from_date: '2024-02-28',
      is_primary: false,
    },
    today: '2026-06-15',
    legalEntity: { type: 'OUTPATIENT', status: 'ACTIVE' },
    licenseTypes: ['MSP', 'PHARMACY', 'PHARMACY_DRUGS'],
    additionalLicenseTypes: ['PHARMACY_DRUGS'],
    hasActivePrimaryLicense: true,
    hasLicenseOfType: false,
    ...overrides,
  };
}

describe('the rules of create license', () => {
  test('are those of SPEC 4.2: steps, ids, statuses and texts, in its order', () => {
    assert.deepEqual(
      createLicenseRules.map(({ step, id, refusal }) => [step, id, refusal.status, refusal.message]),
      TABLE.map(([step, id, status, text]) => [step, id, status, text]),
    );
  });

  test('refuse with the text they declare, and a 422 names the property of the table', () => {
    for (const [at, rule] of createLicenseRules.entries()) {
      const error = refusalOf(rule, soundFacts());
      const [, id, , text, entry] = TABLE[at] as (typeof TABLE)[number];
      assert.equal(error.definition, rule.refusal, id);
      assert.equal(error.message, text.replace('<type>', 'PHARMACY_DRUGS'), id);
      assert.equal(error.invalid?.[0]?.entry, entry, id);
      assert.equal(renderError(error).message, error.message, id);
    }
  });

  test('all hold for a sound request', () => {
    assert.equal(firstBrokenRule(createLicenseRules, soundFacts()), undefined);
  });

  test('a type with marks of a replacement pattern is quoted as it is', () => {
    const facts = soundFacts({ hasLicenseOfType: true });
    facts.body.type = "$& $1 <type> $'";
    facts.licenseTypes = [facts.body.type];
    facts.additionalLicenseTypes = [facts.body.type];
    assert.throws(() => enforceRules(createLicenseRules, facts, () => {}), {
      message: "License with type $& $1 <type> $' is already present",
    });
  });

  test('the first broken rule is reported by its id, once', () => {
    const observed: string[] = [];
    const facts = soundFacts({
      legalEntity: { type: 'OUTPATIENT', status: 'CLOSED' },
      hasLicenseOfType: true,
    });
    assert.throws(() => enforceRules(createLicenseRules, facts, (id) => observed.push(id)));
    assert.deepEqual(observed, ['legal_entity_active_or_suspended']);
  });

  test('nothing depends on the names that objects inherit', () => {
    for (const type of ['__proto__', 'constructor', 'toString']) {
      const facts = soundFacts();
      facts.body.type = type;
      assert.equal(firstBrokenRule(createLicenseRules, facts)?.id, 'license_type_in_dictionary', type);
    }
  });
});
