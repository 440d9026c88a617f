/**
 * Goal: whether a clinic may be contracted is answered as the registry's own rules have it, with each reason.
 * Method: legal entities and licences as objects, on one day.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judge, type KnownLicense } from './judgement.ts';

const today = '2026-11-26';
const primary: KnownLicense = {
  type: 'MSP',
  is_primary: true,
  active_from_date: '2020-01-01',
  expiry_date: null,
};
const additional: KnownLicense = { ...primary, type: 'PHARMACY_DRUGS', is_primary: false };
const judged = (
  licenses: readonly KnownLicense[],
  { type = 'OUTPATIENT', status = 'ACTIVE' }: { type?: string; status?: string } = {},
) => {
  const { verdict, reasons } = judge({ type, status }, licenses, { today, soonDays: 90 });
  return [verdict, ...reasons.map(({ kind, weight }) => `${kind}: ${weight}`)];
};

describe('whether a clinic may be contracted', () => {
  test('yes, with a valid primary licence of its type', () => {
    assert.deepEqual(judged([primary]), ['yes', 'status: good', 'valid: good']);
    assert.deepEqual(judged([{ ...primary, type: 'PHARMACY' }], { type: 'PHARMACY' })[0], 'yes');
  });

  test('no, once it is closed or another; not yet, while it is suspended', () => {
    assert.equal(judged([primary], { status: 'SUSPENDED' })[0], 'later');
    for (const status of ['CLOSED', 'REORGANIZED', 'ANOTHER'])
      assert.equal(judged([primary], { status })[0], 'no');
  });

  test('no, without a primary licence, with one of another type, or where there is no such thing', () => {
    assert.deepEqual(judged([additional]), ['no', 'status: good', 'no-primary: no', 'valid: good']);
    assert.deepEqual(judged([primary], { type: 'PHARMACY' }), ['no', 'status: good', 'wrong-primary: no']);
    assert.deepEqual(judged([primary], { type: 'MIS' }), ['no', 'status: good', 'no-primary-type: no']);
  });

  test('to its last day, that day included; from its first', () => {
    const until = (expiry_date: string) => judged([{ ...primary, expiry_date }]).slice(0, 3);
    assert.deepEqual(until('2026-11-25'), ['no', 'status: good', 'expired: no']);
    assert.deepEqual(until('2026-11-26'), ['yes', 'status: good', 'ending: note']);
    assert.deepEqual(until('2027-02-24'), ['yes', 'status: good', 'ending: note']);
    assert.deepEqual(until('2027-02-25'), ['yes', 'status: good', 'valid: good']);
    const from = (active_from_date: string) => judged([{ ...primary, active_from_date }])[0];
    assert.deepEqual([from('2026-11-26'), from('2026-11-27')], ['yes', 'later']);
  });

  test('whatever additional licences are: what is wrong with them is a note', () => {
    const expired = { ...additional, expiry_date: '2026-11-25' };
    const future = { ...additional, active_from_date: '2027-01-01' };
    assert.deepEqual(judged([primary, expired, future, additional]), [
      'yes',
      ...['status: good', 'valid: good', 'expired: note', 'not-yet: note', 'valid: good'],
    ]);
  });

  test('no outweighs not yet', () => {
    assert.equal(judged([], { status: 'SUSPENDED' })[0], 'no');
  });
});
