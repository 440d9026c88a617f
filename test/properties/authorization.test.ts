/**
 * Goal: authorization is what SPEC 3 says for any caller, at any method, whatever has just happened.
 * Method: random clients, people with random roles, tokens of ours and of another issuer, keys; between requests one of them
 * is blocked, revoked, unblocked; requests come eight at a time, as they share a statement; an independent oracle knows the
 * facts and the table of methods alone.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Access } from '../../src/auth/access.ts';
import { routes } from '../../src/start/routes.ts';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import { ISSUER, jwks } from '../fixtures/foreign-token.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { useServedApp } from '../fixtures/served-app.ts';
import { type Demand, judge, type Shown, seesEntity, type Verdict } from './authorization-oracle.ts';
import { ALL_CHANGES, hasLicense, storeWorld, turn } from './authorization-rows.ts';
import { type Client, makeWorld, type World } from './authorization-world.ts';

const keyServer = createServer((_request, answer) => void answer.end(JSON.stringify({ keys: jwks })));
await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve));
after(() => void keyServer.close());

const served = useServedApp(
  {},
  {
    JWT_ISSUER: ISSUER.issuer,
    JWT_AUDIENCE: ISSUER.audience,
    JWT_JWKS_URI: `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/`,
    JWT_CLAIM_ACCESS_TYPE: 'access_type',
  },
);

/** What ends the credential that the caller shows, and what needs AEL, is asked elsewhere. */
const NOT_ASKED = [
  'POST /auth/logout',
  'GET /api/admin/contracts/media_storage/files',
  'GET /api/admin/contracts/media_storage/links',
];
const methods = routes
  .map(({ method, path, access, body }) => ({
    method,
    path,
    demand: demandOf(access),
    hasBody: body !== undefined,
  }))
  .filter(({ method, path, demand }) => demand !== 'nothing' && !NOT_ASKED.includes(`${method} ${path}`));
type Method = (typeof methods)[number];

function demandOf(access: Access): Demand {
  if (typeof access === 'string') return 'nothing';
  if (access.apiKey === 'only') return 'a key alone';
  return { scope: access.scope, key: access.apiKey === 'always' ? 'always' : 'for a BROKER' };
}

const scopes = [
  ...new Set(methods.flatMap(({ demand }) => (typeof demand === 'string' ? [] : [demand.scope]))),
].filter((scope) => scope !== '');
let world: World;

/** Numbers choose among what there is, all alike. */
type Case = {
  method: number;
  token: number;
  key: number;
  record: 'own' | "another's" | "nobody's";
  other: number;
};
const request: fc.Arbitrary<Case> = fc.record({
  method: fc.noBias(fc.nat({ max: methods.length - 1 })),
  token: fc.noBias(fc.nat()),
  key: fc.noBias(fc.nat()),
  record: fc.constantFrom('own', "another's", "nobody's"),
  other: fc.noBias(fc.nat()),
});

/** Of four tokens one is never issued, or not sent; of three keys one is not sent, one nobody's, one the fitting one. */
function show({ token, key }: Case): Shown {
  const chosen = world.tokens[token % world.tokens.length];
  const shown = token % 9 === 0 ? null : token % 9 === 1 ? undefined : chosen;
  const fitting = world.keys.find(({ client }) => client === shown?.own?.family?.connection.consumer);
  const keys = [
    undefined,
    undefined,
    null,
    fitting,
    fitting,
    ...Array.from({ length: 5 }, () => world.keys[key % world.keys.length]),
  ];
  return { token: shown, key: keys[key % keys.length] };
}

async function send(
  each: Case,
  shown: Shown,
): Promise<{ answer: ApiAnswer; method: Method; record: string }> {
  const method = methods[each.method] as Method;
  const other = world.clients[each.other % world.clients.length]?.id;
  const record =
    { own: shown.token?.client.id, "another's": other, "nobody's": undefined }[each.record] ?? randomUUID();
  const subject = /^\/api\/(licenses|v2\/legal_entities|clients)\/:id/.test(method.path);
  const path = method.path
    .replace(':id', subject ? record : randomUUID())
    .replace(/:\w+/g, () => randomUUID());
  const headers: Record<string, string> = {};
  if (shown.token !== undefined)
    headers.authorization = `Bearer ${shown.token?.value ?? randomBytes(32).toString('base64url')}`;
  if (shown.key !== undefined) headers['api-key'] = shown.key?.value ?? randomBytes(32).toString('base64url');
  const body = method.path === '/api/licenses/:id' ? licenseBody() : {};
  const answer = await call(served.url + path, {
    method: method.method,
    headers,
    ...(method.hasBody ? { body } : {}),
  });
  return { answer, method, record };
}

/** Whoever is let through may still be told 401 by a method about tokens. */
const REFUSALS = ['Api key is not set', 'Invalid api key', 'Invalid access token'];
function verdictOf({ status, body }: ApiAnswer): Verdict {
  const message: string = body.error?.message ?? '';
  const missing = /^Your scope does not allow to access this resource. Missing allowances: (.+)$/.exec(
    message,
  );
  if (status === 403 && missing) return `missing ${missing[1]}`;
  const isRefusal = status === 401 && REFUSALS.includes(message);
  return isRefusal ? (message as Verdict) : 'let through';
}

/** Whether a record is there for a caller who was let through; undefined: the oracle knows no more. */
function isThere({ method, path }: Method, caller: Client, record: string): boolean | undefined {
  const entity = world.clients.find(({ id }) => id === record);
  if (path === '/api/licenses/:id') {
    return caller.id === record && hasLicense(caller);
  }
  if (`${method} ${path}` === 'GET /api/v2/legal_entities/:id')
    return entity !== undefined && seesEntity(caller, record);
  if (`${method} ${path}` === 'GET /api/clients/:id/connections') return caller.id === record;
  return undefined;
}

function assertNothingOfOthers({ body }: ApiAnswer, { method, path }: Method, caller: Client): void {
  const rows: { id: string; legal_entity_id?: string }[] = Array.isArray(body.data) ? body.data : [];
  if (`${method} ${path}` === 'GET /api/licenses')
    for (const row of rows) assert.equal(row.legal_entity_id, caller.id);
  if (`${method} ${path}` === 'GET /api/v2/legal_entities')
    for (const row of rows) assert.ok(seesEntity(caller, row.id));
}

const seen = new Map<string, number>();
async function judgeOne(each: Case): Promise<void> {
  const shown = show(each);
  const { answer, method, record } = await send(each, shown);
  const expected = judge(method.demand, shown);
  const kind = expected.startsWith('missing') ? 'missing' : expected;
  seen.set(kind, (seen.get(kind) ?? 0) + 1);
  const facts = () => `${JSON.stringify(shown, null, 1)}\n${JSON.stringify(method)}\n${answer.describe()}`;
  assert.equal(verdictOf(answer), expected, facts());
  assert.ok(answer.status < 500, facts());
  const caller = shown.token?.client;
  if (expected !== 'let through' || typeof method.demand === 'string' || !caller) return;
  const there = isThere(method, caller, record);
  if (there !== undefined) assert.equal(answer.status === 200, there, facts());
  assertNothingOfOthers(answer, method, caller);
}

/** In `npm test`; AUTHORIZATION_ROUNDS asks for more. A round is 17 requests. */
const ROUNDS = Number(process.env.AUTHORIZATION_ROUNDS ?? 200);
const round = fc.record({
  requests: fc.array(request, { minLength: 8, maxLength: 8 }),
  change: fc.constantFrom(...ALL_CHANGES),
});
test('random callers against an independent oracle, while credentials come and go', async () => {
  const { query } = served.database;
  world = await makeWorld(scopes);
  await storeWorld(query, world);
  const property = fc.asyncProperty(round, async ({ requests, change }) => {
    const [first] = requests as [Case];
    await Promise.all(requests.map(judgeOne));
    await turn(query, change, show(first));
    await Promise.all(requests.map(judgeOne));
    await turn(query, change, show(first));
    await judgeOne(first);
  });
  await fc.assert(property, { numRuns: ROUNDS, endOnFailure: true });
  assert.equal(seen.size, 5, 'each verdict was seen');
  for (const [verdict, times] of seen) assert.ok(times > ROUNDS / 2, `${verdict} ${times} times`);
});

test('each method of the table of SPEC 3 asks for what the table says', async () => {
  const specification = await readFile(new URL('../../SPEC.md', import.meta.url), 'utf8');
  const rows = [
    ...specification.matchAll(/^\| ((?:GET|POST|PATCH) \/api\/[^|]+) \| ([^|]+) \| ([^|]+) \|$/gm),
  ];
  const listed = rows.flatMap(([, names = '', scope = '', key = '']) =>
    names.split(', ').flatMap((name, at, all) => {
      const verb = /^[A-Z]+ /.exec(name)?.[0] ?? (all[at - 1] ?? all[0] ?? '').split(' ')[0];
      const path = name.replace(/^[A-Z]+ /, '');
      const paths = path.includes('[') ? [path.replace(/\[.*\]/, ''), path.replace(/[[\]]/g, '')] : [path];
      return paths.map((each) => ({
        method: `${verb?.trim()} ${each.replace(/\{(\w+)\}/g, ':$1')}`,
        demand: scope.startsWith('`')
          ? { scope: scope.replaceAll('`', ''), key: key === 'always' ? 'always' : 'for a BROKER' }
          : 'nothing',
      }));
    }),
  );
  assert.ok(listed.length >= 11, JSON.stringify(listed));
  for (const { method, demand } of listed) {
    const route = routes.find((each) => `${each.method} ${each.path}` === method);
    assert.ok(route, method);
    assert.deepEqual(demandOf(route.access), demand, method);
  }
});
