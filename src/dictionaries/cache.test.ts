/**
 * The copy of the dictionaries answers for the database within limits: refreshes by hand over a pool that is a few
 * lines.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../platform/database/pool.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { cacheDictionaries } from './cache.ts';
import type { Dictionary } from './dictionary.ts';

const DICTIONARY: Dictionary = {
  name: 'D',
  description: '',
  labels: [],
  is_active: true,
  values: [
    { code: 'A', description: 'а', is_active: true },
    { code: 'B', description: 'б', is_active: false },
  ],
};

/** A database that is there or away, and a feed whose last good moment is set by hand. */
function setting() {
  const state = { isAway: false, confirmedAt: performance.now(), reads: 0 };
  let refresh: () => Promise<void> = async () => {};
  const db = {
    query: async () => {
      state.reads++;
      if (state.isAway) throw new Error('away');
      return { rows: [DICTIONARY] };
    },
  } as unknown as Database;
  const changes = {
    subscribe: (_topic: string, work: () => Promise<void>) => {
      refresh = work;
      return { confirmedAt: () => state.confirmedAt };
    },
  };
  return { state, cache: cacheDictionaries(db, changes, 1_000), refresh: () => refresh() };
}

test('a request before the first refresh reads for itself, later ones from the copy', async () => {
  const { state, cache } = setting();
  assert.deepEqual(await cache.all(), [DICTIONARY]);
  assert.deepEqual(await cache.codesOf('D'), ['A', 'B']);
  assert.equal(state.reads, 1);
});

test('an unknown dictionary has no codes, whatever its name', async () => {
  const { cache } = setting();
  for (const name of ['X', '__proto__', 'constructor', 'length'])
    assert.deepEqual(await cache.codesOf(name), []);
});

test('while the database is away the copy answers, until it has been away for too long', async () => {
  const { state, cache, refresh } = setting();
  await refresh();
  state.isAway = true;
  await assert.rejects(refresh());
  state.confirmedAt = performance.now() - 900;
  assert.deepEqual(await cache.all(), [DICTIONARY]);
  state.confirmedAt = performance.now() - 1_001;
  await assert.rejects(cache.all(), (error) => error instanceof ApiError && error.definition.status === 503);
  state.confirmedAt = performance.now();
  assert.deepEqual(await cache.all(), [DICTIONARY]);
});

test('without a copy and without a database there is no answer', async () => {
  const { state, cache } = setting();
  state.isAway = true;
  await assert.rejects(cache.all(), /away/);
});
