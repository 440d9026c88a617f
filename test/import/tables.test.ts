/**
 * Goal: tables as people have them are read, and what cannot be read without a guess is refused with a way out.
 * Method: files of every form imported into PostgreSQL; the stored rows and the report are looked at.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { ENCODINGS, type EncodingName } from '../../src/import/csv/encodings.ts';
import { legalEntityImport } from '../../src/import/legal-entity/kind.ts';
import { addLegalEntity, csv, HEADER, importText, licenseLine, useImportSetting } from './setting.ts';

const setting = useImportSetting();

async function licenseOf(legalEntityId: string) {
  const [license] = await setting.database.query(
    `SELECT type, is_primary, issued_by, issued_date::text, active_from_date::text, expiry_date::text
       FROM licenses WHERE legal_entity_id = $1`,
    [legalEntityId],
  );
  return license;
}

const stored = {
  type: 'MSP',
  is_primary: true,
  issued_by: 'МОЗ України, відділ «Ґ»',
  issued_date: '2024-02-28',
  active_from_date: '2024-02-29',
  expiry_date: '2034-12-31',
};
const NAMES = 'Ідентифікатор закладу;Тип;Основна;Ким видана;Дата видачі;Діє з;Діє до';
const row = (id: string, separator = ';') =>
  [id, 'MSP', 'так', '"МОЗ України, відділ «Ґ»"', '28.02.2024', '2024-02-29', '31.12.2034'].join(separator);

async function assertRead(content: (legalEntityId: string) => string | Buffer, options = {}): Promise<void> {
  const id = await addLegalEntity(setting);
  const { imported, report } = await importText(setting, content(id), options);
  assert.deepEqual(report, []);
  assert.equal(imported, 1);
  assert.deepEqual(await licenseOf(id), stored);
}

describe('a table is read', () => {
  const encodings: [string, EncodingName, boolean][] = [
    ['UTF-8', 'utf-8', false],
    ['UTF-8 with a byte order mark', 'utf-8', true],
    ['windows-1251', 'windows-1251', false],
    ['UTF-16 LE with a byte order mark', 'utf-16le', true],
    ['UTF-16 LE without', 'utf-16le', false],
    ['UTF-16 BE with a byte order mark', 'utf-16be', true],
    ['UTF-16 BE without', 'utf-16be', false],
  ];
  for (const [title, name, marked] of encodings) {
    const { encode, byteOrderMark } = ENCODINGS[name];
    const encoded = (text: string) => Buffer.concat([marked ? byteOrderMark : Buffer.alloc(0), encode(text)]);
    test(`in ${title}, recognised and asked for`, async () => {
      await assertRead((id) => encoded(`${NAMES}\r\n${row(id)}\r\n`));
      await assertRead((id) => encoded(`${NAMES}\r\n${row(id)}\r\n`), { encoding: name });
    });
    test(`in ${title}, with English names and whatever the pieces it is read in`, async () => {
      const filler = `${randomUUID()},x,x,${'ї'.repeat(500)},x,x,x\n`.repeat(2_000);
      const id = await addLegalEntity(setting);
      const result = await importText(setting, encoded(`${HEADER}\n${filler}${row(id, ',')}\n`));
      assert.equal(result.imported, 1);
      assert.deepEqual(await licenseOf(id), stored);
      assert.deepEqual([result.report.length, result.report.at(-1)?.line], [2_000, 2_001]);
    });
  }

  for (const separator of [',', ';', '\t']) {
    const names = NAMES.replaceAll(';', separator);
    test(`with ${JSON.stringify(separator)} between the fields, told by a first line or not`, async () => {
      await assertRead((id) => `${names}\n${row(id, separator)}\n`);
      await assertRead((id) => `sep=${separator}\r\n${names}\r\n${row(id, separator)}\r\n`);
      await assertRead((id) => `\uFEFF"SEP=${separator}"\n\n${names}\n${row(id, separator)}`);
    });
  }

  test('with rows that hold separators, blanks or nothing, anywhere', async () => {
    await assertRead(
      (id) =>
        `;;;;;;\n\n${NAMES}\n;;;;;;\n \u00A0\t\n${row(id)}\n;;\n"";"";"";"";"";"";""\n \n;;;;;;;;;;;\n\n`,
    );
  });

  test('with line ends of any kind, and the lines of its report are those of an editor', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const id = await addLegalEntity(setting);
      const twoLines = row(id).replace('«Ґ»', `«Ґ»${end}2`);
      const { report } = await importText(setting, [NAMES, '', twoLines, row('x'), ''].join(end));
      assert.deepEqual(
        report.map(({ line, rule }) => [line, rule]),
        [[5, 'schema']],
      );
      assert.equal((await licenseOf(id))?.issued_by, `МОЗ України, відділ «Ґ»${end === '\r' ? '\n' : end}2`);
    }
  });

  test('with columns in any order, case, spelling and language, and empty ones behind them', async () => {
    await assertRead(
      (id) =>
        `ДІЄ ДО;Діє\u00A0З;"Issued Date";issued_BY; Основна ліцензія ;Type:;legal entity id;;\n` +
        `31.12.2034;29.02.2024;28.02.2024;"МОЗ України, відділ «Ґ»";ТАК;MSP;${id};;\n`,
    );
  });

  test('with blanks around values, plain and not breaking', async () => {
    await assertRead(
      (id) => `${NAMES}\n${row(id).replaceAll(';', '\u00A0 ;\t ').replaceAll('"', '')} \u00A0\n`,
    );
  });

  test('with apostrophes that keep blanks and formulas', async () => {
    const kept: [string, string][] = [
      ["' МОЗ ", ' МОЗ '],
      ["'=1+1", '=1+1'],
      ["'00123", '00123'],
      ["'#N/A", '#N/A'],
      ["''00123", "'00123"],
      ["О'Ніл", "О'Ніл"],
      ["'слово'", "'слово'"],
    ];
    for (const [field, text] of kept) {
      const id = await addLegalEntity(setting);
      await importText(setting, csv(licenseLine(id, { issued_by: `"${field}"` })));
      assert.equal((await licenseOf(id))?.issued_by, text, field);
    }
  });

  const yes = ['true', 'TRUE', 'True', 'так', 'ТАК', 'Так', 'ІСТИНА', 'істина', '1'];
  const no = ['false', 'FALSE', 'ні', 'НІ', 'Ні', 'ХИБНІСТЬ', 'хибність', 'БРЕХНЯ', '0'];
  for (const word of [...yes, ...no]) {
    test(`with ${word} as a boolean`, async () => {
      const id = await addLegalEntity(setting);
      const { imported, report } = await importText(setting, csv(licenseLine(id, { is_primary: word })));
      if (yes.includes(word)) assert.equal(imported, 1);
      else assert.equal(report[0]?.rule, 'license_type_allowed_for_legal_entity_type');
    });
  }
});

describe('what would be a guess is refused, and the hint says what to write', () => {
  const dates: [string, RegExp][] = [
    ['02/03/2024', /незрозуміло, де день, а де місяць; напишіть 28\.02\.2024 або 2024-02-28/],
    ['2/3/2024', /незрозуміло, де день/],
    ['28.02.24', /рік двома цифрами не читаємо/],
    ['28-02-24', /рік двома цифрами не читаємо/],
    ['45350', /так таблиця рахує дні/],
    ['30.02.2024', /такого дня немає/],
    ['2023-02-29', /такого дня немає/],
    ['2024.02.28', /напишіть 28\.02\.2024/],
    ['28 лютого 2024', /напишіть 28\.02\.2024/],
    ['1.2.2024', /напишіть 28\.02\.2024/],
    ['2024-02-28T00:00:00', /напишіть 28\.02\.2024/],
  ];
  for (const [date, hint] of dates) {
    test(`date ${date}`, async () => {
      const id = await addLegalEntity(setting);
      const { imported, reportText } = await importText(setting, csv(licenseLine(id, { issued_date: date })));
      assert.equal(imported, 0);
      assert.match(reportText, /2,schema,"?\$\.issued_date: expected /);
      assert.match(reportText, hint);
    });
  }

  for (const word of ['yes', 'y', '+', 'правда', '2', 'ні-']) {
    test(`boolean ${word}`, async () => {
      const id = await addLegalEntity(setting);
      const { imported, reportText } = await importText(setting, csv(licenseLine(id, { is_primary: word })));
      assert.equal(imported, 0);
      assert.match(
        reportText,
        /\$\.is_primary: type mismatch\. Expected boolean but got string.*напишіть так або ні/,
      );
    });
  }

  const codes: [string, RegExp][] = [
    ['1234567', /таблиця відкинула нулі на початку. Якщо це ЄДРПОУ, напишіть 01234567/],
    ['42', /напишіть 00000042/],
    ['12345678.0', /таблиця показала код як число/],
    ['1.2E+07', /what a spreadsheet shows in the place of a value/],
    ['12 345 678', /таблиця показала код як число/],
  ];
  for (const [code, hint] of codes) {
    test(`ЄДРПОУ ${code}`, async () => {
      const { imported, reportText } = await importText(
        setting,
        `id;name;edrpou;type;status\n${randomUUID()};Клініка;${code};OUTPATIENT;ACTIVE\n`,
        { kind: legalEntityImport },
      );
      assert.equal(imported, 0);
      assert.match(reportText, hint);
    });
  }

  for (const mark of ['#N/A', '#Н/Д', '#REF!', '#ЗНАЧ!', '########', 'Err:502', '1,23457E+15', '1E+05']) {
    test(`${mark} in the place of a text`, async () => {
      const id = await addLegalEntity(setting);
      const { report, reportText } = await importText(
        setting,
        csv(licenseLine(id, { issued_by: `"${mark}"` })),
      );
      assert.equal(report[0]?.rule, 'spreadsheet_value');
      assert.match(reportText, /Ким видана: «.*таблиця показала це замість значення/);
    });
  }

  test('characters that another program has lost', async () => {
    const id = await addLegalEntity(setting);
    const { report } = await importText(setting, csv(licenseLine(id, { issued_by: 'М\uFFFDЗ' })));
    assert.equal(report[0]?.rule, 'csv_not_utf8');
  });
});
