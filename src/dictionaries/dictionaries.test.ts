/**
 * Goal: the copy of the dictionaries is fresh while the database answers, and good for a while when it does not.
 * Method: a database of this test's own, which counts how often it is read, is away or never answers.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../platform/database/pool.ts';
import { readDictionaries } from './dictionaries.ts';
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

function setting(times: { freshMs?: number; oldestMs?: number } = {}) {
  const state = { behaves: 'there' as 'there' | 'away' | 'slow' | 'silent', reads: 0 };
  const db = {
    query: async () => {
      state.reads++;
      if (state.behaves === 'away') throw new Error('away');
      if (state.behaves === 'slow') await new Promise((resolve) => setTimeout(resolve, 600));
      if (state.behaves === 'silent') await new Promise(() => {});
      return { rows: [DICTIONARY] };
    },
  } as unknown as Database;
  return { state, dictionaries: readDictionaries(db, times) };
}

test('requests of the same half second share one reading', async () => {
  const { state, dictionaries } = setting();
  await Promise.all(Array.from({ length: 20 }, () => dictionaries.all()));
  assert.deepEqual(await dictionaries.all(), [DICTIONARY]);
  assert.deepEqual(await dictionaries.codesOf('D'), ['A', 'B']);
  assert.equal(state.reads, 1);
});

test('what is no longer fresh is read again', async () => {
  const { state, dictionaries } = setting({ freshMs: 0 });
  await dictionaries.all();
  await dictionaries.all();
  assert.equal(state.reads, 2);
});

test('an unknown dictionary has no codes, whatever its name', async () => {
  const { dictionaries } = setting();
  for (const name of ['X', '__proto__', 'constructor', 'length'])
    assert.deepEqual(await dictionaries.codesOf(name), []);
});

test('while the database is away the copy answers, until it has been away for too long', async () => {
  const { state, dictionaries } = setting({ freshMs: 0, oldestMs: 300 });
  await dictionaries.all();
  const began = performance.now();
  state.behaves = 'away';
  assert.deepEqual(await dictionaries.all(), [DICTIONARY]);
  while (performance.now() - began <= 300) await new Promise((resolve) => setTimeout(resolve, 20));
  await assert.rejects(dictionaries.all(), /away/);
  state.behaves = 'there';
  assert.deepEqual(await dictionaries.all(), [DICTIONARY]);
});

test('a copy that nobody has asked for in a long time is not given, however slow the reading', async () => {
  const { state, dictionaries } = setting({ freshMs: 0, oldestMs: 0 });
  await dictionaries.all();
  state.behaves = 'slow';
  const began = performance.now();
  await dictionaries.all();
  assert.ok(performance.now() - began >= 590);
});

test('a database that does not answer holds nobody up for long, and is asked once', async () => {
  const { state, dictionaries } = setting({ freshMs: 0 });
  await dictionaries.all();
  state.behaves = 'silent';
  const began = performance.now();
  const answers = await Promise.all([dictionaries.all(), dictionaries.all(), dictionaries.all()]);
  assert.deepEqual(answers, [[DICTIONARY], [DICTIONARY], [DICTIONARY]]);
  assert.ok(performance.now() - began < 500);
  assert.equal(state.reads, 2);
});

test('without a copy and without a database there is no answer', async () => {
  const { state, dictionaries } = setting();
  state.behaves = 'away';
  await assert.rejects(dictionaries.all(), /away/);
});
