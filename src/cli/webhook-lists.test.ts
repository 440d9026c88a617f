/**
 * Goal: endpoints and dead letters are listed for people as all else is: a table, or that there is none.
 * Method: examples, without a database.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedEndpoint } from '../events/webhooks/endpoints.queries.ts';
import { tableText } from './table.ts';
import { DEAD_LETTER_COLUMNS, ENDPOINT_COLUMNS } from './webhook-lists.ts';

const endpoint: ListedEndpoint = {
  id: '01a20dce-da1b-7a3d-9243-437939a141fb',
  url: 'https://receiver.example/hook?key=hidden',
  event_types: [],
  is_active: true,
  allow_private: false,
  failures: 0,
  next_attempt_at: null,
  last_error: null,
  previous_secret_until: null,
  dead_letters: 3,
  after: 'evt_734_12',
};
const cells = (changes: Partial<ListedEndpoint>) => {
  const line = tableText('endpoints', ENDPOINT_COLUMNS, [{ ...endpoint, ...changes }]).split(
    '\n',
  )[1] as string;
  return line.split(/ {2,}/).slice(1);
};

test('a listed endpoint tells the event it has reached, its failures and when it is tried again', () => {
  const reached = ['evt_734_12', '3', 'https://receiver.example/hook'];
  assert.deepEqual(cells({}), ['fine', ...reached]);
  const failing = { failures: 1, last_error: 'status 429', next_attempt_at: '2026-11-24T14:46:31.628Z' };
  assert.deepEqual(cells(failing), ['1 failure', '2026-11-24 14:46:31Z', ...reached, 'status 429']);
  const gone = { is_active: false, failures: 2, last_error: 'status 410' };
  assert.deepEqual(cells(gone), ['paused, 2 failures', ...reached, 'status 410']);
  assert.deepEqual(cells({ ...failing, is_active: false }), ['paused, 1 failure', ...reached, 'status 429']);
  assert.deepEqual(cells({ is_active: false, last_error: 'long mended' }), ['paused', ...reached]);
});

test('where there is nothing, this is said', () => {
  assert.equal(tableText('endpoints', ENDPOINT_COLUMNS, []), 'No endpoints.');
  assert.equal(tableText('dead letters', DEAD_LETTER_COLUMNS, []), 'No dead letters.');
});
