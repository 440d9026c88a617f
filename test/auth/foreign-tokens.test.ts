/**
 * Goal: a person who has signed in at another issuer can work here, as long as issuer, client and person may.
 * Method: a real OpenID Connect issuer, whose pages a person passes; a process of the product that trusts it; for what takes
 * time, its judge of tokens in this process, which asks the issuer as often as it likes.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { fetchKeys } from '../../src/auth/foreign/fetch-keys.ts';
import { foreignTokens } from '../../src/auth/foreign/foreign-tokens.ts';
import { TokenRefused } from '../../src/auth/foreign/issuer.ts';
import { issuerKeys } from '../../src/auth/foreign/issuer-keys.ts';
import { issuerOf } from '../../src/config/jwt-issuer.ts';
import { loadConfig } from '../../src/config/load.ts';
import { createClock } from '../../src/platform/clock.ts';
import { ApiError } from '../../src/platform/errors/error-definition.ts';
import { createLogger } from '../../src/platform/log.ts';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { AUDIENCE, startIssuer } from '../fixtures/issuer.ts';
import { scopeMissing, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const KEY = 'key-of-the-mis';
/** An opaque token may look like a JWT: a world takes its tokens as they stand. */
const LOOKALIKE = 'eyJ.lookalike.token';
const place = clinic();
const mis = randomUUID();
const issuer = await startIssuer(place.id);
after(() => issuer.close());

const env = { JWT_ISSUER: issuer.url, JWT_AUDIENCE: AUDIENCE };
const setting = useSetting({
  env,
  world: mergeWorlds(place.world, {
    clients: [{ id: mis, type: 'MIS', access_type: 'BROKER' }],
    api_keys: [{ value: KEY, client_id: mis }],
    tokens: [
      { value: LOOKALIKE, client_id: place.id, user_id: place.userId, scope: 'license:read', expires_in: 60 },
    ],
  }),
});
const read = (token: string, headers: Record<string, string> = {}) =>
  call(`${setting.product.apiUrl}/api/licenses`, { token, headers });
const query = (text: string, ...values: unknown[]) => setting.database.query(text, values);

describe('a person of another issuer', () => {
  const person = randomUUID();
  let tokens: { access_token: string; id_token: string };
  before(async () => {
    tokens = await issuer.signIn(person);
  });

  test('creates a licence, and the audit log has the id that the issuer gave them', async () => {
    const url = `${setting.product.apiUrl}/api/licenses`;
    const answer = await call(url, { token: tokens.access_token, body: licenseBody() });
    assertStatus(answer, 201);
    assert.equal(answer.body.data.inserted_by, person);
    assert.equal(answer.body.data.legal_entity_id, place.id);
    const rows = await query(
      'SELECT actor_id, client_id FROM audit_log WHERE resource_id = $1',
      answer.body.data.id,
    );
    assert.deepEqual(rows, [{ actor_id: person, client_id: place.id }]);
  });
  test('is told who they are, as far as the registry knows: not until when', async () => {
    const answer = await call(`${setting.product.apiUrl}/auth/me`, { token: tokens.access_token });
    assertStatus(answer, 200);
    const { user_id, email, client_id, legal_entity, roles, expires_at } = answer.body.data;
    assert.deepEqual(
      [user_id, email, client_id, legal_entity.id, roles, expires_at],
      [person, null, place.id, place.id, [], null],
    );
  });
  test('needs the scope of a method, in the token', async () => {
    const { access_token } = await issuer.signIn(person, 'openid license:read');
    assertStatus(await read(access_token), 200);
    const body = licenseBody();
    const answer = await call(`${setting.product.apiUrl}/api/licenses`, { token: access_token, body });
    assertErrorBytes(answer, 403, scopeMissing('license:write'));
  });
  test('is refused from the moment when client or person is blocked, if the person is known at all', async () => {
    const { access_token } = await issuer.signIn(place.userId);
    for (const [table, id] of [
      ['clients', place.id],
      ['users', place.userId],
    ]) {
      assertStatus(await read(access_token), 200);
      await query(`UPDATE ${table} SET is_blocked = true WHERE id = $1`, id);
      assertErrorBytes(await read(access_token), 401, TOKEN_INVALID);
      await query(`UPDATE ${table} SET is_blocked = false WHERE id = $1`, id);
    }
    assertStatus(await read(access_token), 200);
  });
  test('of a BROKER needs the API key of a MIS, and any other key is refused', async () => {
    const become = (type: string) =>
      query('UPDATE clients SET access_type = $2 WHERE id = $1', place.id, type);
    await become('BROKER');
    assertErrorBytes(await read(tokens.access_token), 401, TOKEN_INVALID);
    assertStatus(await read(tokens.access_token, { 'api-key': KEY }), 200);
    await become('DIRECT');
    assertErrorBytes(await read(tokens.access_token, { 'api-key': `${KEY}x` }), 401, TOKEN_INVALID);
  });
  test('cannot use the API key of a public client, through which nobody came', async () => {
    await query('UPDATE clients SET is_public = true WHERE id = $1', mis);
    assertErrorBytes(await read(tokens.access_token, { 'api-key': KEY }), 401, TOKEN_INVALID);
    await query('UPDATE clients SET is_public = false WHERE id = $1', mis);
  });
  test('is told the same bytes whatever is wrong; the reason is in the log, and the token is not', async () => {
    const [header, payload, signature] = tokens.access_token.split('.') as [string, string, string];
    const wrong: Record<string, string> = {
      iss: `${header}.${Buffer.from('{"iss":"https://other.example"}').toString('base64url')}.${signature}`,
      aud: tokens.id_token,
      ERR_JWS_SIGNATURE_VERIFICATION_FAILED: `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      form: `${header}.e30x.${signature}`,
    };
    for (const [reason, token] of Object.entries(wrong)) {
      const answer = await read(token);
      assertErrorBytes(answer, 401, TOKEN_INVALID);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
      const requestId = answer.headers.get('x-request-id') as string;
      const line = await eventually('the line of the request', () =>
        setting.product
          .log()
          .split('\n')
          .find((each) => each.includes(requestId)),
      );
      assert.equal(JSON.parse(line).token_refused, reason);
    }
    for (const token of [...Object.values(wrong), tokens.access_token, tokens.id_token])
      assert.ok(!setting.product.log().includes(token.split('.')[2] as string));
  });
  test('works on while the issuer is away, and the product is ready', async () => {
    issuer.answerKeysWith((response) => response.destroy());
    assertStatus(await read(tokens.access_token), 200);
    assert.equal((await fetch(`${setting.product.adminUrl}/ready`)).status, 200);
    issuer.answerKeysWith(undefined);
  });
});

test('our own tokens stay what they were, whatever they look like', async () => {
  assertStatus(await read(place.token), 200);
  assertStatus(await read(LOOKALIKE), 200);
  assertErrorBytes(await read('eyJ.another.token'), 401, TOKEN_INVALID);
});

describe('the keys of a real issuer', () => {
  const config = { ...issuerOf(loadConfig(env)) } as NonNullable<ReturnType<typeof issuerOf>>;
  const clock = createClock({ timeZone: 'Europe/Kyiv' });
  const log = createLogger('silent');
  const judgeFresh = (changes: Partial<typeof config> = {}, deadlineMs?: number) =>
    foreignTokens(
      { ...config, ...changes },
      issuerKeys(() => fetchKeys(config, deadlineMs), { log, pauseMs: 0 }),
      clock,
    );
  const verdict = async (judge: ReturnType<typeof judgeFresh>, token: string) => {
    try {
      const judged = await judge(token);
      return judged instanceof TokenRefused ? judged.message : judged.userId;
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
      return error.definition.status;
    }
  };

  test('change while we run: a new one is good at once, a former one while it is published', async () => {
    const judge = judgeFresh();
    const person = randomUUID();
    const tokens = [(await issuer.signIn(person)).access_token];
    assert.equal(await verdict(judge, tokens[0] as string), person);
    await issuer.rotate({ keepFormer: true, alg: 'ES256' });
    tokens.push((await issuer.signIn(person)).access_token);
    for (const token of tokens) assert.equal(await verdict(judge, token), person);
    await issuer.rotate({ alg: 'PS256' });
    tokens.push((await issuer.signIn(person)).access_token);
    assert.equal(await verdict(judge, tokens[2] as string), person);
    for (const token of tokens.slice(0, 2))
      assert.equal(await verdict(judge, token), 'ERR_JWKS_NO_MATCHING_KEY');
  });
  test('are asked for once, and hold when the issuer goes away, hangs, leads elsewhere or answers nonsense', async () => {
    const judge = judgeFresh({}, 300);
    const person = randomUUID();
    const { access_token } = await issuer.signIn(person);
    const before = issuer.keyRequests();
    for (let n = 0; n < 20; n++) assert.equal(await verdict(judge, access_token), person);
    assert.equal(issuer.keyRequests(), before + 1);
    const stranger = access_token.replace(/^[^.]+/, () => {
      const header = { alg: 'PS256', typ: 'at+jwt', kid: 'unknown' };
      return Buffer.from(JSON.stringify(header)).toString('base64url');
    });
    for (const answer of [
      (response) => response.destroy(),
      () => {},
      (response) => response.writeHead(302, { location: `${issuer.url}/elsewhere` }).end(),
      (response) => response.end('<html>'),
      (response) => response.end(JSON.stringify({ keys: [], padding: 'x'.repeat(300_000) })),
    ] as Parameters<typeof issuer.answerKeysWith>[0][]) {
      issuer.answerKeysWith(answer);
      assert.equal(await verdict(judge, stranger), 'ERR_JWKS_NO_MATCHING_KEY', 'it asks');
      assert.equal(await verdict(judge, access_token), person);
      assert.equal(await verdict(judgeFresh({}, 300), access_token), 503, 'one that knows no key yet');
    }
    issuer.answerKeysWith(undefined);
  });
  test('sign ID tokens too, which open nothing, even where they are for the audience', async () => {
    const { id_token, access_token } = await issuer.signIn(randomUUID());
    assert.equal(await verdict(judgeFresh(), id_token), 'aud');
    const laxly = judgeFresh({ audience: place.id });
    assert.equal(await verdict(laxly, id_token), 'client');
    assert.equal(await verdict(laxly, access_token), 'aud');
  });
});
