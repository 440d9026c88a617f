/**
 * Goal: the tutorial tells no untruth about the audit log.
 * Method: its own steps, carried out.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createTestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { startProduct } from '../fixtures/product.ts';

const TUTORIAL = new URL('../../docs/tutorials/first-license.md', import.meta.url);

test('the tutorial tells how many audit rows there are after its first licence', async (t) => {
  const database = await createTestDatabase();
  t.after(() => database.drop());
  // As under the default port, where the demo's redirect URIs are those of the file.
  const env = { DATABASE_URL: database.url, PUBLIC_URL: 'http://127.0.0.1:4000' };
  const product = await startProduct({ env });
  t.after(() => product.stop());
  const tutorial = await readFile(TUTORIAL, 'utf8');
  const [, token] = /Bearer (demo-clinic-1)'/.exec(tutorial) ?? [];
  const [, body] = /-d '(\{"type".*\})'/.exec(tutorial) ?? [];
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const created = await fetch(`${product.apiUrl}/api/licenses`, {
    method: 'POST',
    headers,
    body: body ?? '',
  });
  assert.equal(created.status, 201);
  const { stdout } = await runEsoz(['audit', 'verify'], env);
  const [told] = /^\d+ audit rows/m.exec(tutorial) ?? [];
  assert.equal(/^\d+ audit rows/.exec(stdout)?.[0], told);
});
