/**
 * Goal: what the audit log tells reads as it was, and a search by days means the days of the registry.
 *
 * Method: rows as the product writes them and as nobody should; days on both sides of the changes of the clock.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from './changes.ts';
import { startOfDay } from './search.ts';

const WORDS = { yes: 'так', no: 'ні', none: '—' };

test('only what differs is told, without the stamps of the row', () => {
  assert.deepEqual(
    changesOf(
      {
        old: { order_no: null, is_primary: false, updated_at: '1' },
        new: { order_no: '7', is_primary: true, updated_at: '2' },
      },
      WORDS,
    ),
    [
      { field: 'order_no', old: '—', new: '7' },
      { field: 'is_primary', old: 'ні', new: 'так' },
    ],
  );
});

test('a new thing is told by its fields, a value without fields by itself, a list by its members', () => {
  assert.deepEqual(changesOf({ old: null, new: { id: 'x', name: 'Аптека', expiry_date: null } }, WORDS), [
    { field: 'name', old: '—', new: 'Аптека' },
  ]);
  assert.deepEqual(changesOf({ old: 'MSP', new: '' }, WORDS), [{ field: '', old: 'MSP', new: '—' }]);
  assert.deepEqual(changesOf({ old: [], new: ['OWNER', 'MIS'] }, WORDS), [
    { field: '', old: '—', new: 'OWNER, MIS' },
  ]);
});

test('what nobody should have written is shown, and breaks nothing', () => {
  assert.deepEqual(changesOf({}, WORDS), []);
  assert.deepEqual(changesOf({ new: { deep: { a: [1, null] } } }, WORDS), [
    { field: 'deep', old: '—', new: '{"a":[1,null]}' },
  ]);
  assert.deepEqual(changesOf({ old: 5, new: { __proto__x: true } }, WORDS).length, 2);
});

test('a day begins when it begins in the registry, also on the days when the clock changes', () => {
  const kyiv = (typed: string, later = 0) => startOfDay(typed, 'Europe/Kyiv', later);
  assert.equal(kyiv('26.11.2026'), '2026-11-25T22:00:00.000Z');
  assert.equal(kyiv('2026-07-01'), '2026-06-30T21:00:00.000Z');
  assert.equal(kyiv('29.03.2026', 1), '2026-03-29T21:00:00.000Z', 'the day has 23 hours');
  assert.equal(kyiv('25.10.2026', 1), '2026-10-25T22:00:00.000Z', 'the day has 25 hours');
  assert.equal(startOfDay('01.01.2026', 'UTC', 0), '2026-01-01T00:00:00.000Z');
  assert.equal(startOfDay('01.01.2026', 'America/St_Johns', 0), '2026-01-01T03:30:00.000Z');
});

test('what is no date is given to the registry as it was typed', () => {
  for (const typed of ['вчора', '31.02.2026', '2026-11', '1.2.26'])
    assert.equal(startOfDay(typed, 'Europe/Kyiv', 0), typed);
});
