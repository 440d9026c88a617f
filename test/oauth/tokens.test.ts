/**
 * Goal: every grant × every failure answers as SPEC 11.2 says: with these bytes in the national form, with these codes in that
 * of RFC 6749; and what may be granted is never exceeded.
 * Method: the API in this process with a clock that the test moves; codes are issued as the sign-in page issues them.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { withdrawConsent } from '../../src/oauth/consents.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { atOnce } from '../../src/platform/turns.ts';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { type AppInProcess, openApp } from '../fixtures/in-process.ts';
import {
  codeOf,
  form,
  formRefresh,
  isAccepted,
  national,
  nationalCode,
  PKCE,
  pairOf,
  VERIFIER,
} from './flow.ts';
import { CLINIC_URI, CONSOLE_URI, MIS_SECRET, MIS_URI, SECRET, usePeople } from './world.ts';

const registry = usePeople();
let app: AppInProcess;
let aheadMs = 0;
const clock = clockFrom(() => new Date(Date.now() + aheadMs), 'Europe/Kyiv');
let url: string;
const apiKey = 'key-of-the-mis-key-of-the-mis';
describe('the token endpoint', () => {
  before(async () => {
    app = await openApp(registry.database, { clock, env: { ACCESS_TOKEN_TTL: '3600' } });
    url = app.url;
    await registry.database.query(
      `INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($1, sha256($2::bytea), $3, now())`,
      [randomUUID(), apiKey, registry.ids.mis],
    );
  });
  after(() => app.close());

  const code = (options: Parameters<typeof codeOf>[2] = {}) =>
    codeOf(app.pool, registry.ids, { clock, ...options });
  const pair = () => pairOf(url, app.pool, registry.ids, { clock });
  const nationalRefresh = (refresh_token: string, overrides: object = {}) =>
    formRefresh(registry.ids, refresh_token, overrides);
  const formCode = (value: string, overrides: object = {}) => nationalCode(registry.ids, value, overrides);

  /** SQL that is undone afterwards. */
  async function while_(change: string, undo: string, id: string, work: () => Promise<void>) {
    await registry.database.query(change, [id]);
    try {
      await work();
    } finally {
      await registry.database.query(undo, [id]);
    }
  }

  describe('answers', () => {
    test('the national form with 201, once', async () => {
      const answer = await national(url, nationalCode(registry.ids, await code()));
      assertStatus(answer, 201);
      const { data } = answer.body;
      assert.deepEqual(Object.keys(data), ['id', 'name', 'value', 'expires_at', 'user_id', 'details']);
      assert.deepEqual(Object.keys(data.details), ['scope', 'client_id', 'refresh_token', 'grant_type']);
      assert.equal(data.name, 'access_token');
      assert.equal(data.user_id, registry.ids.owner);
      assert.equal(data.details.client_id, registry.ids.clinic);
      assert.equal(data.details.scope, 'license:read license:write');
      assert.equal(data.details.grant_type, 'authorization_code');
      assert.ok(Math.abs(data.expires_at - (Date.now() + aheadMs) / 1000 - 3600) < 10);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(await isAccepted(url, data.value), true);

      const refreshed = await national(url, nationalRefresh(data.details.refresh_token));
      assertStatus(refreshed, 201);
      assert.equal(refreshed.body.data.details.grant_type, 'refresh_token');
      assert.notEqual(refreshed.body.data.details.refresh_token, data.details.refresh_token);
      assert.equal(await isAccepted(url, refreshed.body.data.value), true);
      assert.equal(await isAccepted(url, data.value), true, 'the first lives on');
    });

    test('that of RFC 6749 with 200 and its five fields', async () => {
      const answer = await form(url, '/oauth/tokens', formCode(await code()));
      assert.equal(answer.status, 200, answer.describe());
      assert.deepEqual(Object.keys(answer.body), [
        'access_token',
        'token_type',
        'expires_in',
        'refresh_token',
        'scope',
      ]);
      assert.deepEqual([answer.body.token_type, answer.body.expires_in], ['Bearer', 3600]);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      const refreshed = await form(url, '/oauth/tokens', nationalRefresh(answer.body.refresh_token));
      assert.equal(refreshed.status, 200, refreshed.describe());
    });

    test('a MIS that began, for the clinic that the person chose', async () => {
      const value = await code({
        at: registry.ids.otherClinic,
        query: { client_id: registry.ids.mis, redirect_uri: MIS_URI },
      });
      const mine = { client_id: registry.ids.mis, client_secret: MIS_SECRET, redirect_uri: MIS_URI };
      const answer = await national(url, nationalCode(registry.ids, value, mine));
      assertStatus(answer, 201);
      assert.equal(answer.body.data.details.client_id, registry.ids.otherClinic);
      const refreshed = await form(
        url,
        '/oauth/tokens',
        formRefresh(registry.ids, answer.body.data.details.refresh_token, {
          client_id: registry.ids.mis,
          client_secret: MIS_SECRET,
        }),
      );
      assert.equal(refreshed.status, 200, refreshed.describe());
    });

    test('a public client without a secret, for a quarter of an hour', async () => {
      const query = { client_id: registry.ids.console, redirect_uri: CONSOLE_URI, ...PKCE };
      const value = await code({ query });
      const fields = {
        grant_type: 'authorization_code',
        client_id: registry.ids.console,
        redirect_uri: CONSOLE_URI,
        code: value,
        code_verifier: VERIFIER,
      };
      const withSecret = await form(url, '/oauth/tokens', { ...fields, client_secret: 'x' });
      assert.deepEqual([withSecret.status, withSecret.body.error], [401, 'invalid_client']);
      const answer = await form(url, '/oauth/tokens', fields);
      assert.equal(answer.status, 200, answer.describe());
      assert.equal(answer.body.expires_in, 900);
      const asked = await form(url, '/oauth/introspect', {
        client_id: registry.ids.console,
        token: answer.body.access_token,
      });
      assert.deepEqual([asked.status, asked.body.error], [401, 'invalid_client']);
    });

    test('credentials of RFC 6749, 2.3.1: Basic, encoded like a form; never in two places', async () => {
      const basic = (id: string, secret: string) =>
        `Basic ${Buffer.from(`${id}:${encodeURIComponent(secret)}`).toString('base64')}`;
      const { client_id, client_secret, ...fields } = formCode(await code());
      const send = (authorization: string, more: object = {}) =>
        form(url, '/oauth/tokens', { ...fields, ...more }, { authorization });
      const good = basic(client_id, client_secret);
      for (const authorization of [
        'Basic',
        'Basic !',
        'Basic YQ==',
        `Bearer ${SECRET}`,
        basic(client_id, 'x'),
      ]) {
        const answer = await send(authorization);
        assert.deepEqual([answer.status, answer.body.error], [401, 'invalid_client'], authorization);
        assert.equal(answer.headers.get('www-authenticate'), 'Basic');
      }
      for (const more of [{ client_secret }, { client_id: registry.ids.mis }]) {
        const answer = await send(good, more);
        assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_request'], JSON.stringify(more));
      }
      const answer = await send(good, { client_id });
      assert.equal(answer.status, 200, answer.describe());
    });
  });

  type Failure = {
    name: string;
    national: [number, string];
    rfc6749: [number, string];
    /** Of each grant: what is sent in place of what is good; undefined: the failure is none of this grant. */
    code?: () => Promise<object>;
    refresh?: () => Promise<object>;
    around?: (work: () => Promise<void>) => Promise<void>;
  };
  const error = (type: string, message: string) => `{"type":"${type}","message":"${message}"}`;
  const notFound: Failure['national'] = [401, error('token_not_found', 'Token not found.')];
  const blocked = (table: string, id: () => string) => (work: () => Promise<void>) =>
    while_(
      `UPDATE ${table} SET is_blocked = true WHERE id = $1`,
      `UPDATE ${table} SET is_blocked = false WHERE id = $1`,
      id(),
      work,
    );
  const later = (ms: number) => async (work: () => Promise<void>) => {
    aheadMs += ms;
    await work();
  };
  const now = (work: () => Promise<void>) => work();
  const good = { code: async () => ({}), refresh: async () => ({}) };
  const wrongClient: Pick<Failure, 'national' | 'rfc6749'> = {
    national: [401, error('invalid_client', 'Invalid client id or secret.')],
    rfc6749: [401, 'invalid_client'],
  };
  const other = () => ({ client_id: registry.ids.otherClinic, client_secret: `${SECRET}2` });

  /** In the order of SPEC 11.2. */
  const FAILURES: Failure[] = [
    {
      name: 'an unknown client',
      ...wrongClient,
      code: async () => ({ client_id: randomUUID() }),
      refresh: async () => ({ client_id: 'x' }),
    },
    {
      name: 'a wrong secret',
      ...wrongClient,
      code: async () => ({ client_secret: `${SECRET} ` }),
      refresh: async () => ({ client_secret: 'x' }),
    },
    {
      name: 'a blocked client',
      ...wrongClient,
      ...good,
      around: blocked('clients', () => registry.ids.clinic),
    },
    {
      name: 'a blocked connection',
      ...wrongClient,
      ...good,
      around: blocked('connections', () => registry.ids.clinic),
    },
    {
      name: 'an unknown code or token',
      national: notFound,
      rfc6749: [400, 'invalid_grant'],
      code: async () => ({ code: 'unknown' }),
      refresh: async () => ({ refresh_token: 'unknown' }),
    },
    {
      name: 'a token of another kind',
      national: notFound,
      rfc6749: [400, 'invalid_grant'],
      code: async () => ({ code: (await pair()).refresh }),
      refresh: async () => ({ refresh_token: (await pair()).access }),
    },
    {
      name: 'a blocked user',
      national: notFound,
      rfc6749: [400, 'invalid_grant'],
      ...good,
      around: blocked('users', () => registry.ids.owner),
    },
    {
      name: 'another client',
      national: [401, error('invalid_grant', 'Token not found or expired.')],
      rfc6749: [400, 'invalid_grant'],
      code: async () => other(),
      refresh: async () => other(),
    },
    {
      name: 'what has expired',
      national: [401, error('token_expired', 'Token expired.')],
      rfc6749: [400, 'invalid_grant'],
      ...good,
      around: later(7 * 24 * 3600 * 1000),
    },
    {
      name: 'another redirect URI',
      national: [
        401,
        error('invalid_client', 'The redirection URI provided does not match a pre-registered value.'),
      ],
      rfc6749: [400, 'invalid_grant'],
      code: async () => ({ redirect_uri: `${CLINIC_URI}/` }),
    },
    {
      name: 'a consent that was taken back',
      national: [401, error('access_denied', 'Resource owner revoked access for the client.')],
      rfc6749: [400, 'invalid_grant'],
      ...good,
      around: async (work) => {
        const { owner: userId, clinic: connectionId } = registry.ids;
        await withdrawConsent(
          { db: app.pool, clock, writes: atOnce },
          { userId, connectionId, requestId: 'back' },
        );
        await work();
      },
    },
    {
      name: 'a wrong verifier, or one without a challenge',
      national: [401, error('invalid_grant', 'Token not found or expired.')],
      rfc6749: [400, 'invalid_grant'],
      code: async () => ({ code_verifier: VERIFIER }),
    },
  ];

  describe('refuses', () => {
    for (const {
      name,
      national: [status, bytes],
      rfc6749,
      around = now,
      ...grants
    } of FAILURES) {
      for (const dialect of ['national', 'rfc6749'] as const) {
        const judge = (answer: ApiAnswer) => {
          if (dialect === 'national') return assertErrorBytes(answer, status, bytes);
          assert.deepEqual([answer.status, answer.body.error], rfc6749, answer.describe());
          assert.equal(answer.headers.get('cache-control'), 'no-store');
        };
        const send = (fields: object) =>
          dialect === 'national' ? national(url, fields) : form(url, '/oauth/tokens', fields);
        const { code: ofCode, refresh: ofRefresh } = grants;
        if (ofCode)
          test(`${name}: code, ${dialect}`, async () => {
            const fields = nationalCode(registry.ids, await code(), await ofCode());
            await around(async () => judge(await send(fields)));
          });
        if (ofRefresh)
          test(`${name}: refresh, ${dialect}`, async () => {
            const fields = nationalRefresh((await pair()).refresh, await ofRefresh());
            await around(async () => judge(await send(fields)));
          });
      }
    }

    test('a code that was used, and everything that came of it', async () => {
      for (const dialect of ['national', 'rfc6749'] as const) {
        const value = await code();
        const first = await national(url, nationalCode(registry.ids, value));
        const refreshed = await national(url, nationalRefresh(first.body.data.details.refresh_token));
        assertStatus(refreshed, 201);
        const again = nationalCode(registry.ids, value);
        if (dialect === 'national')
          assertErrorBytes(
            await national(url, again),
            401,
            error('access_denied', 'Token has already been used.'),
          );
        else assert.equal((await form(url, '/oauth/tokens', again)).body.error, 'invalid_grant');
        for (const { body } of [first, refreshed])
          assert.equal(await isAccepted(url, body.data.value), false);
        assertErrorBytes(
          await national(url, nationalRefresh(refreshed.body.data.details.refresh_token)),
          notFound[0],
          notFound[1],
        );
      }
    });

    test('a code that was used, also after its five minutes: it has expired, and its tokens end all the same', async () => {
      const value = await code();
      const first = await national(url, nationalCode(registry.ids, value));
      aheadMs += 301_000;
      const again = await national(url, nationalCode(registry.ids, value));
      assertErrorBytes(again, 401, error('token_expired', 'Token expired.'));
      assert.equal(await isAccepted(url, first.body.data.value), false);
    });

    test('fields that are missing, each, before anything else', async () => {
      const blank = (...names: string[]) =>
        JSON.stringify({
          type: 'validation_failed',
          message:
            'Validation failed. You can find validators description at our API Manifest: http://docs.apimanifest.apiary.io/#introduction/interacting-with-api/errors.',
          invalid: names.map((name) => ({
            entry: `$.token.${name}`,
            entry_type: 'json_data_property',
            rules: [{ rule: 'required', params: [], description: "can't be blank" }],
          })),
        });
      const full = nationalCode(registry.ids, 'x');
      for (const name of ['client_id', 'client_secret', 'code', 'redirect_uri'] as const)
        for (const value of [undefined, null, '', ' '])
          assertErrorBytes(await national(url, { ...full, [name]: value }), 422, blank(name));
      assertErrorBytes(
        await national(url, { grant_type: 'refresh_token' }),
        422,
        blank('client_id', 'client_secret', 'refresh_token'),
      );
      assertErrorBytes(await national(url, {}), 422, blank('client_id', 'client_secret'));
      const inForm = await form(url, '/oauth/tokens', { ...full, code: '' });
      assert.deepEqual([inForm.status, inForm.body.error], [400, 'invalid_request']);
      const nobody = await form(url, '/oauth/tokens', { grant_type: 'refresh_token', refresh_token: 'x' });
      assert.deepEqual([nobody.status, nobody.body.error], [401, 'invalid_client']);
    });

    test('no grant type, or another one', async () => {
      const business = (message: string) =>
        `{"type":"validation_failed","message":"${message}","invalid":[{"entry":"$.token.grant_type","entry_type":"json_data_property","rules":[{"rule":"invalid","params":[],"description":"${message}"}]}]}`;
      const { client_id, client_secret } = nationalCode(registry.ids, 'x');
      assertErrorBytes(
        await national(url, { client_id, client_secret }),
        422,
        business('Request must include grant_type.'),
      );
      for (const grant_type of ['password', 'client_credentials', '__proto__', 'constructor'])
        assertErrorBytes(
          await national(url, { client_id, client_secret, grant_type }),
          422,
          business('The authorization grant type is not supported by the authorization server.'),
        );
      const none = await form(url, '/oauth/tokens', { client_id, client_secret });
      assert.deepEqual([none.status, none.body.error], [400, 'invalid_request']);
      const another = await form(url, '/oauth/tokens', { client_id, client_secret, grant_type: 'password' });
      assert.deepEqual([another.status, another.body.error], [400, 'unsupported_grant_type']);
    });

    test('bodies of another form', async () => {
      const answer = (body: unknown, type?: string) =>
        call(`${url}/oauth/tokens`, {
          method: 'POST',
          body,
          ...(type === undefined ? {} : { headers: { 'content-type': type } }),
        });
      assertStatus(await answer('{'), 400);
      assertStatus(await answer({ token: [] }), 422);
      assertStatus(await answer({ token: { grant_type: {} } }), 422);
      assertStatus(await answer({ token: { username: 'x' } }), 422);
      assertStatus(await answer('x', 'text/plain'), 415);
      const twice = await answer('grant_type=a&grant_type=b', 'application/x-www-form-urlencoded');
      assert.deepEqual([twice.status, twice.body.error], [400, 'invalid_request']);
      const json = await answer('{"token":{}}', 'application/x-www-form-urlencoded');
      assert.deepEqual([json.status, json.body.error], [401, 'invalid_client']);
    });
  });

  describe('grants no more than is allowed', () => {
    const scopes = (answer: ApiAnswer) => answer.body.scope?.split(' ');
    const entry = (message: string) =>
      `{"type":"validation_failed","message":"${message}","invalid":[{"entry":"$.token.scope","entry_type":"json_data_property","rules":[{"rule":"invalid","params":[],"description":"${message}"}]}]}`;
    const EMPTY = 'Requested scope is empty. Scope not passed or user has no roles or global roles.';

    test('nationally: refused, in the order empty, role, client', async () => {
      const value = await code({ query: { scope: 'license:read user:read' } });
      const ask = (scope: string | undefined) => national(url, nationalCode(registry.ids, value, { scope }));
      assertErrorBytes(await ask(undefined), 422, entry(EMPTY));
      assertErrorBytes(await ask(' '), 422, entry(EMPTY));
      assertErrorBytes(
        await ask('license:read user:read'),
        401,
        error('access_denied', 'Scope is not allowed by user role.'),
      );
      // A scope of the role, which nobody was asked for.
      assertErrorBytes(
        await ask('license:read license:write'),
        422,
        entry('Scope is not allowed by client type.'),
      );
      const narrower = await ask('license:read');
      assert.equal(narrower.body.data.details.scope, 'license:read');
    });

    test('by RFC 6749: narrowed, and nothing left is invalid_scope', async () => {
      const value = await code({ query: { scope: 'license:read user:read' } });
      const ask = (scope: string) => form(url, '/oauth/tokens', nationalCode(registry.ids, value, { scope }));
      const nothing = await ask('user:read');
      assert.deepEqual([nothing.status, nothing.body.error], [400, 'invalid_scope']);
      const answer = await ask('license:write license:read user:read');
      assert.deepEqual(scopes(answer), ['license:read']);
    });

    test('a refresh asks for less, and never for more; its successor is as wide as before', async () => {
      const { refresh } = await pair();
      const narrow = await form(url, '/oauth/tokens', nationalRefresh(refresh, { scope: 'license:read' }));
      assert.deepEqual(scopes(narrow), ['license:read']);
      const wide = await form(
        url,
        '/oauth/tokens',
        nationalRefresh(narrow.body.refresh_token, {
          scope: 'license:read license:write legal_entity:read user:read',
        }),
      );
      assert.deepEqual(scopes(wide), ['license:read', 'license:write']);
      const refused = await national(
        url,
        nationalRefresh(wide.body.refresh_token, { scope: 'legal_entity:read' }),
      );
      assertErrorBytes(refused, 422, entry('Scope is not allowed by client type.'));
    });

    test('a role that was taken away grants nothing at the next refresh', async () => {
      const { refresh } = await pair();
      const [role] = await registry.database.query(`SELECT scopes FROM roles WHERE name = 'OWNER'`);
      await registry.database.query(`UPDATE roles SET scopes = '{license:read}' WHERE name = 'OWNER'`);
      const nationally = await national(url, nationalRefresh(refresh));
      const narrowed = await form(url, '/oauth/tokens', nationalRefresh(refresh));
      await registry.database.query(`UPDATE roles SET scopes = $1 WHERE name = 'OWNER'`, [role?.scopes]);
      assertErrorBytes(nationally, 401, error('access_denied', 'Scope is not allowed by user role.'));
      assert.deepEqual(scopes(narrowed), ['license:read']);
    });

    test('a BROKER shows its API key, whose client narrows', async () => {
      const query = { client_id: registry.ids.broker };
      const mine = { client_id: registry.ids.broker, scope: 'license:read' };
      const fields = nationalCode(registry.ids, await code({ query }), mine);
      const refused = [401, error('invalid_client', 'Invalid client id or secret.')] as const;
      assertErrorBytes(await national(url, fields), ...refused);
      assertErrorBytes(await national(url, fields, { 'api-key': 'x' }), ...refused);
      await registry.database.query(`UPDATE clients SET scopes = '{license:write}' WHERE id = $1`, [
        registry.ids.mis,
      ]);
      const narrow = await national(url, fields, { 'api-key': apiKey });
      await registry.database.query(
        `UPDATE clients SET scopes = '{license:read,license:write,legal_entity:read,user:read}' WHERE id = $1`,
        [registry.ids.mis],
      );
      assertErrorBytes(narrow, 422, entry('Scope is not allowed by client type.'));
      assertStatus(await national(url, fields, { 'api-key': apiKey }), 201);
      // A wrong key is refused from anybody (SPEC 3).
      const direct = nationalCode(registry.ids, await code());
      assertErrorBytes(await national(url, direct, { 'api-key': 'x' }), ...refused);
    });
  });

  describe('PKCE', () => {
    test('a wrong verifier uses the code up; a missing one too', async () => {
      for (const code_verifier of ['x'.repeat(43), undefined]) {
        const value = await code({ query: PKCE });
        const wrong = await national(url, nationalCode(registry.ids, value, { code_verifier }));
        assertErrorBytes(wrong, 401, error('invalid_grant', 'Token not found or expired.'));
        const right = await national(url, nationalCode(registry.ids, value, { code_verifier: VERIFIER }));
        assertErrorBytes(right, ...notFound);
      }
    });

    test('whoever has the code alone cannot end what came of it', async () => {
      const value = await code({ query: PKCE });
      const first = await national(url, nationalCode(registry.ids, value, { code_verifier: VERIFIER }));
      assertStatus(first, 201);
      const used = [401, error('access_denied', 'Token has already been used.')] as const;
      assertErrorBytes(
        await national(url, nationalCode(registry.ids, value, { code_verifier: 'x'.repeat(43) })),
        ...used,
      );
      assert.equal(await isAccepted(url, first.body.data.value), true);
      assertErrorBytes(
        await national(url, nationalCode(registry.ids, value, { code_verifier: VERIFIER })),
        ...used,
      );
      assert.equal(await isAccepted(url, first.body.data.value), false);
    });
  });

  test('a former secret is good until it expires, that of another connection opens only its own', async () => {
    const connectionId = randomUUID();
    await registry.database.query(
      `INSERT INTO connections (id, client_id, consumer_id, secret_hash, redirect_uris, inserted_at, updated_at)
       VALUES ($1, $2, $3, sha256('of the MIS'), '{https://second.example/}', now(), now())`,
      [connectionId, registry.ids.clinic, registry.ids.mis],
    );
    await registry.database.query(
      `UPDATE connections SET secret_hash = sha256('new'), former_secret_hash = sha256($2::bytea),
              former_secret_expires_at = $3 WHERE id = $1`,
      [registry.ids.clinic, SECRET, new Date(clock.now().getTime() + 60_000).toISOString()],
    );
    const own = nationalCode(registry.ids, await code());
    const foreign = await national(url, { ...own, client_secret: 'of the MIS' });
    assertErrorBytes(foreign, 401, error('invalid_grant', 'Token not found or expired.'));
    assertStatus(await national(url, own), 201);
    aheadMs += 60_000;
    const late = nationalCode(registry.ids, await code());
    assertErrorBytes(await national(url, late), 401, error('invalid_client', 'Invalid client id or secret.'));
    assertStatus(await national(url, { ...late, client_secret: 'new' }), 201);
    await registry.database.query(
      `UPDATE connections SET secret_hash = sha256($2::bytea), former_secret_hash = NULL WHERE id = $1`,
      [registry.ids.clinic, SECRET],
    );
  });
});
