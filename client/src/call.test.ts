/**
 * Goal: whatever answers, and however badly, a call resolves with an outcome that says what it was; it is repeated only
 * where that does no harm; and no outcome holds a secret.
 * Method: a server that the test plays.
 */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import {
  createClient,
  createLicense,
  getDictionaries,
  getLicense,
  introspectToken,
  revokeOwnToken,
  unsetParameter,
  updateLicense,
} from './index.ts';
import { answering, META, refusing, resetting, SECRETS, usePlayedServer } from './played-server.fixture.ts';

const played = usePlayedServer();
const get = (overrides = {}) => getLicense(played.client, { path: { id: 'a' }, ...overrides });
const BODY = {
  type: 'PHARMACY_DRUGS',
  issued_by: 'МОЗ',
  issued_date: '2024-01-01',
  active_from_date: '2024-01-01',
  is_primary: false,
};
const create = (overrides = {}) => createLicense(played.client, { body: BODY, ...overrides });

describe('an answer that is none of this API', () => {
  const huge = 'x'.repeat(5_000_000);
  const cases: [string, RequestListener][] = [
    ['HTML', answering(200, '<!doctype html><title>Вхід</title>', { 'content-type': 'text/html' })],
    ['an empty one', answering(200, '')],
    ['half a document', answering(200, '{"meta":{"request_id":"r')],
    ['null', answering(200, 'null')],
    ['a list', answering(200, [])],
    ['text in place of meta', answering(200, { meta: 'x', data: {} })],
    ['no data', answering(200, { meta: META })],
    ['null in place of data', answering(200, { meta: META, data: null })],
    ['a number in place of data', answering(200, { meta: META, data: 5 })],
    ['a list that says it is an object', answering(200, { meta: META, data: [] })],
    ['paging of words', answering(200, { meta: META, data: {}, paging: { page_number: 'one' } })],
    ['an error without a type', answering(409, { meta: META, error: 'x'.repeat(9), data: 1 })],
    ['an error that is a number', answering(500, { meta: META, error: 5 })],
    ['5 MB of HTML', answering(502, `<html>${huge}`)],
  ];
  for (const [name, listener] of cases)
    test(`${name} is unintelligible, or refused in the words of OAuth`, async () => {
      played.answer(listener);
      const result = await get();
      assert.ok(!result.ok);
      assert.match(result.error.kind, name === 'an error without a type' ? /refused/ : /unintelligible/);
      assert.ok(result.status > 0 && result.error.message.length > 0);
    });

  test('more than is taken is not read, with and without an announced length, packed or not', async () => {
    const small = createClient({ baseUrl: played.url, maxAnswerBytes: 1000 });
    const text = JSON.stringify({ meta: { ...META, type: 'list' }, data: [huge] });
    for (const headers of [{ 'content-length': String(text.length) }, { 'transfer-encoding': 'chunked' }]) {
      played.answer(answering(200, text, headers));
      const result = await getDictionaries(small);
      assert.ok(!result.ok && result.error.kind === 'unintelligible', inspect(result));
    }
  });
});

test('an answer without an envelope is an object, or nothing', async () => {
  for (const text of ['5', 'null', '[null]']) {
    played.answer(answering(200, text));
    const result = await introspectToken(played.client, { body: { token: 't' } });
    assert.ok(!result.ok && result.error.kind === 'unintelligible', text);
  }
});

test('a body that breaks while it is let go is no rejection that nobody handles', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const cancel = () => Promise.reject(new Error('broken'));
  for (const status of [200, 302]) {
    const body = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(2000)), cancel });
    const fetch = async () => new Response(body, { status });
    const client = createClient({ baseUrl: played.url, maxAnswerBytes: 1000, fetch });
    assert.ok(!(await getDictionaries(client)).ok);
  }
  await new Promise(setImmediate);
  process.off('unhandledRejection', note);
  assert.deepEqual(unhandled, []);
});

describe('a refusal', () => {
  test('has status, type, code of its page, request id and places', async () => {
    const invalid = [{ entry: '$.type', entry_type: 'json_data_property', rules: [{ rule: 'invalid' }] }, 7];
    const link = `<${played.url}/docs/errors/license-expired>; rel="help"`;
    played.answer(
      refusing(409, { type: 'request_conflict', message: 'License is expired', invalid }, { link }),
    );
    const result = await create();
    assert.ok(!result.ok && result.error.kind === 'refused');
    assert.ok(result.status === 409 && result.error.code === 'license-expired');
    const { invalid: places, ...rest } = result.error;
    assert.deepEqual(rest, {
      kind: 'refused',
      status: 409,
      type: 'request_conflict',
      code: 'license-expired',
      message: 'License is expired',
      retryAfterSeconds: undefined,
    });
    assert.deepEqual(places, invalid.slice(0, 1));
    assert.equal(result.requestId, 'r-1');
  });

  test('of a condition that does not hold, and an answer that is as it was, are told apart', async () => {
    played.answer(refusing(412, { type: 'precondition_failed', message: 'x' }));
    const changed = await updateLicense(played.client, { path: { id: 'a' }, body: BODY, ifMatch: '"1"' });
    assert.ok(!changed.ok && changed.status === 412);
    assert.equal(played.requests[0]?.headers['if-match'], '"1"');
    played.answer(answering(304, ''));
    const same = await get({ ifNoneMatch: '"1"' });
    assert.ok(!same.ok && same.error.kind === 'unchanged');
  });

  test('in the form of OAuth is read as well, and success without a body', async () => {
    played.answer(answering(401, { error: 'invalid_client', error_description: 'No.' }));
    const refused = await introspectToken(played.client, { body: { token: 'a b' } });
    assert.ok(!refused.ok && refused.error.kind === 'refused' && refused.error.type === 'invalid_client');
    assert.equal(played.requests[0]?.body, 'token=a+b');
    played.answer(answering(200, ''));
    assert.ok((await revokeOwnToken(played.client, { body: { token: 'a' } })).ok);
  });
});

describe('repeating', () => {
  const busy = refusing(503, { type: 'service_unavailable' }, { 'retry-after': '0' });
  const good = answering(
    201,
    { meta: META, data: { id: 'a' } },
    { 'idempotent-replayed': 'true', etag: '"e"' },
  );

  test('a POST keeps its idempotency key, whatever is in its way', async () => {
    played.answer(resetting, busy, good);
    const result = await create();
    assert.ok(result.ok && result.replayed && result.etag === '"e"', inspect(result));
    const keys = new Set(played.requests.map(({ headers }) => headers['x-idempotency-key']));
    assert.deepEqual([...keys], [result.idempotencyKey]);
    assert.equal(played.requests.length, 3);
    await create({ idempotencyKey: 'mine' });
    assert.equal(played.requests.at(-1)?.headers['x-idempotency-key'], 'mine');
  });

  test('ends after the attempts, and is not begun for other answers or where it could do harm', async () => {
    for (const [listener, call, expected] of [
      [busy, get, 3],
      [resetting, get, 3],
      [answering(502, '<html>'), get, 1],
      [refusing(500, { type: 'internal_error' }), create, 1],
      [busy, () => unsetParameter(played.client, { path: { name: 'A' } }), 1],
      [resetting, () => unsetParameter(played.client, { path: { name: 'A' } }), 1],
    ] as const) {
      played.answer(listener);
      assert.ok(!(await call()).ok);
      assert.equal(played.requests.length, expected, inspect(call));
    }
  });

  test('waits as long as the answer asks, in seconds or until a date, and no longer than is bounded', async () => {
    const limited = (after: string, date?: string) =>
      refusing(429, { type: 'too_many_requests' }, { 'retry-after': after, ...(date && { date }) });
    const later = (seconds: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)).toUTCString();
    for (const listener of [limited('1'), limited(later(1), later(0))]) {
      played.answer(listener, answering(200, { meta: META, data: {} }));
      const began = performance.now();
      assert.ok((await get()).ok);
      assert.ok(performance.now() - began >= 990);
    }
    for (const [after, seconds] of [
      ['3600', 3600],
      [later(3600), 3600],
      ['9'.repeat(20), 1e20],
    ] as const) {
      played.answer(limited(after, later(0)));
      const result = await get();
      assert.ok(!result.ok && result.error.kind === 'refused' && result.error.retryAfterSeconds === seconds);
      assert.equal(played.requests.length, 1);
    }
    played.answer(limited('soon'), answering(200, { meta: META, data: {} }));
    assert.ok((await get()).ok);
  });
});

test('a call ends in time, and when its caller ends it, also while it waits to be repeated', async () => {
  played.answer(() => {}); // never answers
  const late = await get({ timeoutMs: 50 });
  assert.ok(!late.ok && late.error.kind === 'timeout' && late.status === 0);
  const half: RequestListener = (_request, response) => response.writeHead(200).write('{"meta":');
  for (const listener of [() => {}, half, refusing(503, { type: 'x' }, { 'retry-after': '1' })]) {
    played.answer(listener);
    const caller = new AbortController();
    const call = get({ signal: caller.signal });
    setTimeout(() => caller.abort(new Error('secret')), 30);
    const result = await call;
    assert.ok(!result.ok && result.error.kind === 'aborted', inspect(result));
  }
  assert.equal((await get({ signal: AbortSignal.abort() })).status, 0);
});

test('what no request can carry is said before anything is sent', async () => {
  played.answer(answering(200, { meta: META, data: {} }));
  for (const [request, part] of [
    [{ path: { id: '..' } }, 'id'],
    [{ path: { id: '' } }, 'id'],
    [{ path: { id: '\ud800' } }, 'id'],
    [{ ifMatch: 'a\nb' }, 'ifMatch'],
    [{ ifMatch: '“e”' }, 'ifMatch'],
  ] as const) {
    const result = await get(request);
    assert.ok(!result.ok && result.error.kind === 'unsendable');
    assert.match(result.error.message, new RegExp(`^${part} `));
  }
  assert.equal(played.requests.length, 0);
  await get({ path: { id: '../x?y#z/%2e' } });
  assert.equal(played.requests[0]?.url, '/api/licenses/..%2Fx%3Fy%23z%2F%252e');
});

test('whatever went out as a secret is struck out of what comes back, however that is written', async () => {
  const [token, psk, refresh] = ['secret-to/k"en', 'secret-psk', 'secret-refresh'];
  const message = JSON.stringify(`${token} ${psk} ${refresh} wrong`)
    .replaceAll('/', '\\/')
    .replace('psk', '\\u0070sk');
  played.answer(
    answering(400, `{"error":{"type":"x","message":${message},"invalid":[{"entry":${message}}]}}`),
  );
  const client = createClient({ baseUrl: played.url, token, headers: { 'X-Custom-PSK': psk } });
  const result = await introspectToken(client, { body: { token: refresh } });
  assert.ok(!result.ok && result.error.message === '… … … wrong', inspect(result));
  assert.doesNotMatch(JSON.stringify(result), /secret-/);
});

test('no outcome, no error and no client shows a secret, also where the service repeats it', async () => {
  const echo = refusing(400, {
    type: 'request_malformed',
    message: `Bearer ${SECRETS.token} ${SECRETS.apiKey}`,
  });
  const outcomes: unknown[] = [played.client];
  for (const listener of [
    echo,
    resetting,
    answering(302, '', { location: 'https://user:secret-token@b.example/?secret-key' }),
  ]) {
    played.answer(listener);
    outcomes.push(await create());
  }
  const told = inspect(outcomes, { depth: 9, showHidden: true }) + JSON.stringify(outcomes);
  assert.doesNotMatch(told, /secret-/);
  const redirected = outcomes.at(-1) as Awaited<ReturnType<typeof create>>;
  assert.ok(!redirected.ok && redirected.error.kind === 'redirected' && redirected.status === 302);
  assert.equal(played.requests.length, 1);
  for (const options of [{ token: 'secret-\n' }, { apiKey: 'secret-ї' }, { baseUrl: 'ftp://secret-' }])
    assert.throws(
      () => createClient({ baseUrl: played.url, ...options }),
      (error: Error) => {
        assert.ok(error instanceof TypeError);
        return !/secret-/.test(inspect(error));
      },
    );
});
