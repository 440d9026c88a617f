/**
 * Goal: every grant × every failure answers as SPEC 11.2 says: with these bytes in the national form, with these codes in
 * that of RFC 6749.
 * Method: the API in this process with a clock that the test moves; codes are issued as the sign-in page issues them.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { withdrawConsent } from '../../src/oauth/consents.ts';
import { atOnce } from '../../src/platform/turns.ts';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import {
  codeOf,
  errorBytes,
  form,
  formRefresh,
  isAccepted,
  national,
  nationalCode,
  pairOf,
  VERIFIER,
} from './flow.ts';
import { CLINIC_URI, SECRET, useServedPeople } from './world.ts';

const people = useServedPeople();

/** SQL that is undone afterwards. */
async function whileIt(change: string, undo: string, id: string, work: () => Promise<void>) {
  await people.database.query(change, [id]);
  try {
    await work();
  } finally {
    await people.database.query(undo, [id]);
  }
}

type Failure = {
  name: string;
  national: [number, string];
  rfc6749: [number, string];
  /** Of each grant: what is sent in place of what is good; undefined: the failure is none of this grant. */
  code?: () => Promise<object>;
  refresh?: () => Promise<object>;
  around?: (work: () => Promise<void>) => Promise<void>;
};
const notFound: Failure['national'] = [401, errorBytes('token_not_found', 'Token not found.')];
const blocked = (table: string, id: () => string) => (work: () => Promise<void>) =>
  whileIt(
    `UPDATE ${table} SET is_blocked = true WHERE id = $1`,
    `UPDATE ${table} SET is_blocked = false WHERE id = $1`,
    id(),
    work,
  );
const later = (ms: number) => async (work: () => Promise<void>) => {
  people.advance(ms);
  await work();
};
const now = (work: () => Promise<void>) => work();
const good = { code: async () => ({}), refresh: async () => ({}) };
const wrongClient: Pick<Failure, 'national' | 'rfc6749'> = {
  national: [401, errorBytes('invalid_client', 'Invalid client id or secret.')],
  rfc6749: [401, 'invalid_client'],
};
const other = () => ({ client_id: people.ids.otherClinic, client_secret: `${SECRET}2` });

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
    around: blocked('clients', () => people.ids.clinic),
  },
  {
    name: 'a blocked connection',
    ...wrongClient,
    ...good,
    around: blocked('connections', () => people.ids.clinic),
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
    code: async () => ({ code: (await pairOf(people)).refresh }),
    refresh: async () => ({ refresh_token: (await pairOf(people)).access }),
  },
  {
    name: 'a blocked user',
    national: notFound,
    rfc6749: [400, 'invalid_grant'],
    ...good,
    around: blocked('users', () => people.ids.owner),
  },
  {
    name: 'another client',
    national: [401, errorBytes('invalid_grant', 'Token not found or expired.')],
    rfc6749: [400, 'invalid_grant'],
    code: async () => other(),
    refresh: async () => other(),
  },
  {
    name: 'what has expired',
    national: [401, errorBytes('token_expired', 'Token expired.')],
    rfc6749: [400, 'invalid_grant'],
    ...good,
    around: later(7 * 24 * 3600 * 1000),
  },
  {
    name: 'another redirect URI',
    national: [
      401,
      errorBytes('invalid_client', 'The redirection URI provided does not match a pre-registered value.'),
    ],
    rfc6749: [400, 'invalid_grant'],
    code: async () => ({ redirect_uri: `${CLINIC_URI}/` }),
  },
  {
    name: 'a consent that was taken back',
    national: [401, errorBytes('access_denied', 'Resource owner revoked access for the client.')],
    rfc6749: [400, 'invalid_grant'],
    ...good,
    around: async (work) => {
      const { owner: userId, clinic: connectionId } = people.ids;
      await withdrawConsent(
        { db: people.pool, clock: people.clock, writes: atOnce },
        { userId, connectionId, requestId: 'back' },
      );
      await work();
    },
  },
  {
    name: 'a wrong verifier, or one without a challenge',
    national: [401, errorBytes('invalid_grant', 'Token not found or expired.')],
    rfc6749: [400, 'invalid_grant'],
    code: async () => ({ code_verifier: VERIFIER }),
  },
];

describe('the token endpoint refuses', () => {
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
        dialect === 'national' ? national(people.url, fields) : form(people.url, '/oauth/tokens', fields);
      const { code: ofCode, refresh: ofRefresh } = grants;
      if (ofCode)
        test(`${name}: code, ${dialect}`, async () => {
          const fields = nationalCode(people.ids, await codeOf(people), await ofCode());
          await around(async () => judge(await send(fields)));
        });
      if (ofRefresh)
        test(`${name}: refresh, ${dialect}`, async () => {
          const fields = formRefresh(people.ids, (await pairOf(people)).refresh, await ofRefresh());
          await around(async () => judge(await send(fields)));
        });
    }
  }

  test('a code that was used, and everything that came of it', async () => {
    for (const dialect of ['national', 'rfc6749'] as const) {
      const value = await codeOf(people);
      const first = await national(people.url, nationalCode(people.ids, value));
      const refreshed = await national(
        people.url,
        formRefresh(people.ids, first.body.data.details.refresh_token),
      );
      assertStatus(refreshed, 201);
      const again = nationalCode(people.ids, value);
      if (dialect === 'national')
        assertErrorBytes(
          await national(people.url, again),
          401,
          errorBytes('access_denied', 'Token has already been used.'),
        );
      else assert.equal((await form(people.url, '/oauth/tokens', again)).body.error, 'invalid_grant');
      for (const { body } of [first, refreshed])
        assert.equal(await isAccepted(people.url, body.data.value), false);
      assertErrorBytes(
        await national(people.url, formRefresh(people.ids, refreshed.body.data.details.refresh_token)),
        notFound[0],
        notFound[1],
      );
    }
  });

  test('a code that was used, also after its five minutes: it has expired, and its tokens end all the same', async () => {
    const value = await codeOf(people);
    const first = await national(people.url, nationalCode(people.ids, value));
    people.advance(301_000);
    const again = await national(people.url, nationalCode(people.ids, value));
    assertErrorBytes(again, 401, errorBytes('token_expired', 'Token expired.'));
    assert.equal(await isAccepted(people.url, first.body.data.value), false);
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
    const full = nationalCode(people.ids, 'x');
    for (const name of ['client_id', 'client_secret', 'code', 'redirect_uri'] as const)
      for (const value of [undefined, null, '', ' '])
        assertErrorBytes(await national(people.url, { ...full, [name]: value }), 422, blank(name));
    assertErrorBytes(
      await national(people.url, { grant_type: 'refresh_token' }),
      422,
      blank('client_id', 'client_secret', 'refresh_token'),
    );
    assertErrorBytes(await national(people.url, {}), 422, blank('client_id', 'client_secret'));
    const inForm = await form(people.url, '/oauth/tokens', { ...full, code: '' });
    assert.deepEqual([inForm.status, inForm.body.error], [400, 'invalid_request']);
    const nobody = await form(people.url, '/oauth/tokens', {
      grant_type: 'refresh_token',
      refresh_token: 'x',
    });
    assert.deepEqual([nobody.status, nobody.body.error], [401, 'invalid_client']);
  });

  test('no grant type, or another one', async () => {
    const business = (message: string) =>
      `{"type":"validation_failed","message":"${message}","invalid":[{"entry":"$.token.grant_type","entry_type":"json_data_property","rules":[{"rule":"invalid","params":[],"description":"${message}"}]}]}`;
    const { client_id, client_secret } = nationalCode(people.ids, 'x');
    assertErrorBytes(
      await national(people.url, { client_id, client_secret }),
      422,
      business('Request must include grant_type.'),
    );
    for (const grant_type of ['password', 'client_credentials', '__proto__', 'constructor'])
      assertErrorBytes(
        await national(people.url, { client_id, client_secret, grant_type }),
        422,
        business('The authorization grant type is not supported by the authorization server.'),
      );
    const none = await form(people.url, '/oauth/tokens', { client_id, client_secret });
    assert.deepEqual([none.status, none.body.error], [400, 'invalid_request']);
    const another = await form(people.url, '/oauth/tokens', {
      client_id,
      client_secret,
      grant_type: 'password',
    });
    assert.deepEqual([another.status, another.body.error], [400, 'unsupported_grant_type']);
  });

  test('bodies of another form', async () => {
    const answer = (body: unknown, type?: string) =>
      call(`${people.url}/oauth/tokens`, {
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
