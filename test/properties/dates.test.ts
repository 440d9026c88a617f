/**
 * Goal: a date exists when the calendar has it.
 * Method: generated texts against Temporal.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isExistingDate } from '../../src/platform/json/validator.ts';

/** A day of the proleptic Gregorian calendar, written YYYY-MM-DD, from the year 1 on. */
function oracle(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  if (year === 0) return false;
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
const padded = (length: number, max: number) =>
  fc.integer({ min: 0, max }).map((number) => String(number).padStart(length, '0'));
const shaped = fc.tuple(padded(4, 9999), padded(2, 99), padded(2, 99)).map((parts) => parts.join('-'));
const likely = fc.tuple(padded(4, 9999), padded(2, 13), padded(2, 32)).map((parts) => parts.join('-'));

describe('isExistingDate agrees with Temporal', () => {
  test('on every month and day of ordinary years, leap years and centuries', () => {
    for (const year of [
      '0000',
      '0001',
      '0004',
      '0100',
      '0400',
      '1600',
      '1900',
      '2000',
      '2023',
      '2024',
      '9999',
    ]) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          assert.equal(isExistingDate(text), oracle(text), text);
        }
      }
    }
  });

  test('on anything of the shape', () => {
    fc.assert(
      fc.property(fc.oneof(shaped, likely), (text) => assert.equal(isExistingDate(text), oracle(text), text)),
      { numRuns: 2000 },
    );
  });

  test('on what is nearly of the shape, and on any text', () => {
    const character = fc.constantFrom('-', '0', '1', '٣', '３', ' ', '\n', 'T', '+', '\0', '/');
    const nearly = fc.tuple(likely, fc.nat(10), character, fc.boolean()).map(([text, at, put, replace]) => {
      return text.slice(0, at) + put + text.slice(at + (replace ? 1 : 0));
    });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' })), (text) =>
        assert.equal(isExistingDate(text), oracle(text), JSON.stringify(text)),
      ),
      { numRuns: 3000 },
    );
  });
});
