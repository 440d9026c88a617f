/**
 * Goal: no field of a file that we write becomes a formula, whatever separator and quote it is read with, and an import
 * takes every field back as it was.
 * Method: random texts of what cells and formulas are made of, through writer and reader, beside a reading as lenient
 * as spreadsheets are.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { csvLine, neutralizeFormula, readExactText, restoreFormula } from '#spreadsheet';
import { createCsvReader } from '../../src/import/csv/reader.ts';

const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Cells as a spreadsheet finds them: a quote counts where a cell begins, and what follows the closing one is kept. */
function lenientCells(text: string, separator: string, quote: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (isQuoted && character === quote) {
      if (text[at + 1] === quote) cell += text[++at];
      else isQuoted = false;
    } else if (isQuoted) cell += character;
    else if (character === quote && cell === '') isQuoted = true;
    else if (character === separator || /[\n\v\f\r\x85\u2028\u2029]/.test(character)) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}

const parts = fc.constantFrom(
  ...['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\r\n'],
  ...[',', ';', '|', '"', "'", '""', "''", '\\', '\\\\', '\v', '\f', '\x85', '\u2028', '\u2029'],
  ...[' ', '\u00a0', '\u200b', '\ufeff', 'x', 'є', '1'],
);
const anyText = fc.oneof(
  fc.array(parts, { maxLength: 8 }).map((given) => given.join('')),
  fc.string({ unit: 'binary' }),
);

describe('a file that we write', () => {
  const rowsOf = fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { maxLength: 4 });

  test('has no formula in any cell, with any separator and quote', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        // Behind a `;` at the end of a line a cell begins with the line break and the next line's id.
        const text = rows.map((row) => csvLine([...row, 'end'])).join('');
        for (const separator of [',', ';', '\t', '|'])
          for (const quote of ['"', "'"])
            for (const cell of lenientCells(text, separator, quote))
              assert.doesNotMatch(cell, FORMULA, `with ${separator} and ${quote}: ${JSON.stringify(text)}`);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is read back as it was', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const reader = createCsvReader(',', { longestRecord: 65_536 });
        const records = [...reader.push(rows.map((row) => csvLine(row)).join('')), ...reader.end()];
        assert.deepEqual(
          records.map(({ fields }) => fields.map(readExactText)),
          rows,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

/** A text, and how it is shown. */
const SHOWN: readonly [string, string][] = [
  ['=1+1', "'=1+1"],
  ["'=1", "''=1"],
  ['＝1', "'＝1"],
  ['\n=1', "'\n\\=1"],
  [' =1', " '=1"],
  ['\u00a0@x', "\u00a0'@x"],
  ['\ufeff-1', "\ufeff'-1"],
  ["x;=cmd|' /C calc'!A0;y", "x;\\=cmd|' /C calc'!A0;y"],
  ['a,+1', 'a,\\+1'],
  ['a, ＋1', 'a, \\＋1'],
  ['a\t@b', 'a\t\\@b'],
  ['a"=b', 'a"\\=b'],
  ["a'－b", "a'\\－b"],
  ['a;" =b', 'a;" \\=b'],
  ['перше\r\n- друге', 'перше\r\n\\- друге'],
  ['a\u2028=b', 'a\u2028\\=b'],
  ['a;\\=b', 'a;\\\\=b'],
];
test('a mark stands before a sign that could begin a cell', () => {
  for (const [text, shown] of SHOWN) {
    assert.equal(neutralizeFormula(text), shown);
    assert.equal(restoreFormula(shown), text);
  }
});

test('texts of people stay as they are', () => {
  const plain = [
    '',
    "O'Neil",
    "'quoted'",
    'a=b',
    '1-2',
    'МОЗ - наказ',
    'ТОВ "Зоря" - філія',
    "пам'ять",
    'a\r\n\r\nb',
  ];
  for (const text of [...plain, 'C:\\=x', 'лист, який - так']) assert.equal(neutralizeFormula(text), text);
  for (const text of [...plain, '=1+1', '-5', "'tis", 'a;=b', '\\', '\\=1'])
    assert.equal(restoreFormula(text), text);
});

test('a long field costs a moment, whatever it is made of', () => {
  const startedAt = performance.now();
  for (const part of ["'", '"', ';', '\\', ' ', "';", ';=', '\t', '\r\n=', '; -'])
    neutralizeFormula(part.repeat(60_000));
  assert.ok(performance.now() - startedAt < 3_000);
});
