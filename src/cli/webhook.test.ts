/**
 * Goal: how an endpoint is listed for people.
 * Method: one example, without a database.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedEndpoint } from '../events/webhooks/endpoints.queries.ts';
import { describeEndpoint } from './webhook.ts';

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
const shown = (changes: Partial<ListedEndpoint>) =>
  describeEndpoint({ ...endpoint, ...changes }).replace(`${endpoint.id} https://receiver.example/hook: `, '');

test('a listed endpoint tells the event it has reached, its failures and when it is tried again', () => {
  const reached = 'done up to evt_734_12, dead letters: 3';
  assert.equal(shown({}), `fine, ${reached}`);
  const failing = { failures: 1, last_error: 'status 429', next_attempt_at: '2026-11-24T14:46:31.628Z' };
  assert.equal(shown(failing), `1 failure (status 429), again at 2026-11-24T14:46:31.628Z, ${reached}`);
  const gone = { is_active: false, failures: 2, last_error: 'status 410' };
  assert.equal(shown(gone), `paused, 2 failures (status 410), ${reached}`);
  assert.equal(shown({ ...failing, is_active: false }), `paused, 1 failure (status 429), ${reached}`);
});
