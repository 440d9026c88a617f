/**
 * Goal: authorization is what SPEC 3 says for any caller.
 * Method: random principals, keys and scopes against an independent oracle.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { call } from '../fixtures/client.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const setting = useSetting();
const { scope, caller } = arbitraries();

/** What the database knows of a caller, and what the caller sends. */
type Caller = {
  scope: string;
  token: 'issued' | 'revoked' | 'expired' | 'never issued' | 'not sent';
  userIsBlocked: boolean;
  clientIsBlocked: boolean;
  accessType: 'DIRECT' | 'BROKER';
  key: 'issued' | 'revoked' | 'of a blocked client' | 'never issued' | 'not sent';
};

function arbitraries() {
  const names = [
    'license:write',
    'license:read',
    'license:writes',
    'LICENSE:WRITE',
    'write',
    'license:write,x:y',
  ];
  const scope = fc.array(fc.constantFrom(...names), { maxLength: 4 }).map((each) => each.join(' '));
  // The good value comes often, so that many callers differ from a welcome one in one way only.
  const mostly = <const T>(good: T, ...others: T[]) =>
    fc.oneof(
      { arbitrary: fc.constant(good), weight: 3 },
      { arbitrary: fc.constantFrom(...others), weight: 1 },
    );
  const caller: fc.Arbitrary<Caller> = fc.record({
    scope: fc.oneof(scope, fc.constant('license:write')),
    token: mostly('issued', 'revoked', 'expired', 'never issued', 'not sent'),
    userIsBlocked: mostly(false, true),
    clientIsBlocked: mostly(false, true),
    accessType: fc.constantFrom('DIRECT', 'BROKER'),
    key: mostly('not sent', 'issued', 'issued', 'revoked', 'of a blocked client', 'never issued'),
  });
  return { scope, caller };
}

/** SPEC 3 for a public method, said in other words than the program says it. */
function oracle(each: Caller): 401 | 403 | 'let through' {
  const isKnown = each.token === 'issued' && !each.userIsBlocked && !each.clientIsBlocked;
  const keyIsFine = each.key === 'issued' || (each.key === 'not sent' && each.accessType === 'DIRECT');
  if (!isKnown || !keyIsFine) return 401;
  return ` ${each.scope} `.includes(' license:write ') ? 'let through' : 403;
}

const hash = (value: string) => createHash('sha256').update(value).digest();

async function arrange(each: Caller): Promise<Record<string, string>> {
  const [client, user, mis] = [randomUUID(), randomUUID(), randomUUID()];
  const [token, key] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  const { query } = setting.database;
  const insertClient = `INSERT INTO clients SELECT $1, 'x', 'MSP', $2, NULL, '{}', '{}', $3, now(), now()`;
  await query(insertClient, [client, each.accessType, each.clientIsBlocked]);
  await query(insertClient, [mis, 'BROKER', each.key === 'of a blocked client']);
  await query('INSERT INTO users SELECT $1, NULL, NULL, $2, now(), now()', [user, each.userIsBlocked]);
  if (each.token !== 'never issued')
    await query(
      `INSERT INTO tokens SELECT gen_random_uuid(), $1, $2, $3, $4, now() + $5::interval, CASE WHEN $6 THEN now() END, now()`,
      [
        hash(token),
        client,
        user,
        each.scope,
        each.token === 'expired' ? '-1 s' : '1 hour',
        each.token === 'revoked',
      ],
    );
  if (each.key !== 'never issued')
    await query('INSERT INTO api_keys SELECT gen_random_uuid(), $1, $2, CASE WHEN $3 THEN now() END, now()', [
      hash(key),
      mis,
      each.key === 'revoked',
    ]);
  return {
    ...(each.token === 'not sent' ? {} : { authorization: `Bearer ${token}` }),
    ...(each.key === 'not sent' ? {} : { 'api-key': key }),
  };
}

describe('whoever calls, SPEC 3 decides', () => {
  test('random tokens, users, clients, keys and scopes against an independent oracle', async () => {
    const verdicts = new Map<string, number>();
    const judge = async (each: Caller) => {
      const expected = oracle(each);
      verdicts.set(String(expected), (verdicts.get(String(expected)) ?? 0) + 1);
      const headers = await arrange(each);
      const answer = await call(`${setting.product.apiUrl}/api/licenses`, { headers, body: licenseBody() });
      // These clients are no legal entities: whoever is let through learns that next.
      assert.equal(answer.status, expected === 'let through' ? 404 : expected, answer.describe());
    };
    await fc.assert(fc.asyncProperty(caller, judge), { numRuns: 150 });
    assert.equal(verdicts.size, 3, 'each verdict was seen');
  });

  test('the missing scope is named exactly when it is missing', async () => {
    const judge = async (scopes: string) => {
      const headers = await arrange({
        scope: scopes,
        token: 'issued',
        userIsBlocked: false,
        clientIsBlocked: false,
        accessType: 'DIRECT',
        key: 'not sent',
      });
      const answer = await call(`${setting.product.apiUrl}/api/licenses`, { headers, body: licenseBody() });
      const isMissing = !scopes.split(' ').includes('license:write');
      assert.equal(answer.text.includes('Missing allowances: license:write"'), isMissing, answer.describe());
    };
    await fc.assert(fc.asyncProperty(scope, judge), { numRuns: 40 });
  });
});
