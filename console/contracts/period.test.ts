/**
 * Goal: what an address says of a time is asked of the API as days, to the day; one field finds names and ЄДРПОУ.
 * Method: days around the ends of months and years.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthsFrom, periodOf, queryOf } from './period.ts';
import { searchOf } from './search.ts';

test('so many days begin today, and their last day is among them', () => {
  const { when, period } = periodOf('60', '2026-12-15');
  assert.deepEqual([when, period], ['60', { from: '2026-12-15', to: '2027-02-13' }]);
  assert.deepEqual(queryOf(period), { expires_from: '2026-12-15', expires_before: '2027-02-14' });
  for (const other of ['', '31', '2024-01', 'x'])
    assert.deepEqual(periodOf(other, '2026-12-15'), periodOf('30', '2026-12-15'));
});

test('what has expired ended yesterday or before', () => {
  assert.deepEqual(queryOf(periodOf('expired', '2027-01-01').period), { expires_before: '2027-01-01' });
});

test('the twelve months are those from today on, without a gap', () => {
  for (const today of ['2026-01-01', '2027-12-31', '2028-02-29', '2026-08-31']) {
    const months = monthsFrom(today);
    assert.equal(months.length, 12);
    assert.equal(months[0]?.period.from, today);
    for (const [at, { month, period }] of months.entries()) {
      assert.deepEqual(periodOf(month, today), { when: month, period });
      const next = months[at + 1];
      if (next) assert.equal(queryOf(period).expires_before, next.period.from);
    }
  }
  assert.deepEqual(monthsFrom('2027-03-31')[11], {
    month: '2028-02',
    period: { from: '2028-02-01', to: '2028-02-29' },
  });
});

test('eight to ten digits are an ЄДРПОУ, however set apart; all else is words', () => {
  assert.deepEqual(searchOf('38782323'), { edrpou: '38782323' });
  assert.deepEqual(searchOf('38 78 23 23'), { edrpou: '38782323' });
  assert.deepEqual(searchOf('3878232312'), { edrpou: '3878232312' });
  for (const name of ['5', '1234567', '12345678901', '38782323а', 'лікарня 5'])
    assert.deepEqual(searchOf(name), { name });
  assert.deepEqual(searchOf(''), {});
});
