/**
 * Goal: a role given on a command line counts where that line says, and nowhere by a slip of the pen.
 * Method: examples.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from './outcome.ts';
import { rolesFrom, rolesInWords } from './user-roles.ts';

const [ONE, OTHER] = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
] as const;

test('a role counts in each legal entity, in the one that it names, or everywhere', () => {
  const cases: [Parameters<typeof rolesFrom>[0], string][] = [
    [{}, ''],
    [{ role: ['OWNER'], legalEntity: [ONE, OTHER] }, `OWNER@${ONE} OWNER@${OTHER}`],
    [{ role: [`OWNER@${ONE}`, `ADMIN@${OTHER.toUpperCase()}`] }, `OWNER@${ONE} ADMIN@${OTHER}`],
    [{ role: ['OPERATOR', `OWNER@${ONE}`], everywhere: true }, `OPERATOR OWNER@${ONE}`],
    [{ role: ['ADMIN', `OWNER@${ONE}`], legalEntity: [OTHER] }, `ADMIN@${OTHER} OWNER@${ONE}`],
  ];
  for (const [given, words] of cases) assert.equal(rolesInWords(rolesFrom(given)), words);
});

test('a role for which nobody says where is a mistake', () => {
  for (const given of [
    { role: ['OWNER'] },
    { legalEntity: [ONE] },
    { everywhere: true as const },
    { role: ['OWNER@'] },
    { role: ['OWNER@clinic'] },
    { role: ['OWNER'], legalEntity: ['clinic'] },
    { role: ['OWNER'], legalEntity: [ONE], everywhere: true as const },
  ])
    assert.throws(() => rolesFrom(given), UsageError);
});
