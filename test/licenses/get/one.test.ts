/**
 * Goal: one licence of the token's legal entity, by its id, with what a conditional request needs.
 * Method: requests over HTTP.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../../fixtures/client.ts';
import { notFound, scopeMissing, TOKEN_INVALID } from '../../fixtures/literal-errors.ts';
import { clinic, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';

const [additional, primary, inactive, expired] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const own = clinic({
  primaryLicense: { id: primary },
  licenses: [
    { id: additional, type: 'PHARMACY_DRUGS' },
    { id: inactive, type: 'PHARMACY', is_active: false },
    { id: expired, type: 'PHARMACY', expiry_date: '2020-01-02' },
  ],
});
const other = clinic({ token: { scope: 'license:write' } });
const stranger = clinic();
const setting = useSetting({ world: mergeWorlds(own.world, other.world, stranger.world) });
const get = (id: string, token = own.token, headers: Record<string, string> = {}) =>
  call(`${setting.product.apiUrl}/api/licenses/${id}`, { token, headers });

describe('GET /api/licenses/{id}', () => {
  test('is the licence as the list has it: additional, primary, expired; the id in either case', async () => {
    const { body } = await call(`${setting.product.apiUrl}/api/licenses`, { token: own.token });
    for (const id of [additional, primary, expired, additional.toUpperCase()]) {
      const answer = await get(id);
      assertStatus(answer, 200);
      assert.equal(answer.body.meta.type, 'object');
      assert.deepEqual(Object.keys(answer.body), ['meta', 'data']);
      const listed = body.data.find((license: { id: string }) => license.id === id.toLowerCase());
      assert.equal(JSON.stringify(answer.body.data), JSON.stringify(listed));
    }
  });
  test('a foreign, an inactive and a missing one are the same bytes', async () => {
    for (const id of [
      inactive,
      randomUUID(),
      'x',
      'validation',
      '%00',
      `%7B${additional}%7D`,
      'a'.repeat(4000),
    ])
      assertErrorBytes(await get(id), 404, notFound('License was not found'));
    assertErrorBytes(await get(additional, stranger.token), 404, notFound('License was not found'));
    const conditional = await get(additional, stranger.token, { 'if-match': '"x"' });
    assertErrorBytes(conditional, 404, notFound('License was not found'));
  });
  test('needs a token with license:read', async () => {
    assertErrorBytes(await get(additional, 'unknown'), 401, TOKEN_INVALID);
    assertErrorBytes(await get(additional, other.token), 403, scopeMissing('license:read'));
  });
  test('is not sent again to who has it', async () => {
    const { headers } = await get(additional);
    const etag = headers.get('etag') as string;
    const modified = headers.get('last-modified') as string;
    const earlier = new Date(Date.parse(modified) - 1000).toUTCString();
    for (const [condition, status] of [
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': `"x", W/${etag}` }, 304],
      [{ 'if-none-match': '*' }, 304],
      [{ 'if-none-match': '"x"' }, 200],
      [{ 'if-none-match': '"x"', 'if-modified-since': modified }, 200],
      [{ 'if-modified-since': modified }, 304],
      [{ 'if-modified-since': earlier }, 200],
      [{ 'if-match': etag }, 200],
      [{ 'if-match': etag, 'if-none-match': etag }, 304],
      [{ 'if-unmodified-since': modified }, 200],
    ] as [Record<string, string>, number][]) {
      const answer = await get(additional, own.token, condition);
      assert.equal(answer.status, status, answer.describe());
      assert.equal(answer.headers.get('etag'), etag);
      if (status === 304) assert.equal(answer.text, '');
    }
    for (const condition of [{ 'if-match': `W/${etag}` }, { 'if-unmodified-since': earlier }])
      assertStatus(await get(additional, own.token, condition), 412);
  });
});
