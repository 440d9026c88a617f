/**
 * Goal: whoever opens the collection in Bruno has every method, and each request succeeds on the demo, one after the other.
 * Method: Bruno's own parser reads the files; what they say is sent to the demo, and their assertions are judged.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { routes } from '../../src/start/routes.ts';
import { codeForMis } from '../examples/methods/tokens.ts';
import { openStage } from '../examples/stage.ts';
import { whyNoTools } from '../fixtures/tools.ts';
import { readCollection, sendRequest } from './bruno.ts';

const FOLDER = fileURLToPath(new URL('../../openapi/bruno', import.meta.url));

test('every request of the collection succeeds', { skip: whyNoTools }, async () => {
  const { requests, variables } = await readCollection(FOLDER);
  const methods = new Set(requests.map(({ http }) => `${http.method} ${http.url.split('?')[0]}`));
  assert.equal(methods.size, routes.length);
  const stage = await openStage();
  try {
    const code = await codeForMis(stage);
    const known = { ...variables, url: stage.url, code };
    for (const request of requests) await sendRequest(request, known);
  } finally {
    await stage.close();
  }
});
