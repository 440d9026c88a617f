/**
 * Goal: whoever mends a table reads in Ukrainian why a row was refused, whatever refused it.
 * Method: a walk through all rules of all kinds, and through the rules of schema errors.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { updateLicenseRules } from '../licenses/update/rules.ts';
import { hintForCell } from './cells.ts';
import type { Column } from './columns.ts';
import { LEGAL_ENTITY_COLUMNS, LEGAL_ENTITY_CSV_COLUMNS } from './legal-entity/columns.ts';
import { legalEntityImportRules } from './legal-entity/judge.ts';
import { legalEntityImport } from './legal-entity/kind.ts';
import { LICENSE_CSV_COLUMNS } from './license/columns.ts';
import { licenseImport } from './license/kind.ts';
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
    ...licenseImport.validatorFor(LICENSE_CSV_COLUMNS)({
      type: 'x'.repeat(256),
      is_primary: 'x',
      issued_date: 'x',
      id: 'x',
    }),
    ...legalEntityImport.validatorFor(LEGAL_ENTITY_CSV_COLUMNS)({
      id: 'x',
      name: '\0',
      edrpou: '1',
      type: 'x',
      status: 'x',
    }),
  ];
  const rules = new Set(mistakes.flatMap((entry) => entry.rules?.map(({ rule }) => rule)));
  assert.deepEqual(rules, new Set(['required', 'length', 'cast', 'date', 'format', 'inclusion']));
  for (const entry of mistakes)
    assert.doesNotMatch(entryInUkrainian(entry), /не підходить/, `${entry.entry}`);
});

test('a value that is not allowed is answered with what is', () => {
  const explained = legalEntityImport
    .validatorFor(LEGAL_ENTITY_CSV_COLUMNS)({
      id: 'x',
      name: 'x',
      edrpou: '12345678',
      type: 'x',
      status: 'Діє',
    })
    .map(entryInUkrainian);
  assert.deepEqual(explained, [
    'ідентифікатор має бути такого вигляду: 4d2a6d1c-5d3b-4f7e-9a53-1f6f0f1d2c3b',
    'дозволені значення: ACTIVE, SUSPENDED, CLOSED, REORGANIZED',
  ]);
});

test('a code that is no code is answered with what one is', () => {
  const edrpou = LEGAL_ENTITY_COLUMNS.find(({ name }) => name === 'edrpou') as Column;
  for (const text of ['АБ 12345', '12-345678'])
    assert.equal(hintForCell(text, edrpou), 'код складається з 8–10 цифр, без інших знаків');
});
