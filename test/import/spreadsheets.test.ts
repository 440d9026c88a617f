/**
 * Goal: what a Ukrainian spreadsheet writes is imported, what is exported for it comes back, and so does a report.
 * Method: files that LibreOffice Calc has written (`fixtures/spreadsheets/make.ts`), and round trips through PostgreSQL.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PLAIN_TABLE, SPREADSHEET_TABLE } from '#spreadsheet';
import { ENCODINGS, type EncodingName } from '../../src/import/csv/encodings.ts';
import { exportTable } from '../../src/import/export.ts';
import { LEGAL_ENTITY_COLUMNS } from '../../src/import/legal-entity/columns.ts';
import { legalEntitiesToExport } from '../../src/import/legal-entity/export.queries.ts';
import { legalEntityImport } from '../../src/import/legal-entity/kind.ts';
import { legalEntityUpdate } from '../../src/import/legal-entity/update/kind.ts';
import { LICENSE_COLUMNS } from '../../src/import/license/columns.ts';
import { licenseUpdate } from '../../src/import/license/update/kind.ts';
import { templateOf } from '../../src/import/template.ts';
import { CLINIC, PHARMACY } from '../fixtures/spreadsheets/source.ts';
import {
  addLegalEntity,
  csv,
  exportText,
  importPath,
  importText,
  licenseLine,
  useImportSetting,
} from './setting.ts';

const setting = useImportSetting();
const fixture = (name: string) =>
  readFile(fileURLToPath(new URL(`../fixtures/spreadsheets/${name}`, import.meta.url)));

async function registerFixtures(): Promise<void> {
  await setting.database.query('DELETE FROM licenses');
  await setting.database.query(
    `INSERT INTO legal_entities VALUES ($1, 'Клініка', '38782323', 'OUTPATIENT', 'ACTIVE', now(), $1, now(), $1),
                                       ($2, 'Аптека', '38782324', 'PHARMACY', 'ACTIVE', now(), $1, now(), $1)
     ON CONFLICT DO NOTHING`,
    [CLINIC, PHARMACY],
  );
}

describe('a table that LibreOffice Calc has written', () => {
  const tables: [string, EncodingName, string][] = [
    ['licenses-utf-8.csv', 'utf-8', ';'],
    ['licenses-windows-1251.csv', 'windows-1251', ';'],
    ['licenses-utf-16-tabs.csv', 'utf-16le', '\t'],
    ['licenses-commas.csv', 'utf-8', ','],
  ];
  for (const [name, encoding, delimiter] of tables) {
    test(`is imported as it is: ${name}`, async () => {
      await registerFixtures();
      const { report, imported, layout } = await importText(setting, await fixture(name));
      assert.deepEqual(report, []);
      assert.equal(imported, 3);
      assert.deepEqual([layout.encoding.name, layout.delimiter], [encoding, delimiter]);
      const licenses = await setting.database.query(
        `SELECT type, is_primary, issued_by, issued_date::text, expiry_date::text, license_number, what_licensed
           FROM licenses ORDER BY legal_entity_id, type`,
      );
      assert.deepEqual(licenses, [
        {
          type: 'MSP',
          is_primary: true,
          issued_by: 'МОЗ України',
          issued_date: '2020-01-15',
          expiry_date: null,
          license_number: 'АВ 123456',
          what_licensed: null,
        },
        {
          type: 'PHARMACY_DRUGS',
          is_primary: false,
          issued_by: 'Держлікслужба; відділ «Захід», м. Львів',
          issued_date: '2024-02-28',
          expiry_date: '2034-02-28',
          license_number: '№ 5/12',
          what_licensed: 'Придбання "А";\nзберігання, п’ять',
        },
        {
          type: 'PHARMACY',
          is_primary: true,
          issued_by: 'Держлікслужба',
          issued_date: '2021-12-31',
          expiry_date: null,
          license_number: 'Ґ-7',
          what_licensed: null,
        },
      ]);
    });
  }

  test('with the dates that it shows by itself, without a century, is refused with the cell format to choose', async () => {
    await registerFixtures();
    const { report, reportText, imported } = await importText(
      setting,
      await fixture('licenses-dates-as-typed.csv'),
    );
    assert.equal(imported, 0);
    assert.deepEqual(
      report.map(({ line, rule }) => [line, rule]),
      [
        [2, 'schema'],
        [3, 'schema'],
        [6, 'schema'],
      ],
    );
    assert.match(reportText, /Дата видачі: «28\.02\.24»: рік двома цифрами не читаємо/);
  });

  test('with a ЄДРПОУ that it took for a number is refused in that row, in the encoding of the file', async () => {
    await setting.database.query('DELETE FROM licenses');
    await setting.database.query('DELETE FROM legal_entities WHERE id = ANY ($1)', [[CLINIC, PHARMACY]]);
    const { imported, reportText, reportPath } = await importText(
      setting,
      await fixture('legal-entities.csv'),
      {
        kind: legalEntityImport,
      },
    );
    assert.equal(imported, 1);
    assert.match(reportText, /^Ідентифікатор;Назва;ЄДРПОУ;Тип;Статус;line;rule;message\r\n/);
    assert.match(reportText, /Аптека № 2;1234567;PHARMACY;ACTIVE;3;schema;.*напишіть 01234567/);
    assert.ok((await readFile(reportPath)).includes(ENCODINGS['windows-1251'].encode('Аптека № 2')));
  });
});

describe('a report of refused rows', () => {
  const forms: [EncodingName, boolean, string][] = [
    ['utf-8', false, ','],
    ['utf-8', true, ';'],
    ['windows-1251', false, ';'],
    ['utf-16le', true, '\t'],
    ['utf-16be', true, ';'],
  ];
  for (const [name, marked, delimiter] of forms) {
    test(`is, mended, a table to import: ${name}, ${JSON.stringify(delimiter)}`, async () => {
      const { encode, byteOrderMark, createDecoder } = ENCODINGS[name];
      const encoded = (text: string) =>
        Buffer.concat([marked ? byteOrderMark : Buffer.alloc(0), encode(text)]);
      const [good, bad] = [await addLegalEntity(setting), await addLegalEntity(setting)];
      const names = [
        'Тип',
        'Діє з',
        'Дата видачі',
        'Ким видана',
        'Основна',
        'legal_entity_id',
        'Номер ліцензії',
      ];
      const rows = [
        names,
        ['MSP', '01.02.2024', '01.01.2024', ' МОЗ ', 'так', good, ''],
        ['MSP', '01.02.2024', '01.01.24', '"Відділ; 1, ""Ґ""\tта\nінші"', 'так', bad, "'=1+1"],
      ];
      const content = rows.map((row) => row.join(delimiter)).join('\r\n');
      const first = await importText(setting, encoded(content));
      assert.deepEqual([first.imported, first.refused], [1, 1]);
      const reported = createDecoder().decode(await readFile(first.reportPath));
      assert.equal(reported.startsWith('\uFEFF'), marked);
      assert.match(
        reported,
        new RegExp(`^\uFEFF?${[...names, 'line', 'rule', 'message'].join(delimiter)}\r\n`),
      );

      await writeFile(first.reportPath, encode(reported.replace('01.01.24', '01.01.2024')));
      const second = await importPath(setting, first.reportPath);
      assert.deepEqual([second.imported, second.refused], [1, 0]);
      const [license] = await setting.database.query(
        'SELECT issued_by, license_number FROM licenses WHERE legal_entity_id = $1',
        [bad],
      );
      assert.deepEqual(license, { issued_by: 'Відділ; 1, "Ґ"\tта\nінші', license_number: '=1+1' });
    });
  }

  test('keeps refusing what was not mended, with the columns of a report once', async () => {
    const id = await addLegalEntity(setting, { status: 'CLOSED' });
    const first = await importText(setting, csv(licenseLine(id), `${licenseLine(id)},more`, '"x"y,,,,,,'));
    const second = await importPath(setting, first.reportPath);
    assert.deepEqual(
      second.report.map(({ line, rule, message }) => [line, rule, message]),
      [
        [2, 'legal_entity_active_or_suspended', 'Legal entity must be in active or suspended status'],
        [3, 'csv_columns', 'expected 10 fields but found 11'],
        [4, 'schema', second.report[2]?.message],
      ],
    );
    assert.equal(second.reportText.split('\r\n')[0], first.reportText.split('\r\n')[0]);
  });

  test('says in Ukrainian what the literal text says', async () => {
    const id = await addLegalEntity(setting, { status: 'CLOSED' });
    const { reportText } = await importText(setting, csv(licenseLine(id)));
    assert.match(
      reportText,
      /,2,legal_entity_active_or_suspended,Legal entity must be in active or suspended status – заклад закрито або реорганізовано\r\n$/,
    );
  });
});

describe('an export', () => {
  const odd = [
    '00123',
    '1-2',
    '1E5',
    '123456789012',
    '#N/A',
    ' АВ 1 ',
    '=1',
    "'00123",
    'MAR1',
    "'",
    '2024-02-28',
  ];

  test('for a spreadsheet or not, imported as an update, changes nothing', async () => {
    await setting.database.query('DELETE FROM licenses');
    const header = `legal_entity_id,type,is_primary,issued_by,issued_date,active_from_date,expiry_date,license_number`;
    for (const text of odd) {
      const id = await addLegalEntity(setting);
      const { imported } = await importText(setting, `${header}\n${licenseLine(id)},"'${text}"\n`);
      assert.equal(imported, 1);
      await setting.database.query(
        `UPDATE licenses SET license_number = $2, expiry_date = '2025-01-01' WHERE legal_entity_id = $1`,
        [id, text],
      );
    }
    const before = await exportText(setting);
    for (const form of [PLAIN_TABLE, SPREADSHEET_TABLE]) {
      const table = await exportText(setting, undefined, form);
      const result = await importText(setting, table, { kind: licenseUpdate });
      assert.deepEqual([result.report, result.imported, result.alreadyPresent], [[], odd.length, odd.length]);
    }
    assert.equal(await exportText(setting), before);
  });

  test('for a spreadsheet has a byte order mark, semicolons, CRLF and Ukrainian words', async () => {
    await setting.database.query('DELETE FROM licenses');
    const id = await addLegalEntity(setting);
    await importText(setting, csv(licenseLine(id)));
    const text = await exportText(setting, id, SPREADSHEET_TABLE);
    assert.match(text, /^\uFEFFІдентифікатор ліцензії;Ідентифікатор закладу;Тип ліцензії;Основна ліцензія;/);
    assert.match(text, /;MSP;так;МОЗ України;2024-01-01;2024-02-01;;;;\r\n$/);
  });

  test('of legal entities comes back too, with zeros in front of a ЄДРПОУ', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const rows = `id,name,edrpou,type,status\n${id},"'=Клініка",01234567,OUTPATIENT,ACTIVE\n${other},Аптека,3878232300,PHARMACY,CLOSED\n`;
    await importText(setting, rows, { kind: legalEntityImport });
    for (const form of [PLAIN_TABLE, SPREADSHEET_TABLE]) {
      let text = '';
      const table = { columns: LEGAL_ENTITY_COLUMNS, ...legalEntitiesToExport };
      for await (const lines of exportTable(setting.pool, table, form, () => {})) text += lines;
      assert.match(text, form === PLAIN_TABLE ? /,01234567,/ : /;"'01234567";/);
      const result = await importText(setting, text, { kind: legalEntityUpdate });
      assert.deepEqual([result.report, result.imported - result.alreadyPresent], [[], 0]);
    }
  });
});

test('a template can be imported once its example is of a legal entity that exists', async () => {
  for (const form of [PLAIN_TABLE, SPREADSHEET_TABLE]) {
    const id = await addLegalEntity(setting);
    await importText(setting, csv(licenseLine(id)));
    const template = templateOf(LICENSE_COLUMNS, form).replace(/4d2a6d1c-[0-9a-f-]+/, id);
    assert.deepEqual((await importText(setting, template)).report, []);
    const legalEntities = templateOf(LEGAL_ENTITY_COLUMNS, form).replace(/4d2a6d1c-[0-9a-f-]+/, randomUUID());
    assert.deepEqual((await importText(setting, legalEntities, { kind: legalEntityImport })).report, []);
  }
});
