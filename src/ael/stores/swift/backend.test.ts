/**
 * Goal: Swift is listed page by page with a token that is renewed when refused.
 * Method: a stand-in for the store, and a look at what it was asked.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { clockFrom } from '../../../platform/clock.ts';
import { StoreFailure } from '../../backend.ts';
import { type FakeAnswer, type FakeRequest, fakeStore, findingOf } from '../test-support.ts';
import { createSwiftBackend } from './backend.ts';
import type { SwiftAuth } from './token.ts';

const bucket = 'ambulatory_contracts';
const origin = 'https://console.example';
const list = { bucket, prefix: 'folder/', pageToken: undefined, size: 2 };

/** A Swift in good order, but for what `answer` says otherwise; its tokens are t1, t2, … */
async function setUp(
  t: TestContext,
  answer: (asked: FakeRequest) => FakeAnswer | undefined = () => undefined,
  auth: Partial<SwiftAuth> = {},
) {
  let tokens = 0;
  const { url, asked } = await fakeStore(t, (one) => {
    const said = answer(one);
    if (said !== undefined) return said;
    if (one.path === '/auth/v1.0') {
      tokens += 1;
      return {
        status: 200,
        headers: { 'x-auth-token': `t${tokens}`, 'x-storage-url': 'http://any/v1/AUTH_a' },
      };
    }
    if (one.path === '/v3/auth/tokens')
      return { status: 201, headers: { 'x-subject-token': 'k1' }, body: '{}' };
    if (one.method === 'OPTIONS')
      return {
        status: 200,
        headers: { 'access-control-allow-origin': origin, 'access-control-allow-methods': 'PUT, GET' },
      };
    if (one.query.has('temp_url_sig')) return { status: one.method === 'HEAD' ? 404 : 403 };
    return { status: one.method === 'HEAD' ? 204 : 200, ...(one.method === 'HEAD' ? {} : { body: '[]' }) };
  });
  const backend = createSwiftBackend(
    {
      signer: { publicEndpoint: url, accountPath: '/v1/AUTH_a', tempUrlKey: 'key' },
      auth: {
        type: 'v1',
        url: `${url}${auth.type === undefined ? '/auth/v1.0' : '/v3'}`,
        user: 'account:user',
        key: 'password',
        project: 'project',
        domain: 'Default',
        ...auth,
      },
    },
    { clock: clockFrom(() => new Date(), 'Europe/Kyiv'), consoleOrigins: [origin] },
  );
  return { backend, asked, signIns: () => asked.filter(({ path }) => path.includes('auth')) };
}

const objectOf = (name: string) => ({
  name,
  bytes: 7,
  hash: 'abc',
  last_modified: '2026-03-29T00:00:00.123456',
  content_type: 'application/pdf',
});

test('a listing is JSON with a token of the account; its dates are UTC', async (t) => {
  const body = JSON.stringify([objectOf('folder/Договір.pdf')]);
  const { backend, asked } = await setUp(t, ({ path }) =>
    path.includes('auth') ? undefined : { status: 200, body },
  );
  assert.deepEqual(await backend.list({ ...list, pageToken: 'folder/a b' }), {
    objects: [
      { key: 'folder/Договір.pdf', size: 7, lastModified: new Date('2026-03-29T00:00:00.123Z'), etag: 'abc' },
    ],
    nextPageToken: null,
  });
  const one = asked.at(-1);
  assert.equal(one?.path, `/v1/AUTH_a/${bucket}`);
  assert.deepEqual(Object.fromEntries(one?.query ?? []), {
    format: 'json',
    limit: '2',
    prefix: 'folder/',
    marker: 'folder/a b',
  });
  assert.equal(one?.request.headers['x-auth-token'], 't1');
});

test('a full page is followed by another, from its last name on', async (t) => {
  const body = JSON.stringify([objectOf('folder/a'), objectOf('folder/b')]);
  const { backend } = await setUp(t, ({ path }) =>
    path.includes('auth') ? undefined : { status: 200, body },
  );
  assert.equal((await backend.list(list)).nextPageToken, 'folder/b');
});

test('one token serves until the store refuses it, and is then renewed once', async (t) => {
  let valid = 't1';
  const { backend, signIns } = await setUp(t, ({ path, request }) =>
    !path.includes('auth') && request.headers['x-auth-token'] !== valid ? { status: 401 } : undefined,
  );
  await Promise.all([backend.list(list), backend.list(list), backend.list(list)]);
  assert.equal(signIns().length, 1);
  valid = 't2';
  await Promise.all([backend.list(list), backend.list(list)]);
  assert.equal(signIns().length, 2);
  valid = 'none';
  await assert.rejects(backend.list(list), StoreFailure);
});

test('a sign-in that failed is tried again by the next question', async (t) => {
  let away = true;
  const { backend } = await setUp(t, ({ path }) =>
    path.includes('auth') && away ? { status: 503 } : undefined,
  );
  await assert.rejects(backend.list(list), StoreFailure);
  away = false;
  assert.deepEqual(await backend.list(list), { objects: [], nextPageToken: null });
});

test('Keystone is asked by password or application credential', async (t) => {
  for (const type of ['password', 'application_credential'] as const) {
    let sent = '';
    const { backend, asked } = await setUp(
      t,
      ({ path, request }) => {
        if (path === '/v3/auth/tokens')
          request.on('data', (chunk) => {
            sent += chunk;
          });
        return undefined;
      },
      { type },
    );
    await backend.list(list);
    assert.equal(asked.at(-1)?.request.headers['x-auth-token'], 'k1');
    const { identity, scope } = JSON.parse(sent).auth;
    assert.deepEqual(identity.methods, [type]);
    if (type === 'password')
      assert.deepEqual(scope, { project: { name: 'project', domain: { name: 'Default' } } });
    else assert.deepEqual(identity.application_credential, { id: 'account:user', secret: 'password' });
  }
});

test('whatever is not a listing is a failure', async (t) => {
  for (const body of [
    '',
    '{}',
    '<html>',
    '[5]',
    '[{"name":"a"}]',
    JSON.stringify([{ ...objectOf('a'), bytes: '7' }]),
  ]) {
    const { backend } = await setUp(t, ({ path }) =>
      path.includes('auth') ? undefined : { status: 200, body },
    );
    await assert.rejects(backend.list(list), StoreFailure, body);
  }
});

test('a store in order has nothing but good findings', async (t) => {
  const findings = await (await setUp(t)).backend.check(bucket);
  assert.deepEqual(
    findings.map(({ name, state }) => [name, state]),
    [
      ['bucket', 'ok'],
      ['store clock', 'ok'],
      ['links', 'ok'],
      ['unsigned headers', 'ok'],
      ['CORS', 'ok'],
    ],
  );
});

test('what Swift refuses is explained with a remedy', async (t) => {
  const container = (status: number) => (one: FakeRequest) =>
    one.method === 'HEAD' && !one.query.has('temp_url_sig') ? { status } : undefined;
  const cases: [string, (asked: FakeRequest) => FakeAnswer | undefined, string, RegExp, RegExp][] = [
    ['no container', container(404), 'bucket', /does not exist/, /Create it/],
    ['denied', container(403), 'bucket', /denied/, /SWIFT_AUTH_USER/],
    [
      'wrong key',
      ({ path }) => (path.includes('auth') ? { status: 401 } : undefined),
      'bucket',
      /401/,
      /SWIFT_AUTH_KEY/,
    ],
    [
      'wrong link key',
      ({ query }) => (query.has('temp_url_sig') ? { status: 401 } : undefined),
      'links',
      /refuses/,
      /SWIFT_TEMP_URL_DIGEST/,
    ],
  ];
  for (const [what, answer, name, detail, remedy] of cases) {
    const finding = findingOf(await (await setUp(t, answer)).backend.check(bucket), name);
    assert.equal(finding.state, 'failed', what);
    assert.match(finding.detail, detail, what);
    assert.match(finding.remedy ?? '', remedy, what);
  }
});

test('a store that obeys X-Copy-From is a warning; one that passes it over is cleaned up', async (t) => {
  const answering = (status: number) => (one: FakeRequest) =>
    one.method === 'PUT' ? { status } : one.method === 'DELETE' ? { status: 204 } : undefined;
  const obeys = await setUp(t, answering(404));
  assert.equal(findingOf(await obeys.backend.check(bucket), 'unsigned headers').state, 'warning');
  const ignores = await setUp(t, answering(201));
  for (let time = 0; time < 2; time += 1)
    assert.equal(findingOf(await ignores.backend.check(bucket), 'unsigned headers').state, 'ok');
  const [put, removal, ...others] = ignores.asked.filter(
    ({ method }) => method === 'PUT' || method === 'DELETE',
  );
  assert.deepEqual([put?.method, removal?.method, removal?.path], ['PUT', 'DELETE', put?.path]);
  assert.deepEqual(others, []);
});

test('an account other than the one of the links is a warning', async (t) => {
  const { backend } = await setUp(t, ({ path }) =>
    path.includes('auth')
      ? { status: 200, headers: { 'x-auth-token': 't', 'x-storage-url': 'http://any/v1/AUTH_other' } }
      : undefined,
  );
  assert.equal(findingOf(await backend.check(bucket), 'account').state, 'warning');
});
