/**
 * Goal: the form says of a licence what the registry would say, in words for people, and sends what was typed and nothing else.
 * Method: its pure parts against SPEC 4 and 6; the refusals that the OpenAPI document names are walked, in both languages.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { bodyOf, differing, fieldsOf, NOTHING, problemOf } from './fields.ts';
import { mistakesOf, refusals } from './refusals.ts';
import { ADD_RULES, CORRECT_RULES, sentences, stateOfRule } from './rules.ts';

const openapi = JSON.parse(await readFile(new URL('../../../openapi/openapi.json', import.meta.url), 'utf8'));
const TODAY = '2026-11-26';
const LICENSE = {
  id: 'an id',
  type: 'PHARMACY_DRUGS',
  license_number: null,
  issued_by: ' Держлікслужба\u00a0',
  issued_date: '2024-02-28',
  active_from_date: '2024-03-01',
  expiry_date: null,
  what_licensed: 'Рядок\r\nі ще',
  order_no: null,
};
const stored = fieldsOf(LICENSE as never);
const typed = {
  ...NOTHING,
  type: 'PHARMACY_DRUGS',
  issued_by: 'Держлікслужба',
  issued_date: '28.02.2024',
  active_from_date: '1.3.2024',
};
const refused = (code: string, invalid: object[] = []) =>
  ({ ok: false, status: 422, error: { kind: 'refused', code, invalid } }) as never;

describe('what is typed', () => {
  test('becomes the body, without blanks around it and with null for what is empty', () =>
    assert.deepEqual(bodyOf({ ...typed, order_no: '  ', license_number: ' АВ 1 ' }), {
      type: 'PHARMACY_DRUGS',
      issued_by: 'Держлікслужба',
      issued_date: '2024-02-28',
      active_from_date: '2024-03-01',
      is_primary: false,
      license_number: 'АВ 1',
      expiry_date: null,
      what_licensed: null,
      order_no: null,
    }));
  test('is refused before it is sent where the schema would refuse it', () => {
    const told = (name: string, value: string) => problemOf(name as never, { ...typed, [name]: value });
    assert.equal(told('issued_by', ' '), 'missing');
    assert.equal(told('expiry_date', ''), undefined);
    assert.equal(told('issued_date', '28.02.24'), 'date');
    assert.equal(told('issued_date', '30.02.2024'), 'day');
    assert.equal(told('issued_date', '29.02.2023'), 'day');
    assert.equal(told('issued_date', '01.01.0000'), 'day');
    assert.equal(told('issued_date', '2024-02-29'), undefined);
    assert.equal(told('issued_by', '𝒜'.repeat(255)), undefined);
    assert.equal(told('issued_by', 'ї'.repeat(256)), 'long');
    assert.equal(told('what_licensed', 'ї'.repeat(10_001)), 'long');
  });
  test('differs only where somebody changed it: a stored blank or line end is none of ours', () => {
    assert.deepEqual(differing(stored, stored), []);
    assert.deepEqual(differing({ ...stored, issued_date: '28.2.2024' }, stored), []);
    assert.deepEqual(differing({ ...stored, order_no: '7', expiry_date: 'завтра' }, stored), [
      'order_no',
      'expiry_date',
    ]);
    assert.equal(bodyOf({ ...stored, order_no: '7' }, stored).what_licensed, LICENSE.what_licensed);
  });
});

describe('a rule', () => {
  const state = (rule: string, fields: object, said = {}) =>
    stateOfRule(rule as never, { ...NOTHING, ...fields }, TODAY, said);
  test('of dates is not known before they are there, and as the registry counts then', () => {
    assert.equal(
      state(
        'issued_not_after_active_from',
        { issued_date: '28.02.2024' },
        { issued_not_after_active_from: 'held' },
      ),
      'open',
    );
    assert.equal(state('issued_not_after_active_from', typed), 'yes');
    assert.equal(state('issued_not_after_active_from', { ...typed, issued_date: '02.03.2024' }), 'no');
    assert.equal(state('active_from_not_after_expiry', { ...typed, expiry_date: '01.03.2024' }), 'yes');
    assert.equal(state('active_from_not_after_expiry', { ...typed, expiry_date: '29.02.2024' }), 'no');
    assert.equal(state('not_expired', { expiry_date: '26.11.2026' }), 'yes');
    assert.equal(state('not_expired', { expiry_date: '25.11.2026' }), 'no');
    assert.equal(state('not_expired', { expiry_date: '31.02.2027' }), 'open');
    assert.equal(state('not_expired', {}), 'yes');
  });
  test('that only the registry knows is as it said, and about the type only when one is chosen', () => {
    assert.equal(state('active_primary_license', {}, { active_primary_license: 'broken' }), 'no');
    assert.equal(state('active_primary_license', {}, { active_primary_license: 'not_reached' }), 'open');
    assert.equal(state('license_type_not_present', {}, { license_type_not_present: 'held' }), 'open');
    assert.equal(state('license_type_not_present', typed, { license_type_not_present: 'held' }), 'yes');
  });
  test('has a sentence of its own in both languages', () => {
    const rules = [...new Set([...ADD_RULES, ...CORRECT_RULES])].toSorted();
    for (const language of ['uk', 'en'] as const)
      assert.deepEqual(Object.keys(sentences[language]).toSorted(), rules);
  });
});

describe('a refusal', () => {
  test('that a form can meet has a sentence in both languages, whatever the document says it may be', () => {
    const operations = [openapi.paths['/api/licenses'].post, openapi.paths['/api/licenses/{id}'].patch];
    // `Failure` has words for these, whatever was asked.
    const general = ['200', '201', '401', '403', '429', '500', '503'];
    const codes = operations.flatMap(({ responses }) =>
      Object.entries(responses as Record<string, { $ref?: string; description?: string }>)
        .filter(([status]) => !general.includes(status))
        .flatMap(([, { $ref, description }]) =>
          description === undefined
            ? ($ref ?? '').replace('#/components/responses/', '').split('.')
            : [...description.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code as string),
        ),
    );
    assert.ok(codes.length > 20, String(codes));
    for (const language of ['uk', 'en'] as const)
      assert.deepEqual(Object.keys(refusals[language]).toSorted(), [...new Set(codes)].toSorted());
    const said = Object.values(refusals.uk);
    assert.ok(said.every((text) => /[а-яіїєґ]/.test(text) && /[.]$/.test(text)));
  });
  test('of a field leads to it; of several, to each with its own words', () => {
    assert.equal(mistakesOf('uk', refused('license-expired'))?.[0]?.name, 'expiry_date');
    const invalid = [
      { entry: '$.issued_by', rules: [{ rule: 'length' }] },
      { entry: '$.order_no', rules: [{ rule: 'format' }] },
      { entry: '$.type', rules: [{ rule: 'inclusion' }] },
      { entry: '$.is_primary', rules: [{ rule: 'cast' }] },
    ];
    const mistakes = mistakesOf('uk', refused('schema-invalid', invalid));
    assert.deepEqual(
      mistakes?.map(({ name }) => name),
      ['issued_by', 'order_no', 'type'],
    );
    assert.equal(new Set(mistakes?.map(({ text }) => text)).size, 3);
  });
  test('that is none of the form is left to what tells failures', () => {
    assert.equal(mistakesOf('uk', refused('scope-missing')), undefined);
    assert.equal(mistakesOf('uk', { ok: false, status: 0, error: { kind: 'network' } } as never), undefined);
  });
});
