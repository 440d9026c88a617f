/**
 * Goal: outside of the demo there is a console only where an operator has set one up, and a page that says how.
 * Method: the API of one process in the environment preprod.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useServedApp } from '../fixtures/served-app.ts';

const app = useServedApp({}, { ENVIRONMENT: 'preprod' });

test('without a client of its own the console says what is missing, and leads to the page that explains it', async () => {
  const answer = await fetch(`${app.url}/console/`, { headers: { 'accept-language': 'uk' } });
  assert.equal(answer.status, 503);
  const text = await answer.text();
  assert.match(text, /CONSOLE_CLIENT_ID/);
  assert.match(text, /href="\/docs\/how-to\/set-up-the-console"/);
  assert.doesNotMatch(text, /demo-console-key/);
});
