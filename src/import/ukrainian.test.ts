/**
 * Goal: whoever mends a table reads in Ukrainian why a row was refused, whatever refused it.
 * Method: a walk through all rules of all kinds, and through the rules of schema errors.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { updateLicenseRules } from '../licenses/update/rules.ts';
import { legalEntityImportRules } from './legal-entity/judge.ts';
import { legalEntityImport } from './legal-entity/kind.ts';
import { validateLicenseRow } from './license/kind.ts';
import { additionalLicenseImportRules, primaryLicenseImportRules } from './license/rules.ts';
import { entryInUkrainian, ruleInUkrainian } from './ukrainian.ts';

test('every rule of an import has a Ukrainian text', () => {
  const rules = [
    ...additionalLicenseImportRules,
    ...primaryLicenseImportRules,
    ...updateLicenseRules,
    ...legalEntityImportRules,
  ];
  for (const { id } of rules) assert.match(ruleInUkrainian(id), /^[а-яіїєґ]/, id);
});

test('every mistake that the schemas find has one too', () => {
  const mistakes = [
    ...validateLicenseRow({ type: 'x'.repeat(256), is_primary: 'x', issued_date: 'x', id: 'x' }),
    ...legalEntityImport.validate({ id: 'x', name: '\0', edrpou: '1', type: 'x', status: 'x' }),
  ];
  const rules = new Set(mistakes.flatMap((entry) => entry.rules?.map(({ rule }) => rule)));
  assert.deepEqual(rules, new Set(['required', 'length', 'cast', 'date', 'format', 'inclusion']));
  for (const entry of mistakes)
    assert.doesNotMatch(entryInUkrainian(entry), /не підходить/, `${entry.entry}`);
});
