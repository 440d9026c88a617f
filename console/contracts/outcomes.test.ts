/**
 * Goal: whatever ended a transfer, its sender reads what that was; and a file is said to be whose link brought it.
 * Method: an outcome of each kind; links around the time of a file.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TransferFailed } from '#client';
import { type HandedOutLink, inQuery, linkBehind } from './folder-calls.ts';
import { causeOf } from './queue-words.ts';

const outcome = (kind: string, status = 0, rest: object = {}): TransferFailed =>
  ({ ok: false, status, error: { kind, status, message: '', ...rest } }) as unknown as TransferFailed;

test('every outcome has its words', () => {
  const causes: [TransferFailed, string][] = [
    [outcome('aborted'), 'aborted'],
    [outcome('timeout'), 'timeout'],
    [outcome('mismatch'), 'mismatch'],
    [outcome('network'), 'network'],
    [outcome('tokens'), 'tokens'],
    [outcome('tokens', 0, { cause: { kind: 'network' } }), 'network'],
    [outcome('unsendable'), 'name'],
    [outcome('store', 403), 'link'],
    [outcome('store', 404), 'gone'],
    [outcome('store', 400), 'store'],
    [outcome('store', 507), 'away'],
    [outcome('refused', 401), 'tokens'],
    [outcome('refused', 403), 'forbidden'],
    [outcome('refused', 422), 'name'],
    [outcome('refused', 429), 'busy'],
    [outcome('refused', 503), 'busy'],
    [outcome('refused', 500), 'refused'],
    [outcome('unintelligible', 200), 'refused'],
  ];
  for (const [failed, cause] of causes) assert.equal(causeOf(failed, true), cause, JSON.stringify(failed));
  assert.equal(causeOf(outcome('network'), false), 'offline');
});

test('a file is told by the last link for its upload before it came', () => {
  const link = (action: 'PUT' | 'GET', inserted_at: string, resource_name = 'a') =>
    ({ action, inserted_at, resource_name }) as HandedOutLink;
  // Newest first, as the API gives them.
  const links = [
    link('PUT', '2026-11-12T12:00:09.500Z'),
    link('GET', '2026-11-12T12:00:04.000Z'),
    link('PUT', '2026-11-12T12:00:03.000Z', 'b'),
    link('PUT', '2026-11-12T12:00:02.000Z'),
    link('PUT', '2026-11-12T11:00:00.000Z'),
  ];
  const file = { resource_name: 'a', size: 1, etag: '', last_modified: '2026-11-12T12:00:05Z' };
  assert.equal(linkBehind(file, links), links[3]);
  assert.equal(linkBehind({ ...file, last_modified: '2026-11-12T10:00:00Z' }, links), undefined);
});

test('a name is asked about as it is, whatever percent signs it has', () => {
  assert.equal(decodeURIComponent(inQuery('2024/100%25.pdf')), '2024/100%25.pdf');
});
