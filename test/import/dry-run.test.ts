/**
 * Goal: a dry run judges as the import does and writes nothing.
 * Method: both on PostgreSQL, compared.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  additional,
  addLegalEntity,
  csv,
  importPath,
  importText,
  licenseLine,
  useImportSetting,
} from './setting.ts';

const setting = useImportSetting();

/** Everything that is stored, but for `imports` after a real import. */
const snapshot = async () => {
  const tables = ['licenses', 'legal_entities', 'audit_log', 'audit_lanes', 'imports'];
  const counts = await Promise.all(
    tables.map((table) =>
      setting.database.query(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${table} t`),
    ),
  );
  return counts.map(([row]) => row?.sum);
};

describe('a dry run', () => {
  test('judges every row as the import does, and writes nothing but its report', async () => {
    const [one, two, closed] = [
      await addLegalEntity(setting),
      await addLegalEntity(setting),
      await addLegalEntity(setting, { status: 'CLOSED' }),
    ];
    const content = csv(
      licenseLine(one),
      licenseLine(one, additional),
      licenseLine(one, additional), // present by the row before it
      licenseLine(two, additional), // before its primary licence
      licenseLine(two),
      licenseLine(closed),
      licenseLine(two, { issued_date: 'today' }),
    );
    const before = await snapshot();
    const dry = await importText(setting, content, { dryRun: true });
    assert.equal(dry.state, 'dry_run');
    assert.deepEqual(await snapshot(), before);

    const real = await importPath(setting, dry.filePath);
    assert.deepEqual(dry.report, real.report);
    assert.deepEqual(
      [dry.imported, dry.refused, dry.alreadyPresent],
      [real.imported, real.refused, real.alreadyPresent],
    );
    assert.deepEqual(
      real.report.map(({ line }) => line),
      [4, 5, 7, 8],
    );
    assert.notDeepEqual(await snapshot(), before);
  });

  test('sees in a later batch the rows that an earlier one would have written', async () => {
    const id = await addLegalEntity(setting);
    const filler = Array.from({ length: 10_000 }, () => licenseLine('no uuid'));
    const { report, imported } = await importText(
      setting,
      csv(licenseLine(id), ...filler, licenseLine(id, additional), licenseLine(id)),
      { dryRun: true },
    );
    assert.equal(imported, 2);
    assert.deepEqual(
      report.filter(({ rule }) => rule !== 'schema'),
      [
        {
          line: 10_004,
          rule: 'license_type_not_present',
          message: 'License with type MSP is already present',
        },
      ],
    );
  });

  test('of a file that has been imported says so', async () => {
    const id = await addLegalEntity(setting);
    const { filePath } = await importText(setting, csv(licenseLine(id)));
    assert.equal((await importPath(setting, filePath, { dryRun: true })).state, 'already_imported');
    const again = await importPath(setting, filePath, { dryRun: true, again: true });
    assert.deepEqual([again.state, again.imported, again.alreadyPresent], ['dry_run', 0, 1]);
  });
});
