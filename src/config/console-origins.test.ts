/**
 * Goal: the pages that may use links are those of the console, wherever it is.
 * Method: environments as objects.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleOriginsOf } from './console-origins.ts';
import { loadConfig } from './load.ts';

test('pages of the console may use links: of CONSOLE_ORIGIN, else PUBLIC_URL, else of this machine', () => {
  const origins = (environment: Record<string, string>, apiUrl?: string) =>
    consoleOriginsOf(loadConfig(environment, 'start'), apiUrl);
  assert.deepEqual(origins({ CONSOLE_ORIGIN: 'https://a, https://b:1', PUBLIC_URL: 'https://c/x' }), [
    'https://a',
    'https://b:1',
  ]);
  assert.deepEqual(origins({ PUBLIC_URL: 'https://c/x' }), ['https://c']);
  assert.deepEqual(origins({ PORT: '0' }, 'http://127.0.0.1:5123'), [
    'http://127.0.0.1:5123',
    'http://localhost:5123',
  ]);
  assert.deepEqual(origins({ PORT: '80' }), ['http://localhost', 'http://127.0.0.1']);
  assert.throws(() => origins({ CONSOLE_ORIGIN: 'https://a/path' }), /CONSOLE_ORIGIN must be of the form/);
});
