/**
 * Goal: a link ends with its time.
 * Method: a running product whose clock stands elsewhere.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../fixtures/eventually.ts';
import { rawHttp } from '../fixtures/http-clients.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { useSetting } from '../fixtures/setting.ts';

const owner = portal();
const setting = useSetting({
  world: owner.world,
  // A day in summer: links follow the product's clock, as everything does.
  env: { SECRETS_TTL: '1', ESOZ_CLOCK: '2026-07-15T12:00:00Z', OBJECT_KEY_LAYOUT: 'sharded' },
});

test('a link ends with its time, by the product’s clock', async () => {
  const { apiUrl } = setting.product;
  const put = await linkTo(apiUrl, owner, 'PUT', RESOURCE_ID, 'short.pdf');
  assert.match(put, /X-Amz-Date=20260715T12\d{4}Z&X-Amz-Expires=1&/);
  assert.match(put, /\/f7\/31\/46\/b8\/e2\/f7314656-/);
  const { status } = await rawHttp('PUT', put, { body: Buffer.from('x') });
  assert.ok(status === 200 || status === 403, String(status)); // on a machine so slow that a second has passed
  await eventually('the end of the link', async () => {
    const late = await rawHttp('PUT', put, { body: Buffer.from('late') });
    return late.status === 403 ? true : undefined;
  });
});
