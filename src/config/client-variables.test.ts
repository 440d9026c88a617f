/**
 * Goal: what could go out in a header, or prove nothing, is refused before, and never repeated.
 * Method: environments as objects.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadClientConfig } from './client-variables.ts';

test('variables of commands outside of the product are all optional', () => {
  assert.deepEqual(loadClientConfig({ ESOZ_TOKEN: '' }), {
    ESOZ_URL: undefined,
    ESOZ_TOKEN: undefined,
    ESOZ_API_KEY: undefined,
    ESOZ_WEBHOOK_SECRET: undefined,
  });
  assert.equal(loadClientConfig({ ESOZ_URL: 'https://api.example/' }).ESOZ_URL, 'https://api.example');
});

test('all mistakes are told at once, without the secrets', () => {
  const mistaken = {
    ESOZ_URL: 'https://user:hunter2@api.example',
    ESOZ_TOKEN: 'hunter2 hunter2',
    ESOZ_API_KEY: 'ключ-hunter2',
    ESOZ_WEBHOOK_SECRET: 'whsec_hunter2',
  };
  assert.throws(
    () => loadClientConfig(mistaken),
    ({ message, mistakes }: Error & { mistakes: string[] }) => {
      assert.deepEqual(
        mistakes.map((mistake) => mistake.split(' ')[0]),
        Object.keys(mistaken),
      );
      return !message.includes('hunter2');
    },
  );
});
