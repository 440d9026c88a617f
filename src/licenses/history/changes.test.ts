/**
 * Goal: what a row of the audit log says about a licence.
 * Method: changesets as objects.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from './changes.ts';

test('a creation shows what was set, without the stamps that the audit row has itself', () => {
  const after = {
    id: '1',
    order_no: null,
    is_active: true,
    inserted_at: 't',
    inserted_by: 'u',
    updated_at: 't',
  };
  assert.deepEqual(changesOf({ old: null, new: after }), {
    id: { old: null, new: '1' },
    is_active: { old: null, new: true },
  });
});

test('an update shows the fields that differ, whether the row holds these alone or whole licences', () => {
  const changed = { order_no: { old: '1', new: null }, is_active: { old: true, new: false } };
  assert.deepEqual(
    changesOf({ old: { order_no: '1', is_active: true }, new: { order_no: null, is_active: false } }),
    changed,
  );
  const same = { type: 'MSP', what_licensed: null };
  assert.deepEqual(
    changesOf({
      old: { ...same, order_no: '1', is_active: true, updated_at: 'then' },
      new: { ...same, order_no: null, is_active: false, updated_at: 'now' },
    }),
    changed,
  );
});

test('a field called __proto__ is a field', () => {
  const changes = changesOf({ old: null, new: JSON.parse('{"__proto__":1}') });
  assert.deepEqual(Object.keys(changes), ['__proto__']);
});
