/**
 * Goal: a program can ask a person for nothing that it may not have, and nobody is sent where nobody registered.
 * Method: the functions below the sign-in page, on a database with a clinic, a MIS, a public console and НСЗУ.
 */
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { giveConsent, isConsented, listConsents, withdrawConsent } from '../../src/oauth/consents.ts';
import { findContexts } from '../../src/oauth/contexts.ts';
import { issueCode } from '../../src/oauth/issue-code.ts';
import { redirectTo } from '../../src/oauth/redirect.ts';
import { type AuthorizationQuery, readAuthorizationRequest } from '../../src/oauth/request.ts';
import { createClock } from '../../src/platform/clock.ts';
import { ApiError } from '../../src/platform/errors/error-definition.ts';
import { atOnce } from '../../src/platform/turns.ts';
import { sessionOf } from './flow.ts';
import { CLINIC_URI, CONSOLE_URI, MIS_URI, usePeople } from './world.ts';

const registry = usePeople();
const clock = createClock({ timeZone: 'Europe/Kyiv' });

const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url');
const query = (overrides: AuthorizationQuery = {}): AuthorizationQuery => ({
  client_id: registry.ids.clinic,
  redirect_uri: CLINIC_URI,
  response_type: 'code',
  scope: 'license:read user:read',
  state: 'a b+c',
  ...overrides,
});
const read = (overrides?: AuthorizationQuery) => readAuthorizationRequest(registry.pool, query(overrides));
const accepted = async (overrides?: AuthorizationQuery) => {
  const answer = await read(overrides);
  assert.equal(answer.kind, 'ok', JSON.stringify(answer));
  return (answer as Extract<typeof answer, { kind: 'ok' }>).request;
};
const services = () => ({ db: registry.pool, clock, writes: atOnce });

describe('an authorization request', () => {
  test('is read as it is', async () => {
    assert.deepEqual(await accepted({ code_challenge: challenge, code_challenge_method: 'S256' }), {
      redeemerId: registry.ids.clinic,
      clientId: registry.ids.clinic,
      consumerName: 'clinic',
      isMis: false,
      redirectUri: CLINIC_URI,
      state: 'a b+c',
      requestedScopes: ['license:read', 'user:read'],
      codeChallenge: challenge,
    });
    assert.equal((await accepted({ client_id: registry.ids.mis, redirect_uri: MIS_URI })).isMis, true);
  });

  test('of an unknown client leads nowhere', async () => {
    for (const client_id of [
      undefined,
      '',
      'x',
      randomUUID(),
      [registry.ids.clinic, registry.ids.clinic],
      `${registry.ids.clinic}\0`,
    ])
      assert.deepEqual(await read({ client_id }), { kind: 'refused', error: 'client_unknown' });
  });

  test('leads to no address that is not registered, byte for byte', async () => {
    const spellings = [
      undefined,
      '',
      [CLINIC_URI, CLINIC_URI],
      `${CLINIC_URI}&x=1`,
      `${CLINIC_URI}#`,
      `${CLINIC_URI}\0`,
      ` ${CLINIC_URI}`,
      CLINIC_URI.toUpperCase(),
      CLINIC_URI.replace('https', 'http'),
      CLINIC_URI.replace('clinic.example', 'clinic.example.evil.example'),
      CLINIC_URI.replace('clinic.example', 'clinic.example:443'),
      CLINIC_URI.replace('clinic.example', 'user@clinic.example'),
      CLINIC_URI.replace('/back', '/./back'),
      CLINIC_URI.replace('/back', '/%62ack'),
      CLINIC_URI.replace('//', '\\\\'),
      '//evil.example/back',
      'javascript:alert(1)',
      MIS_URI,
    ];
    for (const redirect_uri of spellings)
      assert.deepEqual(
        await read({ redirect_uri }),
        { kind: 'refused', error: 'redirect_uri_unknown' },
        String(redirect_uri),
      );
  });

  test('tells other mistakes to the program', async () => {
    const wrong = async (overrides: AuthorizationQuery) => {
      const answer = await read(overrides);
      assert.equal(answer.kind, 'redirect', JSON.stringify(answer));
      return (answer as Extract<typeof answer, { kind: 'redirect' }>).error;
    };
    assert.equal(await wrong({ response_type: undefined }), 'invalid_request');
    assert.equal(await wrong({ response_type: 'token' }), 'unsupported_response_type');
    assert.equal(await wrong({ response_type: ['code', 'code'] }), 'invalid_request');
    for (const scope of [undefined, '', '  ', 'a"b', 'x\u0000', 'ліцензії:читати'])
      assert.equal(await wrong({ scope }), 'invalid_scope', String(scope));
    assert.equal(await wrong({ code_challenge: challenge }), 'invalid_request');
    assert.equal(
      await wrong({ code_challenge: challenge, code_challenge_method: 'plain' }),
      'invalid_request',
    );
    assert.equal(await wrong({ code_challenge: 'short', code_challenge_method: 'S256' }), 'invalid_request');
    assert.equal(await wrong({ code_challenge_method: 'S256' }), 'invalid_request');
    assert.equal(
      await wrong({ client_id: registry.ids.console, redirect_uri: CONSOLE_URI }),
      'invalid_request',
    );
  });

  test('of a blocked client or connection is refused on the page', async () => {
    await registry.database.query('UPDATE clients SET is_blocked = true WHERE id = $1', [registry.ids.mis]);
    const blocked = await read({ client_id: registry.ids.mis, redirect_uri: MIS_URI });
    await registry.database.query('UPDATE clients SET is_blocked = false WHERE id = $1', [registry.ids.mis]);
    assert.deepEqual(blocked, { kind: 'refused', error: 'client_blocked' });
  });

  test('of two connections with one address begins that of the client itself', async () => {
    await registry.database.query(
      `INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at)
       VALUES ($1, $2, $3, $4, '2020-01-01', '2020-01-01')`,
      [randomUUID(), registry.ids.otherClinic, registry.ids.mis, [CLINIC_URI, 'https://only.example/']],
    );
    const own = await accepted({ client_id: registry.ids.otherClinic });
    assert.equal(own.redeemerId, registry.ids.otherClinic);
    const ofMis = await accepted({
      client_id: registry.ids.otherClinic,
      redirect_uri: 'https://only.example/',
    });
    assert.notEqual(ofMis.redeemerId, registry.ids.otherClinic);
    assert.equal(ofMis.consumerName, 'МІС «Каштан»');
    assert.equal(ofMis.isMis, false);
  });
});

describe('where a person can let a program work', () => {
  test('the client that asks, with what role and client allow', async () => {
    const [context, ...others] = await findContexts(registry.pool, await accepted(), registry.ids.owner);
    assert.deepEqual(others, []);
    assert.deepEqual(context, {
      clientId: registry.ids.clinic,
      connectionId: registry.ids.clinic,
      name: 'Клініка',
      edrpou: '38782323',
      scopes: ['license:read'],
      refused: [{ scope: 'user:read', by: 'role' }],
    });
  });

  test('for a MIS each legal entity of the roles, by name', async () => {
    const request = await accepted({ client_id: registry.ids.mis, redirect_uri: MIS_URI });
    const contexts = await findContexts(registry.pool, request, registry.ids.owner);
    assert.deepEqual(
      contexts.map(({ name, scopes }) => [name, scopes]),
      [
        ['Аптека', ['license:read']],
        ['Кабінет', ['license:read']],
        ['Клініка', ['license:read']],
      ],
    );
    assert.deepEqual(await findContexts(registry.pool, request, registry.ids.nobody), []);
  });

  test('for people of НСЗУ its client, whose scopes no clinic carries', async () => {
    const request = await accepted({ client_id: registry.ids.mis, redirect_uri: MIS_URI });
    const contexts = await findContexts(registry.pool, request, registry.ids.officer);
    assert.deepEqual(
      contexts.map(({ clientId, scopes, refused }) => ({ clientId, scopes, refused })),
      [
        {
          clientId: registry.ids.nhs,
          scopes: ['user:read'],
          refused: [{ scope: 'license:read', by: 'role' }],
        },
      ],
    );
    const [atClinic] = await findContexts(registry.pool, await accepted(), registry.ids.officer);
    assert.deepEqual(atClinic?.refused, [
      { scope: 'license:read', by: 'role' },
      { scope: 'user:read', by: 'client' },
    ]);
  });
});

describe('a consent', () => {
  const begin = async () => {
    const request = await accepted({ client_id: registry.ids.mis, redirect_uri: MIS_URI });
    const contexts = await findContexts(registry.pool, request, registry.ids.owner);
    const context = contexts.find(({ clientId }) => clientId === registry.ids.clinic);
    assert.ok(context);
    const session = await sessionOf(registry.pool, clock, registry.ids.owner);
    return { request, context, session, userId: session.userId, requestId: 'a-request' };
  };

  test('is needed for a code, remembered, extended, listed, and taken back with all that came of it', async () => {
    const first = await begin();
    assert.equal(first.context.connectionId, null);
    await assert.rejects(issueCode(services(), first), ApiError);
    const given = await Promise.all([giveConsent(services(), first), giveConsent(services(), first)]);
    assert.equal(new Set(given.map(({ connectionId }) => connectionId)).size, 1, 'one connection');

    const second = await begin();
    assert.equal(await isConsented(registry.pool, second.context, registry.ids.owner), true);
    const wider = { ...second.context, scopes: ['license:read', 'license:write'] };
    assert.equal(await isConsented(registry.pool, wider, registry.ids.owner), false);
    await giveConsent(services(), { ...second, context: wider });
    assert.equal(await isConsented(registry.pool, wider, registry.ids.owner), true);
    const { code } = await issueCode(services(), second);
    assert.match(code, /^[\w-]{43}$/);

    const [consent, ...others] = await listConsents(registry.pool, registry.ids.owner);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [consent?.consumerName, consent?.name, consent?.edrpou, consent?.scopes],
      ['МІС «Каштан»', 'Клініка', '38782323', ['license:read', 'license:write']],
    );
    const connectionId = consent?.connectionId as string;
    const back = { userId: registry.ids.owner, connectionId, requestId: 'back' };
    assert.equal(await withdrawConsent(services(), { ...back, userId: registry.ids.nobody }), false);
    assert.equal(await withdrawConsent(services(), back), true);
    assert.equal(await withdrawConsent(services(), back), false);
    assert.equal(await isConsented(registry.pool, second.context, registry.ids.owner), false);
    const families = await registry.database.query('SELECT withdrawn_at FROM token_families');
    assert.equal(families.length, 1);
    assert.notEqual(families[0]?.withdrawn_at, null);
    const actions = await registry.database.query(
      `SELECT resource || ' ' || action AS did FROM audit_log WHERE actor_id = $1 ORDER BY id`,
      [registry.ids.owner],
    );
    assert.deepEqual(
      actions.map(({ did }) => did),
      [
        'session create',
        'connection create',
        'consent give',
        'consent give',
        'session create',
        'consent give',
        'token_family create',
        'consent withdraw',
      ],
    );
  });
});

describe('the way back', () => {
  test('repeats state exactly, and no state ends the header', () => {
    const back = (redirectUri: string, state: string | null) =>
      redirectTo(redirectUri, { iss: 'https://registry.example', state, code: 'abc' });
    assert.equal(
      back('https://a.example/', null),
      'https://a.example/?iss=https%3A%2F%2Fregistry.example&code=abc',
    );
    for (const state of ['a b+c&d=%20', '\r\nSet-Cookie: a=b', '\u2028', 'стан', '', '\0', '</script>']) {
      const url = back(CLINIC_URI, state);
      assert.match(url, /^[\x21-\x7e]+$/);
      assert.equal(new URL(url).searchParams.get('state'), state);
      assert.equal(new URL(url).searchParams.get('tenant'), '7');
    }
    assert.match(back('ua.clinic.app:/back', 's'), /^ua\.clinic\.app:\/back\?iss=/);
    assert.match(back('https://a.example/шлях\r\n', 's'), /^[\x21-\x7e]+$/);
  });
});
