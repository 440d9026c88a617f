/**
 * Goal: a file that is no table, or is in another encoding than was said, is refused whole with a way to get a table.
 * Method: files of other programs by their first bytes, and encodings that contradict the file.
 */
import assert from 'node:assert/strict';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ENCODINGS } from '../../src/import/csv/encodings.ts';
import { CsvFileError } from '../../src/import/csv/file-error.ts';
import type { AskedEncoding } from '../../src/import/csv/recognize.ts';
import { LEGAL_ENTITY_COLUMNS } from '../../src/import/legal-entity/columns.ts';
import { openTable } from '../../src/import/table.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'esoz-no-table-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function layoutOf(content: string | Buffer, asked?: AskedEncoding) {
  const name = path.join(folder, 'file.csv');
  await writeFile(name, content);
  const file = await open(name, 'r');
  try {
    return (await openTable(file, LEGAL_ENTITY_COLUMNS, asked)).layout;
  } finally {
    await file.close();
  }
}

async function refusalOf(content: string | Buffer, asked?: AskedEncoding): Promise<CsvFileError> {
  const error = await layoutOf(content, asked).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof CsvFileError, `${error}`);
  return error;
}

const zip = (name: string, content = '') =>
  Buffer.from(`PK\x03\x04${'\0'.repeat(26)}${name}${content}`, 'latin1');
const WITH_NAMES = 'id,name,edrpou,type,status\n';

describe('a file that is no table', () => {
  const files: [string, string | Buffer, RegExp][] = [
    ['a workbook', zip('[Content_Types].xml'), /an Excel workbook \(\.xlsx\)/],
    ['a workbook of another program', zip('_rels/.rels', `${' '.repeat(99)}xl/workbook.xml`), /\(\.xlsx\)/],
    [
      'an OpenDocument spreadsheet',
      zip('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
      /an OpenDocument file \(\.ods\)/,
    ],
    ['an archive', zip('clinics.csv', WITH_NAMES), /a ZIP archive/],
    ['an empty archive', Buffer.from('PK\x05\x06'), /a ZIP archive/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /an Excel workbook \(\.xls\)/],
    ['a web page named .xls', '\uFEFF\n<HTML xmlns:x="…"><table><tr><td>id', /a web page \(HTML\)/],
    ['a bare HTML table', '<table border=1><tr><td>id', /a web page \(HTML\)/],
    ['XML', '<?xml version="1.0"?><Workbook/>', /an XML document/],
    ['PDF', '%PDF-1.7\n', /a PDF document/],
    ['a compressed table', gzipSync(WITH_NAMES), /a compressed file \(gzip\)/],
    ['a world', '{\n  "legal_entities": []}', /a JSON document/],
    ['JSON rows', '[{"id":1}]', /a JSON document/],
  ];
  for (const [title, content, what] of files) {
    test(`is named: ${title}`, async () => {
      const { message, hint } = await refusalOf(content);
      assert.match(message, what);
      assert.match(message, /not a CSV table\.$/);
      assert.match(hint ?? '', /Файл → Зберегти як → CSV UTF-8/);
    });
  }
});

const UKRAINIAN = `${WITH_NAMES}1,,,,\n2,Клініка,,,\n3,Їжак і ґава,,,\n`;
const windows1251 = ENCODINGS['windows-1251'].encode(UKRAINIAN);
const koi8u = Buffer.from(
  `${WITH_NAMES}1,\xeb\xcc\xce\xc9\xcb\xc1 \xd5\xeb\xd2\xc1\xc7\xce\xc9,,,\n`,
  'latin1',
);
const cp866 = Buffer.from(`${WITH_NAMES}\n\n1,\x8a\xab\xa8\xad\xa8\xaa\xa0,,,\n`, 'latin1');

describe('an encoding', () => {
  const contradictions: [string, string | Buffer, AskedEncoding, RegExp][] = [
    ['windows-1251 as utf-8', windows1251, 'utf-8', /^Line 3 is not utf-8\.$/],
    ['utf-8 as windows-1251', UKRAINIAN, 'windows-1251', /^Line 3 is utf-8, not windows-1251\.$/],
    ['utf-8 as utf-16', UKRAINIAN, 'utf-16', /^Line 1 is not utf-16\.$/],
    ['windows-1251 as utf-16', windows1251, 'utf-16le', /^Line 1 is not utf-16le\.$/],
    ['utf-16 as utf-8', Buffer.from(UKRAINIAN, 'utf16le'), 'utf-8', /^Line 1 is utf-16le, not utf-8\.$/],
    ['utf-16 as windows-1251', Buffer.from(UKRAINIAN, 'utf16le'), 'windows-1251', /is utf-16le, not windows/],
    ['a mark of utf-8 as windows-1251', `\uFEFF${UKRAINIAN}`, 'windows-1251', /is utf-8, not windows-1251/],
    [
      'a mark of utf-16 the other way',
      Buffer.from(`\uFEFF${UKRAINIAN}`, 'utf16le'),
      'utf-16be',
      /is utf-16le/,
    ],
  ];
  for (const [title, content, asked, message] of contradictions) {
    test(`that the file contradicts is refused, with the line: ${title}`, async () => {
      const error = await refusalOf(content, asked);
      assert.match(error.message, message);
      assert.match(error.hint ?? '', /--encoding/);
    });
  }

  test('that is none of ours is not taken for one', async () => {
    assert.match((await refusalOf(koi8u)).message, /^Line 2 is neither utf-8 nor utf-16 nor windows-1251\.$/);
    assert.match((await refusalOf(cp866)).message, /^Line 4 is neither utf-8 nor utf-16 nor windows-1251\.$/);
  });

  test('is recognised beyond the first bytes', async () => {
    const ascii = `${WITH_NAMES}${'1,x,12345678,x,ACTIVE\n'.repeat(200_000)}`;
    const mixed = Buffer.concat([Buffer.from(ascii), ENCODINGS['windows-1251'].encode('2,Клініка,,,\n')]);
    assert.equal((await layoutOf(mixed)).encoding.name, 'windows-1251');
    assert.match((await refusalOf(mixed, 'utf-8')).message, /^Line 200002 is not utf-8\.$/);
    assert.equal((await layoutOf(ascii)).encoding.name, 'utf-8');
  });

  test('of a file with a few damaged lines among good ones is UTF-8', async () => {
    const damaged = Buffer.concat([Buffer.from(UKRAINIAN), Buffer.from([0x34, 0x2c, 0xca, 0xeb, 0x0a])]);
    assert.equal((await layoutOf(damaged)).encoding.name, 'utf-8');
  });
});

describe('a header', () => {
  test('names the nearest column where one is unknown', async () => {
    const { message } = await refusalOf('id;nmae;ЄДРПУО;Стутус закладу;зовсім інше;type\n');
    assert.match(message, /"nmae" \(nearest: "name"\)/);
    assert.match(message, /"ЄДРПУО" \(nearest: "ЄДРПОУ"\)/);
    assert.match(message, /"Стутус закладу" \(nearest: "Статус закладу"\)/);
    assert.match(message, /"зовсім інше"; missing "name", "edrpou", "status"\.$/);
  });

  test('names a column once, in whatever language', async () => {
    assert.match((await refusalOf('id;name;Назва;edrpou;type;status\n')).message, /named twice "name"\.$/);
    assert.match(
      (await refusalOf('ЄДРПОУ;id;name;Код ЄДРПОУ;type;status\n')).message,
      /named twice "edrpou"\.$/,
    );
    assert.match((await refusalOf('Тип;id;name;edrpou;type;status\n')).message, /named twice "type"\.$/);
  });

  test('says which separators there are when it names another', async () => {
    const { message, hint } = await refusalOf('sep=|\nid|name\n');
    assert.equal(message, 'Line 1 names "|" as the separator.');
    assert.match(hint ?? '', /commas, semicolons or tabs/);
  });

  test('is asked for in a file that has only a line for the separator, or blank rows', async () => {
    for (const content of ['sep=;\n', 'sep=;\n;;;\n', ';;;;\n', ' \n\u00A0\n'])
      assert.match((await refusalOf(content)).message, /^The file is empty/);
  });
});
