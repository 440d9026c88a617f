/**
 * Goal: how an audit row is shown as an event.
 * Method: rows as objects.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventId, parseEventId, toEvent } from './event.ts';

const row = {
  transaction_number: '782',
  id: '19',
  occurred_at: '2026-11-22T10:00:00.000Z',
  resource: 'license',
  resource_id: '01a2010c-045b-775c-a63f-736787cc8a6f',
  action: 'create',
  content: {},
};

test('the id of an event is its place, and nothing else is taken for one', () => {
  const place = { transaction: '782', id: '19' };
  assert.equal(eventId(place), 'evt_782_19');
  assert.deepEqual(parseEventId('evt_782_19'), place);
  for (const text of ['', 'evt_', 'evt_1', 'evt_01_2', 'evt_1_2 ', 'EVT_1_2', 'evt_1_2\n', 'evt_1e3_2'])
    assert.equal(parseEventId(text), undefined, JSON.stringify(text));
});

test('an event shows all 17 keys of a licence, timestamps in UTC, whatever the stored row says', () => {
  const stored = { updated_at: '2026-11-22T12:00:00.123+02:00', inserted_at: 'nonsense', unknown: 1 };
  const { payload } = toEvent({ ...row, content: { old: null, new: stored } });
  assert.equal(Object.keys(payload).length, 17);
  assert.equal(payload.updated_at, '2026-11-22T10:00:00.123Z');
  assert.equal(payload.inserted_at, 'nonsense');
  assert.equal(payload.unknown, undefined);
});

test('an audit row without its values is still an event, so that those after it are told', () => {
  for (const [resource, action] of [
    ['license', 'create'],
    ['license', 'update'],
    ['parameter', 'delete'],
  ] as const)
    assert.equal(typeof toEvent({ ...row, resource, action }).payload, 'object');
});
