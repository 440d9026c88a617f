/**
 * Goal: a row is refused by the rule and with the text of the API.
 * Method: one row a rule, imported into PostgreSQL.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { additionalLicenseImportRules, primaryLicenseImportRules } from '../../src/import/license/rules.ts';
import { createLicenseRules } from '../../src/licenses/create/rules.ts';
import {
  additional,
  addLegalEntity,
  csv,
  importText,
  licenseLine,
  TODAY,
  useImportSetting,
} from './setting.ts';

const setting = useImportSetting();

type Case = {
  rule: string;
  message: string;
  /** What of a row, or of its legal entity, breaks the rule. */
  row?: Record<string, string>;
  legalEntity?: { type?: string; status?: string };
  /** Rows before it in the same file. */
  before?: Record<string, string>[];
};

/** For each rule one row that breaks it, with the literal text of the specification. */
const PRIMARY: Case[] = [
  {
    rule: 'legal_entity_exists',
    message: 'Legal entity not found',
    row: { legal_entity_id: '11111111-1111-4111-8111-111111111111' },
  },
  {
    rule: 'legal_entity_active_or_suspended',
    message: 'Legal entity must be in active or suspended status',
    legalEntity: { status: 'CLOSED' },
  },
  {
    rule: 'license_type_in_dictionary',
    message: '$.type: value is not allowed in enum',
    row: { type: 'UNKNOWN' },
  },
  {
    rule: 'license_type_primary_for_legal_entity_type',
    message: 'Legal entity type and license type mismatch',
    row: { type: 'PHARMACY' },
  },
  { rule: 'license_type_not_present', message: 'License with type MSP is already present', before: [{}] },
  {
    rule: 'issued_not_after_active_from',
    message: 'License can not be issued later than active from date',
    row: { issued_date: '2024-02-02' },
  },
  {
    rule: 'active_from_not_after_expiry',
    message: 'License can not have active from date later than expiration date',
    row: { active_from_date: '2027-01-02', expiry_date: '2027-01-01' },
  },
  { rule: 'not_expired', message: 'License is expired', row: { expiry_date: '2026-11-21' } },
];

const primary = {};
const ADDITIONAL: Case[] = [
  { ...(PRIMARY[0] as Case), before: [primary] },
  {
    rule: 'license_type_in_dictionary',
    message: '$.type: value is not allowed in enum',
    row: { type: 'UNKNOWN' },
    before: [primary],
  },
  {
    rule: 'license_type_allowed_for_legal_entity_type',
    message: 'Legal entity type and license type mismatch',
    row: { type: 'PHARMACY' },
    before: [primary],
  },
  { rule: 'active_primary_license', message: 'No active primary license found for legal entity' },
  {
    rule: 'license_type_not_present',
    message: 'License with type PHARMACY_DRUGS is already present',
    before: [primary, additional],
  },
  { ...(PRIMARY[5] as Case), before: [primary] },
  { ...(PRIMARY[6] as Case), before: [primary] },
  { ...(PRIMARY[7] as Case), before: [primary] },
];

async function refusalOf({ row = {}, legalEntity, before = [] }: Case, defaults: Record<string, string>) {
  const id = await addLegalEntity(setting, legalEntity);
  const lines = [...before.map((each) => licenseLine(id, each)), licenseLine(id, { ...defaults, ...row })];
  const imported = await importText(setting, csv(...lines));
  assert.equal(imported.imported, before.length);
  return { imported, line: lines.length + 1 };
}

for (const [kind, cases, defaults] of [
  ['a primary', PRIMARY, {}],
  ['an additional', ADDITIONAL, additional],
] as const) {
  describe(`${kind} licence is refused`, () => {
    for (const each of cases) {
      test(`by ${each.rule}, with the text of the API`, async () => {
        const { imported, line } = await refusalOf(each, defaults);
        assert.deepEqual(imported.report, [{ line, rule: each.rule, message: each.message }]);
        assert.equal(imported.refused, 1);
        assert.equal(imported.alreadyPresent, each.rule === 'license_type_not_present' ? 1 : 0);
      });
    }
  });
}

describe('rules', () => {
  test('of an additional licence are those of the API, in their order, and one more', () => {
    assert.deepEqual(additionalLicenseImportRules.slice(0, -1), createLicenseRules);
    assert.equal(additionalLicenseImportRules.at(-1)?.id, 'license_id_not_present');
  });

  test('are all described in the guide', async () => {
    const guide = await readFile(new URL('../../docs/how-to/bulk-import.md', import.meta.url), 'utf8');
    for (const { id } of primaryLicenseImportRules) assert.ok(guide.includes(`\`${id}\``), id);
  });

  test('let a licence that expires today pass', async () => {
    const id = await addLegalEntity(setting);
    assert.equal((await importText(setting, csv(licenseLine(id, { expiry_date: TODAY })))).imported, 1);
  });

  test('know the primary type of every type of legal entity', async () => {
    for (const [type, license] of Object.entries({
      PRIMARY_CARE: 'MSP',
      EMERGENCY: 'MSP',
      PHARMACY: 'PHARMACY',
    })) {
      const id = await addLegalEntity(setting, { type });
      assert.equal((await importText(setting, csv(licenseLine(id, { type: license })))).imported, 1, type);
    }
    const id = await addLegalEntity(setting, { type: 'NHS' });
    const refused = await importText(setting, csv(licenseLine(id)));
    assert.deepEqual(
      refused.report.map(({ rule }) => rule),
      ['license_type_primary_for_legal_entity_type'],
    );
  });

  test('see the primary licence that an earlier row brought, and not one that only a later row brings', async () => {
    const [first, second] = [await addLegalEntity(setting), await addLegalEntity(setting)];
    const { imported, report } = await importText(
      setting,
      csv(
        licenseLine(first),
        licenseLine(first, additional),
        licenseLine(second, additional),
        licenseLine(second),
      ),
    );
    assert.equal(imported, 3);
    assert.deepEqual(report, [
      {
        line: 4,
        rule: 'active_primary_license',
        message: 'No active primary license found for legal entity',
      },
    ]);
  });

  test('refuse a second primary licence of another type', async () => {
    const id = await addLegalEntity(setting);
    await importText(setting, csv(licenseLine(id)));
    await setting.database.query(`UPDATE licenses SET type = 'PHARMACY' WHERE legal_entity_id = $1`, [id]);
    const { report } = await importText(setting, csv(licenseLine(id, { issued_by: 'Інший орган' })));
    assert.deepEqual(report, [
      { line: 2, rule: 'primary_license_not_present', message: 'Legal entity already has a primary license' },
    ]);
  });

  test('follow a parameter of the database', async () => {
    const id = await addLegalEntity(setting, { type: 'EMERGENCY' });
    const rows = csv(licenseLine(id), licenseLine(id, additional));
    assert.equal((await importText(setting, rows)).refused, 1);
    await setting.database.query(
      `INSERT INTO parameters VALUES ('LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES', 'PHARMACY_DRUGS', now(), $1)`,
      [id],
    );
    const again = await importText(setting, `${rows}\n`);
    assert.deepEqual([again.imported, again.alreadyPresent], [1, 1]);
  });
});

describe('the schema of the API', () => {
  const mistakes: [string, Record<string, string>, string][] = [
    [
      'an empty required field',
      { issued_by: '' },
      '$.issued_by: required property issued_by was not present',
    ],
    [
      'a day that does not exist',
      { issued_date: '2023-02-29' },
      '$.issued_date: expected "2023-02-29" to be an existing date',
    ],
    [
      'another notation of dates',
      { issued_date: '01/02/2023' },
      '$.issued_date: expected "01/02/2023" to be a valid ISO 8601 date',
    ],
    [
      'a word that is no boolean',
      { is_primary: 'yes' },
      '$.is_primary: type mismatch. Expected boolean but got string',
    ],
    [
      'a text that is too long',
      { issued_by: 'я'.repeat(256) },
      '$.issued_by: expected value to have a maximum length of 255 but was 256',
    ],
    [
      'a NUL',
      { issued_by: 'a\0b' },
      '$.issued_by: string does not match pattern "^[^\\u0000\\uD800-\\uDFFF]*$"',
    ],
  ];
  for (const [name, row, message] of mistakes) {
    test(`refuses ${name}`, async () => {
      const id = await addLegalEntity(setting);
      const { report, imported } = await importText(setting, csv(licenseLine(id, row)));
      assert.deepEqual(report, [{ line: 2, rule: 'schema', message }]);
      assert.equal(imported, 0);
    });
  }

  test('reports all mistakes of a row together', async () => {
    const { report } = await importText(
      setting,
      csv(licenseLine('no uuid', { issued_date: '', expiry_date: '2024-13-01' })),
    );
    assert.equal(report.length, 1);
    for (const property of ['legal_entity_id', 'issued_date', 'expiry_date']) {
      assert.ok(report[0]?.message.includes(`$.${property}: `), JSON.stringify(report));
    }
  });

  test('admits texts of the longest length, in characters', async () => {
    const id = await addLegalEntity(setting);
    const text = '😀'.repeat(10_000);
    const { imported } = await importText(
      setting,
      `${csv(licenseLine(id)).replace('expiry_date', 'expiry_date,what_licensed').trimEnd()},${text}\n`,
    );
    assert.equal(imported, 1);
    const [row] = await setting.database.query(
      'SELECT what_licensed FROM licenses WHERE legal_entity_id = $1',
      [id],
    );
    assert.equal(row?.what_licensed, text);
  });
});
