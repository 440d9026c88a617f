/**
 * Goal: whatever text is in the registry comes back from an export, for a spreadsheet or not.
 * Method: generated texts of what is awkward, there and back; and fields as people write them.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isSpreadsheetMark, readExactText, writeExactText } from './exact-text.ts';

const part = fc.constantFrom(
  ...["'", '"', ' ', '\t', '\n', '\u00A0', '\uFEFF', '=', '+', '-', '@', '＝', ';', ',', '\\'],
  ...['#N/A', '###', 'E+05', 'Err:502', '1', '00', '.', '/', ':', '%', 'січ', 'MAR', 'true', 'ні', 'а', 'Ґ'],
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
);

describe('a text', () => {
  test('comes back as it was, however awkward', () => {
    for (const forSpreadsheet of [true, false]) {
      fc.assert(
        fc.property(text, (original) => {
          assert.equal(readExactText(writeExactText(original, forSpreadsheet)), original);
        }),
        { numRuns: 3_000 },
      );
    }
  });

  test('that a spreadsheet would rewrite is kept from it, and any other stands as it is', () => {
    const rewritten = [
      '00123',
      '1-2',
      '1/2',
      '12.05',
      '1:30',
      '1E5',
      '123456789012',
      '50%',
      '1 січ',
      'jan-5',
      'TRUE',
    ];
    for (const each of rewritten) {
      assert.equal(writeExactText(each, true), `'${each}`);
      assert.equal(writeExactText(each, false), each);
    }
    const uuid = '11111111-1111-4111-8111-000000000001';
    for (const plain of [
      uuid,
      '38782323',
      '3878232300',
      'АВ 123456',
      '№ 5',
      'ВА-7',
      'Травень',
      '1 клас',
      "О'Ніл",
    ])
      assert.equal(writeExactText(plain, true), plain);
  });

  test('that people wrote loses the blanks around it, and no apostrophe of its own', () => {
    assert.equal(readExactText(' \u00A0МОЗ\t\r\n'), 'МОЗ');
    assert.equal(readExactText(" 'слово' "), "'слово'");
    for (const own of ["О'Ніл", "'слово'", "'tis", "'", "''"]) assert.equal(readExactText(own), own);
  });
});

test('what a spreadsheet shows in the place of a value is told from values', () => {
  for (const mark of ['#N/A', '#Н/Д', '#ІМ’Я?', '###', '########', 'Err:508', '1,2E+10', '1E+05', '#DIV/0!'])
    assert.ok(isSpreadsheetMark(mark), mark);
  for (const value of ['#5', '##', '# 5', '№5', 'Error', '1E5', 'E+05', '1-2', 'ABC1E+05', ''])
    assert.ok(!isSpreadsheetMark(value), value);
});
