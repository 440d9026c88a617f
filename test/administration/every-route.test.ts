/**
 * Goal: no method of the administration is open, of whichever subject: API key first, then a token, then its scope.
 * Method: the list of routes is walked, and each is asked without, with wrong, and with poor credentials.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AnyRoute } from '../../src/api/route.ts';
import { routes } from '../../src/start/routes.ts';
import { assertRefused, call } from '../fixtures/client.ts';
import { useSetting } from '../fixtures/setting.ts';
import { OPERATOR_WORLD, poor } from './operator.ts';

const administration: readonly AnyRoute[] = routes.filter(({ path }) => path.startsWith('/api/admin/'));
const setting = useSetting({ world: OPERATOR_WORLD });

const nameOf = ({ method, path }: AnyRoute) => `${method} ${path}`;
const scopeOf = ({ access }: AnyRoute) =>
  typeof access === 'object' && 'scope' in access ? access.scope : '';
const isList = ({ success }: AnyRoute) => (success.data as { type?: string } | undefined)?.type === 'array';

test('there are methods to walk over', () => {
  assert.ok(administration.length >= 20);
});

for (const route of administration)
  describe(nameOf(route), () => {
    const ask = (token?: string, apiKey?: string) =>
      call(`${setting.product.apiUrl}${route.path.replaceAll(/:\w+/g, 'x')}`, {
        method: route.method,
        ...(token === undefined ? {} : { token }),
        headers: apiKey === undefined ? {} : { 'api-key': apiKey },
      });

    test('declares the API key, one scope, and what it writes in words', () => {
      const { access } = route;
      assert.equal(typeof access === 'object' && access.apiKey, 'always');
      assert.match(scopeOf(route), /^[a-z_]+:[a-z_]+$/);
    });

    test('asks for the API key first, then for the token, then for its scope', async () => {
      assertRefused(await ask(poor.token), 401, 'access_denied', 'Api key is not set');
      assertRefused(await ask(poor.token, 'unknown'), 401, 'access_denied', 'Invalid api key');
      assertRefused(await ask('unknown', 'unknown'), 401, 'access_denied', 'Invalid api key');
      assertRefused(await ask(undefined, poor.apiKey), 401, 'access_denied', 'Invalid access token');
      assertRefused(await ask('unknown', poor.apiKey), 401, 'access_denied', 'Invalid access token');
      const text = `Your scope does not allow to access this resource. Missing allowances: ${scopeOf(route)}`;
      assertRefused(await ask(poor.token, poor.apiKey), 403, 'forbidden', text);
    });

    if (isList(route))
      test('is a list: a page at a time, in the lane of lists', () => {
        const { query = {}, lane } = route;
        assert.ok(('page' in query && 'page_size' in query) || ('after' in query && 'limit' in query));
        assert.equal(lane, 'lists');
      });
    if (route.method === 'GET')
      test('reads, and its scope says so', () => assert.match(scopeOf(route), /:read$/));
    else if (!route.path.endsWith('/generate_url'))
      test('writes, and its scope says so', () => assert.match(scopeOf(route), /:(write|refresh_secret)$/));
  });

test('the role OPERATOR, or that of an officer, may call each of them', async () => {
  const rows = await setting.database.query<{ scopes: string[] }>(
    `SELECT scopes FROM roles WHERE name IN ('OPERATOR', 'NHS_CONTRACTS', 'NHS_REGISTRY')`,
  );
  const granted = new Set(rows.flatMap(({ scopes }) => scopes));
  for (const route of administration) assert.ok(granted.has(scopeOf(route)), nameOf(route));
});
