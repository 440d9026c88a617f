/**
 * Goal: the demo registry and its roles open every method to somebody.
 * Method: a walk over the routes, and the demo world on PostgreSQL.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { asksToken } from '../../src/auth/access.ts';
import { routes } from '../../src/start/routes.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';

type DemoWorld = {
  clients: { id: string; scopes: string[] }[];
  users: { id: string; roles: string[] }[];
  tokens: { value: string; client_id: string; user_id: string; scope: string; expires_in: number }[];
  api_keys: { value: string; client_id: string }[];
};

const demo: DemoWorld = JSON.parse(
  await readFile(new URL('../../worlds/demo.json', import.meta.url), 'utf8'),
);
const guarded = routes.flatMap(({ method, path, access }) =>
  asksToken(access) && access.scope !== '' ? [{ name: `${method} ${path}`, ...access }] : [],
);

let database: TestDatabase;
let scopesOf: Map<string, string[]>;
before(async () => {
  database = await createTestDatabase();
  const roles = await database.query<{ name: string; scopes: string[] }>('SELECT name, scopes FROM roles');
  scopesOf = new Map(roles.map(({ name, scopes }) => [name, scopes]));
});
after(() => database.drop());

for (const { name, scope, apiKey } of guarded) {
  describe(name, () => {
    test('is open to the users of some role', () => {
      const granting = [...scopesOf].filter(([, scopes]) => scopes.includes(scope));
      assert.ok(granting.length > 0, `no role grants ${scope}`);
    });

    test('can be called with a token of the demo registry, and with its API key where one is always asked for', () => {
      const tokens = demo.tokens.filter(
        (token) => token.expires_in > 0 && token.scope.split(' ').includes(scope),
      );
      const callable = tokens.some(
        ({ client_id }) => apiKey !== 'always' || demo.api_keys.some((key) => key.client_id === client_id),
      );
      assert.ok(callable, `no token with ${scope}`);
    });
  });
}

test('no token of the demo registry has a scope that its user could not be granted', () => {
  for (const { value, user_id, scope } of demo.tokens) {
    const roles = demo.users.find(({ id }) => id === user_id)?.roles ?? [];
    const grantable = roles.flatMap((role) => scopesOf.get(role) ?? []);
    assert.deepEqual(
      scope.split(' ').filter((each) => !grantable.includes(each)),
      [],
      value,
    );
  }
});
